"""How much is tried of tables of cases."""

import pytest

from .amounts import spread_cases


@pytest.mark.parametrize(
    ("length", "kept"),
    [(0, []), (1, [0]), (6, [0, 1, 2, 3, 4, 5]), (7, [0, 1, 2, 3, 4, 5]), (60, [0, 10, 20, 30, 40, 50])],
)
def test_a_few_cases_from_all_over_a_table(length: int, kept: list[int]) -> None:
    assert spread_cases(range(length)) == kept
