"""Segments as bits say what the engine says of each customer, and name all that they hang on."""

import random

from ipp.engine.policy.compile import Policy
from ipp.engine.policy.conditions import SegmentJudge, Truth
from ipp.value.process.compiled.facts import FactBits
from ipp.value.process.compiled.segments import judge_for
from tests.engine.feet import written
from tests.oracle.choice import seeded
from tests.oracle.customers import some_attributes
from tests.oracle.maker import Maker
from tests.oracle.yaml_text import to_yaml

from ....amounts import amount

STORES = amount(20_000, most=1_000)


def cases() -> list[tuple[Policy, dict[str, str]]]:
    found = []
    for seed in range(STORES):
        choice = seeded(seed)
        store = Maker(choice).make()
        if "segments" in store:
            found.append((written(to_yaml(store)).policy, some_attributes(choice, store)))
    return found


def test_bits_agree_with_the_engine() -> None:
    luck, compared, held = random.Random(1), 0, 0
    for policy, attributes in cases():
        facts = FactBits()
        bits = judge_for(policy, attributes, facts)
        known = {name.casefold(): value.casefold() for name, value in attributes.items()}
        products = [product.name.text for product in policy.path.products]
        for _ in range(5):
            owned = {product for product in products if luck.random() < 0.5}
            truth = SegmentJudge(policy.conditions, Truth(owned, known))
            for name in policy.conditions:
                said = bits.judge(name)
                mine = facts.get_owned_bits(owned)
                assert said.is_true(mine, len(owned)) == truth.judge(name), (name, owned)
                assert said.is_true(mine & said.reads, min(len(owned), said.most)) == truth.judge(name)
                compared += 1
                held += truth.judge(name)
    assert 0.2 < held / compared < 0.8
    assert compared > STORES
