"""Several runs of one day: what each sent stays in the log of the day, and nobody gets a second message."""

import json
from pathlib import Path

import pytest

from tests.batch.nightly.shop import DAY, ORDERS, Shop, read
from tests.cli.program import Said

NEXT_DAY = "2026-11-23"
CHANGE = ("dan@ex.test", "Mug", "2026-11-01")
"""An order that comes late: dan is to get ten percent off by phone, and no longer the mug by e-mail."""
LOOKS = (
    ("--only", "wait"), ("--only", "held"), ("--limit", "0"), ("--limit", "2"), ("--due-by", "2026-11-02"), ("--via", "phone"),
)  # fmt: skip
"""What sends less than everything."""


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    """A shop whose first step goes by phone or by e-mail."""
    shop = Shop(tmp_path)
    text = shop.path.read_text(encoding="utf-8").replace("      - {do: Washing advice, via: email}\n", "")
    text = text.replace("{do: Ten percent off,", "{do: Ten percent off, via: phone,")
    shop.path.write_text(text, encoding="utf-8")
    return shop


def file_of(shop: Shop) -> Path:
    return shop.log / f"{DAY}.csv"


def asked(shop: Shop) -> dict[str, str]:
    return {row["customer"]: row["offer"] for row in read(file_of(shop))}


def send(shop: Shop, *arguments: str) -> Said:
    return shop.run("--log", str(shop.log), "--output", str(shop.folder / "rows.csv"), *arguments)


def test_two_runs_for_two_channels_keep_both(shop: Shop) -> None:
    send(shop)
    whole = file_of(shop).read_bytes()
    file_of(shop).unlink()
    for channel in ("email", "phone", "email"):
        said = send(shop, "--via", channel)
        assert "note: " not in said.err, "both went out, as they should"
    by_channel = asked(shop)
    assert by_channel and by_channel.keys() == {row["customer"] for row in read(file_of(shop)) if row["via"]}
    assert set(by_channel) == {"ann@ex.test", "+4917012345678", "bob@ex.test", "00123", "dan@ex.test"}
    send(shop)
    assert file_of(shop).read_bytes() == whole
    tomorrow = shop.plan("--log", str(shop.log), day=NEXT_DAY)
    assert {tomorrow[who]["state"] for who in by_channel} == {"wait"}


@pytest.mark.parametrize("less", LOOKS)
def test_a_look_loses_nothing(shop: Shop, less: tuple[str, ...]) -> None:
    send(shop)
    before = file_of(shop).read_bytes()
    shop.run("--log", str(shop.log), *less, "--output", "-")
    assert file_of(shop).read_bytes() == before
    send(shop, *less)
    assert file_of(shop).read_bytes() == before


def test_who_is_left_out_now_was_asked_all_the_same(shop: Shop) -> None:
    send(shop)
    before = file_of(shop).read_bytes()
    listed = shop.write("out.csv", ("customer",), [("ann@ex.test",)])
    said = send(shop, "--suppress", str(listed))
    assert file_of(shop).read_bytes() == before
    assert said.err == (
        f"note: {file_of(shop)} keeps 1 message of an earlier run of today that this run does not send; delete the rows of what did not go out\n"
    )


def test_a_day_that_is_planned_anew_says_whom_it_tells_something_else(shop: Shop) -> None:
    send(shop)
    before = asked(shop)
    shop.write("orders.csv", ("customer", "item", "date"), [*ORDERS, CHANGE])
    said = send(shop)
    assert before["dan@ex.test"] == "Mug" and asked(shop) == before | {"dan@ex.test": "Ten percent off"}
    assert said.err == (
        f"note: {file_of(shop)} has another message for 1 customer than an earlier run of today wrote; it knows the new one alone\n"
    )
    assert send(shop).err == ""


def test_nobody_gets_a_second_message_by_another_channel(shop: Shop) -> None:
    send(shop, "--via", "email")
    before = asked(shop)
    shop.write("orders.csv", ("customer", "item", "date"), [*ORDERS, CHANGE])
    said = send(shop, "--via", "phone")
    assert "dan@ex.test" not in {row["customer"] for row in read(shop.folder / "rows.csv")}
    assert asked(shop) == before | {"ann@ex.test": "Tea set", "+4917012345678": "Tea set"}
    assert said.err == (
        f"note: 1 customer has a message of an earlier run of today, as {file_of(shop)} says, and no other one of this run\n"
    )


def test_a_message_of_another_run_is_not_cleared_in_a_tool(shop: Shop) -> None:
    told = ("customer", "offer", "event", "date")
    shop.write("log/before.csv", told, [(who, "Five off", "did", "2026-10-20") for who, *_ in ORDERS])
    file = shop.folder / "tool.csv"
    for channel in ("email", "phone"):
        shop.night("--via", channel, "--for", "klaviyo", "--output", str(file))
    states = {row["Email Address"]: row["ipp_state"] for row in read(file) if row["Email Address"]}
    assert states == {"ann@ex.test": "offer", "eve@ex.test": "none"}


def test_answers_and_columns_that_somebody_wrote_into_the_file_stay(shop: Shop) -> None:
    send(shop)
    rows = [row | {"pieces": "", "who said so": "Kim"} for row in read(file_of(shop))]
    answer = dict.fromkeys(rows[0], "") | {
        "customer": "BOB@ex.test", "offer": "Teapot", "event": "returned", "date": DAY, "pieces": "2",
    }  # fmt: skip
    shop.write(f"log/{DAY}.csv", tuple(rows[0]), [each.values() for each in (*rows, answer)])
    for _ in range(2):
        send(shop)
        now = read(file_of(shop))
        assert [row for row in now if row["event"] == "returned"] == [answer | {"customer": "bob@ex.test"}]
        assert len(now) == len(rows) + 1


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("colour,size\nred,3\n", "no column is known to be the customer; there are 'colour', 'size'"),
        ('customer,offer,event,date\nann,"Mug,offered\n', "the line cannot be read as a row"),
    ],
)
def test_a_file_of_the_day_that_is_no_log_stays(shop: Shop, content: str, why: str) -> None:
    shop.log.mkdir()
    file_of(shop).write_text(content, encoding="utf-8")
    assert shop.refuse("--log", str(shop.log)).startswith(f"{file_of(shop)}: {why}")
    assert file_of(shop).read_text(encoding="utf-8") == content


@pytest.mark.parametrize("content", ["", "customer,offer,event,date\n", "torn"])
def test_a_file_of_the_day_without_rows_is_written(shop: Shop, content: str) -> None:
    shop.log.mkdir()
    file_of(shop).write_text(content, encoding="utf-8")
    assert json.loads(shop.run("--log", str(shop.log), "--format", "json").out)["messages"] == len(
        asked(shop)
    )
