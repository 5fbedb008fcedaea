"""What is read of each layout agrees, to the row, with a count by a few lines of plain Python: customers, purchases, returns, rejects."""

import csv
import random
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from ipp.orders.engines.duckdb import DuckDB
from ipp.orders.files.sources import parse_source
from ipp.orders.items import number_items
from ipp.orders.reading import OrdersRequest, RecordsReader
from tests.orders.reader import FEET, TODAY
from tests.value.shops import shop

NAMES = ("Toe Massager 5000", "Spa Slippers", "Nail Kit", "Tip")
ROWS = 60


class Line(NamedTuple):
    """A line of a made-up shop: its order, who, what, how many, whether it was refunded, and the day of that."""

    order: int
    who: str
    item: str
    pieces: int
    refunded: bool
    back: str


class Layout(NamedTuple):
    """How an export writes lines, and what is special about it: how it counts less than one piece, and days of refunds."""

    head: str
    write: Callable[[Line, bool], list[str]]
    back: bool = False
    one: bool = False


def day(line: Line) -> str:
    return f"2026-10-{line.order % 28 + 1:02} 10:00:00"


LAYOUTS = {
    "shopify": Layout(
        "Name,Email,Financial Status,Created at,Lineitem quantity,Lineitem name",
        lambda line, first: [
            f"#{line.order}",
            line.who if first else "",
            ("refunded" if line.refunded else "paid") if first else "",
            day(line) if first else "",
            str(line.pieces),
            line.item,
        ],
    ),
    "woocommerce": Layout(
        "Date,Order #,Status,Customer,Product(s)",
        lambda line, first: [
            day(line),
            str(line.order),
            "wc-refunded" if line.refunded else "completed",
            line.who,
            f"{line.pieces}× {line.item}",
        ],
    ),
    "stripe": Layout(
        "id,Created date (UTC),Amount,Amount Refunded,Captured,Status,Description,Customer Email,Refunded date (UTC)",
        lambda line, first: [
            f"ch_{line.order}",
            day(line),
            "9.00",
            "0.00",
            "true",
            "Refunded" if line.refunded else "Paid",
            line.item,
            line.who,
            line.back,
        ],
        back=True,
        one=True,
    ),
    "plain": Layout(
        "customer,item,date,quantity,status,refunded_at",
        lambda line, first: [
            line.who,
            line.item,
            day(line),
            str(line.pieces),
            "refunded" if line.refunded else "paid",
            line.back,
        ],
        back=True,
    ),
}


def make_lines(lots: random.Random) -> list[Line]:
    """Make lines, those of one order behind each other; an order is refunded as a whole, on a day or on none."""
    lines: list[Line] = []
    for order in range(1000, 1000 + ROWS // 2):
        who, refunded = lots.choice(["ann@ex.test", "bob@ex.test", "cleo@ex.test", ""]), lots.random() < 0.3
        back = "2026-11-15" if refunded and lots.random() < 0.5 else ""
        items = lots.sample(NAMES, 2)
        lines += [Line(order, who, item, lots.choice([1, 1, 2, 0, -1]), refunded, back) for item in items]
    return lines


def count_plainly(lines: list[Line], layout: Layout) -> tuple[Counter[str], ...]:
    """Return pieces bought and pieces given back by customer and item, and the reasons of what does not count, one row at a time."""
    bought, back, aside = Counter[str](), Counter[str](), Counter[str]()
    for line in lines:
        pieces = 1 if layout.one else line.pieces
        name = f"{line.who} {line.item}"
        if not line.who:
            aside["no customer"] += 1
        elif line.refunded and not (layout.back and line.back):
            aside["the order was cancelled, refunded or never paid"] += 1
        elif pieces <= 0:
            aside["a return: the quantity is not above zero"] += 1
            if pieces < 0 and line.item != "Tip":
                back[name] -= pieces
        elif line.item == "Tip":
            aside["not in the path"] += 1
        else:
            bought[name] += pieces
            if line.refunded:
                back[name] += pieces
    return bought, back, aside


@pytest.mark.parametrize("key", LAYOUTS)
def test_counts_agree_to_the_row(tmp_path: Path, key: str) -> None:
    layout = LAYOUTS[key]
    lines = make_lines(random.Random(key))
    with (tmp_path / "orders.csv").open("w", encoding="utf-8", newline="") as file:
        file.write(layout.head + "\n")
        firsts = [place == 0 or lines[place - 1].order != line.order for place, line in enumerate(lines)]
        csv.writer(file).writerows(
            layout.write(line, first) for line, first in zip(lines, firsts, strict=True)
        )
    policy = shop(FEET)
    numbers = number_items(policy)
    with closing(DuckDB(threads=1)) as engine:
        reading = RecordsReader(
            engine, policy, numbers, OrdersRequest(parse_source(str(tmp_path / "orders.csv"))), TODAY
        )
        rows, _, _ = reading.read_orders()
        tables = [rows] if reading.given_back is None else [rows, reading.given_back]
        found = [Counter[str]() for _ in range(2)]
        for counter, table in zip(found, tables, strict=False):
            for who, item, pieces in engine.fetch_rows(table.select("customer", "item", "pieces")):
                counter[f"{who} {numbers.goods[item].name}"] += pieces
        aside = reading.rejects[0].counts
    assert (*found, Counter(aside)) == count_plainly(lines, layout)
