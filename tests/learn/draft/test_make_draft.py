"""A draft holds what orders say: prices, skus, categories, series, and steps that are more than chance."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from ipp.errors import RequestError
from ipp.learn.draft.make_draft import Draft, make_draft
from ipp.loading import load_nothing
from ipp.orders.files.sources import parse_source
from ipp.orders.reading import OrdersRequest
from ipp.render.learning.draft_text import render_draft
from ipp.render.page import print_plain
from tests.learn.histories import opened_engine

TODAY = date(2026, 11, 22)


def draft(text: str, folder: Path) -> Draft:
    file = folder / "orders.csv"
    file.write_text(text, encoding="utf-8")
    with opened_engine() as engine:
        return make_draft(engine, load_nothing().policy, OrdersRequest(parse_source(str(file))), TODAY)


def write_orders(people: int = 90) -> Iterable[str]:
    """Yield orders in which Pot follows Mug, while others buy Tray and Lid first and something else then."""
    yield "customer,item,sku,category,date,price,quantity,currency"
    for who in range(people):
        day = f"2026-{1 + who // 3 % 6:02}-{1 + who % 27:02}"
        later = f"2026-{3 + who // 3 % 6:02}-{1 + who % 27:02}"
        first, then = [("Mug", "Pot"), ("Tray", "Lid"), ("Lid", "Jug")][who % 3]
        yield f"p{who},{first},S-{first},Kitchen,{day},{9 if who % 4 else 7},2,EUR"
        yield f"p{who},{then},S-{then},{'kitchen' if who % 5 else 'Other'},{later},20,1,EUR"
    yield "p0,Mug,S-Mug,Kitchen,2026-09-01,99999,1,JPY"


def test_steps_prices_skus_and_categories_are_those_of_the_orders(tmp_path: Path) -> None:
    found = draft("\n".join(write_orders()), tmp_path)
    products = {product.name: product for product in found.products}
    assert [pair.next for pair in products["Mug"].steps] == ["Pot"]
    assert products["Mug"].steps[0].seen == 30
    paid = products["Mug"].paid
    assert paid and (paid.price, paid.lines) == (Decimal("9.00"), 30)
    assert {product.sku for product in found.products} == {f"S-{name}" for name in products}
    assert {product.category for product in found.products} == {"Kitchen"}
    assert found.currency == "EUR"
    assert [each.name for each in found.best["Kitchen"]] == [each.name for each in found.best[None]]


def test_what_was_paid_for_all_pieces_is_shared_among_them(tmp_path: Path) -> None:
    lines = [
        "a,Mug,2026-01-01,20,2", "b,Mug,2026-01-02,9,1", "c,Mug,2026-01-03,\"1.010,00 €\",101", "d,Mug,2026-01-04,0,1",
    ]  # fmt: skip
    found = draft("\n".join(["customer,item,date,amount,quantity", *lines]), tmp_path)
    assert found.products[0].paid is not None
    assert found.products[0].paid[:] == (Decimal("10.00"), 3)


def test_less_than_a_cent_is_no_price(tmp_path: Path) -> None:
    found = draft("customer,item,date,price\na,Pads,2026-01-01,0.001\nb,Mug,2026-01-02,0.01\n", tmp_path)
    prices = {product.name: product.paid and product.paid.price for product in found.products}
    assert prices == {"Pads": None, "Mug": Decimal("0.01")}
    said = print_plain(render_draft(found, None, None))
    assert "1 product without a price: the orders do not say what was paid, or say less than a cent" in said


def test_a_price_has_the_decimals_of_its_currency(tmp_path: Path) -> None:
    lines = "a,Mug,2026-01-01,1200.50,JPY\nb,Pads,2026-01-02,0.40,JPY\n"
    found = draft(f"customer,item,date,price,currency\n{lines}", tmp_path)
    prices = {product.name: product.paid and product.paid.price for product in found.products}
    assert prices == {"Mug": Decimal(1200), "Pads": None}


def test_what_is_numbered_is_a_series_and_no_step(tmp_path: Path) -> None:
    lines = [line.replace("Mug", "Jazz 101").replace("Pot", "Jazz 201") for line in write_orders()]
    found = draft("\n".join(lines), tmp_path)
    assert found.series == (("Jazz", ("Jazz 101", "Jazz 201")),)
    assert next(product for product in found.products if product.name == "Jazz 101").steps == ()


def test_two_things_of_one_name_have_two(tmp_path: Path) -> None:
    text = "customer,item,sku,date\na,Mug,A,2026-01-01\nb,mug ,B,2026-01-01\nc,MUG,C,2026-01-01\nd,Cup,Mug,2026-01-02\n"
    found = draft(text, tmp_path)
    assert sorted(product.name for product in found.products) == ["Cup", "MUG", "Mug (2)", "mug (3)"]
    assert next(product.sku for product in found.products if product.name == "Cup") is None


def test_nothing_bought_is_no_draft(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="nothing was bought in it up to 2026-11-22"):
        draft("customer,item,date\na,Mug,2027-01-01\n", tmp_path)
