"""Why a rung or a touch is open, passed over or dead: by hand, and the compiled reasons held to those found one by one."""

import random
from collections.abc import Iterator
from typing import NamedTuple

from ipp.engine.availability import (
    Deaths,
    find_closing,
    find_end,
    is_conditional,
    judge_rungs,
    list_deaths,
    list_live_rungs,
)
from ipp.engine.ownership import is_owned
from ipp.engine.policy.clauses import Gate, Ladder, Offer, SegmentCondition, TouchStep
from ipp.engine.policy.compile import Policy
from ipp.engine.policy.conditions import SegmentJudge, Truth
from ipp.engine.policy.entries import list_ladders, list_rungs
from ipp.engine.windows import Window
from tests.amounts import amount
from tests.engine.agreement import read
from tests.engine.feet import FEET, day, policy_of
from tests.oracle.strategies import case

STORE = policy_of(FEET)


class World(NamedTuple):
    """What is supposed of somebody."""

    bought: frozenset[str] = frozenset()
    owned: frozenset[str] = frozenset()
    declined: frozenset[Offer] = frozenset()
    done: frozenset[str] = frozenset()


def ladder_of(policy: Policy, name: str, at: int) -> Ladder:
    return list(list_ladders(policy.list_entries(name)))[at]


def test_reasons_in_their_order_from_the_top() -> None:
    ladder = ladder_of(STORE, "Toe Massager", 0)
    assert [rung.good.name for rung in ladder.rungs] == ["Foot Spa Bundle", "Soak Three", "Foot Soak"]

    def deaths(world: World) -> list[str | None]:
        return [judged.death for judged in judge_rungs(ladder, world)]

    assert deaths(World()) == [None, None, None]
    assert deaths(World(declined=frozenset({("Foot Spa Bundle", None)}))) == ["declined", None, None]
    assert deaths(World(owned=frozenset({"Nail Kit"}))) == ["owned", None, None]
    bought = World(bought=frozenset({"Soak Three"}))
    assert deaths(bought) == [None, "bought", "higher rung theirs"]
    assert next(judged.above.name for judged in judge_rungs(ladder, bought) if judged.above) == "Soak Three"


def test_a_touch_is_made_once_and_never_as_a_draft() -> None:
    deed = next(entry for entry in STORE.list_entries("Toe Massager") if isinstance(entry, TouchStep))
    assert find_end(deed, World()) is None
    assert find_end(deed, World(done=frozenset({deed.touch}))) == "done"
    assert find_end(deed._replace(unavailable="draft"), World()) == "draft"
    assert list_rungs(deed) == ()


def hold_segments(holding: str) -> SegmentJudge[bool]:
    """Return a judge of the segments a, b and c for somebody for whom these hold."""
    conditions = {
        name: SegmentCondition(((name, frozenset("y")),), 0, frozenset(), frozenset(), (), (), ())
        for name in "abc"
    }
    return SegmentJudge(conditions, Truth(frozenset(), dict.fromkeys(holding, "y")))


def test_a_gate_is_shut_by_its_first_segment_then_by_its_windows_then_by_within() -> None:
    gate = Gate(("a", "b"), ("c",), (Window(None, day(5)), Window(day(3), None)), within=2)

    def shut(holding: str, on: int) -> tuple[object, ...] | None:
        return find_closing(gate, hold_segments(holding), day(on), day(2))

    assert shut("ab", 4) is None
    assert shut("ab", 0) == ("not open yet", None, day(3))
    assert shut("b", 4) == ("closed segment", "a", None)
    assert shut("abc", 4) == ("closed segment", "c", None)
    assert shut("ab", 6) == ("window over", None, day(5))
    assert shut("ab", 5) == ("within over", None, day(4))
    assert find_closing(Gate(within=0), hold_segments(""), day(9), None) is None
    assert gate.dated
    assert Gate(windows=(Window(day(1), None),)).dated
    assert not Gate(when=("a",)).dated


def test_what_is_for_some_only() -> None:
    plain = ladder_of(STORE, "Toe Massager", 0)
    assert not is_conditional(plain)
    assert is_conditional(plain._replace(gate=Gate(when=("a",))))
    dated = plain.rungs[0]._replace(gate=Gate(windows=(Window(None, day(1)),)))
    assert is_conditional(plain._replace(rungs=(dated, *plain.rungs[1:])))


def worlds(policy: Policy, seed: int) -> Iterator[World]:
    """Yield random worlds, bought things being owned, and some that are owned otherwise."""
    choice = random.Random(seed)
    goods = [policy.goods[item] for item in policy.goods_in_order]
    offers = [
        rung.offer for good in goods for entry in policy.list_entries(good.name) for rung in list_rungs(entry)
    ]
    for _ in range(6):
        bought = choice.sample(goods, min(len(goods), choice.randint(0, 2)))
        others = choice.sample(goods, min(len(goods), choice.randint(0, 2)))
        owned = frozenset[str]().union(*(good.durables for good in (*bought, *others)))
        noes = choice.sample(offers, min(len(offers), choice.randint(0, 3)))
        yield World(frozenset(good.name for good in bought), owned, frozenset(noes))


def is_dead(deaths: Deaths, world: World) -> bool:
    """Read the compiled reasons as an interpreter does that compiles them."""
    draft, bought, declined, owned, wholes = deaths
    answered = declined in world.declined or any(good.name in world.bought for good in bought)
    return (
        draft or answered or bool(owned & world.owned) or any(is_owned(good, world.owned) for good in wholes)
    )


def test_compiled_reasons_are_those_found_one_by_one() -> None:
    seen = set()
    for seed in range(amount(2_000, least=60)):
        policy = read(case(seed)[0]).policy
        for name in policy.goods_in_order:
            for ladder in list_ladders(policy.list_entries(name)):
                for world in worlds(policy, seed):
                    judged = list(judge_rungs(ladder, world))
                    dead = [is_dead(deaths, world) for deaths in list_deaths(ladder)]
                    assert [each.death is not None for each in judged] == dead, (seed, name, world)
                    live = [(each.number, each.rung) for each in judged if each.death is None]
                    assert list(list_live_rungs(ladder, world)) == live, (seed, name, world)
                    seen |= {each.death for each in judged}
    assert seen == {None, "draft", "bought", "declined", "owned", "higher rung theirs"}
