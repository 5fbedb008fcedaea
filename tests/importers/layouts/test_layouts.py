"""Exports of every platform, read by ipp and by a second reader that was written from the platforms' documentation."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from ipp.importers.items.item import Item
from ipp.importers.items.variants import make_items
from ipp.importers.reading.catalogue import Catalogue
from ipp.importers.reading.tables import read_table
from ipp.importers.recognise import find_layout
from ipp.orders.files.sources import parse_source
from tests.amounts import amount
from tests.importers import second_reader, shops

TODAY = date(2026, 11, 30)


def read(folder: Path, *texts: str, wanted: str | None = None) -> Catalogue:
    tables = []
    for number, text in enumerate(texts):
        file = folder / f"export-{number}.csv"
        file.write_text(text, encoding="utf-8", newline="")
        tables.append(read_table(parse_source(str(file)), {}, folder))
    return find_layout(tables, wanted).read(tables, TODAY)


def named(catalogue: Catalogue) -> dict[str, Item]:
    return {item.name: item for item in make_items(catalogue)}


def facts(*values: object) -> tuple[object, ...]:
    return values


def compared(catalogue: Catalogue) -> second_reader.Found:
    return {(item.title, frozenset(item.sku)): item.price for item in make_items(catalogue)}


AGREE: dict[str, tuple[tuple[str, ...], Callable[[], second_reader.Found]]] = {
    "shopify": ((shops.SHOPIFY,), lambda: second_reader.read_shopify(shops.SHOPIFY)),
    "woocommerce": ((shops.WOOCOMMERCE,), lambda: second_reader.read_woocommerce(shops.WOOCOMMERCE, TODAY)),
    "magento": ((shops.MAGENTO,), lambda: second_reader.read_magento(shops.MAGENTO, TODAY)),
    "prestashop": (
        (shops.PRESTASHOP, shops.PRESTASHOP_COMBINATIONS),
        lambda: second_reader.read_prestashop(shops.PRESTASHOP, shops.PRESTASHOP_COMBINATIONS, TODAY, ";"),
    ),
}


@pytest.mark.parametrize("shop", AGREE)
def test_the_second_reader_agrees(shop: str, tmp_path: Path) -> None:
    texts, second = AGREE[shop]
    catalogue = read(tmp_path, *texts)
    assert catalogue.layout == shop
    assert compared(catalogue) == second()


def test_shopify(tmp_path: Path) -> None:
    catalogue = read(tmp_path, shops.SHOPIFY)
    items = named(catalogue)
    hat = items["Felt & Wool Hat"]
    assert facts(hat.price, hat.list_price, hat.cost) == (30, 40, Decimal("12.50"))
    assert facts(hat.sku, hat.category, hat.paused) == (("HAT-S", "HAT-L"), "Hats", False)
    assert hat.following == ("wool-scarf",)
    assert items["Wool Scarf"].paused
    assert items["Old Cap"].retired
    assert items["New Cap"].draft
    assert items["Secret Cap"].sold is False
    assert items["Map Licence - Business"].price == 90
    assert {"Twin", "Twin (TW-2)"} < items.keys()
    assert catalogue.skipped == ("gift-card: a gift card",)


def test_shopify_without_a_status_column(tmp_path: Path) -> None:
    text = "Handle,Title,Published,Variant Price\na,A,true,1\nb,B,false,2\n"
    assert {name: item.draft for name, item in named(read(tmp_path, text)).items()} == {"A": False, "B": True}


def test_woocommerce(tmp_path: Path) -> None:
    catalogue = read(tmp_path, shops.WOOCOMMERCE)
    items = named(catalogue)
    shirt = items["Tea Shirt"]
    assert facts(shirt.price, shirt.list_price, shirt.sku) == (18, 20, ("tee-red", "tee-blue"))
    assert facts(shirt.category, shirt.following) == ("Clothes > Shirts", ("4", "5"))
    assert facts(items["Tea Pot"].price, items["Tea Pot"].instead) == (45, ("6",))
    assert items["Mug"].sold is False
    assert items["Kettle"].draft
    assert items["Tea Set"].parts == (("4", 1), ("5", 2))
    assert items["Book of Tea"].remark == "a download"
    assert items["Tea Club"].every == "3 months"
    assert items["Sugar"].url == "https://example.com/sugar"
    assert catalogue.skipped == ("1 variation whose parent is not in the export",)


def test_magento(tmp_path: Path) -> None:
    items = named(read(tmp_path, shops.MAGENTO))
    assert facts(items["Strap 8"].price, items["Strap 8"].list_price) == (15, 17)
    assert facts(items["Strap 6"].category, items["Strap 6"].cost) == ("Gear > Yoga", Decimal("6.50"))
    assert facts(items["Strap 6"].following, items["Strap 6"].instead) == (
        ("strap-10", "strap-8"),
        ("strap-10",),
    )
    assert facts(items["Strap 10"].draft, items["Strap 10"].paused) == (True, True)
    assert facts(items["Mat"].price, items["Mat"].sku, items["Mat"].sold) == (
        28,
        ("mat-red", "mat-blue"),
        True,
    )
    assert facts(items["Set of Straps"].parts, items["Set of Straps"].price) == (
        (("strap-6", 1), ("strap-8", 2)),
        44,
    )
    assert facts(items["Open Kit"].parts, items["Open Kit"].price) == ((("strap-8", 2),), 30)
    assert facts(items["Fixed Kit"].parts, items["Fixed Kit"].price) == ((("strap-6", 1),), 44)


def test_prestashop(tmp_path: Path) -> None:
    items = named(read(tmp_path, shops.PRESTASHOP, shops.PRESTASHOP_COMBINATIONS))
    assert facts(items["Lampe - Matt"].price, items["Lampe - Matt"].sku) == (1000, ("LMP-RM",))
    assert facts(items["Lampe - Klar"].price, items["Lampe - Klar"].category) == (1100, "Licht")
    candle = items["Kerze"]
    assert facts(candle.price, candle.list_price, candle.paused) == (Decimal("8.91"), Decimal("9.90"), True)
    assert facts(items["Docht"].draft, items["Docht"].sold) == (True, False)


def test_stripe(tmp_path: Path) -> None:
    catalogue = read(tmp_path, shops.STRIPE_PRICES, shops.STRIPE_PRODUCTS)
    items = named(catalogue)
    assert facts(catalogue.layout, catalogue.currency) == ("stripe", "EUR")
    assert facts(items["Newsletter - month"].price, items["Newsletter - month"].every) == (9, "month")
    assert facts(items["Newsletter - year"].price, items["Newsletter - year"].url) == (
        90,
        "https://example.com/n",
    )
    assert facts(items["Handbook"].price, items["Handbook"].every, items["Handbook"].sku) == (
        29,
        None,
        ("price_3",),
    )
    assert items["Poster"].price is None
    alone = named(read(tmp_path, shops.STRIPE_PRICES))
    assert set(alone) == {"Newsletter - month", "Newsletter - year", "Handbook"}


def test_gumroad(tmp_path: Path) -> None:
    catalogue = read(tmp_path, shops.GUMROAD)
    items = named(catalogue)
    assert facts(catalogue.layout, catalogue.currency) == ("gumroad", "USD")
    assert facts(items["Brush Pack"].price, items["Brush Pack"].sku) == (Decimal("1200.50"), ("brushes",))
    assert items["Brush Club"].every == "month"
    assert items["Unready"].draft


def test_a_plain_table_in_german(tmp_path: Path) -> None:
    items = named(read(tmp_path, shops.PLAIN))
    assert facts(items["Seife"].price, items["Seife"].category) == (Decimal("4.50"), "Bad")
    assert facts(items["Seife (S-2)"].price, items["Seife (S-2)"].category) == (Decimal("5.50"), "Bad > Duft")
    assert items["=Bürste"].price == 1200


def test_a_plain_table_with_descriptions_over_several_lines(tmp_path: Path) -> None:
    text = 'name,price,description\nA,1,"one,\ntwo, three, four\n"\nB,2,"five"\n'
    assert {name: item.price for name, item in named(read(tmp_path, text)).items()} == {"A": 1, "B": 2}


@pytest.mark.slow
def test_the_second_reader_agrees_on_random_variants(tmp_path: Path) -> None:
    lots = Random(21)
    for _ in range(amount(1000)):
        text = make_shopify(lots)
        assert compared(read(tmp_path, text, wanted="shopify")) == second_reader.read_shopify(text), text


def make_shopify(lots: Random) -> str:
    """Return a random export: up to three options, prices that differ by one of them or by none, sales."""
    head = ["Handle", "Title", "Option1 Name", "Option1 Value", "Option2 Name", "Option2 Value"]
    lines = [",".join([*head, "Variant SKU", "Variant Price", "Variant Compare At Price", "Gift Card"])]
    for number in range(lots.randint(1, 4)):
        names = lots.sample(["Size", "Colour", "Licence", "Shoe size", "Material"], 2)
        first = True
        for place in range(lots.randint(1, 4)):
            options = [lots.choice(["A", "B"]), f"V{place}" if lots.random() < 0.5 else "V"]
            price = lots.choice(["0", "10", "10.00", "12.5", "20"])
            before = lots.choice(["", "", "10", "30"])
            cells = [names[0] if first else "", options[0], names[1] if first else "", options[1]]
            row = [
                f"p{number}",
                f"Product {number}" if first else "",
                *cells,
                f"S{number}-{place}",
                price,
                before,
                "",
            ]
            lines.append(",".join(row))
            first = False
    return "\n".join(lines) + "\n"
