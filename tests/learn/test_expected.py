"""Counts and expectations of pairs against the definition, written out naively, over random histories."""

import random
from collections import defaultdict
from itertools import pairwise

import pytest

from ipp.learn.expected import count_pairs
from ipp.learn.opportunities import FEWEST, PERIOD, UNIT, find_opportunities
from tests.amounts import amount
from tests.learn.histories import START, First, Shop, load_history, make_history, opened_engine

Order = tuple[int, int]
Counted = dict[tuple[int, int], tuple[int, int, float]]


def count_naively(rows: list[First]) -> Counted:
    """Return opportunities, seen and expected of each pair that can be tested, as docs/learning.md says."""
    first = {(who, item): day for who, item, day in rows}
    baskets: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
    for (who, item), day in first.items():
        baskets[who, day].add(item)
    last = max(day for _, _, day in rows)
    orders = sorted(baskets)
    following = [(one, other) for one, other in pairwise(orders) if one[0] == other[0]]
    items = {item for _, item, _ in rows}

    def lacks(who: int, item: int, day: int) -> bool:
        return first.get((who, item), day) >= day

    period = {other: (last - other[1]) // PERIOD for _, other in following}
    bought: defaultdict[tuple[int, int], int] = defaultdict(int)
    for _, other in following:
        for item in baskets[other]:
            bought[period[other], item] += 1

    def find_chances(weights: dict[Order, float]) -> dict[tuple[int, int], float]:
        places: defaultdict[tuple[int, int], float] = defaultdict(float)
        for other, weight in weights.items():
            for item in items:
                places[period[other], item] += weight * lacks(other[0], item, other[1])
        return {key: times / places[key] for key, times in bought.items()}

    weights: dict[Order, float] = {other: len(baskets[other]) for _, other in following}
    roughly = find_chances(weights)
    for other in weights:
        could = (item for item in items if lacks(other[0], item, other[1]))
        weights[other] /= sum(roughly.get((period[other], item), 0.0) for item in could)
    chances = find_chances(weights)
    found: Counted = {}
    for after in items:
        own = [(one, other) for one, other in following if after in baskets[one]]
        for then in items - {after}:
            able = [other for _, other in own if lacks(other[0], then, other[1])]
            expected = sum(
                min(1.0, weights[other] * chances.get((period[other], then), 0.0)) for other in able
            )
            if len(own) >= FEWEST and expected >= 1:
                seen = sum(then in baskets[other] for other in able)
                found[after, then] = len(able), seen, expected
    return found


def count(rows: list[First]) -> Counted:
    with opened_engine() as engine:
        history = load_history(engine, rows)
        pairs = count_pairs(engine, history.firsts, find_opportunities(engine, history.firsts, history.last))
        counts = engine.fetch_rows(pairs.select("after", "next", "opportunities", "seen", "expected"))
    return {(after, then): (able, seen, mean / UNIT) for after, then, able, seen, mean in counts}


@pytest.mark.parametrize("seed", range(amount(100, 3)))
def test_pairs_are_counted_as_defined(seed: int) -> None:
    lots = random.Random(seed)
    shop = Shop(
        lots.randrange(40, 120), lots.randrange(2, 12), lots.randrange(3, 120), 4, lots.randrange(1, 5)
    )
    rows = make_history(shop, seed)
    naive, counted = count_naively(rows), count(rows)
    near = {key for key, (_, _, mean) in naive.items() if abs(mean - 1) < 0.005}
    assert counted.keys() - near == naive.keys() - near
    for key in counted.keys() & naive.keys():
        assert counted[key][:2] == naive[key][:2]
        assert counted[key][2] == pytest.approx(naive[key][2], rel=2e-3)


def test_a_basket_that_is_sure_to_hold_an_item_counts_once() -> None:
    """Everybody buys everything there is the second time: one is expected of each, not more."""
    rows = [(who, 0, START + who % 5) for who in range(60)]
    rows += [(who, item, START + 10) for who in range(60) for item in (1, 2, 3)]
    assert {key: (able, seen, round(mean)) for key, (able, seen, mean) in count(rows).items()} == {
        (0, item): (60, 60, 60) for item in (1, 2, 3)
    }


def test_what_a_customer_has_is_no_opportunity() -> None:
    rows = [(who, 0, START) for who in range(50)] + [(who, 1, START - 3) for who in range(20)]
    rows += [(who, 1, START + 2) for who in range(20, 50)] + [(who, 2, START + 2) for who in range(20)]
    assert count(rows)[0, 1][:2] == (30, 30)
