"""What people read of the next action, in every state: the pages are in tests/render/answers/pages.

`IPP_UPDATE=1 pytest tests/render` writes them anew; read the difference before you commit it.
"""

import os
from pathlib import Path

import pytest

from ipp.render.answers import next_text
from ipp.render.page import count_cells, print_plain

from ..shop import BARE, SHOP, STATES, History, asked

PAGES = Path(__file__).parent / "pages"


def page(shop: str, history: History, *, why: bool = False) -> str:
    return print_plain(next_text.render_decision(asked(shop, history), why=why))


@pytest.mark.parametrize("state", STATES)
def test_the_page_of_a_state(state: str) -> None:
    shop, history = STATES[state]
    text = page(shop, history, why=True)
    golden = PAGES / f"{state.replace(' ', '_')}.txt"
    if os.environ.get("IPP_UPDATE"):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


def test_every_page_belongs_to_a_state() -> None:
    assert {file.stem for file in PAGES.iterdir()} == {state.replace(" ", "_") for state in STATES}


@pytest.mark.parametrize("state", STATES)
def test_without_why_nothing_else_is_missing(state: str) -> None:
    shop, history = STATES[state]
    with_why = page(shop, history, why=True)
    without = page(shop, history)
    assert with_why.startswith(without)
    assert with_why.count("assed over") == 1
    assert "assed over" not in without


@pytest.mark.parametrize(
    ("history", "line"),
    [
        ({}, "Do today: Video"),
        ({"bought": ("Massager",)}, "Do on 25 Nov 2026: Video"),
        ({"bought": ("Massager@2026-11-01",), "did": ("Video",)}, "Offer today: Spa  59.00 USD"),
        ({"bought": ("Massager",), "did": ("Video",)}, "Offer on 25 Nov 2026: Spa  59.00 USD"),
        ({"offered": ("Massager",)}, "Wait for an answer until 29 Nov 2026: Massager  89.00 USD"),
        ({"bought": ("Slippers@2026-11-01",)}, "Offer today: Club  29.00 USD every month"),
        (
            {"bought": ("Formula@2026-09-01", "Club@2026-09-01"), "did": ("Invite a friend",)},
            "Remind today: Formula  19.00 USD",
        ),
    ],
)
def test_the_headline_says_what_to_do(history: History, line: str) -> None:
    assert page(SHOP, history).split("\n", 1)[0] == line


def test_of_a_long_path_the_middle_is_left_out() -> None:
    names = [f"P{number}" for number in range(40)]
    products = "".join(
        f"  {name}: {{price: 1, next: {after}}}\n"
        for name, after in zip(names, [*names[1:], "Club"], strict=True)
    )
    shop = f"ipp: 1\nultimate: Club\nproducts:\n{products}  Club: {{price: 2}}\n"
    shown = page(shop, {"bought": ("P0",)}).splitlines()
    steps = [line for line in shown if "●" in line or "★" in line]
    assert len(steps) == 12
    assert any("… 28 more steps" in line for line in shown)
    assert steps[0].split()[-2] == "P1"
    assert "★ Club" in steps[-1]


def test_a_path_that_never_gets_there_says_so() -> None:
    shop = "ipp: 1\nultimate: {offer: Club, cold: false}\nproducts: {A: {next: B}, B: {}, Club: {}}\n"
    assert (
        page(shop, {"bought": ("A",)}).splitlines()[-1]
        == "  then nothing is left: the path never asks for the ultimate action"
    )


def test_a_shop_without_a_currency_says_bare_amounts() -> None:
    shop = SHOP.replace("currency: USD\n", "")
    text = page(shop, {"bought": ("Massager@2026-11-01",), "did": ("Video",)})
    assert "USD" not in text
    assert "Spa  59.00\n" in text
    assert "saves     6.00 of 65.00\n" in text


WIDE = [
    "足マッサージ器五千",
    "Crème de la crème",
    "Cre\u0300me",
    "🦶🦶🦶",
    "สวัสดี",
    "ｆｕｌｌ　ｗｉｄｔｈ",
    "مرحبا",
    "x" * 40,
]


def path_of(name: str, widest: int) -> list[str]:
    """Return the lines of a path with this name in it, on a page of so many cells."""
    text = page(SHOP.replace("Massager", name).replace("Slippers", f"S {name[:9]}"), {})
    assert max(count_cells(line) for line in text.splitlines()) <= widest
    return [line for line in text.splitlines() if "●" in line or "★" in line]


@pytest.mark.parametrize("name", WIDE)
def test_columns_stand_under_each_other_whatever_the_names(name: str) -> None:
    prices = [count_cells(line[: line.index(".00") - 2]) for line in path_of(name, 80)]
    assert len(prices) == 3
    assert len(set(prices)) == 1


def test_a_name_wider_than_its_column_moves_its_own_line_only() -> None:
    massager, spa, club = (count_cells(line[: line.index(".00") - 2]) for line in path_of("足" * 24, 90))
    assert spa == club < massager


def test_a_stranded_customer_is_pointed_to_rest() -> None:
    assert "ipp rule no-rest" in page(BARE, STATES["stranded"][1])
