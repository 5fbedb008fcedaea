"""Three-valued truth of segments: what is owned is known, some attributes are still open (Kleene: true, false, None)."""

from collections.abc import Iterable, Iterator, Mapping

from ipp.engine.policy.clauses import Gate, SegmentCondition
from ipp.engine.policy.compile import Policy

Values = Mapping[str, str | None]
"""Attribute -> value; None stands for every value that no segment names, and for having none."""

Gates = tuple[Gate, ...]
"""Gates that must all be open."""


class ThreeValuedLogic:
    """Truth for one owned set, under some values; memory of segments is kept for one set of values."""

    def __init__(self, policy: Policy, owned: frozenset[str], values: Values) -> None:
        self.policy, self.owned, self.values = policy, owned, values
        self.memory: dict[str, bool | None] = {}
        self.asked: str | None = None  # the first open attribute that an answer hung on

    def check_gates(self, gates: Gates) -> bool | None:
        """Whether all gates are open."""
        result: bool | None = True
        for when, unless, _windows, _within in gates:
            for names, wanted in ((when, True), (unless, False)):
                for name in names:
                    holds = self.holds_segment(name)
                    if holds is None:
                        result = None
                    elif holds is not wanted:
                        return False
        return result

    def holds_segment(self, segment: str) -> bool | None:
        if segment not in self.memory:
            self.memory[segment] = False  # a circle is reported elsewhere; it never holds
            self.memory[segment] = self.check_condition(self.policy.conditions[segment])
        return self.memory[segment]

    def check_condition(self, condition: SegmentCondition) -> bool | None:
        if (
            len(self.owned) < condition.owns
            or (condition.owns_any and not condition.owns_any & self.owned)
            or not condition.owns_all <= self.owned
        ):
            return False
        any_of = [self.holds_segment(name) for name in condition.any]
        return _and_all(
            (
                *(self.check_attribute(name, values) for name, values in condition.where),
                *((_negate(_and_all(_negate(value) for value in any_of)),) if any_of else ()),
                *(self.holds_segment(name) for name in condition.all),
                *(_negate(self.holds_segment(name)) for name in condition.none),
            )
        )

    def check_attribute(self, name: str, values: frozenset[str]) -> bool | None:
        if name in self.values:
            return self.values[name] in values
        self.asked = self.asked or name
        return None


def list_domain(policy: Policy, attribute: str) -> tuple[str | None, ...]:
    """Return the values of an attribute that make a difference, "none of those named" first."""
    return (None, *policy.attribute_values[attribute])


def list_conditions(policy: Policy, segments: Iterable[str]) -> Iterator[SegmentCondition]:
    """Yield the conditions of segments, and of all those that they are made of, each once."""
    waiting, seen = list(segments), set[str]()
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            condition = policy.conditions[name]
            yield condition
            waiting += [*condition.any, *condition.all, *condition.none]


def list_segments(gates: Gates) -> Iterator[str]:
    """Yield the segments that gates ask for, either way."""
    for when, unless, _windows, _within in gates:
        yield from (*when, *unless)


def list_gate_conditions(policy: Policy, gates: Gates) -> Iterator[SegmentCondition]:
    """Yield all the conditions that gates hang on, each once."""
    return list_conditions(policy, list_segments(gates))


def reads_ownership(condition: SegmentCondition) -> bool:
    """Whether a condition itself reads what is owned."""
    return bool(condition.owns or condition.owns_any or condition.owns_all)


def _and_all(values: Iterable[bool | None]) -> bool | None:
    result: bool | None = True
    for value in values:
        if value is False:
            return False
        if value is None:
            result = None
    return result


def _negate(value: bool | None) -> bool | None:
    return None if value is None else not value
