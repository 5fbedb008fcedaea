"""Three-valued truth: that of the engine where everything is known, and open only where it hangs on what is not."""

from itertools import chain, combinations

import pytest

from ipp.engine.policy.clauses import Gate
from ipp.engine.policy.conditions import SegmentJudge, Truth
from ipp.proof.customers.can_become import Possibilities
from ipp.proof.customers.fact_floors import list_domain
from ipp.proof.customers.three_valued import ThreeValuedLogic, Values
from tests.engine.feet import policy_of

POLICY = policy_of("""
ipp: 1
ultimate: A
products: {A: {price: 1}, B: {price: 1}, C: {price: 1}}
segments:
  heel: {where: {concern: heel}}
  gold-heel: {where: {concern: heel, tier: gold}}
  two: {owns: 2}
  mixed: {any: [two, heel], owns_any: [A, B], not: gold-heel}
  both: {owns_all: [A, B], all: mixed}
""")
OWNED = [frozenset(each) for size in range(4) for each in combinations("ABC", size)]
KNOWN: list[Values] = [
    {"concern": concern, "tier": tier}
    for concern in list_domain(POLICY, "concern")
    for tier in list_domain(POLICY, "tier")
]
GATES = [
    *(Gate(when=(name,)) for name in POLICY.conditions),
    *(Gate(unless=(name,)) for name in POLICY.conditions),
]


@pytest.mark.parametrize("owned", OWNED, ids=lambda owned: "".join(sorted(owned)))
def test_what_is_known_is_as_the_engine_says(owned: frozenset[str]) -> None:
    for values in KNOWN:
        truth = SegmentJudge(POLICY.conditions, Truth(owned, values))
        logic = ThreeValuedLogic(POLICY, owned, values)
        hope = Possibilities(POLICY, owned, set(), set(), values)
        for gate in GATES:
            wanted = truth.judge_gates(gate)
            assert logic.check_gates((gate,)) is wanted is hope.can_pass((gate,))
        assert logic.asked is hope.asked is None


@pytest.mark.parametrize("owned", OWNED, ids=lambda owned: "".join(sorted(owned)))
def test_what_is_open_can_be_either(owned: frozenset[str]) -> None:
    """What is said with some attributes open holds whatever these are; what can be bought later is no less possible."""
    for values in chain([{}], *([{name: each[name]} for each in KNOWN] for name in ("concern", "tier"))):
        logic = ThreeValuedLogic(POLICY, owned, values)
        hope = Possibilities(POLICY, owned, set("ABC"), set(), values)
        full = [each for each in KNOWN if values.items() <= each.items()]
        for gate in GATES:
            truths = [
                SegmentJudge(POLICY.conditions, Truth(later, each)).judge_gates(gate)
                for each in full
                for later in OWNED
                if owned <= later
            ]
            now = {SegmentJudge(POLICY.conditions, Truth(owned, each)).judge_gates(gate) for each in full}
            said = logic.check_gates((gate,))
            assert said is None or now == {said}
            assert hope.can_pass((gate,)) or not any(truths)


def test_no_attribute_is_asked_for_on_which_nothing_hangs() -> None:
    logic = ThreeValuedLogic(POLICY, frozenset(), {"concern": None})
    assert logic.check_gates((Gate(when=("gold-heel",)),)) is False
    assert logic.asked is None
    assert logic.check_gates((Gate(unless=("heel",)), Gate(when=("mixed",)))) is False
    assert logic.asked is None
