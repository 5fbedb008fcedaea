"""A night: the log is read before the day and written for it, and one customer alone is told the same."""

import json

from tests.amounts import long
from tests.batch.nightly.shop import DAY, ORDERS, Shop, read
from tests.cli.program import inside


def test_the_folder_is_made_and_the_same_day_again_gives_the_same_bytes(shop: Shop) -> None:
    shop.night()
    file = shop.log / f"{DAY}.csv"
    first = file.read_bytes()
    assert read(file)[0].keys() == {
        "customer",
        "offer",
        "event",
        "date",
        "price",
        "list_price",
        "holdout",
        "via",
    }
    shop.night(day="2026-11-23")
    shop.night()
    assert file.read_bytes() == first
    assert sorted(each.name for each in shop.log.iterdir()) == [f"{DAY}.csv", "2026-11-23.csv"]


def test_a_phone_number_stays_one_and_a_formula_does_not_act(shop: Shop) -> None:
    rows = [("+49 170 12345678", "Teapot", "2026-11-01"), ("=1+1", "Mug", "2026-11-01")]
    shop.write("orders.csv", ("customer", "item", "date"), [*rows, *ORDERS])
    shop.night("--via", "email", "--limit", "5")
    told = (shop.log / f"{DAY}.csv").read_text(encoding="utf-8")
    assert "\n+49 170 12345678," in told and "\n'=1+1," in told
    rows_made = read(shop.log / f"{DAY}.csv")
    assert len(rows_made) == 5 and {row["via"] for row in rows_made} == {"email"}, "what is made is logged"


@long
def test_one_customer_alone_is_told_the_same_after_the_plan_too(shop: Shop) -> None:
    shop.write(
        "log/before.csv",
        ("customer", "offer", "event", "date"),
        [("ann@ex.test", "Washing advice", "did", "2026-11-20")],
    )
    for day in ("2026-11-22",):
        rows = shop.plan("--log", str(shop.log), day=day)
        for who, row in [*rows.items()][1:4]:
            said = inside(
                "next", "--path", str(shop.path), "--customer", who, "--orders", str(shop.orders),
                "--log", str(shop.log), "--today", day, "--why", "--format", "json",
            )  # fmt: skip
            answer = json.loads(said.out)
            action = answer["action"] or {}
            assert (row["state"], row["action"], row["due"], row["price"]) == (
                answer["state"], action.get("name") or "", action.get("due") or "", action.get("price") or "",
            ), who  # fmt: skip
            assert (row["url"], row["saving"], row["every"]) == tuple(
                action.get(key) or "" for key in ("url", "saving", "every")
            )


def test_a_log_that_is_not_there_is_new_for_a_plan_and_a_mistake_for_one_customer(shop: Shop) -> None:
    said = inside(
        "next", "--path", str(shop.path), "--customer", "ann@ex.test", "--orders", str(shop.orders), "--log", str(shop.log),
    )  # fmt: skip
    assert (said.code, said.err) == (2, f"error: {shop.log}: no such file\n")
    assert shop.refuse("--log", str(shop.orders / "log")).endswith(
        "a file has the name of its folder; choose another name"
    )


def test_answers_beside_the_plans_are_read_and_the_file_of_the_day_is_not(shop: Shop) -> None:
    shop.night()
    shop.write(
        "log/answers.csv",
        ("customer", "offer", "event", "date", "price"),
        [("bob@ex.test", "Mug", "declined", "2026-11-22", "20")],
    )
    (shop.log / "2026-11-23.csv").write_text("torn", encoding="utf-8")
    rows = shop.plan("--log", str(shop.log), day="2026-11-23")
    assert rows["bob@ex.test"]["action"] == "Five off" and rows["dan@ex.test"]["state"] == "wait"


def test_a_full_disk_leaves_everything_as_it_was(shop: Shop) -> None:
    shop.night()
    before = (shop.log / f"{DAY}.csv").read_bytes()
    said = inside(
        "plan", str(shop.orders), "--path", str(shop.path), "--today", DAY, "--log", str(shop.log), "--output", "/dev/full",
        "--limit", "1", "--for", "klaviyo",
    )  # fmt: skip
    assert said.code == 2
    assert "/dev/full" in said.err
    assert (shop.log / f"{DAY}.csv").read_bytes() == before
    assert [each.name for each in shop.log.iterdir()] == [f"{DAY}.csv"]
