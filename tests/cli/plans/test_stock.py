"""What is out of stock, out of a file."""

from pathlib import Path

import pytest

from ipp.cli.plans.stock import pause_stock
from ipp.loading import Store
from tests.engine.feet import written

STORE = """ipp: 1
ultimate: Club
products:
  Kettle: {price: 9, sku: "00123", next: Club}
  Lamp: {price: 7, sku: L-1, next: Club}
  Club: {price: 29}
"""


@pytest.fixture
def store() -> Store:
    return written(STORE)


@pytest.mark.parametrize(
    "line", ['="00123"', "'00123", "00123,3 left", '"=""00123"""', '"=""00123""",0', "kettle"]
)
def test_a_sku_that_was_saved_for_spreadsheets(store: Store, tmp_path: Path, line: str) -> None:
    file = tmp_path / "out.csv"
    file.write_text(f"sku\n{line}\n", encoding="utf-8")
    paused = [each.name.text for each in pause_stock(store, [str(file)]).path.products if each.paused]
    assert paused == ["Kettle"]
