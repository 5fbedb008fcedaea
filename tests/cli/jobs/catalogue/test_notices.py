"""`ipp import` says what of an export it could not take over: amounts, columns, references, codes."""

import json
from pathlib import Path

import pytest
import yaml

from tests.cli.program import inside

PRICES = """name,price,sku
Fine,5,A
Kaputt,abc,B
Negativ,"-4,00",C
Gratis,,D
"""
WOO = """ID,Type,SKU,Name,Published,Regular price,Cross-sells,Grouped products
1,simple,S1,Mug,1,5,"S2,NOPE",
2,simple,S2,Pot,1,soon,,
3,grouped,G,Kit,1,,,"S1, S4, NOPE"
4,simple,S1,Second,1,7,,
5,simple,S4,Cup,1,6,,
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def list_notices(export: str, *more: str) -> list[str]:
    Path("export.csv").write_text(export, encoding="utf-8")
    said = inside("import", "export.csv", "--today", "2026-11-30", *more)
    return [line.strip() for line in (said.err + said.out).splitlines()]


def test_prices_that_cannot_be_read_are_said_and_prices_that_are_missing() -> None:
    said = list_notices(PRICES)
    assert "2 prices cannot be read: 'abc' (Kaputt), '-4,00' (Negativ)" in said
    assert "1 product without a price: Gratis" in said


def test_with_into_the_value_of_the_file_stays_and_that_is_said() -> None:
    path = "ipp: 1\nproducts:\n  Fine: {price: 5, sku: A}\n  Kaputt: {price: 3, sku: B}\n  Gratis: {price: 1, sku: D}\n"
    Path("s.yaml").write_text(path, encoding="utf-8")
    said = list_notices(PRICES, "--into", "s.yaml", "--write")
    assert "1 price cannot be read ('abc' (Kaputt)): what s.yaml says stays" in said
    assert "1 price cannot be read: '-4,00' (Negativ)" in said
    assert not any("without a price" in line for line in said)
    products = yaml.safe_load(Path("s.yaml").read_text(encoding="utf-8"))["products"]
    assert products["Kaputt"] == {"price": 3, "sku": "B"}
    assert list_notices(PRICES, "--into", "s.yaml")[-1] == "Nothing changes."
    answer = json.loads(inside("import", "export.csv", "--into", "s.yaml", "--format", "json").out)
    assert answer["notices"] == [
        "2 prices cannot be read ('abc' (Kaputt), '-4,00' (Negativ)): what s.yaml says stays"
    ]


def test_columns_that_are_not_read_are_named_and_that_no_price_is_there() -> None:
    said = list_notices("Handle,Title,Variant SKU,Colour\nmug,Mug,S1,red\n")
    assert "Mug: {sku: S1}" in said
    assert "1 column not read: 'Colour'" in said
    assert "no column of export.csv is known as a price: say --map price=COLUMN" in said
    mapped = list_notices("Title,Worth\nMug,5\n", "--map", "price=Worth")
    assert not any("not read" in line or "known as" in line for line in mapped)


def test_references_and_codes_that_are_left_out_are_said_and_computed_prices() -> None:
    said = list_notices(WOO)
    assert "1 price cannot be read: 'soon' (Pot)" in said
    assert "2 references to what is not in the export, left out: 'NOPE' (Mug), 'NOPE' (Kit)" in said
    assert "1 sku that another product has, left out: 'S1' (Second)" in said
    assert "Kit: {items: [Mug, Cup], price: 11, sku: G}    # the price is the sum of its parts" in said


def test_a_single_product_has_a_next_of_its_own() -> None:
    assert "0 of 1 product has a next of its own." in list_notices("name,price\nMug,5\n")
