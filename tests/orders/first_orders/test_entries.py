"""First purchases out of order exports, clean and dirty: what counts to a plan counts here."""

from datetime import date
from pathlib import Path

import pytest

from ipp.errors import RequestError
from ipp.orders.engines.duckdb import DuckDB
from ipp.orders.files.sources import parse_source
from ipp.orders.first_orders.entries import EntryCounts, count_entries, read_first_orders
from ipp.orders.reading import OrdersRequest
from tests.value.shops import shop

SHOP = """ultimate: Club
products:
  Mug: {price: 9, sku: M-1, next: Club}
  Pot: {price: 20, sku: P-1}
  Club: {price: 30}
bundles: {Set: {items: [Mug, Pot], price: 25, sku: S-1}}
touches: {Letter: {kind: content}}
"""
TODAY = date(2026, 11, 22)


@pytest.fixture
def orders(tmp_path: Path) -> Path:
    return tmp_path / "orders.csv"


def count(orders: Path, *texts: str) -> EntryCounts:
    """Count the first purchases of one file, or of a folder of several."""
    if len(texts) == 1:
        orders.write_text(texts[0], encoding="utf-8")
    else:
        orders = orders.parent
        for number, text in enumerate(texts):
            (orders / f"{number}.csv").write_text(text, encoding="utf-8")
    engine = DuckDB()
    try:
        policy, request = shop(SHOP), OrdersRequest(parse_source(str(orders)))
        return count_entries(policy, engine, read_first_orders(policy, engine, request, TODAY))
    finally:
        engine.close()


def shares(found: EntryCounts) -> dict[str, float]:
    """Return the share of customers by what is in their first order, pieces left out."""
    total = sum(found.counts.values())
    return {
        " + ".join(name for name, _ in items): round(number / total, 6)
        for items, number in found.counts.items()
    }


def test_the_first_purchase_of_each_customer_counts(orders: Path) -> None:
    found = count(
        orders,
        "customer_id,date,product\na,2026-01-02,Pot\na,2026-01-01,Mug\nb,2026-02-01,Mug\nc,2026-03-01,set\nd,2026-03-01,Pot\n",
    )
    assert shares(found) == {"Mug": 0.5, "Pot": 0.25, "Set": 0.25}
    assert list(found.counts) == [(("Mug", 1),), (("Pot", 1),), (("Set", 1),)]
    assert found.customers == 4
    assert found.rejected == {}


def test_a_day_of_a_spreadsheet_may_tell_the_time(orders: Path) -> None:
    found = count(orders, "customer,date,product\na,46000.75,Pot\na,46000.25,Mug\nb,46000.999999,Set\n")
    assert shares(found) == {"Mug": 0.5, "Set": 0.5}


def test_what_was_bought_together_is_one_first_order(orders: Path) -> None:
    found = count(
        orders,
        "email,created_at,sku\nA@x,2026-01-01 10:00,M-1\na@X,2026-01-01 10:00,p-1\na@x,2026-01-01 11:00,S-1\nb,2026-01-01,M-1\n",
    )
    assert shares(found) == {"Mug": 0.5, "Mug + Pot": 0.5}


def test_an_order_is_the_same_with_its_lines_in_any_order_and_with_all_its_pieces(orders: Path) -> None:
    found = count(
        orders,
        "order,customer,date,product,quantity\n1,a,2026-01-01,Pot,1\n1,a,2026-01-01,Mug,2\n1,a,2026-01-01,Mug,1\n"
        "2,b,2026-01-05,Mug,3\n2,b,2026-01-05,Pot,1\n3,c,2026-01-05,Mug,2\n4,a,2026-02-01,Set,1\n5,d,2026-01-05,Vase,1\n5,d,2026-01-05,Pot,2\n",
    )
    assert found.counts == {(("Mug", 3), ("Pot", 1)): 2, (("Mug", 2),): 1, (("Pot", 2),): 1}
    assert list(found.counts) == [(("Mug", 2),), (("Mug", 3), ("Pot", 1)), (("Pot", 2),)]


def test_an_order_says_on_its_first_line_whose_it_is(orders: Path) -> None:
    head = "order,email,date,item\n"
    found = count(orders, head + "1,a@x,2026-01-01,Mug\n1,,,Pot\n2,b@x,2026-01-02,Pot\n")
    assert shares(found) == {"Mug + Pot": 0.5, "Pot": 0.5}


def test_one_order_number_in_two_files_is_two_orders(orders: Path) -> None:
    """The shops of two countries begin with 1 each."""
    head = "order,email,date,item\n"
    found = count(orders, head + "1,a@x,2026-01-01,Mug\n1,,,Pot\n", head + "1,b@x,2026-01-02,Set\n1,,,Mug\n")
    assert shares(found) == {"Mug + Pot": 0.5, "Mug + Set": 0.5}
    assert found.customers == 2


