"""What customers did after their first order, for as many days as each is followed."""

from datetime import date
from pathlib import Path

import pytest

from ipp.errors import RequestError
from ipp.orders.engines.duckdb import DuckDB
from ipp.orders.files.sources import parse_source
from ipp.orders.first_orders.entries import read_first_orders
from ipp.orders.first_orders.followed import FollowedGroup, LaterOrders
from ipp.orders.first_orders.later_orders import follow_customers
from ipp.orders.reading import OrdersRequest
from tests.value.shops import shop

SHOP = (
    "ultimate: Club\nproducts: {Mug: {price: 9, sku: M-1, next: Club}, Pot: {price: 20}, Club: {price: 30}}\n"
)
HEAD = "order,customer,date,item,quantity"


def follow(folder: Path, text: str, days: int, today: date = date(2026, 11, 22)) -> LaterOrders:
    path = folder / "orders.csv"
    path.write_text(text, encoding="utf-8")
    policy, engine = shop(SHOP), DuckDB()
    try:
        request = OrdersRequest(parse_source(str(path)))
        firsts = read_first_orders(policy, engine, request, today, spending=True)
        return follow_customers(policy, engine, firsts, days)
    finally:
        engine.close()


def test_what_comes_on_later_days_counts_while_a_customer_is_followed(tmp_path: Path) -> None:
    """Ann buys again on the last day that counts, bob a day later, cid on the first day only; dan began too late."""
    found = follow(
        tmp_path,
        f"{HEAD}\n1,ann,2026-01-01,Mug,2\n2,ann,2026-01-10,Pot,3\n3,ann,2026-01-11,Club,1\n4,bob,2026-01-02,Mug,1\n5,bob,2026-01-12,Pot,1\n"
        "6,cid,2026-01-02,Mug,1\n7,cid,2026-01-02,Pot,1\n8,dan,2026-01-04,Pot,1\n9,eve,2026-01-03,Pot,1\n9,eve,2026-01-03,Mug,4\n",
        10,
    )
    assert found.groups == {
        ("Mug",): FollowedGroup(3, 1, 60, 3600),
        ("Mug", "Pot"): FollowedGroup(1, 0, 0, 0),
    }
    assert (found.recent, found.paid) == (1, False)
    assert (date.fromordinal(found.first), date.fromordinal(found.last)) == (
        date(2026, 1, 1),
        date(2026, 1, 12),
    )


def test_what_was_paid_counts_before_list_prices_and_of_unknown_things_too(tmp_path: Path) -> None:
    found = follow(
        tmp_path,
        f"{HEAD},paid\n1,ann,2026-01-01,Mug,1,9\n2,ann,2026-01-05,Pot,1,12.50\n3,ann,2026-01-06,Vase,1,7\n4,bob,2026-01-01,Vase,1,7\n5,bob,2026-01-07,Vase,1,7\n6,cid,2026-01-09,Mug,1,9\n",
        9,
    )
    assert found.groups == {("Mug",): FollowedGroup(1, 1, 19.5, 380.25), (): FollowedGroup(1, 1, 7, 49)}
    assert (found.recent, found.paid) == (1, True)


def test_days_after_today_are_not_known_yet(tmp_path: Path) -> None:
    text = f"{HEAD}\n1,ann,2026-01-01,Mug,1\n2,ann,2026-01-05,Pot,1\n3,bob,2026-01-04,Mug,1\n"
    assert follow(tmp_path, text, 4, date(2026, 1, 4)).groups == {("Mug",): FollowedGroup(1, 0, 0, 0)}


def test_orders_that_follow_nobody_for_so_long_are_told(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="cover 31 days, so they follow nobody for 365") as told:
        follow(tmp_path, f"{HEAD}\n1,ann,2026-01-01,Mug,1\n2,bob,2026-01-31,Pot,1\n", 365)
    assert told.value.tip == "forecast fewer days, such as --horizon 15d"
