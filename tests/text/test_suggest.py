"""The nearest name to a misspelt one."""

from collections.abc import Iterator

import pytest

from ipp.text.suggest import Suggester

NAMES = ("Foot Spa Bundle", "Spa Slippers", "Silky Soak Formula", "Jazz Piano 101", "Jazz Piano 201", "Füße")

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
    assert Suggester().nearest(written, NAMES) == nearest


def test_the_best_comes_first_and_no_more_than_asked_for() -> None:
    names = ["Soap A", "Soap B", "Soap C", "Soap D", "Soaps"]
    assert Suggester().near("Soap", names, 5)[0] == "Soaps"
    assert len(Suggester().near("Soap", names, 2)) == 2
    assert len(set(Suggester().near("Soap", names, 5))) == 5


def test_names_that_differ_in_case_are_one_suggestion() -> None:
    assert Suggester().near("spa sliper", ["Spa Slippers", "SPA SLIPPERS"]) == ["Spa Slippers"]


def test_a_run_that_asks_too_often_gets_no_more_answers() -> None:
    suggester = Suggester(patience=10)
    assert suggester.nearest("Spa Sliper", NAMES) == "Spa Slippers"
    suggester.nearest("Spa Sliper", NAMES)
    assert suggester.nearest("Spa Sliper", NAMES) is None


def test_a_file_of_mistakes_costs_no_square() -> None:
    looked_at = 0

    def names() -> Iterator[str]:
        nonlocal looked_at
        for number in range(1000):
            looked_at += 1
            yield f"Product {number}"

    suggester = Suggester(patience=4500)
    for number in range(1000):
        suggester.nearest(f"Prodct {number}", names())
    assert looked_at == 4500