def test_an_order_number_that_two_customers_share_names_neither(orders: Path) -> None:
    found = count(
        orders, "order,email,date,item\n1,a@x,2026-01-01,Mug\n1,b@x,2026-01-01,Mug\n1,,2026-01-01,Pot\n"
    )
    assert shares(found) == {"Mug": 1.0}
    assert found.rejected == {"no customer": 1}


def test_dirty_lines_are_left_out_and_counted(orders: Path) -> None:
    found = count(
        orders,
        "customer,date,product,quantity,status\n,2026-01-01,Mug,1,\na,soon,Mug,1,\nb,2026-01-01,,1,\nc,2026-01-01,Vase,1,\n"
        "e,2026-01-01,Letter,1,\nf,2026-01-02,Mug,1,\nf,2026-01-01,Pot,-1,\ng,2026-01-01,Pot,1,Refunded\nh,2026-12-24,Pot,1,paid\n"
        "i,2026-01-01,Mug,1,Waiting for the moon\n",
    )
    assert shares(found) == {"Mug": 1.0}
    assert (found.customers, found.others) == (4, 2)
    assert found.rejected == {
        "a return: the quantity is not above zero": 1,
        "no customer": 1,
        "no item": 1,
        "not in the path": 2,
        "the date cannot be read": 1,
        "the order was cancelled, refunded or never paid": 1,
        "rows dated after today": 1,
    }
    assert found.statuses == (("Waiting for the moon", 1),)


def test_a_first_purchase_that_is_not_in_the_path_is_not_replaced_by_the_second(orders: Path) -> None:
    found = count(
        orders,
        "customer,date,product\na,2026-01-01,Vase\na,2026-01-02,Mug\nb,2026-01-01,Pot\nb,2026-01-01,Vase\n",
    )
    assert shares(found) == {"Pot": 1.0}
    assert (found.customers, found.others) == (2, 1)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "is empty"),
        ("customer,product\n", "no column is known to be the date"),
        ("customer,date,product\n", "it holds no orders"),
        (
            "customer,date,product\na,2026-01-01,Vase\na,2026-01-02,Mug\n",
            "no first purchase in it is in the path",
        ),
        (
            "customer,date,product\na,2026-12-24,Mug\n",
            "one row cannot be used; most often: rows dated after today, as in '2026-12-24'",
        ),
        (
            "customer,date,product,quantity\na,2026-01-01,Mug,-1\nb,2026-01-01,Mug,0\nb,2026-12-24,Mug,1\n",
            "none of its 3 rows can be used; most often: a return: the quantity is not above zero",
        ),
        (
            "customer,date,product,status\na,2026-01-01,Mug,cancelled\nb,2026-01-02,Mug,refunded\n",
            "none of its 2 rows can be used; most often: the order was cancelled, refunded or never paid",
        ),
        (
            "customer,date,product\na,2026-01-01,Vase\n",
            "one row cannot be used; most often: not in the path, as in 'Vase'",
        ),
        (
            "customer,date,product\na,soon,Mug\nb,2026-01-01,\nc,late,Mug\n",
            "none of its 3 rows .*: the date cannot be read, as in 'late'",
        ),
    ],
)
def test_what_cannot_be_used_is_told(orders: Path, text: str, reason: str) -> None:
    with pytest.raises(RequestError, match=reason):
        count(orders, text)


@pytest.mark.parametrize(
    "text",
    [
        "Name,Email,Financial Status,Created at,Cancelled at,Lineitem quantity,Lineitem name,Lineitem sku\n"
        "#1,ann@x,paid,2026-10-01 10:00:00 +0000,,1,Mug,\n#2,bob@x,refunded,2026-10-02 10:00:00 +0000,2026-10-03 10:00:00 +0000,1,Pot,\n",
        "customer,item,date,quantity\nann,Mug,2026-11-01,1\nbob,Pot,2026-11-02,-1\n",
        "customer,item,date\nann,Mug,01.11.2026\n",
        "customer;item;date\nann;Mug;2026-11-01\n",
        "Date,Order #,Status,Customer,Product(s)\n2026-11-01 10:00:00,#5,completed,ann,1× Mug\n",
    ],
)
def test_what_is_a_purchase_to_a_plan_is_one_here(orders: Path, text: str) -> None:
    found = count(orders, text)
    assert (shares(found), found.customers) == ({"Mug": 1.0}, 1)


def test_what_was_refunded_on_a_day_was_bought_first(orders: Path) -> None:
    found = count(
        orders,
        "customer,date,product,status,refunded_at\na,2026-01-02,Pot,refunded,2026-01-09\nb,2026-02-01,Mug,refunded,\nc,2026-02-01,Mug,paid,\n",
    )
    assert found.counts == {(("Mug", 1),): 1, (("Pot", 1),): 1}
