"""What a segment's condition comes to: one fold, interpreted by an algebra. Nobody else reads the parts of a condition.

An algebra says what each part comes to, as a truth value (`Truth`), as one of three, as what can still come to hold and to fail, as
bits, as a column of a query. A part that is added to `Condition` is a type error here, and then in every algebra that lacks it.
Parts are asked for one after the other, ownership before attributes before other segments, so that an algebra may stop early.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Generic, NamedTuple, Protocol, TypeVar

from ipp.engine.policy.clauses import Gate, SegmentCondition
from ipp.engine.policy.facts import Fact

T = TypeVar("T")


class Algebra(Protocol[T]):
    """What the parts of a condition come to, and how they are put together."""

    def where(self, attribute: str, values: frozenset[str]) -> T:
        """Return what it comes to that an attribute has one of some values, both folded."""
        ...

    def owns(self, number: int) -> T:
        """Return what it comes to that so many products are owned."""
        ...

    def owns_any(self, products: frozenset[str]) -> T:
        """Return what it comes to that one of some products is owned."""
        ...

    def owns_all(self, products: frozenset[str]) -> T:
        """Return what it comes to that all of some products are owned."""
        ...

    def fact(self, fact: Fact) -> T:
        """Return what a fact about their orders, or the share that they belong to, comes to."""
        ...

    def all_of(self, parts: Iterable[T]) -> T:
        """Return what it comes to that all parts hold; of no parts, that nothing is asked."""
        ...

    def any_of(self, parts: Iterable[T]) -> T:
        """Return what it comes to that one of the parts holds, of which there are some."""
        ...

    def negate(self, part: T) -> T:
        """Return what it comes to that a part does not hold."""
        ...


def fold_condition(condition: SegmentCondition, algebra: Algebra[T], judge: Callable[[str], T]) -> T:
    """Return what a condition comes to; `judge` says what other segments come to."""
    return algebra.all_of(_list_parts(condition, algebra, judge))


def _list_parts(condition: SegmentCondition, algebra: Algebra[T], judge: Callable[[str], T]) -> Iterator[T]:
    where, owns, owns_any, owns_all, some, every, none, facts = condition
    if owns:
        yield algebra.owns(owns)
    if owns_any:
        yield algebra.owns_any(owns_any)
    if owns_all:
        yield algebra.owns_all(owns_all)
    for attribute, values in where:
        yield algebra.where(attribute, values)
    yield from map(algebra.fact, facts)
    if some:
        yield algebra.any_of(map(judge, some))
    yield from map(judge, every)
    for segment in none:
        yield algebra.negate(judge(segment))


def fold_gates(gates: Iterable[Gate], algebra: Algebra[T], judge: Callable[[str], T]) -> T:
    """Return what it comes to that some gates are open, windows and `within` not asked; `judge` says what segments come to."""
    return algebra.all_of(list_gate_parts(gates, algebra, judge))


def list_gate_parts(gates: Iterable[Gate], algebra: Algebra[T], judge: Callable[[str], T]) -> Iterator[T]:
    """Yield what each thing comes to that gates ask for, one after the other, for whoever stops at the first that is closed."""
    for when, unless, _windows, _within in gates:
        yield from map(judge, when)
        for segment in unless:
            yield algebra.negate(judge(segment))


def find_parts(condition: SegmentCondition) -> tuple[str, ...]:
    """Return the segments that a condition is made of."""
    found: list[str] = []

    def note(segment: str) -> "Reads":
        found.append(segment)
        return Reads()

    fold_condition(condition, ReadsFinder(), note)
    return tuple(found)


class SegmentJudge(Generic[T]):
    """The segments of a policy as one algebra judges them, each once; one inside itself never holds (`validate` reports it)."""

    def __init__(self, conditions: Mapping[str, SegmentCondition], algebra: Algebra[T]) -> None:
        self.conditions, self.algebra = conditions, algebra
        self.known: dict[str, T] = {}

    def judge(self, segment: str) -> T:
        """Return what a segment comes to."""
        if segment not in self.known:
            algebra = self.algebra
            self.known[segment] = algebra.negate(algebra.all_of(()))
            self.known[segment] = fold_condition(self.conditions[segment], algebra, self.judge)
        return self.known[segment]

    def judge_gates(self, *gates: Gate) -> T:
        """Return what it comes to that all segments of some gates hold that must, and none that must not; windows are not asked."""
        return fold_gates(gates, self.algebra, self.judge)


class OwnershipTruth:
    """The part of an algebra that asks what is owned, where that is known."""

    def __init__(self, owned: AbstractSet[str]) -> None:
        self.owned = owned

    def owns(self, number: int) -> bool:
        return len(self.owned) >= number

    def owns_any(self, products: frozenset[str]) -> bool:
        return not products.isdisjoint(self.owned)

    def owns_all(self, products: frozenset[str]) -> bool:
        return products <= self.owned


class Truth(OwnershipTruth):
    """Of a customer of whom everything is known: true or false. Attribute names and values are folded; no `holds_fact`: no orders, in no share."""

    def __init__(
        self,
        owned: AbstractSet[str],
        attributes: Mapping[str, str | None],
        holds_fact: Callable[[Fact], bool] | None = None,
    ) -> None:
        super().__init__(owned)
        self.attributes, self.holds_fact = attributes, holds_fact

    def fact(self, fact: Fact) -> bool:
        return self.holds_fact is not None and self.holds_fact(fact)

    def where(self, attribute: str, values: frozenset[str]) -> bool:
        return self.attributes.get(attribute) in values

    def all_of(self, parts: Iterable[bool]) -> bool:
        return all(parts)

    def any_of(self, parts: Iterable[bool]) -> bool:
        return any(parts)

    def negate(self, part: bool) -> bool:
        return not part


class Reads(NamedTuple):
    """What a condition hangs on: attributes with the values asked for, products by name, numbers of owned products, and other facts."""

    values: frozenset[tuple[str, str]] = frozenset()
    products: frozenset[str] = frozenset()
    counts: frozenset[int] = frozenset()
    facts: frozenset[Fact] = frozenset()

    @property
    def attributes(self) -> frozenset[str]:
        return frozenset(attribute for attribute, _ in self.values)

    @property
    def ownership(self) -> bool:
        """Whether it hangs on what is owned."""
        return bool(self.products or self.counts)


class ReadsFinder:
    """What conditions hang on, those of other segments included."""

    def where(self, attribute: str, values: frozenset[str]) -> Reads:
        return Reads(values=frozenset((attribute, value) for value in values))

    def owns(self, number: int) -> Reads:
        return Reads(counts=frozenset((number,)))

    def owns_any(self, products: frozenset[str]) -> Reads:
        return Reads(products=products)

    def owns_all(self, products: frozenset[str]) -> Reads:
        return Reads(products=products)

    def fact(self, fact: Fact) -> Reads:
        return Reads(facts=frozenset((fact,)))

    def all_of(self, parts: Iterable[Reads]) -> Reads:
        parts = tuple(parts)
        return Reads(
            frozenset().union(*(part.values for part in parts)),
            frozenset().union(*(part.products for part in parts)),
            frozenset().union(*(part.counts for part in parts)),
            frozenset().union(*(part.facts for part in parts)),
        )

    def any_of(self, parts: Iterable[Reads]) -> Reads:
        return self.all_of(parts)

    def negate(self, part: Reads) -> Reads:
        return part
