"""Who is told to an e-mail tool: who has a message, and whose last one is to be cleared."""

from contextlib import closing

import pytest

from ipp.batch.exports import EXPORTS
from tests.batch.exports.readers import READERS
from tests.batch.nightly.shop import DAY, Shop

LOG = (
    ("ann@ex.test", "Washing advice", "did", "2026-11-21", ""),  # has another action today
    ("bob@ex.test", "Mug", "offered", "2026-11-21", "20"),  # waits for an answer
    ("00123", "Mug", "offered", "2026-08-23", "18"),  # 91 days ago; declined: has another one
    ("gus@ex.test", "Washing advice", "did", "2026-08-24", ""),  # 90 days ago, and unknown to the orders
    ("hal@ex.test", "Washing advice", "did", "2026-08-23", ""),  # 91 days ago
    ("ian@ex.test", "Washing advice", "did", "2026-11-23", ""),  # not known yet
)


@pytest.fixture
def logged(shop: Shop) -> Shop:
    shop.write("log/before.csv", ("customer", "offer", "event", "date", "price"), LOG)
    return shop


def test_nobody_who_has_none_gets_an_action_and_what_was_lately_there_is_cleared(logged: Shop) -> None:
    with closing(logged.start(log=True)) as night:
        rows = night.rows()
        contacts = {each.customer: each.values for each in night.select(limit=3).list_contacts()}
        everybody = {each.customer for each in night.select().list_contacts()}
    made = {who for who, row in rows.items() if row["event"]}
    assert {row["state"] for who, row in rows.items() if who not in made} == {"wait"}
    acting = {who for who, values in contacts.items() if values["action"]}
    assert len(acting) == 3 and acting < made
    cleared = {who for who, values in contacts.items() if values["state"] == "none"}
    assert cleared == {"bob@ex.test", "gus@ex.test", *(({"ann@ex.test"}) - acting)}
    assert everybody == made | {"bob@ex.test", "gus@ex.test"}
    assert list(contacts) == sorted(contacts), "sorted by customer"


def test_the_command_writes_it_and_empties_the_parts_of_yesterday(logged: Shop) -> None:
    file = logged.folder / "next-customers.csv"
    part = logged.folder / "next-customers-2.csv"
    part.write_text("old\nold@ex.test\n", encoding="utf-8")
    said = logged.run("--log", str(logged.log), "--for", "klaviyo", "--output", str(file))
    found = READERS["klaviyo"](file.read_text(encoding="utf-8"))
    assert found["bob@ex.test"]["state"] == "none" and found["+4917012345678"]["action"] == "Washing advice"
    assert said.err == (
        "note: Klaviyo: 7 contacts, 1 of them to clear what they had\n"
        "note: Klaviyo: 1 customer left out, who have not an e-mail address or a phone number with its country\n"
    )
    assert part.read_text(encoding="utf-8") == EXPORTS["klaviyo"].write_head()
    assert (logged.log / f"{DAY}.csv").exists()


def test_a_name_that_the_tool_does_not_take_is_refused(shop: Shop) -> None:
    assert (
        shop.refuse("--for", "hubspot")
        == "--for hubspot needs --output; name the file that HubSpot imports with --output FILE"
    )
    assert "end the name in .jsonl" in shop.refuse("--for", "segment", "--output", "x.csv")
    assert "write 'customer' in the name" in shop.refuse("--for", "matrixify", "--output", "x.csv")
