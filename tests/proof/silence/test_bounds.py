"""What is not walked: no walked silence is longer than its bound, and nobody is asked later than theirs."""

import pytest

from ipp.proof.silence.bounds import HeldStep, find_longest
from ipp.proof.silence.habits import NEW, SAME, SILENT
from ipp.proof.silence.search import SilenceSearch
from ipp.proof.silence.year import LENGTH, Year, YearWalk
from tests.amounts import amount
from tests.engine.agreement import read
from tests.proof.silence.stores import KINDS, list_facts_read, silences_of

MOST = 10**9
SEEDS = range(amount(300, least=6, most=30))
WITH_FACTS = range(amount(1000, least=15, most=60))
"""Seeds of stores of which many ask for orders."""
STORES = [*((seed, False) for seed in SEEDS), *((seed, True) for seed in WITH_FACTS)]
each_store = pytest.mark.parametrize(("seed", "who"), STORES)


def walk(silences: SilenceSearch, name: str, number: int) -> Year:
    habit = (SILENT, SAME[0], SAME[2], NEW)[number]
    return YearWalk(silences.policy, silences.list_purchases(name, habit), habit, most=MOST).walk_year()


def test_stores_ask_for_orders_in_all_ways() -> None:
    found = {
        type(fact) for seed in WITH_FACTS for fact in list_facts_read(silences_of(seed, who=True).policy)
    }
    assert found == set(KINDS)


@each_store
def test_no_silence_is_longer_than_its_bound(seed: int, who: bool) -> None:
    silences = silences_of(seed, who=who)
    bounds = silences.bounds
    for name in silences.firsts[:3]:
        new = bounds.bound_silence_of_buying(silences.list_purchases(name, NEW), NEW.every)
        for number, bound in enumerate((*[bounds.bound_silence_after(name)] * 3, new)):
            assert bound is None or walk(silences, name, number).silence <= bound, (name, number)


@each_store
def test_whoever_hears_nothing_for_longer_than_a_wait_has_nothing_left(seed: int, who: bool) -> None:
    silences = silences_of(seed, rest=seed % 3 == 0, who=who)
    for name in silences.firsts[:3]:
        for number, again in enumerate((False, True, True)):
            bound = silences.bounds.bound_wait_after(name, again=again)
            if bound is not None:
                year = walk(silences, name, number)
                assert year.silence <= bound or year.held.kind == "nothing", (name, number)


@each_store
def test_nobody_is_asked_later_than_the_bound(seed: int, who: bool) -> None:
    silences = silences_of(seed, who=who)
    for name in silences.firsts[:3]:
        for number, again in enumerate((0, 7, 30)):
            bound = silences.bounds.bound_ask_after(name, again)
            asked = walk(silences, name, number).asked
            assert bound is None or bound > LENGTH or (asked is not None and asked <= bound), (name, again)


def test_an_ask_that_holds_up_no_other_has_no_bound_for_whoever_buys_again() -> None:
    plain = {
        "ultimate": "Club",
        "defaults": {"patience": "10d", "gap": "4d"},
        "products": {"Mug": {"price": 12, "next": ["Nothing"]}, "Club": {"price": 29}},
        "bundles": {"Nothing": {"items": [], "price": 5}},
    }
    silences = SilenceSearch(read(plain).policy, ("Mug",), 60)
    assert walk(silences, "Mug", 1).asked is None  # asked for nothing again and again, before they can answer
    assert silences.bounds.bound_ask_after("Mug", SAME[0].every) is None


@pytest.mark.parametrize(
    ("waits", "days"),
    [
        ([], 30),
        ([HeldStep(0, 20, True)], 30),
        ([HeldStep(0, 45, True)], 45),
        ([HeldStep(42, 72, True)], 60),  # it begins on the day on which `rest` would have spoken
        (
            [HeldStep(42, 72, False), HeldStep(63, 77, True)],
            65,
        ),  # taken away just before its end, when another one runs
        ([HeldStep(42, 72, True), HeldStep(63, 77, True)], 60),  # the first speaks before the second ends
        ([HeldStep(0, 35, False), HeldStep(21, 51, True)], 51),
    ],
)
def test_the_longest_silence_between_waits(waits: list[HeldStep], days: int) -> None:
    assert find_longest(30, waits) == days
