"""What people read of the next action, in every state: the pages are in tests/render/answers/pages.

`IPP_UPDATE=1 pytest tests/render` writes them anew; read the difference before you commit it.
"""

import os
from pathlib import Path

import pytest

from ipp.render.answers.next_action.page import render_decision
from ipp.render.page import count_cells, print_plain
from tests.render.shop import BARE, SHOP, STATES, History, asked

PAGES = Path(__file__).parent / "pages"


def page(shop: str, history: History, *, why: bool = False) -> str:
    return print_plain(render_decision(asked(shop, history), why=why))


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
    assert with_why.startswith(without.partition("\n--why")[0].partition("\nLater")[0])
    assert with_why.count("assed over") == 1
    assert "assed over" not in without.replace("--why says what was passed over", "")


@pytest.mark.parametrize(
    ("history", "line"),
    [
        ({}, "Next offer   ● Massager  89.00 USD  on 25 Nov, in 3 days"),
        ({"bought": ("Massager",)}, "Next offer   ▣ Spa  59.00 USD  on 25 Nov, in 3 days"),
        ({"bought": ("Massager@2026-11-01",), "did": ("Video",)}, "Offer today  ▣ Spa  59.00 USD"),
        ({"bought": ("Massager",), "did": ("Video",)}, "Next offer   ▣ Spa  59.00 USD  on 25 Nov, in 3 days"),
        ({"offered": ("Massager",)}, "Offered      ● Massager  89.00 USD  wait for an answer until 29 Nov"),
        ({"bought": ("Slippers@2026-11-01",)}, "Offer today  ★ Club  29.00 USD every month"),
        (
            {"bought": ("Formula@2026-09-01", "Club@2026-09-01"), "did": ("Invite a friend",)},
            "Remind today ● Formula  19.00 USD",
        ),
    ],
)
def test_what_to_do_is_said_first(history: History, line: str) -> None:
    """After the line that says of whom and of which day it is."""
    assert page(SHOP, history).splitlines()[2] == line


def test_touches_stand_below_the_offer_that_they_come_before() -> None:
    lines = page(SHOP, {"bought": ("Massager",)}).splitlines()
    assert lines[2:8] == [
        "Next offer   ▣ Spa  59.00 USD  on 25 Nov, in 3 days",
        "             Formula, Slippers, Nail Kit",
        "             saves 6.00 of 65.00 USD",
        "             because they bought Massager",
        "Before it    ○ Video  on 25 Nov, in 3 days, content, https://example.com/v",
        "",
    ]


def test_a_bundle_is_named_where_the_product_came_in_it() -> None:
    text = page(SHOP, {"bought": ("Soaks@2026-11-01",)})
    assert "because they bought Soaks, which has Formula in it" in text


def test_a_smaller_version_says_of_what() -> None:
    history = {"bought": ("Massager@2026-11-01",), "did": ("Video",), "declined": ("Spa@2026-11-15",)}
    text = page(SHOP, history)
    assert "because they bought Massager; a smaller version of Spa, which they declined" in " ".join(
        text.split()
    )
    assert "  15 Nov  said No   Spa\n" in text


@pytest.mark.parametrize(
    ("history", "said"),
    [
        ({}, "Nothing bought yet"),
        ({"bought": ("Spa@2026-11-01",)}, "Bought: Spa (1 Nov)"),
        (
            {"bought": ("Spa@2026-11-01",), "returned": ("Spa@2026-11-05",)},
            "Bought and gave back: Spa (5 Nov)",
        ),
        (
            {"bought": ("Spa@2026-11-01", "Massager@2026-11-02"), "returned": ("Spa@2026-11-05",)},
            "Bought: Massager (2 Nov). Bought and gave back: Spa (5 Nov)",
        ),
        (
            {"bought": ("Spa@2026-11-01", "Spa@2026-11-08"), "returned": ("Spa@2026-11-05",)},
            "Bought: Spa (8 Nov)",
        ),
        (
            {"bought": ("Spa@2026-11-01",), "returned": ("Nail Kit@2026-11-05",)},
            "Bought: Spa (1 Nov). Gave back: Nail Kit (5 Nov)",
        ),
        ({"bought": ("Club@2026-11-01",), "cancelled": ("Club@2026-11-05",)}, "Ended: Club (5 Nov)"),
    ],
)
def test_the_header_says_what_is_theirs_and_what_was_given_back(history: History, said: str) -> None:
    head = page(SHOP, history).partition("\n\n")[0]
    assert " ".join(head.split()) == f"22 Nov 2026, Happy Feet. {said}"


LAPSING = """
ipp: 1
ultimate: Hall
products:
  Mug: {price: 10, next: [{offer: Pot, downsell: Lid, patience: 5d}]}
  Pot: {price: 30}
  Lid: {price: 9}
  Box: {price: 20, every: month, lapses: 45d, winback: [{offer: Box, price: 15, after: 1d}]}
  Hall: {price: 500}
"""


def test_a_membership_that_was_not_paid_any_more_is_no_longer_called_bought() -> None:
    text = page(LAPSING, {"bought": ("Box@2026-09-01",)})
    assert "Ended: Box (16 Oct)" in text
    assert "  16 Oct  lapsed  " in text
    assert "because Box was not paid any more" in text
    again = page(LAPSING, {"bought": ("Box@2026-09-01", "Box@2026-11-01")})
    assert "Bought: Box (1 Nov)\n" in again


