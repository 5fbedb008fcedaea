"""What is called supported is not chance: shuffled histories, planted links, random baskets. Seeds are fixed; IPP_FULL=1 runs all."""

import random

from ipp.learn.expected import count_pairs
from ipp.learn.opportunities import UNIT, find_opportunities
from tests.amounts import FULL, amount
from tests.learn.histories import Shop, learn_rows, load_history, make_history, opened_engine, shuffle_items

SHOP = Shop(items=40, links={(0, 4): 5.0, (3, 1): 5.0, (7, 2): 4.0})


def test_shuffled_histories_hold_discoveries_rarely() -> None:
    rows = make_history(SHOP, 1)
    shuffles = amount(200, 3)
    found = sum(bool(learn_rows(shuffle_items(rows, seed)).supported) for seed in range(shuffles))
    assert found <= (16 if FULL else 1 + shuffles // 13)
    assert learn_rows(rows).supported


def test_as_much_is_seen_as_expected_where_nothing_is_to_be_found() -> None:
    """Over all tested pairs, and into the best sellers."""
    rows = make_history(SHOP, 2)
    ratios, best = [], []
    for seed in range(amount(30, 3)):
        with opened_engine() as engine:
            history = load_history(engine, shuffle_items(rows, seed))
            pairs = count_pairs(
                engine, history.firsts, find_opportunities(engine, history.firsts, history.last)
            )
            counts = engine.fetch_rows(pairs.select("next", "seen", "expected"))
        ratios.append(sum(seen for _, seen, _ in counts) * UNIT / sum(mean for *_, mean in counts))
        top = [row for row in counts if row[0] < 5]
        best.append(sum(seen for _, seen, _ in top) * UNIT / sum(mean for *_, mean in top))
    assert 0.98 <= sum(ratios) / len(ratios) <= 1.02
    assert 0.93 <= sum(best) / len(best) <= 1.02


def test_planted_links_are_found_and_hardly_anything_else() -> None:
    """At least 0.95 of what is found was planted, and at least 0.95 of what was planted where five or more are expected is found."""
    found = true = likely = caught = 0
    for seed in range(amount(25, 2)):
        lots = random.Random(seed)
        links = {(lots.randrange(6), lots.randrange(6, 12)): 5.0 for _ in range(10)}
        shop = Shop(900, 60, 280, 3, 2, links)
        learned = learn_rows(make_history(shop, seed))
        pairs = {(int(pair.after), int(pair.next)): pair for pair in learned.supported}
        found += len(pairs)
        true += len(pairs.keys() & links.keys())
        enough = list_expected(shop, seed, 5.0) & links.keys()
        likely += len(enough)
        caught += len(enough & pairs.keys())
    assert found >= (200 if FULL else 10)
    assert true >= 0.95 * found - (0 if FULL else 1)
    assert caught >= 0.95 * likely > 0


def list_expected(shop: Shop, seed: int, least: float) -> set[tuple[int, int]]:
    """Return the pairs of which at least so many are expected."""
    with opened_engine() as engine:
        history = load_history(engine, make_history(shop, seed))
        pairs = count_pairs(engine, history.firsts, find_opportunities(engine, history.firsts, history.last))
        return {
            (a, b)
            for a, b, mean in engine.fetch_rows(pairs.select("after", "next", "expected"))
            if mean >= least * UNIT
        }


def test_random_baskets_teach_nothing() -> None:
    """At least 45 of 50."""
    histories = amount(50, 3)
    taught = sum(bool(learn_rows(make_history(Shop(), 1000 + seed)).supported) for seed in range(histories))
    assert taught <= (5 if FULL else 1 + histories // 10)


def test_a_smaller_share_of_chance_finds_less() -> None:
    rows = make_history(SHOP, 3)
    few, usual, many = (
        {(pair.after, pair.next) for pair in learn_rows(rows, share).supported}
        for share in (0.0001, 0.05, 0.2)
    )
    assert few <= usual <= many
    assert few < many
