"""Segments for one kind of customer: attributes are known, so only what is owned is left to ask, in bits of facts."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, assert_never

from ipp.engine.policy.compile import Policy
from ipp.engine.policy.conditions import SegmentJudge
from ipp.engine.policy.facts import (
    BoughtAny,
    Fact,
    OrderCount,
    PieceCount,
    QuietFor,
    Share,
    Spent,
    lies_in_share,
)
from ipp.path.names import fold_name
from ipp.value.process.compiled.draws import Draw, list_draws
from ipp.value.process.compiled.facts import FactBits, FactKind
from ipp.value.process.compiled.tallies import list_counted

Test = Callable[[int, int], bool]
"""Whether something holds for somebody with these facts, who owns so many products."""


def _is_always_true(_facts: int, _count: int) -> bool:
    return True


def _is_never_true(_facts: int, _count: int) -> bool:
    return False


_NO_DRAWS: Mapping[str, Draw] = {}


class CompiledSegment(NamedTuple):
    """What a condition comes to, what it hangs on, and the largest number of products that it asks for."""

    is_true: Test
    reads: int = 0
    most: int = 0


class Bits:
    """The algebra of conditions over bits of facts, for customers with these attributes."""

    def __init__(
        self, facts: FactBits, attributes: Mapping[str, str], draws: Mapping[str, Draw] = _NO_DRAWS
    ) -> None:
        """`attributes`: names and values folded; `draws` by salt."""
        self.facts, self.attributes, self.draws = facts, attributes, draws

    def where(self, attribute: str, values: frozenset[str]) -> CompiledSegment:
        return CompiledSegment(
            _is_always_true if self.attributes.get(attribute) in values else _is_never_true
        )

    def owns(self, number: int) -> CompiledSegment:
        return CompiledSegment(lambda _, count: count >= number, most=number)

    def owns_any(self, products: frozenset[str]) -> CompiledSegment:
        return _ask_any(self.facts.get_owned_bits(products))

    def owns_all(self, products: frozenset[str]) -> CompiledSegment:
        wanted = self.facts.get_owned_bits(products)
        return CompiledSegment(lambda facts, _: facts & wanted == wanted, wanted)

    def fact(self, fact: Fact) -> CompiledSegment:
        match fact:
            case Spent(least) if not least:
                return CompiledSegment(_is_always_true)
            case BoughtAny() | PieceCount() | OrderCount() | Spent():
                return _ask_any(self._join_bits("ordered", list_counted(fact)))
            case QuietFor():
                return _ask_any(self.facts.get_bit("quiet", fact))
            case Share(salt):
                parts = (part for part, _ in self.draws[salt].parts if lies_in_share(fact, part.first))
                return _ask_any(self._join_bits("drawn", parts))
            case _:
                assert_never(fact)

    def _join_bits(self, kind: FactKind, facts: Iterable[Fact]) -> int:
        found = 0
        for each in facts:
            found |= self.facts.get_bit(kind, each)
        return found

    def all_of(self, parts: Iterable[CompiledSegment]) -> CompiledSegment:
        parts = tuple(parts)
        return _join_parts(parts, _all_tests([part.is_true for part in parts]))

    def any_of(self, parts: Iterable[CompiledSegment]) -> CompiledSegment:
        parts = tuple(parts)
        tests = tuple(part.is_true for part in parts)
        return _join_parts(parts, lambda facts, count: any(test(facts, count) for test in tests))

    def negate(self, part: CompiledSegment) -> CompiledSegment:
        test = part.is_true
        return part._replace(is_true=lambda facts, count: not test(facts, count))


def _ask_any(wanted: int) -> CompiledSegment:
    """Return the condition that one of some facts holds."""
    return CompiledSegment(lambda facts, _: facts & wanted != 0, wanted)


def _join_parts(parts: tuple[CompiledSegment, ...], test: Test) -> CompiledSegment:
    """Return what hangs on all that its parts hang on."""
    reads, most = 0, 0
    for part in parts:
        reads |= part.reads
        most = max(most, part.most)
    return CompiledSegment(test, reads, most)


def _all_tests(tests: list[Test]) -> Test:
    asked = tuple(test for test in tests if test is not _is_always_true)
    if _is_never_true in asked:
        return _is_never_true
    if len(asked) < 2:
        return asked[0] if asked else _is_always_true
    return lambda facts, count: all(test(facts, count) for test in asked)


def judge_for(
    policy: Policy, attributes: Mapping[str, str], facts: FactBits
) -> SegmentJudge[CompiledSegment]:
    """Return the segments of a path for customers with these attributes."""
    known = {fold_name(name): fold_name(value) for name, value in attributes.items()}
    return SegmentJudge(policy.conditions, Bits(facts, known, list_draws(policy)))


def list_gate_facts(gate: CompiledSegment | None) -> int:
    """Return the facts that a gate hangs on."""
    return gate.reads if gate else 0
