"""What is bought in one order is told by the same test as what is bought after it: nothing in noise, what was planted in the rest."""

from ipp.learn.draft.baskets import find_together
from ipp.learn.expected import count_pairs
from ipp.learn.opportunities import UNIT, find_baskets
from tests.amounts import FULL, amount
from tests.learn.histories import First, Shop, load_history, make_history, opened_engine, shuffle_items

SHOP = Shop(customers=200, items=30, visits=3)


def find(rows: list[First]) -> list[tuple[int, ...]]:
    with opened_engine() as engine:
        history = load_history(engine, rows)
        return [each.items for each in find_together(engine, history.firsts, history.last, 0.05)]


def test_in_noise_nothing_is_bought_together_and_what_is_expected_is_seen() -> None:
    found, seen, expected = 0, 0, 0.0
    for seed in range(amount(60, 2)):
        rows = shuffle_items(make_history(SHOP, seed), seed)
        with opened_engine() as engine:
            history = load_history(engine, rows)
            found += bool(find_together(engine, history.firsts, history.last, 0.05))
            pairs = count_pairs(engine, history.firsts, find_baskets(engine, history.firsts, history.last))
            for pair in engine.fetch_rows(pairs.select("seen", "expected")):
                seen, expected = seen + pair[0], expected + pair[1] / UNIT
    assert found <= (5 if FULL else 1)
    assert 0.97 < seen / expected < 1.03


def test_what_is_put_into_baskets_together_is_found_once() -> None:
    """Who buys 20 buys 21, and every second of them 22, in the same order."""
    rows = [row for row in make_history(SHOP, 5) if row[1] < 20]
    baskets = sorted({(who, day) for who, _, day in rows})[::4]
    firsts: dict[int, int] = {}
    for who, day in baskets:
        firsts.setdefault(who, day)
    for number, (who, day) in enumerate(firsts.items()):
        rows += [(who, 20, day), (who, 21, day), *([(who, 22, day)] if number % 2 else [])]
    assert [sorted(items) for items in find(rows)] == [[20, 21, 22]]
    assert [sorted(items) for items in find([row for row in rows if row[1] != 22])] == [[20, 21]]


def test_one_order_and_one_item_are_bought_with_nothing() -> None:
    assert find([(1, 1, 739_000)]) == []
    assert find([(who, 1, 739_000 + who) for who in range(40)]) == []
