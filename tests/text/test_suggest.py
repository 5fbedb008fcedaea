"""The nearest name to a misspelt one."""

from difflib import get_close_matches

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipp.text.suggest import Suggester, Vocabulary
from tests.amounts import long

NAMES = ("Foot Spa Bundle", "Spa Slippers", "Silky Soak Formula", "Jazz Piano 101", "Jazz Piano 201", "Füße")

words = st.text(st.sampled_from("aab éß7"), min_size=1, max_size=12) | st.text(min_size=1, max_size=9)
"""Short texts of few letters, so that many are alike, and of any."""

NEAREST = [
    ("Spa Sliper", "Spa Slippers"),
    ("spa slippers", "Spa Slippers"),
    ("SPA SLIPPRES", "Spa Slippers"),
    ("Silky", "Silky Soak Formula"),  # a beginning typed right
    ("Formula", "Silky Soak Formula"),  # or a part of it
    ("füsse", "Füße"),
    ("Jazz Piano 20", "Jazz Piano 201"),
    ("Toe Massager", None),
    ("", None),
    ("Sp", None),
    ("x" * 201, None),
]


@pytest.mark.parametrize(("written", "nearest"), NEAREST)
def test_nearest(written: str, nearest: str | None) -> None:
    assert Suggester().find_nearest(written, NAMES) == nearest


def test_the_best_comes_first_and_no_more_than_asked_for() -> None:
    names = ["Soap A", "Soap B", "Soap C", "Soap D", "Soaps"]
    assert Suggester().list_nearest("Soap", names, 5)[0] == "Soaps"
    assert len(Suggester().list_nearest("Soap", names, 2)) == 2
    assert len(set(Suggester().list_nearest("Soap", names, 5))) == 5


MEANT = [
    ("Jaz Piano 101", ["Jazz Piano 101"]),  # and not 201, which is like it too
    ("Jazz Piano 10", ["Jazz Piano 101"]),
    ("Jazz Piano 301", ["Jazz Piano 201", "Jazz Piano 101"]),
    ("spa slippers", ["Spa Slippers"]),
    ("Jazz", ["Jazz Piano 101", "Jazz Piano 201"]),  # both begin with it
    ("Toe Massager", []),
]


@pytest.mark.parametrize(("written", "meant"), MEANT)
def test_one_was_meant_where_the_second_is_clearly_less_like_it(written: str, meant: list[str]) -> None:
    assert Suggester().list_likely(written, NAMES) == meant


def test_names_that_differ_in_case_are_one_suggestion() -> None:
    assert Suggester().list_nearest("spa sliper", ["Spa Slippers", "SPA SLIPPERS"]) == ["Spa Slippers"]


def test_a_run_that_asks_too_often_gets_no_more_answers() -> None:
    suggester = Suggester(patience=2 * len(NAMES) + 200)  # to look twice, and to compare once
    assert suggester.find_nearest("Spa Sliper", NAMES) == "Spa Slippers"
    assert suggester.find_nearest("Nothing like it", NAMES) is None
    assert suggester.find_nearest("Spa Sliper", NAMES) is None


def test_no_answer_is_better_than_one_after_looking_at_some_of_the_names() -> None:
    names = ["Soap A", "Soap B"]
    assert Suggester().list_nearest("Soap", names, 2) == ["Soap B", "Soap A"]
    assert Suggester(patience=1).list_nearest("Soap", names, 2) == []
    assert Suggester(patience=200).list_nearest("Soap", names, 2) == []


def test_a_file_of_mistakes_costs_no_square() -> None:
    names, suggester = Vocabulary(f"Product {number}" for number in range(1000)), Suggester(patience=4500)
    found = [suggester.find_nearest(f"Prodct {number}", names) for number in range(1000)]
    assert found[:3] == ["Product 0", "Product 1", "Product 2"]
    assert not any(found[4:])


@long
def test_thousands_of_mistakes_among_thousands_of_names_all_get_an_answer() -> None:
    words = [
        f"{one}{two}{three}"
        for one in "bdfglmnprst"
        for two in ("oat", "ell", "ick", "ump")
        for three in ("er", "ing")
    ]
    names = [f"{first} {second}" for first in words for second in words[:35]]
    known, suggester = Vocabulary(names), Suggester()
    assert len(names) > 3000
    assert all(suggester.find_nearest(f"{name[:3]}z{name[3:]}", known) == name for name in names)


@given(words, st.lists(words, min_size=1, max_size=12), st.integers(1, 3))
def test_the_names_alike_are_those_of_difflib_in_its_order(written: str, known: list[str], most: int) -> None:
    folded = list(dict.fromkeys(name.casefold() for name in known))
    alike = get_close_matches(written.casefold(), folded, most, 0.72)
    assert [name.casefold() for name in Suggester().list_nearest(written, known, most)][: len(alike)] == alike
