"""The exact evaluation is what a naive recursion over the engine comes to."""

import random

import pytest

from ipp.engine.policy.compile import Policy
from ipp.errors import RequestError
from ipp.value.forecast import make_forecast
from ipp.value.solve.outcome import Figures
from tests.amounts import amount, long
from tests.engine.agreement import read
from tests.oracle.choice import seeded
from tests.oracle.customers import some_attributes
from tests.oracle.maker import Maker

from .naive import Artefact, Naive, NobodyLeft
from .shops import asked, crossed, shop, some_order

STORES = amount(500, least=12)
BLOCKS = 4
MOST = amount(4_000, least=150, most=150)
"""Asks that the recursion may try for one entry."""


@pytest.mark.parametrize("block", range(BLOCKS))
def test_exact_is_the_naive_recursion_on_random_stores(block: int) -> None:
    compared = 0
    for seed in range(block, STORES, BLOCKS):
        choice = seeded(seed)
        plain = Maker(choice, given=seed % 2 > 0, who=seed % 3 > 1).make()
        facts = some_attributes(choice, plain)
        _rated(plain, random.Random(seed))
        policy = read(plain).policy
        compared += _agree(policy, facts, random.Random(seed), seed)
    assert compared * 3 > STORES / BLOCKS


def _rated(plain: dict, chance: random.Random) -> None:  # type: ignore[type-arg]
    """Add rates, costs and continuities to a random store."""
    plain["defaults"] = {**plain.get("defaults", {}), "stay": f"{chance.randint(50, 100)}%"}
    if chance.random() < 0.7:
        plain["defaults"]["take"] = f"{chance.randint(0, 60)}%"
    for product in plain["products"].values():
        if chance.random() < 0.5:
            product["cost"] = str(chance.randint(1, 9))
        if chance.random() < 0.3 and "every" not in product:
            product["every"] = chance.choice(["week", "month", "12d"])
        if "every" in product and chance.random() < 0.8:
            product["churn"] = f"{chance.randint(0, 50)}%"
    if isinstance(plain["ultimate"], str):
        plain["ultimate"] = {"offer": plain["ultimate"]}
    if chance.random() < 0.6:
        plain["ultimate"]["take"] = {"0": "5%", "2": "30%"} if chance.random() < 0.5 else "12%"
    for touch in plain.get("touches", {}).values():
        if chance.random() < 0.4:
            touch["kind"], touch["earns"] = "partner", str(chance.randint(1, 9))
            if chance.random() < 0.8:
                touch["take"] = f"{chance.randint(0, 60)}%"
    for body in plain.get("rest", []):
        for key in ("take", "stay"):
            if "offer" in body and chance.random() < 0.4:
                body[key] = f"{chance.randint(0, 100)}%"
    for body in plain["products"].values():
        steps = body.get("next")
        for step in steps if isinstance(steps, list) else []:
            if isinstance(step, dict) and "offer" in step and chance.random() < 0.5:
                step["take"] = f"{chance.randint(0, 100)}%"


def _agree(policy: Policy, facts: dict[str, str], chance: random.Random, seed: int) -> bool:
    order = some_order(policy, chance)
    question = asked(policy, order, horizon=chance.choice([5, 20, 60]), thinking=chance.choice([0, 2]))
    question = question._replace(attributes=facts)
    try:
        names, pieces = zip(*order, strict=True) if order else ((), ())
        expected = Naive(policy, question, MOST).of(*names, pieces=pieces)
    except (TimeoutError, Artefact):
        return False
    except NobodyLeft:
        with pytest.raises(RequestError, match="holds everybody back"):
            make_forecast(policy, question, threshold=0.0)
        return False
    found = make_forecast(policy, question, threshold=0.0)
    total = found.runs.each[0].total
    assert found.method == "exact"
    figures = (
        total.revenue, total.margin, total.lifetime_margin, total.chance, total.days_sum, total.asks,
    )  # fmt: skip
    assert figures == pytest.approx(expected, abs=1e-7, rel=1e-8), f"seed {seed}"
    return True