@pytest.mark.parametrize(
    ("refused", "said"),
    [
        ({"declined": ("Pot@2026-11-15",)}, "which they declined"),
        ({"offered": ("Pot@2026-11-10",)}, "which they did not answer"),
        (
            {"bought": ("Mug@2026-11-01", "Pot@2026-11-08"), "returned": ("Pot@2026-11-15",)},
            "which they gave back",
        ),
    ],
)
def test_it_is_said_how_the_bigger_offer_was_refused(refused: History, said: str) -> None:
    text = page(LAPSING, {"bought": ("Mug@2026-11-01",), **refused})
    assert f"a smaller version of Pot, {said}" in " ".join(text.split())


TWO_CARES = """
ipp: 1
ultimate: Club
products:
  Mug: {price: 10, next: [Mug care, Pot]}
  Cup: {price: 8, next: [{do: Cup care, after: 1d}, Pot]}
  Pot: {price: 30, downsell: Lid, next: [Pot care, Club]}
  Lid: {price: 9}
  Tray: {price: 12}
  Club: {price: 9, every: month}
touches: {Mug care: {kind: content}, Cup care: {kind: content}, Pot care: {kind: content}, Letter: {kind: content}}
rest: [{do: Letter, every: 30d}]
next: [Tray, Club]
"""


@pytest.mark.parametrize("offered", [(), ("Pot@2026-11-21",)])
def test_answers_lead_to_what_follows_from_them(offered: tuple[str, ...]) -> None:
    """The care of the cup is due whatever they answer; that of the pot follows from a Yes, the smaller version from a No."""
    history = {"bought": ("Mug@2026-11-10", "Cup@2026-11-21"), "did": ("Mug care@2026-11-11",)}
    lines = page(TWO_CARES, {**history, "offered": offered}).splitlines()
    yes, no = (next(line for line in lines if line.startswith(word)) for word in ("If Yes", "If No"))
    assert yes == "If Yes       ○ Pot care then ★ Club 9.00"
    assert no.startswith("If No        ● Lid 9.00")


def test_a_note_of_the_author_is_shown() -> None:
    shop = SHOP.replace("price: 59,", "price: 59, note: the hotel kit,")
    assert "note: the hotel kit" in page(shop, {"bought": ("Massager",)})


@pytest.mark.parametrize(
    ("currency", "price"), [("JPY", "1,259 JPY"), ("KWD", "1,259.000 KWD"), ("USD", "1,259.00 USD")]
)
def test_amounts_have_the_decimals_of_their_currency(currency: str, price: str) -> None:
    shop = SHOP.replace("USD", currency).replace("price: 59,", "price: 1259,")
    assert f"▣ Spa  {price}" in page(shop, {"bought": ("Massager",)})


def test_what_opens_later_is_said() -> None:
    shop = SHOP.replace("next: [Video, Spa,", "next: [Video, {offer: Nail Kit, from: 2027-02-01}, Spa,")
    text = page(shop, {"bought": ("Massager",)})
    assert "Later        Nail Kit waits for 1 Feb 2027\n" in text
    assert text.count("Nail Kit waits") == 1


@pytest.mark.parametrize("width", [60, 80, 100])
@pytest.mark.parametrize("state", STATES)
def test_no_line_is_too_long_and_no_word_is_broken(state: str, width: int) -> None:
    shop, history = STATES[state]
    answer = asked(shop, history)
    shown = print_plain(render_decision(answer, why=True, width=width))
    wide = print_plain(render_decision(answer, why=True, width=1000))
    assert max(count_cells(line) for line in shown.splitlines()) <= width
    assert shown.split() == wide.split()


def test_of_a_long_path_the_middle_is_left_out() -> None:
    names = [f"P{number}" for number in range(40)]
    products = "".join(
        f"  {name}: {{price: 1, next: {after}}}\n"
        for name, after in zip(names, [*names[1:], "Club"], strict=True)
    )
    shop = f"ipp: 1\nultimate: Club\nproducts:\n{products}  Club: {{price: 2}}\n"
    shown = page(shop, {"bought": ("P0",)}).splitlines()
    steps = list_asks("\n".join(shown))
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
    assert "saves 6.00 of 65.00\n" in text


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


def list_asks(text: str) -> list[str]:
    """Return the lines of the path on which something is asked."""
    return [
        line
        for line in text.partition("\nThe path")[2].splitlines()[1:]
        if any(sign in line for sign in "●▣★")
    ]


def path_of(name: str, widest: int) -> list[str]:
    """Return the lines of a path with this name in it, on a page of so many cells."""
    text = page(SHOP.replace("Massager", name).replace("Slippers", f"S {name[:9]}"), {})
    assert max(count_cells(line) for line in text.splitlines()) <= widest
    return list_asks(text)


@pytest.mark.parametrize("name", WIDE)
def test_columns_stand_under_each_other_whatever_the_names(name: str) -> None:
    prices = [count_cells(line[: line.index(".00") - 2]) for line in path_of(name, 80)]
    assert len(prices) == 3
    assert len(set(prices)) == 1


def test_a_name_wider_than_its_column_moves_its_own_line_only() -> None:
    massager, spa, club = path_of("足" * 24, 90)
    assert massager.endswith("足" * 24)
    assert spa.index("59.00") == club.index("29.00")


def test_a_stranded_customer_is_pointed_to_rest() -> None:
    assert "ipp rule no-rest" in page(BARE, STATES["stranded"][1])
