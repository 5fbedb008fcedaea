"""Customers as programs tell of them: names and skus, with days and times."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

import ipp
from ipp.engine.customer.events import Bought, Cancelled, Declined, Did, Offered, Resumed, Returned, Stopped
from ipp.engine.customer.happenings import Goods
from ipp.loading import Store
from tests.engine.feet import written

STORE = """ultimate: Club
products:
  Toe Massager 5000: {price: 89, sku: TM-5000, also: [Massager], next: [Video, {offer: Slippers, price: 20}, Slippers, Club]}
  Slippers: {price: 24, sku: "00123"}
  Club: {price: 29}
touches: {Video: {kind: content}}
"""
DAY = date(2026, 11, 1)


@pytest.fixture(scope="module")
def store() -> Store:
    return written("ipp: 1\n" + STORE)


def test_names_and_orders(store: Store) -> None:
    late, early = datetime(2026, 11, 1, 18, tzinfo=UTC), datetime(2026, 11, 1, 9)
    bought: list[tuple[Goods, date]] = [
        ("TM-5000", late),
        (["massager", "00123", "massager"], early),
        ({"Slippers": 3}, DAY),
    ]
    found = ipp.history(store, bought=bought, attributes={"tier": "a"})
    assert found.events == (
        Bought(("Slippers",), DAY, (3,)),
        Bought(("Toe Massager 5000", "Slippers"), DAY, (2, 1)),
        Bought(("Toe Massager 5000",), DAY, (1,)),
    )
    assert (found.attributes, found.complete_until) == ({"tier": "a"}, date.max)


def test_everything_else_that_happens(store: Store) -> None:
    next_day = date(2026, 11, 2)
    found = ipp.history(
        store,
        offered=[("Slippers for 20", DAY)],
        declined=[("Slippers", next_day), ("Slippers", DAY)],
        did=[("video", DAY)],
        returned=[("TM-5000", next_day), ({"Slippers": 2}, next_day)],
        cancelled=[("Club", next_day)],
        stopped=[DAY],
        resumed=[next_day],
        customer="ann",
    )
    assert found.id == "ann"
    assert set(found.events) == {
        Offered(("Slippers", Decimal(20)), DAY),
        Declined(("Slippers", None), DAY),
        Declined(("Slippers", Decimal(20)), next_day),
        Did("Video", DAY),
        Returned("Toe Massager 5000", next_day, 1),
        Returned("Slippers", next_day, 2),
        Cancelled("Club", next_day),
        Stopped(DAY),
        Resumed(next_day),
    }


@pytest.mark.parametrize(
    ("told", "message"),
    [
        (
            {"bought": [("TM-500", DAY)]},
            "bought: no product or bundle is called 'TM-500'; did you mean 'TM-5000'",
        ),
        ({"bought": [("Video", DAY)]}, "`Video` is a touch, and cannot be bought; use did 'Video'"),
        (
            {"did": [("Slippers", DAY)]},
            "`Slippers` is not a touch; use bought, offered or declined 'Slippers'",
        ),
        ({"declined": [("Slippers for 3", DAY)]}, "`Slippers` is not offered for 3; its prices are 24, 20"),
        ({"bought": [("Slippers", pd.NaT)]}, "bought: NaT is not a day; give a date or a datetime"),
        (
            {"offered": [("Slippers", "2026-11-01")]},
            "offered: '2026-11-01' is not a day; give a date or a datetime",
        ),
        (
            {"bought": [({"Slippers": 0}, DAY)]},
            "bought: 0 is not a number of pieces of 'Slippers'; give 1 or more",
        ),
    ],
)
def test_what_cannot_be_told(store: Store, told: dict[str, Any], message: str) -> None:
    with pytest.raises(ipp.RequestError) as refused:
        ipp.history(store, **told)
    assert str(refused.value).startswith(message)
