"""Segments for one kind of customer: attributes are known, so only what is owned is left to ask, in bits of facts."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from ipp.engine.conditions import Segments
from ipp.engine.policy import Policy
from ipp.path.names import folded
from ipp.value.facts import Facts

Test = Callable[[int, int], bool]
"""Whether something holds for somebody with these facts, who owns so many products."""


def _always(_facts: int, _count: int) -> bool:
    return True


def _never(_facts: int, _count: int) -> bool:
    return False


class Held(NamedTuple):
    """What a condition comes to, what it hangs on, and the largest number of products that it asks for."""

    holds: Test
    reads: int = 0
    most: int = 0


class Bits:
    """The algebra of conditions over bits of facts, for customers with these attributes."""

    def __init__(self, facts: Facts, attributes: Mapping[str, str]) -> None:
        """`attributes`: names and values folded."""
        self.facts, self.attributes = facts, attributes

    def where(self, attribute: str, values: frozenset[str]) -> Held:
        return Held(_always if self.attributes.get(attribute) in values else _never)

    def owns(self, number: int) -> Held:
        return Held(lambda _, count: count >= number, most=number)

    def owns_any(self, products: frozenset[str]) -> Held:
        wanted = self.facts.owned(products)
        return Held(lambda facts, _: facts & wanted != 0, wanted)

    def owns_all(self, products: frozenset[str]) -> Held:
        wanted = self.facts.owned(products)
        return Held(lambda facts, _: facts & wanted == wanted, wanted)

    def all_of(self, parts: Iterable[Held]) -> Held:
        parts = tuple(parts)
        return _joined(parts, _all_tests([part.holds for part in parts]))

    def any_of(self, parts: Iterable[Held]) -> Held:
        parts = tuple(parts)
        tests = tuple(part.holds for part in parts)
        return _joined(parts, lambda facts, count: any(test(facts, count) for test in tests))

    def negate(self, part: Held) -> Held:
        test = part.holds
        return part._replace(holds=lambda facts, count: not test(facts, count))


def _joined(parts: tuple[Held, ...], test: Test) -> Held:
    """Return what hangs on all that its parts hang on."""
    reads, most = 0, 0
    for part in parts:
        reads |= part.reads
        most = max(most, part.most)
    return Held(test, reads, most)


def _all_tests(tests: list[Test]) -> Test:
    asked = tuple(test for test in tests if test is not _always)
    if _never in asked:
        return _never
    if len(asked) < 2:
        return asked[0] if asked else _always
    return lambda facts, count: all(test(facts, count) for test in asked)


def judge_for(policy: Policy, attributes: Mapping[str, str], facts: Facts) -> Segments[Held]:
    """Return the segments of a path for customers with these attributes."""
    known = {folded(name): folded(value) for name, value in attributes.items()}
    return Segments(policy.conditions, Bits(facts, known))