@long
@pytest.mark.parametrize("seed", range(3))
def test_exact_is_the_naive_recursion_where_lists_cross(seed: int) -> None:
    policy = shop(crossed(seed, products=4))
    question = asked(policy, "P3", horizon=40)
    expected = Naive(policy, question, 20_000).of("P3")
    total = make_forecast(policy, question, threshold=0.0).runs.each[0].total
    assert [total.revenue, total.margin, total.lifetime_margin] == pytest.approx(expected[:3], rel=1e-9)
    assert [total.chance, total.days_sum, total.asks] == pytest.approx(expected[3:], rel=1e-9)


FRIES = (
    "ultimate: {offer: Club, cold: false}\ndefaults: {take: 40%, patience: 2d, gap: 1d}\nproducts:\n"
    "  Burger: {price: 9, consumable: true, next: [{offer: Fries, take: 50%EACH_TIME}]}\n"
    "  Fries: {price: 3, consumable: true}\n  Club: {price: 99}\nrest: [{offer: Burger, every: 7d, take: TAKE, stay: STAY}]\n"
)


def _count_fries(each_time: bool, take: str = "100%", stay: str = "90%") -> tuple[float, Figures]:
    text = FRIES.replace("EACH_TIME", ", each_time: true" if each_time else "")
    policy = shop(text.replace("TAKE", take).replace("STAY", stay))
    question = asked(policy, "Burger", horizon=30)
    runs = make_forecast(policy, question, threshold=0.0).runs
    total = runs.each[0].total
    expected = Naive(policy, question, 4_000).of("Burger")
    assert [total.revenue, total.asks] == pytest.approx([expected[0], expected[5]])
    number = next(place for place, key in enumerate(runs.terms.params) if key.offer[0] == "Fries")
    return runs.each[0].outcome.asked[number], total


def test_what_is_asked_each_time_is_asked_at_every_purchase() -> None:
    once, again = _count_fries(False)[0], _count_fries(True)[0]
    assert once == 1
    assert again > 4


def test_a_turn_of_rest_has_the_rates_that_are_written_for_it() -> None:
    assert _count_fries(True, take="0%", stay="0%")[1].asks == pytest.approx(2 - 0.5 * 0.1)
    assert _count_fries(True, take="0%", stay="100%")[1].asks > 3


def test_whoever_kept_nothing_reads_the_storewide_list() -> None:
    policy = shop(
        "ultimate: {offer: Club, cold: false}\ndefaults: {take: 40%, patience: 2d}\nproducts:\n"
        "  Tea: {price: 9, next: [Mug]}\n  Mug: {price: 12}\n  Club: {price: 99}\nnext: [Tea]\n"
    )
    found = make_forecast(policy, asked(policy, None, "Mug", horizon=25), threshold=0.0)
    nothing, mug = (by.totals for by in found.by_entry)
    assert (nothing.first_revenue.value, mug.first_revenue.value) == (0, 12)
    assert nothing.asks.value == pytest.approx(1.4) and mug.asks.value == 1  # tea, then a mug; tea alone
    assert nothing.revenue.value == pytest.approx(0.4 * 9 + 0.16 * 12)


def test_a_bundle_that_holds_a_membership_of_theirs_charges_it() -> None:
    """Tea in the box is no purchase of tea: the days of its list stay where they are."""
    policy = shop(
        "ultimate: {offer: Club, cold: false}\ndefaults: {take: 40%, patience: 2d}\nproducts:\n"
        "  Tea: {price: 9, consumable: true, every: month, churn: 20%, next: [{offer: Mug, after: 5d, within: 3d}]}\n"
        "  Mug: {price: 12, next: [Club]}\n  Club: {price: 99}\n"
        "bundles: {Box: {items: [Tea], price: 20}}\nrest: [{offer: Box, every: 10d}]\n"
    )
    question = asked(policy, "Tea", horizon=25)
    total = make_forecast(policy, question, threshold=0.0).runs.each[0].total
    assert total.asks == pytest.approx(Naive(policy, question, 400).of("Tea")[5])
    assert total.asks > 1 and not total.chance


