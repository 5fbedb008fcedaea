"""IPP401: more than 3 asks with no touch between them."""

import pytest

from ipp.lint.limits import RuleLimits

from ..marked import count_findings, hold

STORE = "products: {One: {next: [%s]}, A: {next: Club}, B: {next: Club}, C: {next: Club}, Club: {}}\ntouches: {T: {}}\nsegments: {few: {owns: 2}}\nrest: [{do: T, every: 30d}]"
ROWS = ["A, B, C, «Club»", "T, A, {offer: B, after: 3d}, C, «Club»", "A, {offer: A, price: 3}, B, «C», Club"]
BROKEN = [
    "A, B, C",
    "A, B, T, C, Club",
    "A, B, {offer: C, when: few}, Club",
    "A, B, {offer: C, from: 2026-12-01}, Club",
]


@pytest.mark.parametrize("steps", ROWS)
def test_one_ask_after_the_other(steps: str) -> None:
    hold("offers-in-a-row", STORE % steps, "is the 4th offer in a row")


@pytest.mark.parametrize("steps", BROKEN)
def test_enough_in_between(steps: str) -> None:
    hold("offers-in-a-row", STORE % steps)


def test_each_list_by_itself() -> None:
    hold("offers-in-a-row", f"{STORE % 'A, B'}\nnext: [C, Club]\nprospects: [A, B, C, «Club»]")


def test_the_limit_is_a_setting() -> None:
    body = STORE % "A, B, C, Club"
    assert [count_findings("IPP401", body, RuleLimits(offers_in_a_row=most)) for most in (3, 4)] == [1, 0]
