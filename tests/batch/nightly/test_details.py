"""A row says all that a message needs."""

from contextlib import closing

import pytest

from ipp.api.customers import load
from ipp.batch.nightly.details import DETAILS, make_details
from tests.batch.nightly.shop import Shop


@pytest.fixture
def told(shop: Shop) -> dict[tuple[str, str], dict[str, str]]:
    """What is said of each action, by its name and price."""
    table = make_details(load(str(shop.path)).policy)
    return {
        row[:2]: {name: text for name, text in zip(DETAILS, row[2:], strict=True) if text is not None}
        for row in table.rows
    }


def test_all_that_a_message_needs(told: dict[tuple[str, str], dict[str, str]]) -> None:
    assert told["Washing advice", ""] == {"touch": "content", "url": "https://pots.example/washing"}
    mug = {"sku": "MUG-1", "items": "1× Mug", "currency": "EUR"}
    assert (told["Mug", "20.00"], told["Mug", "18.00"]) == (mug, mug | {"saving": "2.00"})
    items = "1× Teapot, 2× Spoon, 1× Bowl (1 free)"
    assert told["Tea set", "80.00"] == {"items": items, "saving": "15.00", "currency": "EUR"}
    assert told["Ten percent off", ""] == {"touch": "coupon", "coupon": "MUG10", "off": "10%"}
    assert told["Five off", ""] == {"touch": "coupon", "coupon": "FIVE", "off": "5.00", "currency": "EUR"}
    assert told["Clay Club", "30.00"]["every"] == "month"
    assert told["Teapot", "60.00"]["note"] == 'Says "hello", twice'


def test_rows_carry_it(shop: Shop) -> None:
    with closing(shop.start()) as night:
        rows = night.rows()
    assert list(rows["dan@ex.test"])[-len(DETAILS) :] == list(DETAILS)
    assert rows["dan@ex.test"]["saving"] == "2.00" and rows["bob@ex.test"]["saving"] == ""
    assert rows["ann@ex.test"]["url"] == "https://pots.example/washing"
