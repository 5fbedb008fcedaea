"""Purchases that a rough bound spares: the exact bounds spare each of them, too."""

import pytest

from benchmarks.stores import store_text
from ipp.proof.assumptions import open_paused
from ipp.proof.silence.rough import RoughBounds
from ipp.proof.silence.search import SilenceSearch
from ipp.proof.silence.year import LENGTH
from tests.engine.feet import written
from tests.proof.silence.stores import silences_of

SEEDS = range(60)
LIMITS = (20, 45, 60)


def test_what_is_spared_has_exact_bounds_within_the_limits() -> None:
    spared = looked_at = 0
    for seed in SEEDS:
        silences = silences_of(seed)
        for limit in LIMITS:
            rough = RoughBounds(silences.bounds, limit)
            for name in silences.firsts:
                for again in (0, 7, 30):
                    looked_at += 1
                    if not rough.is_spared(name, again):
                        continue
                    spared += 1
                    heard = silences.bounds.bound_silence_after(name)
                    asked = silences.bounds.bound_ask_after(name, again)
                    assert heard is not None and heard <= limit, (seed, name)
                    assert silences.policy.goal is None or (asked is not None and asked <= LENGTH), (
                        seed,
                        name,
                    )
    assert 20 < spared < looked_at


@pytest.mark.parametrize("kind", ["product", "bundle"])
def test_most_goods_of_a_usual_store_are_spared(kind: str) -> None:
    policy = open_paused(written(store_text(100)).policy)
    goods = tuple(name for name in policy.goods_in_order if policy.goods[name].kind == kind)
    rough = SilenceSearch(policy, goods, 60).rough
    assert sum(rough.is_spared(name, 7) for name in goods) > len(goods) / 2
