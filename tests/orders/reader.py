"""Orders in a test's hand to what the reader makes of them: purchases by name and day, and what was set aside."""

import datetime as dt
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from ipp.orders.engines.duckdb import DuckDB
from ipp.orders.files.sources import parse_source
from ipp.orders.items import number_items
from ipp.orders.reading import OrdersRequest, RecordsReader
from tests.value.shops import shop

TODAY = dt.date(2026, 11, 22)
FEET = """ultimate: Club
products:
  Toe Massager 5000: {price: 89, sku: TM-5000, next: Club}
  Spa Slippers: {price: 24, sku: SLIP}
  Nail Kit: {price: 27, sku: "00123"}
  Silky Soak Formula: {price: 19, consumable: true}
  Salt & Stone Scrub: {price: 12}
  Club: {price: 29}
"""


class Read(NamedTuple):
    """What was read: who bought what on which day, sorted, and how many rows were set aside for which reason; unknown items with their rows."""

    bought: list[tuple[str, str, str]]
    aside: dict[str, int]
    unknown: dict[str, int]
    layout: str | None


def read(file: Path | str, content: str | bytes | None = None, store: str = FEET, **asked: Any) -> Read:
    """Read a file of orders; `content` is written into it first."""
    if content is not None:
        Path(file).write_bytes(content.encode() if isinstance(content, str) else content)
    policy = shop(store)
    numbers = number_items(policy)
    with closing(DuckDB(threads=1)) as engine:
        reading = RecordsReader(
            engine, policy, numbers, OrdersRequest(parse_source(str(file)), **asked), TODAY
        )
        lines, layout, _ = reading.read_orders()
        rows = engine.fetch_rows(lines.select("day", "item", customer=lines.customer.cast("string")))
        unknown = dict(reading.list_unknown())
    bought = sorted((who, numbers.goods[item].name, str(dt.date.fromordinal(day))) for day, item, who in rows)
    return Read(bought, reading.rejects[0].counts, unknown, layout)
