"""Reordering: what cannot matter does not, the index is optimal where it must be, and the search finds the optimum."""

import itertools
import random
from collections.abc import Iterator

import pytest

from ipp.engine.policy.compile import Policy
from ipp.value.forecast import make_forecast
from ipp.value.ordering.index import BlockWorth, value_block
from ipp.value.ordering.lists import Owner, compile_path, find_lists, is_allowed, reorder_list, split_blocks
from ipp.value.ordering.search import find_best_order
from tests.amounts import long, thin_out

from ..shops import asked, bushy, crossed, offered, shop

ROOT = Owner("product", "Root", "next")


def margin(policy: Policy, *names: str, horizon: int = 30_000) -> float:
    found = make_forecast(policy, asked(policy, *names, horizon=horizon), threshold=0.0)
    return found.total.margin.value


def singles(chance: random.Random, products: int = 6) -> str:
    """One offer for each product, everywhere at one price; the ultimate action is asked cold, at the end of all."""
    names = [f"P{number}" for number in range(products)]
    lines = [
        "ultimate: {offer: Club, retries: 0, take: 30%}",
        "defaults: {stay: 100%, after: 2d}",
        "products:",
    ]
    takes = {name: chance.randint(2, 80) for name in names}
    for name in names:
        others = chance.sample([other for other in names if other != name], chance.randint(0, 4))
        steps = ", ".join(f"{{offer: {other}, take: {takes[other]}%}}" for other in others)
        lines.append(f"  {name}: {{price: {chance.randint(5, 99)}, next: [{steps}]}}")
    return "\n".join([*lines, "  Club: {price: 50}"])


@pytest.mark.parametrize("seed", thin_out(range(20), 4))
def test_order_changes_nothing_where_nobody_is_lost(seed: int) -> None:
    """One offer per product, static lists, nobody lost by a No: what is owned in the end is the same in any order."""
    chance = random.Random(seed)
    policy = shop(singles(chance))
    before = margin(policy, "P0", "P3")
    path = policy.path
    for written in find_lists(path):
        steps = list(written.steps)
        chance.shuffle(steps)
        path = reorder_list(path, written, tuple(steps))
    assert margin(compile_path(path), "P0", "P3") == pytest.approx(before, rel=1e-9)


def test_order_matters_where_people_are_lost() -> None:
    policy = shop(singles(random.Random(1)).replace("stay: 100%", "stay: 80%"))
    margins = {round(each, 6) for each in _margins(policy)}
    assert len(margins) > 1


def _margins(policy: Policy) -> Iterator[float]:
    written = max(find_lists(policy.path), key=lambda each: len(each.steps))
    for steps in itertools.permutations(written.steps):
        yield margin(compile_path(reorder_list(policy.path, written, steps)), written.owners[0].name)


@pytest.mark.parametrize("seed", thin_out(range(25), 4))
def test_the_index_is_the_best_order_of_a_tree(seed: int) -> None:
    chance = random.Random(seed)
    policy = shop(bushy(chance, f"{chance.randint(30, 98)}%", chance.choice([3, 4])))
    question = asked(policy, "Root", horizon=30_000)
    written = next(each for each in find_lists(policy.path) if each.owners == (ROOT,))
    ranked = sorted(written.steps, key=lambda step: -value_block(policy, question, ROOT, (step,)).rank)
    best = max(
        margin(compile_path(reorder_list(policy.path, written, steps)), "Root")
        for steps in itertools.permutations(written.steps)
    )
    assert margin(compile_path(reorder_list(policy.path, written, tuple(ranked))), "Root") == pytest.approx(
        best
    )


def test_blocks_add_up_to_their_list() -> None:
    """G(ab) = G(a) + S(a) G(b), S(ab) = S(a) S(b), along the whole list of a tree."""
    for seed in range(10):
        policy = shop(bushy(random.Random(seed), "85%", 4))
        question = asked(policy, "Root", horizon=30_000)
        written = next(each for each in find_lists(policy.path) if each.owners == (ROOT,))
        total = BlockWorth(0.0, 1.0)
        for step in written.steps:
            total = total.add_block(value_block(policy, question, ROOT, (step,)))
        assert total.gain == pytest.approx(margin(policy, "Root"))
        whole = value_block(policy, question, ROOT, written.steps)
        assert (total.gain, total.survival) == pytest.approx((whole.gain, whole.survival))


def small(seed: int) -> str:
    """Lists that share offers and lead into each other: no index is sure to be right."""
    chance = random.Random(seed)
    names = ["A", "B", "C", "D"]
    lines = [
        "ultimate: {offer: Club, retries: 0, take: {0: 2%, 2: 20%}}",
        f"defaults: {{stay: {chance.randint(60, 95)}%}}",
        "products:",
    ]
    for name in names:
        others = chance.sample([other for other in names if other != name], 3 if name in "AB" else 1)
        steps = ", ".join([*(offered(other, chance) for other in others), *(["Box"] if name == "A" else [])])
        lines.append(f"  {name}: {{price: {chance.randint(5, 99)}, next: [{steps}]}}")
    lines += ["  Club: {price: 200}", "bundles: {Box: {items: [C, D], price: 70}}"]
    return "\n".join(lines)


