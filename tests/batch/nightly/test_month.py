"""A shop that lives by the command alone: each night a plan with the log, a limit, a channel, a holdout and a list of those to leave out; customers answer the next day, or ask to get nothing more."""

import datetime as dt
import random
from collections import Counter
from collections.abc import Iterator
from itertools import cycle, repeat
from pathlib import Path
from typing import Any

from tests.amounts import FULL, long
from tests.batch.exports.readers import READERS
from tests.batch.nightly.shop import Shop, read

FIRST = dt.date(2026, 11, 1)
NIGHTS = 30 if FULL else 6
CUSTOMERS = 200 if FULL else 40
LIMIT = CUSTOMERS // 4
AGAIN = {"Five off"}
"""What `rest` does again."""
TERMS = """channels: {email: {gap: 1d}, e-mail: {}, phone: {}}
holdout: {name: month, share: 20%, from: 2026-11-01, until: 2026-12-31, of: everything}
"""


def answer(shop: Shop, chance: random.Random, day: dt.date) -> set[str]:
    """Let those who were asked that day buy, decline or stop on the next; who says nothing stays silent. Return who stopped."""
    orders, answers, stopped = read(shop.orders), [], set()
    on = (day + dt.timedelta(days=1)).isoformat()
    for row in read(shop.log / f"{day}.csv"):
        ways = ("buys", "declines", "is silent", "is silent", "stops")
        match chance.choice(ways) if row["event"] == "offered" else "":
            case "buys":
                orders.append({"customer": row["customer"], "item": row["offer"], "date": on})
            case "declines":
                answers.append((row["customer"], row["offer"], "declined", on, row["price"]))
            case "stops":
                answers.append((row["customer"], "", "stopped", on, ""))
                stopped.add(row["customer"])
    shop.write("orders.csv", ("customer", "item", "date"), [each.values() for each in orders])
    shop.write(f"log/answers of {day}.csv", ("customer", "offer", "event", "date", "price"), answers)
    return stopped


def choose_tools() -> Iterator[list[str]]:
    """Yield the tools that each night writes for: by hand all of them, else one after the other."""
    every = list(READERS)
    return repeat(every) if FULL else ([tool] for tool in cycle(every))


def write_for(shop: Shop, tool: str, day: dt.date, *terms: str) -> tuple[Any, Path]:
    """Plan a night with the log, and write for a tool; returns the summary and the file."""
    file = shop.folder / f"customers.{'jsonl' if tool == 'segment' else 'csv'}"
    return shop.night(*terms, "--for", tool, "--output", str(file), day=day.isoformat()), file


@long
def test_nights_with_a_limit_a_channel_and_a_holdout_repeat_and_forget_nothing(shop: Shop) -> None:
    chance, tools = random.Random(20261101), choose_tools()
    text = shop.path.read_text().replace("defaults: {", "defaults: {via: email, ")
    shop.path.write_text(text + TERMS, encoding="utf-8")
    people = [f"c{number:03}@ex.test" for number in range(CUSTOMERS)]
    bought = [(who, chance.choice(("Mug", "Teapot", "Bowl", "Spoon")), "2026-10-20") for who in people]
    shop.write("orders.csv", ("customer", "item", "date"), bought)
    left_out, stopped, held = set(people[:3]), set[str](), set[str]()
    listed = shop.write("left-out.csv", ("customer",), [(who,) for who in sorted(left_out)])
    asked: Counter[tuple[str, str]] = Counter()
    terms = ("--limit", str(LIMIT), "--by", "worth", "--via", "email", "--suppress", str(listed))
    bytes_of: dict[dt.date, dict[str, tuple[bytes, bytes]]] = {}
    for number in range(NIGHTS):
        day = FIRST + dt.timedelta(days=number)
        before, bytes_of[day] = {row["customer"] for row in list_made(shop)}, {}
        for tool in next(tools):
            summary, export = write_for(shop, tool, day, *terms)
            rows = read(shop.log / f"{day}.csv")
            made = [row for row in rows if row["event"] != "held"]
            held |= {row["customer"] for row in rows if row["event"] == "held"}
            assert summary["messages"] == len(made) <= LIMIT
            contacts = READERS[tool](export.read_text(encoding="utf-8"))
            acting = {who for who, fields in contacts.items() if fields["action"]}
            assert acting == {row["customer"] for row in made}
            assert acting.isdisjoint(left_out | stopped | held)
            assert contacts.keys() - acting == before - acting, "what they had is cleared"
            bytes_of[day][tool] = (shop.log / f"{day}.csv").read_bytes(), export.read_bytes()
        asked.update((row["customer"], row["offer"]) for row in made)
        stopped |= answer(shop, chance, day)
    assert not {ask: times for ask, times in asked.items() if times > 1 and ask[1] not in AGAIN}
    reached = {who for who, _ in asked}
    assert held and stopped and held.isdisjoint(reached)
    assert reached == set(people) - left_out - held or len(reached) == NIGHTS * LIMIT, (
        "who is cut comes later"
    )
    for day in bytes_of if FULL else chance.sample(sorted(bytes_of), 2):
        tool = chance.choice(list(bytes_of[day]))
        _, export = write_for(shop, tool, day, *terms)
        again = (shop.log / f"{day}.csv").read_bytes(), export.read_bytes()
        assert all(log == again[0] for log, _ in bytes_of[day].values())
        assert again == bytes_of[day][tool], "whatever came after"


def list_made(shop: Shop) -> list[dict[str, str]]:
    """Return the messages of the log so far."""
    files = sorted(shop.log.glob("2026-*.csv"))
    return [row for file in files for row in read(file) if row["event"] != "held"]
