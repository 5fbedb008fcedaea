"""Which orders are looked at, and what would have been right."""

from ipp.learn.backtest.cases import Candidates, Case, find_beginning, list_cases
from ipp.orders.engines.relations import SmallTable
from tests.learn.histories import opened_engine

ROWS = [
    ("ann", 1, 0), ("ann", 5, 1), ("ann", 5, 0), ("ann", 9, 0), ("ann", 12, 2), ("ann", 12, 3),
    ("bob", 11, 1),
    ("cyd", 1, 0), ("cyd", 2, 1),
]  # fmt: skip


def test_orders_of_those_who_bought_before_with_something_new() -> None:
    with opened_engine() as engine:
        engine.create_table(SmallTable("rows", {"customer": "string", "day": "int64", "item": "int64"}, ROWS))
        lines = engine.keep_table("lines", "SELECT * FROM rows")
        assert [(case.who, case.day) for case in list_cases(engine, lines, 3)] == [("ann", 5), ("ann", 12)]
        (case,) = list_cases(engine, lines, 6)
    assert case == Case("ann", 12, ((1, (0,)), (5, (0, 1)), (9, (0,))), frozenset({0, 1}), frozenset({2, 3}))


def test_the_last_fifth_of_the_time() -> None:
    assert find_beginning(1, 101) == 82
    assert find_beginning(7, 7) == 8


def test_a_bundle_is_right_when_anything_in_it_is_bought() -> None:
    candidates = Candidates(
        {1: frozenset({1}), 2: frozenset({2}), 9: frozenset({9, 2, 3}), 8: frozenset({8, 0})}
    )
    case = Case("ann", 12, ((1, (0, 1)),), frozenset({0, 1, 8}), frozenset({3}))
    assert candidates.list_closed(case) == [1, 8]
    assert candidates.list_choices(case) == ([2, 9], {9})
    assert candidates.list_right(case) == {9}