@pytest.mark.parametrize("seed", thin_out(range(8), 4))
def test_the_search_finds_the_best_of_all_orders(seed: int) -> None:
    policy = shop(small(seed))
    question = asked(policy, "A", "B")
    base = make_forecast(policy, question, threshold=0.0)
    found = find_best_order(base)
    lists = [each for each in find_lists(policy.path) if len(each.steps) > 1]
    best = base.total.margin.value
    for orders in itertools.product(*(itertools.permutations(each.steps) for each in lists)):
        path = policy.path
        for written, steps in zip(lists, orders, strict=True):
            path = reorder_list(path, written, steps)
        best = max(best, margin(compile_path(path), "A", "B", horizon=365))
    together = found.together.margin.value if found.together else 0.0
    assert base.total.margin.value + together == pytest.approx(best)
    assert margin(compile_path(found.path), "A", "B", horizon=365) == pytest.approx(best)
    assert found.all_tried


def test_what_a_proposal_gains_alone_is_what_it_gains() -> None:
    policy = shop(small(3))
    base = make_forecast(policy, asked(policy, "A", "B"), threshold=0.0)
    found = find_best_order(base)
    assert found.proposals
    first = next(iter(found.proposals))
    path = reorder_list(policy.path, first.written, first.steps)
    if len(found.proposals) == 1:
        gain = margin(compile_path(path), "A", "B", horizon=365) - base.total.margin.value
        assert first.gain.value == pytest.approx(gain)


@long
def test_orders_are_searched_by_lot_where_there_are_too_many_ways() -> None:
    policy = shop(crossed(2, products=11, stay="70%"))
    question = asked(policy, "P5", "P4")
    swept = make_forecast(policy, question, threshold=0.02)
    found = find_best_order(swept)
    assert found.together
    after = make_forecast(compile_path(found.path), question, threshold=0.0).total.margin.value
    before = make_forecast(policy, question, threshold=0.0).total.margin.value
    assert after > before
    assert found.together.margin.low <= after - before <= found.together.margin.high


TOUCHED = """ultimate: {offer: Club, retries: 0, cold: false}
defaults: {stay: 50%}
touches: {Guide: {kind: content}, Review: {kind: review}}
products:
  Root: {price: 5, next: [{offer: Cheap, take: 10%}, Guide, {offer: Dear, take: 10%}, Review]}
  Cheap: {price: 10}
  Dear: {price: 100}
  Club: {price: 9}
"""


def test_a_touch_stays_with_the_offer_after_it_and_the_last_ones_at_the_end() -> None:
    policy = shop(TOUCHED)
    found = find_best_order(make_forecast(policy, asked(policy, "Root")))
    assert [step.subject.text for step in found.proposals[0].steps] == ["Guide", "Dear", "Cheap", "Review"]


def test_a_series_keeps_its_order() -> None:
    text = TOUCHED.replace("touches:", "series: {Courses: [Cheap, Dear]}\ntouches:")
    policy = shop(text)
    assert not find_best_order(make_forecast(policy, asked(policy, "Root"))).proposals


FLAT = """ultimate: {offer: Club, retries: 0, take: TAKE}
defaults: {stay: 50%}
products:
  Root: {price: 5, next: [{offer: Cheap, take: 10%}, Club]}
  Cheap: {price: 10}
  Club: {price: 100}
"""


def test_with_a_flat_rate_the_ultimate_action_keeps_its_place() -> None:
    policy = shop(FLAT.replace("TAKE", "10%"))
    held = find_best_order(make_forecast(policy, asked(policy, "Root")))
    assert held.held == "Club"
    assert not held.proposals
    policy = shop(FLAT.replace("TAKE", "{0: 10%, 2: 11%}"))
    free = find_best_order(make_forecast(policy, asked(policy, "Root")))
    assert free.held is None
    assert [step.subject.text for step in free.proposals[0].steps] == ["Club", "Cheap"]


def test_rungs_become_cheaper_downwards() -> None:
    policy = shop(
        "ultimate: Club\nproducts:\n  Root: {price: 5, next: Club, downsell: [B, C]}\n  B: {price: 4}\n  C: {price: 3}\n  Club: {price: 9, next: Root}"
    )
    (written,) = [each for each in find_lists(policy.path) if each.owners[0].field == "downsell"]
    order, _ = split_blocks(policy, written.steps)
    assert is_allowed(policy, written, order, frozenset())
    assert not is_allowed(policy, written, order[::-1], frozenset())


def test_a_list_that_several_share_is_one() -> None:
    policy = shop(
        "ultimate: Club\nproducts:\n  A: {price: 5, next: &both [B, Club]}\n  C: {price: 5, next: *both}\n  B: {price: 4}\n  Club: {price: 9}"
    )
    (written,) = find_lists(policy.path)
    assert [owner.name for owner in written.owners] == ["A", "C"]
    changed = reorder_list(policy.path, written, written.steps[::-1])
    assert [[step.subject.text for step in product.next] for product in changed.products[:2]] == [
        ["Club", "B"]
    ] * 2
