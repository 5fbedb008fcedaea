"""What orders say was paid, held to the engine's account of it: lines, totals, other currencies, list prices."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from ipp.engine.customer.state import State
from ipp.engine.policy.compile import Policy
from ipp.orders.customer.records import read_customer
from ipp.orders.engines.duckdb import DuckDB
from ipp.orders.files.sources import parse_source
from ipp.orders.money import MOST_UNITS, UNITS, count_units, read_text_units
from ipp.orders.reading import OrdersRequest
from tests.engine.feet import policy_of

TODAY = date(2026, 11, 30)
STORE = """
ipp: 1
currency: EUR
ultimate: Club
products:
  Mug: {price: 9.50, next: Club}
  Soap: {price: 4, consumable: true, next: Club}
  Club: {price: 29}
segments: {rich: {spent: 50}}
never: rich
"""


def spent(folder: Path, orders: str, log: str = "") -> Decimal:
    """What ann spent, by a file of orders and a log."""
    (folder / "orders.csv").write_text(orders, encoding="utf-8")
    (folder / "log.csv").write_text("customer,offer,event,date,price\n" + log, encoding="utf-8")
    orders_source, log_source = (parse_source(str(folder / name)) for name in ("orders.csv", "log.csv"))
    policy: Policy = policy_of(STORE)
    engine = DuckDB()
    try:
        found = read_customer(policy, engine, OrdersRequest(orders_source, log_source), TODAY, "ann")
    finally:
        engine.close()
    return State(policy, found.customer, TODAY).record.spent


HEAD = "customer,item,date,order,quantity,"


@pytest.mark.parametrize(
    ("orders", "money"),
    [
        (HEAD + "paid\nann,Mug,2026-11-01,1,2,15.00\nann,Soap,2026-11-01,1,1,3\n", "18"),
        (HEAD + "paid\nann,Mug,2026-11-01,1,2,\nann,Soap,2026-11-01,1,1,3\n", "22"),
        (HEAD + "Total\nann,Mug,2026-11-01,1,2,20.50\nann,Soap,2026-11-01,1,1,\n", "20.50"),
        (HEAD + "Total\nann,Mug,2026-11-01,1,1,12\nann,Soap,2026-11-01,1,1,12\n", "12"),
        (HEAD + 'Total\nann,Mug,2026-11-01,1,1,"€1.234,50"\nann,Mug,2026-11-02,2,1,free\n', "1234.50"),
        (HEAD + "Total\nann,Mug,2026-11-01,1,1,n/a\n", "9.50"),
        (HEAD + "Total\nann,Lamp,2026-11-01,1,1,40\nann,Mug,2026-11-02,2,1,\n", "49.50"),
        (HEAD + "Total,Currency\nann,Mug,2026-11-01,1,1,12,USD\nann,Mug,2026-11-02,2,1,7,eur\n", "7"),
        ("customer,item,date,total\nann,Mug,2026-11-01,5\nann,Mug,2026-11-01,6\n", "11"),
        ("customer,item,date\nann,Mug,2026-11-01\nann,Soap,2026-11-01\n", "13.50"),
        (HEAD + "Total,status\nann,Mug,2026-11-01,1,1,12,cancelled\nann,Mug,2026-11-02,2,1,7,paid\n", "7"),
    ],
)
def test_what_orders_say_was_paid_is_spent(tmp_path: Path, orders: str, money: str) -> None:
    assert spent(tmp_path, orders) == Decimal(money)


def test_a_yes_of_which_no_order_tells_counts_at_its_price(tmp_path: Path) -> None:
    orders = HEAD + "total\nann,Mug,2026-11-01,1,1,12\n"
    log = "ann,Mug,accepted,2026-11-01,8\nann,Club,accepted,2026-11-02,19\nann,Soap,accepted,2026-11-03,\n"
    assert spent(tmp_path, orders, log) == 12 + 19 + 4


def test_amounts_are_whole_numbers() -> None:
    assert count_units(Decimal("0.0000001"), up=True) == 1 and count_units(Decimal("0.0000001")) == 0
    assert count_units(Decimal("9" * 30)) == MOST_UNITS
    assert read_text_units("$1,234.50") == 1234 * UNITS + UNITS // 2
    assert read_text_units("1" * 13) is None and read_text_units("") is None
