"""What the exports of shops say was paid is read: for the price of a draft, and for what customers spent."""

import csv
from pathlib import Path

import pytest

from tests.cli.program import inside

from .exports import EXPORTS

STORE = """
ipp: 1
currency: EUR
ultimate: Club
products:
  Mug: {price: 20, sku: MUG, next: [{offer: Club, when: rich}, Jar]}
  Pen: {price: 1}
  Jar: {price: 5}
  Club: {price: 29}
segments: {rich: {spent: AMOUNT}}
defaults: {take: 10%}
"""


@pytest.mark.parametrize("key", EXPORTS)
def test_a_draft_has_the_price_that_was_paid_for_a_piece(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    monkeypatch.chdir(tmp_path)
    one = EXPORTS[key].replace("2 x Mug", "Mug")  # nobody knows the name yet: 2 x Mug would be one
    text = EXPORTS[key] if one == EXPORTS[key] else one.replace("50.00", "25.00")
    Path("orders.csv").write_text(text, encoding="utf-8")
    said = inside("learn", "orders.csv", "--draft", "-", "--ultimate", "Mug", "--today", "2026-11-30")
    assert said.code == 0, said.err
    assert "  Mug: {price: 25} " in said.out


@pytest.mark.parametrize("key", EXPORTS)
def test_what_was_paid_is_what_was_spent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    """At list prices it would be 40, or 41."""
    monkeypatch.chdir(tmp_path)
    Path("orders.csv").write_text(EXPORTS[key], encoding="utf-8")
    for amount, action in (("50", "Club"), ("50.01", "Jar")):
        Path("store.yaml").write_text(STORE.replace("AMOUNT", amount), encoding="utf-8")
        asked = (
            "plan",
            "orders.csv",
            "--path",
            "store.yaml",
            "--today",
            "2026-11-30",
            "--output",
            "plan.csv",
        )
        said = inside(*asked)
        assert said.code == 0, said.err
        with Path("plan.csv").open(encoding="utf-8", newline="") as file:
            (row,) = [each for each in csv.DictReader(file) if each["customer"] == "a@x.com"]
        assert row["action"] == action


def test_the_total_of_an_order_goes_before_its_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A discount stands in the total of an order alone."""
    monkeypatch.chdir(tmp_path)
    head, *lines = EXPORTS["shopify"].splitlines()
    text = "\n".join([f"{head},Total", f"{lines[0]},45.00", f"{lines[1]},"])
    Path("orders.csv").write_text(text, encoding="utf-8")
    for amount, action in (("45", "Club"), ("46", "Jar")):
        Path("store.yaml").write_text(STORE.replace("AMOUNT", amount), encoding="utf-8")
        said = inside(
            "next",
            "--customer",
            "a@x.com",
            "--orders",
            "orders.csv",
            "--path",
            "store.yaml",
            "--today",
            "2026-11-30",
        )
        assert said.code == 0 and action in said.out


def test_one_folder_of_several_shops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each file says in its own way what was paid: a customer of all of them spent the sum."""
    monkeypatch.chdir(tmp_path)
    Path("ord").mkdir()
    for key, text in EXPORTS.items():
        (Path("ord") / f"{key}.csv").write_text(text, encoding="utf-8")
    (Path("ord") / "pos.csv").write_text("customer,item,date\na@x.com,Mug,2026-11-02\n", encoding="utf-8")
    total = 50 * len(EXPORTS) + 20
    for amount, action in ((total, "Club"), (total + 1, "Jar")):
        Path("store.yaml").write_text(STORE.replace("AMOUNT", str(amount)), encoding="utf-8")
        said = inside("plan", "ord", "--path", "store.yaml", "--today", "2026-11-30", "--output", "plan.csv")
        assert said.code == 0, said.err
        rows = Path("plan.csv").read_text(encoding="utf-8")
        assert f"a@x.com,offer,{action}" in rows
    said = inside("learn", "ord", "--draft", "-", "--ultimate", "Pen", "--today", "2026-11-30")
    assert said.code == 0 and "  Mug: {price: 25} " in said.out


def test_the_currency_of_an_order_is_that_of_all_its_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Shopify writes it on the first line only: an order in yen prices nothing in a draft in euros."""
    monkeypatch.chdir(tmp_path)
    other = EXPORTS["shopify"].splitlines()[1:]
    yen = "".join(f"{line}\n" for line in other).replace("#1", "#2").replace("EUR", "JPY")
    euros = EXPORTS["shopify"] + EXPORTS["shopify"].partition("\n")[2].replace("#1", "#3")
    Path("orders.csv").write_text(euros + yen.replace("25.00", "4000.00"), encoding="utf-8")
    said = inside("learn", "orders.csv", "--draft", "-", "--ultimate", "Mug", "--today", "2026-11-30")
    assert said.code == 0 and "  Mug: {price: 25} " in said.out and "price: median of 2 lines" in said.out
