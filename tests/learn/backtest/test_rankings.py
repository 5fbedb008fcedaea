"""What rankings say, of a customer whose history is known."""

from ipp.learn.backtest.cases import Candidates, Case
from ipp.learn.backtest.rankings import (
    find_right_rank,
    rank_best_sellers,
    rank_category,
    rank_path,
)
from ipp.orders.items import number_items
from tests.value.shops import shop

SHOP = """ultimate: Club
products:
  Mug: {price: 9, next: [Pot, {offer: Cup, after: 30d}]}
  Pot: {price: 20, downsell: Cup, next: Tray}
  Cup: {price: 5}
  Tray: {price: 50}
  Club: {price: 30}
next: Club
"""
RECENT = {0: 3, 1: 9, 2: 9, 3: 1}
CASE = Case("ann", 40, ((30, (5,)), (35, (4,))), frozenset({4, 5}), frozenset({3}))
CHOICES = [0, 1, 2, 3]


def test_best_sellers_by_what_sold_lately() -> None:
    assert rank_best_sellers(RECENT)(CASE, CHOICES) == [1, 2, 0, 3]


def test_those_of_the_category_of_the_last_order_come_first() -> None:
    assert rank_category(RECENT, {4: "a", 0: "a", 3: "a", 1: "b"})(CASE, CHOICES) == [0, 3, 1, 2]


def test_the_path_says_its_live_offers_in_its_order() -> None:
    policy = shop(SHOP)
    numbers = number_items(policy)
    mug, pot, cup, tray, club = (numbers.good[name] for name in ("Mug", "Pot", "Cup", "Tray", "Club"))
    rank = rank_path(policy, numbers)
    case = Case("ann", 739_040, ((739_030, (mug,)),), frozenset({mug}), frozenset({cup}))
    assert rank(case, [pot, cup, tray, club]) == [pot, cup, club]
    later = Case(
        "ann", 739_040, ((739_030, (mug,)), (739_035, (pot, 99))), frozenset({mug, pot}), frozenset({cup})
    )
    assert rank(later, [cup, tray, club]) == [tray, cup, club]
    candidates = Candidates({code: frozenset({code}) for code in (pot, cup, tray, club)})
    assert find_right_rank(rank, case, *candidates.list_choices(case)) == (2, pot)
    other = case._replace(new=frozenset({tray}))
    assert find_right_rank(rank, other, *candidates.list_choices(other)) == (None, pot)
