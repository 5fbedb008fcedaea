"""One fold over conditions, whoever interprets it: held to the naive engine, and to what a part that is not asked cannot change."""

from collections.abc import Iterable

from ipp.engine.policy.clauses import Gate
from ipp.engine.policy.conditions import SegmentJudge, Truth, find_parts
from ipp.engine.policy.facts import Fact
from tests.amounts import amount
from tests.engine.agreement import read
from tests.engine.feet import policy_of
from tests.oracle.belonging import in_segment
from tests.oracle.customer import owned
from tests.oracle.plain import folded
from tests.oracle.strategies import case

SEGMENTS = """
ipp: 1
ultimate: A
products: {A: {price: 1}, B: {price: 1}, C: {price: 1}}
segments:
  heel: {where: {concern: [Heel, arch]}}
  two: {owns: 2}
  some: {owns_any: [A, B]}
  both: {owns_all: [A, B], not: heel}
  mixed: {any: [two, heel], all: some}
  round: {not: trip}
  trip: {all: round}
"""
POLICY = policy_of(SEGMENTS.replace("  round: {not: trip}\n  trip: {all: round}\n", ""))


def holding(*owned: str, **attributes: str) -> set[str]:
    segments = SegmentJudge(POLICY.conditions, Truth(frozenset(owned), attributes))
    return {name for name in POLICY.conditions if segments.judge(name)}


def test_every_part_of_a_condition_by_hand() -> None:
    assert holding() == set()
    assert holding(concern="heel") == {"heel"}
    assert holding("A") == {"some"}
    assert holding("A", concern="arch") == {"heel", "some", "mixed"}
    assert holding("A", "C") == {"two", "some", "mixed"}
    assert holding("A", "B") == {"two", "some", "both", "mixed"}
    assert holding("A", "B", concern="heel") == {"two", "some", "heel", "mixed"}


def test_gates_want_all_of_when_and_none_of_unless() -> None:
    segments = SegmentJudge(POLICY.conditions, Truth(frozenset("A"), {"concern": "heel"}))
    assert segments.judge_gates(Gate(when=("heel", "some")), Gate(unless=("two",)))
    assert not segments.judge_gates(Gate(when=("heel",)), Gate(unless=("some",)))
    assert not segments.judge_gates(Gate(when=("two",)))
    assert segments.judge_gates()


def test_what_a_segment_hangs_on() -> None:
    reads = POLICY.reading.judge("mixed")
    assert reads.attributes == {"concern"}
    assert reads.values == {("concern", "heel"), ("concern", "arch")}
    assert reads.products == {"A", "B"}
    assert reads.counts == {2}
    assert reads.ownership
    assert not POLICY.reading.judge("heel").ownership
    assert find_parts(POLICY.conditions["mixed"]) == ("two", "heel", "some")


class Written:
    """An algebra that writes conditions down: every case is asked, in an order that never changes."""

    def where(self, attribute: str, values: frozenset[str]) -> str:
        return f"{attribute} in {sorted(values)}"

    def owns(self, number: int) -> str:
        return f"{number} owned"

    def owns_any(self, products: frozenset[str]) -> str:
        return f"any of {sorted(products)}"

    def owns_all(self, products: frozenset[str]) -> str:
        return f"all of {sorted(products)}"

    def fact(self, fact: Fact) -> str:
        return repr(fact)

    def all_of(self, parts: Iterable[str]) -> str:
        return f"({' and '.join(parts)})"

    def any_of(self, parts: Iterable[str]) -> str:
        return f"({' or '.join(parts)})"

    def negate(self, part: str) -> str:
        return f"not {part}"


def test_another_algebra_reads_the_same_parts() -> None:
    segments = SegmentJudge(POLICY.conditions, Written())
    assert segments.judge("both") == "(all of ['A', 'B'] and not (concern in ['arch', 'heel']))"
    assert segments.judge("mixed") == "(((2 owned) or (concern in ['arch', 'heel'])) and (any of ['A', 'B']))"


def test_a_segment_inside_itself_never_holds_and_ends() -> None:
    conditions = {"trip": POLICY.conditions["mixed"]._replace(any=(), all=("trip",))}
    assert not SegmentJudge(conditions, Truth(frozenset("A"), {})).judge("trip")


def test_as_the_naive_engine() -> None:
    compared = set()
    for seed in range(amount(3_000, least=60)):
        plain, history, attributes, today = case(seed)
        policy = read(plain).policy
        mine = owned(plain, history, today)
        facts = {folded(name): folded(value) for name, value in attributes.items()}
        segments = SegmentJudge(policy.conditions, Truth(frozenset(mine), facts))
        for name in policy.conditions:
            assert segments.judge(name) == in_segment(plain, history, attributes, today, name), (seed, name)
            compared.add(segments.judge(name))
    assert compared == {True, False}


def test_what_is_not_read_makes_no_difference() -> None:
    changed, stores = 0, amount(2_000, least=40)
    for seed in range(stores):
        plain, history, attributes, today = case(seed)
        policy = read(plain).policy
        mine = frozenset(owned(plain, history, today))
        facts = {folded(name): folded(value) for name, value in attributes.items()}
        for name in policy.conditions:
            reads = policy.reading.judge(name)
            fewer = mine if reads.counts else mine & reads.products
            known = {attribute: value for attribute, value in facts.items() if attribute in reads.attributes}
            changed += (fewer, known) != (mine, facts)
            whole = SegmentJudge(policy.conditions, Truth(mine, facts)).judge(name)
            assert SegmentJudge(policy.conditions, Truth(fewer, known)).judge(name) == whole, (seed, name)
    assert changed > stores // 4
