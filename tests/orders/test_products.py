"""What cells of orders mean: names, skus, variants, lists."""

from pathlib import Path

import pytest

from ipp.orders.products import read_products
from ipp.path.names import fold_name
from tests.orders.reader import read

NAMES = (
    "Toe Massager 5000",
    "Spa Slippers",
    "Nail Kit",
    "Salt, Pepper",
    "Salt",
    "Soap / Dish",
    "Tea & Toast",
    "2 x 4 Puzzle",
    "TM-5000",
    "00123",
)
CODES = {fold_name(name): code for code, name in enumerate(NAMES)}
TOE, SLIPPERS, KIT, SALT_PEPPER, SALT, SOAP, TEA, PUZZLE, TM, SKU = range(len(NAMES))


def find(text: str) -> int | None:
    return CODES.get(fold_name(text))


@pytest.mark.parametrize(
    ("item", "parts"),
    [
        ("Toe Massager 5000 x 2", [(TOE, 2)]),
        ("2 x Toe Massager 5000", [(TOE, 2)]),
        ("2× Toe Massager 5000", [(TOE, 2)]),
        ("Toe Massager 5000 (x2)", [(TOE, 2)]),
        ("-1× Spa Slippers", [(SLIPPERS, -1)]),
        ("Toe Massager 5000 (Blue)", [(TOE, 1)]),
        ("Toe Massager 5000, Blue", [(TOE, 1)]),
        ("Toe Massager 5000 [TM-5000]", [(TOE, 1)]),
        ("Massager, old [TM-5000]", [(TM, 1)]),
        ("Toe Massager 5000 - Blue / Large", [(TOE, 1)]),
        ("Spa Slippers – Blue", [(SLIPPERS, 1)]),
        ("2x Spa Slippers - Blue", [(SLIPPERS, 2)]),
        ("2x Spa Slippers", [(SLIPPERS, 2)]),
        ("Spa Slippers - Blue, Nail Kit", [(SLIPPERS, 1), (KIT, 1)]),
        ("TOE  MASSAGER 5000\xa0", [(TOE, 1)]),
        ("Tea &amp; Toast", [(TEA, 1)]),
        ("2 x 4 Puzzle", [(PUZZLE, 1)]),
        ("3 x 2 x 4 Puzzle", [(PUZZLE, 3)]),
        ("2× Nail Kit, 1× Spa Slippers", [(KIT, 2), (SLIPPERS, 1)]),
        ("Nail Kit / Spa Slippers", [(KIT, 1), (SLIPPERS, 1)]),
        ("Nail Kit; Spa Slippers | Salt, Pepper", [(KIT, 1), (SLIPPERS, 1), (SALT_PEPPER, 1)]),
        ("Salt, Spa Slippers", [(SALT, 1), (SLIPPERS, 1)]),
        ("Soap / Dish / Nail Kit", [(SOAP, 1), (KIT, 1)]),
        ("Nail Kit, 1× Vase", [(KIT, 1), (None, 1)]),
        ("Vase / Nail Kit", [(None, 1), (KIT, 1)]),
        ("Salt and Stone", [(None, 1)]),
        ("Nail Kitchen", [(None, 1)]),
        ("", []),
    ],
)
def test_a_cell(item: str, parts: list[tuple[int | None, int]]) -> None:
    assert [(part.code, part.pieces) for part in read_products(find, item, "")] == parts


def test_a_sku_goes_before_a_name_and_a_name_before_nothing() -> None:
    assert read_products(find, "Nail Kit", "00123")[0].code == SKU
    assert read_products(find, "Nail Kit", "00124")[0].code == KIT
    assert [part.text for part in read_products(find, "", "00124")] == ["00124"]


def test_a_sku_that_was_saved_for_spreadsheets_is_one_in_any_column(tmp_path: Path) -> None:
    content = 'customer,item,date\na,"=""00123""",2026-10-01\nb,\'00123,2026-10-01\nc,00123,2026-10-01\nd,"=""00124""",2026-10-01\n'
    found = read(tmp_path / "orders.csv", content)
    assert found.bought == [(who, "Nail Kit", "2026-10-01") for who in "abc"]
    assert found.unknown == {'="00124"': 1}


def test_a_cell_of_any_size_is_read_in_time() -> None:
    looked: list[str] = []
    read_products(looked.append, "Vase, " * 100_000, "")
    assert len(looked) < 20_000
