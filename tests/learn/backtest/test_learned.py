"""The learned ranking against its definition, written out naively, over random histories; and a week knows nothing of itself."""

import random

import pytest

from ipp.learn.backtest.cases import Candidates, Case, list_cases
from ipp.learn.backtest.learned import (
    DAMPING,
    FADING,
    LEAST,
    RECENT,
    USUAL,
    FoundRank,
    Weights,
    find_ranks,
    learn_week,
    weigh_choices,
)
from ipp.learn.expected import count_pairs
from ipp.learn.opportunities import UNIT, Opportunities, find_baskets, find_opportunities
from ipp.orders.engines.protocol import Engine
from ipp.orders.sql import Table
from tests.amounts import amount
from tests.learn.histories import START, First, Shop, load_history, make_history, opened_engine

DAY = START + 200
NEAR = 0.01
"""How far whole thousandths can be from the definition."""
Lifts = dict[tuple[int, int], float]


def measure_lifts(engine: Engine, firsts: Table, found: Opportunities) -> Lifts:
    pairs = count_pairs(engine, firsts, found).select("after", "next", "seen", "expected")
    every = {
        (after, then): (seen + DAMPING) / (mean / UNIT + DAMPING) - 1
        for after, then, seen, mean in engine.fetch_rows(pairs)
    }
    return {pair: lift for pair, lift in every.items() if lift > LEAST}


def score_naively(
    rows: list[First], case: Case, item: int, lifts: tuple[Lifts, Lifts], weights: Weights
) -> float:
    """Return what speaks for an item, as docs/learning.md says."""
    earlier = [day for _, bought, day in rows if bought == item and day < DAY]
    days = DAY - min(day for *_, day in rows)
    lately = sum(day >= DAY - RECENT for day in earlier)
    follows, together = lifts
    likelier = 1.0
    for one in case.had:
        ago = min(ago for ago, (_, items) in enumerate(reversed(case.orders)) if one in items)
        lift = weights.follows / 100 * follows.get((one, item), 0.0)
        likelier += FADING**ago * (lift + weights.together / 100 * together.get((one, item), 0.0))
    return (lately + weights.usual * len(earlier) * RECENT / days + 0.5) * likelier


@pytest.mark.parametrize("seed", range(amount(50, 2)))
def test_places_are_those_of_the_definition(seed: int) -> None:
    lots = random.Random(seed)
    shop = Shop(lots.randrange(60, 200), lots.randrange(4, 14), links={(0, 3): 6.0})
    rows = make_history(shop, seed)
    weights = Weights(lots.randrange(400), lots.randrange(400), lots.choice(USUAL))
    with opened_engine() as engine:
        history = load_history(engine, rows)
        lines = engine.keep_table("lines", "SELECT who AS customer, day, item FROM ipp_given_firsts")
        candidates = Candidates({code: frozenset([code]) for code in sorted(history.names)})
        cases = [case for case in list_cases(engine, lines, DAY) if candidates.list_right(case)]
        week = learn_week(engine, history.firsts, DAY)
        ranks = find_ranks(engine, weigh_choices(engine, cases, candidates), weights)
        lifts = tuple(
            measure_lifts(engine, week.earlier, find(engine, week.earlier, DAY - 1))
            for find in (find_opportunities, find_baskets)
        )
    assert len(ranks) == len(cases) > 5
    for case, found in zip(cases, ranks, strict=True):
        choices, right = candidates.list_choices(case)
        scores = {item: score_naively(rows, case, item, lifts, weights) for item in choices}  # type: ignore[arg-type]  # two
        best = max(scores[item] for item in right)
        surely = sum(score > best * (1 + NEAR) for score in scores.values())
        assert surely < found.rank <= sum(score > best * (1 - NEAR) for score in scores.values())
        assert scores[found.top] == pytest.approx(max(scores.values()), rel=NEAR)


def test_without_weights_it_says_what_sold_lately_and_of_as_many_the_first() -> None:
    rows = [(1, 0, DAY - 30), *((who, 1 + who % 2, DAY - 2) for who in range(2, 8))]
    case = Case("1", DAY, ((DAY - 30, (0,)),), frozenset({0}), frozenset({2}))
    with opened_engine() as engine:
        week = learn_week(engine, load_history(engine, rows).firsts, DAY)
        choices = weigh_choices(engine, [case], Candidates({code: frozenset([code]) for code in (0, 1, 2)}))
        assert find_ranks(engine, choices, Weights(0, 0)) == [FoundRank(2, 1)]
    assert week.recent == {0: 0, 1: 3, 2: 3}


def test_a_week_knows_nothing_of_itself_and_what_comes_later() -> None:
    rows = make_history(Shop(300, 12, links={(0, 5): 9.0}), 1)
    with opened_engine() as engine:
        history = load_history(engine, rows)
        recent, lifts = learn_week(engine, history.firsts, DAY).recent, fetch_lifts(engine)
        before = history.firsts.filter(history.firsts.day < DAY)
        assert (learn_week(engine, before, DAY).recent, fetch_lifts(engine)) == (recent, lifts)
    assert {(after, then): lift for after, then, lift in lifts[0]}[0, 5] > 200
    assert sum(recent.values()) == sum(DAY - RECENT <= day < DAY for _, _, day in rows)


def fetch_lifts(engine: Engine) -> list[list[tuple[int, int, int]]]:
    names = "follows", "together"
    kept = (engine.keep_table(f"kept_{name}", f"SELECT * FROM ipp_backtest_{name}") for name in names)
    return [engine.fetch_rows(table.order_by("after", "next")) for table in kept]
