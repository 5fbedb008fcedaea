"""What rankings say, of a customer whose history is known."""

from math import log

from ipp.learn.backtest.cases import Candidates, Case
from ipp.learn.backtest.rankings import (
    Week,
    find_right_rank,
    learn_week,
    rank_best_sellers,
    rank_category,
    rank_learned,
    rank_path,
)
from ipp.orders.items import number_items
from tests.learn.histories import START, Shop, load_history, make_history, opened_engine
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
WEEK = Week({0: 3, 1: 9, 2: 9, 3: 1}, {4: {3: log(8)}, 5: {0: log(2)}})
CASE = Case("ann", 40, ((30, (5,)), (35, (4,))), frozenset({4, 5}), frozenset({3}))
CHOICES = [0, 1, 2, 3]


def test_best_sellers_by_what_sold_lately() -> None:
    assert rank_best_sellers(WEEK)(CASE, CHOICES) == [1, 2, 0, 3]


def test_those_of_the_category_of_the_last_order_come_first() -> None:
    assert rank_category(WEEK, {4: "a", 0: "a", 3: "a", 1: "b"})(CASE, CHOICES) == [0, 3, 1, 2]


def test_what_follows_the_last_order_comes_before_what_sells() -> None:
    assert rank_learned(WEEK, (0.0, 0.0))(CASE, CHOICES) == rank_best_sellers(WEEK)(CASE, CHOICES)
    assert rank_learned(WEEK, (2.0, 0.0))(CASE, CHOICES) == [3, 1, 2, 0]
    assert rank_learned(WEEK, (0.0, 8.0))(CASE, CHOICES) == [3, 0, 1, 2]


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
    assert find_right_rank(rank, candidates, case) == (2, pot)
    assert find_right_rank(rank, candidates, case._replace(new=frozenset({tray}))) == (None, pot)


def test_a_week_knows_nothing_of_itself_and_what_comes_later() -> None:
    rows = make_history(Shop(300, 12, links={(0, 5): 9.0}), 1)
    with opened_engine() as engine:
        history = load_history(engine, rows)
        week = learn_week(engine, history.firsts, START + 200)
        same = learn_week(engine, history.firsts.filter(history.firsts.day < START + 200), START + 200)
    assert week == same
    assert week.pairs[0][5] > log(1.2)
    assert sum(week.recent.values()) == sum(START + 186 <= day < START + 200 for _, _, day in rows)