MEMBERS = (
    "ultimate: {offer: Club, again_after: 40d}\ndefaults: {take: 40%, patience: 2d, stay: 80%}\nproducts:\n"
    "  Mug: {price: 9, next: [Tea]}\n  Tea: {price: 5, next: [{offer: Club, price: 15}]}\n  Bag: {price: 7}\n"
    "  Club: {price: 20, every: month, churn: 30%, LAPSES next: [Bag], winback: [{offer: Club, price: 9, after: 5d}, Tea]}\n"
)


@pytest.mark.parametrize("lapses", ["", "lapses: 33d,"])
@pytest.mark.parametrize(("entry", "horizon"), [("Club", 85), ("Mug", 60)])
def test_who_leaves_the_ultimate_action_is_asked_again(lapses: str, entry: str, horizon: int) -> None:
    """Its win-back speaks at once, its ladder after 40 days; who comes back did arrive before."""
    policy = shop(MEMBERS.replace("LAPSES", lapses))
    question = asked(policy, entry, horizon=horizon)
    expected = Naive(policy, question, 20_000).of(entry)
    found = make_forecast(policy, question, threshold=0.0)
    total = found.runs.each[0].total
    assert [total.revenue, total.margin, total.lifetime_margin] == pytest.approx(expected[:3], rel=1e-9)
    assert [total.chance, total.days_sum, total.asks] == pytest.approx(expected[3:], rel=1e-9)
    assert any(leak.offer[1] == 9 and leak.asked.value > 0 for leak in found.offers)
    assert total.chance < 1


QUIET = (
    "ultimate: {offer: Club, cold: false}\ndefaults: {take: 40%, patience: 2d, stay: 80%}\nproducts:\n"
    "  Mug: {price: 9, next: [{offer: Bag, unless: quiet, after: 16d, take: 20%}, Tea, {offer: Pot, when: quiet}]}\n"
    "  Tea: {price: 5, every: 10d, churn: 30%, TERMS next: [{offer: Bag, when: quiet}, {offer: Cup, unless: quiet, after: 12d, take: 30%}]}\n"
    "  Bag: {price: 7}\n  Cup: {price: 3}\n  Pot: {price: 4, consumable: true}\n  Club: {price: 20}\n"
    "segments: {quiet: {quiet_for: LENGTH}, late: {quiet_for: 21d}}\nrest: [{offer: Pot, every: 15d, when: quiet, unless: late}]\n"
)


@pytest.mark.parametrize(
    "terms",
    [
        "",
        "lapses: 17d,",
        "winback: [Pot],",
        "lapses: 24d, winback: [{offer: Tea, price: 2, after: 3d, when: quiet}],",
    ],
)
@pytest.mark.parametrize("length", [4, 9, 10, 13, 18])
@pytest.mark.parametrize("pieces", [1, 2])
def test_charges_end_the_quiet(terms: str, length: int, pieces: int) -> None:
    policy = shop(QUIET.replace("TERMS", terms).replace("LENGTH", f"{length}d"))
    for name, thinking in (("Tea", 0), ("Mug", 1)):
        question = asked(policy, ((name, pieces),), horizon=45, thinking=thinking)
        expected = Naive(policy, question, 20_000).of(name, pieces=(pieces,))
        total = make_forecast(policy, question, threshold=0.0).runs.each[0].total
        assert [total.revenue, total.margin, total.lifetime_margin] == pytest.approx(expected[:3], rel=1e-9)
        assert [total.chance, total.days_sum, total.asks] == pytest.approx(expected[3:], rel=1e-9)
