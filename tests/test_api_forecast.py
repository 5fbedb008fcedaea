"""`ipp.forecast`, as an engineer calls it."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from ipp.api.customers import load
from ipp.api.forecasts import forecast
from ipp.errors import RequestError

TINY = str(Path(__file__).parent.parent / "examples" / "tiny.yaml")
TODAY = date(2026, 11, 22)


def test_entries_are_counts_and_rates_are_measured() -> None:
    store = load(TINY)
    found = forecast(store, TODAY, entries={"Mug": 3, "Teapot": 1}, rates={"Teapot": Decimal("0.5")})
    assert [(by.entry.name, by.entry.share) for by in found.by_entry] == [("Mug", 0.75), ("Teapot", 0.25)]
    assert next(leak.take.value for leak in found.offers if leak.offer[0] == "Teapot") == 0.5
    assert (
        found.total.margin.value > forecast(store, TODAY, entries={"Mug": 3, "Teapot": 1}).total.margin.value
    )


def test_without_entries_every_product() -> None:
    found = forecast(load(TINY), TODAY, horizon=30)
    assert [by.entry.name for by in found.by_entry] == ["Mug", "Teapot", "Milk Jug"]
    assert found.question.horizon == 30


@pytest.mark.parametrize("name", ["Cup", "Washing advice"])
def test_names_that_cannot_be_bought(name: str) -> None:
    store = load(TINY)
    with pytest.raises(RequestError, match=name):
        forecast(store, TODAY, entries={name: 1})
    with pytest.raises(RequestError, match=name):
        forecast(store, TODAY, rates={name: Decimal(1)})
