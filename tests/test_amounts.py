"""How much is tried of tables of cases."""

import pytest

from .amounts import spread_cases


@pytest.mark.parametrize(
    ("length", "kept"),
    [(0, []), (1, [0]), (2, [0, 1]), (3, [0, 1]), (60, [0, 30])],
)
def test_a_few_cases_from_all_over_a_table(length: int, kept: list[int]) -> None:
    assert spread_cases(range(length)) == kept
