"""Three-valued truth of segments: what is owned is known, some attributes are still open (Kleene: true, false, None)."""

from collections.abc import Iterable, Iterator, Mapping

from ipp.engine.policy import Policy
from ipp.engine.terms import Condition, Gate

Values = Mapping[str, str | None]
"""Attribute -> value; None stands for every value that no segment names, and for having none."""

Gates = tuple[Gate, ...]
"""Gates that must all be open."""


class Logic:
    """Truth for one owned set, under some values; memory of segments is kept for one set of values."""

    def __init__(self, policy: Policy, owned: frozenset[str], values: Values) -> None:
        self.policy, self.owned, self.values = policy, owned, values
        self.known: dict[str, bool | None] = {}
        self.asked: str | None = None  # the first open attribute that an answer hung on

    def gates(self, gates: Gates) -> bool | None:
        """Whether all gates are open."""
        result: bool | None = True
        for gate in gates:
            for names, wanted in ((gate.when, True), (gate.unless, False)):
                for name in names:
                    holds = self.holds(name)
                    if holds is None:
                        result = None
                    elif holds is not wanted:
                        return False
        return result

    def holds(self, segment: str) -> bool | None:
        if segment not in self.known:
            self.known[segment] = False  # a circle is reported elsewhere; it never holds
            self.known[segment] = self.check(self.policy.conditions[segment])
        return self.known[segment]

    def check(self, condition: Condition) -> bool | None:
        if (
            len(self.owned) < condition.owns
            or (condition.owns_any and not condition.owns_any & self.owned)
            or not condition.owns_all <= self.owned
        ):
            return False
        any_of = [self.holds(name) for name in condition.any]
        return _all(
            (
                *(self.attribute(name, values) for name, values in condition.where),
                *((_not(_all(_not(value) for value in any_of)),) if any_of else ()),
                *(self.holds(name) for name in condition.all),
                *(_not(self.holds(name)) for name in condition.none),
            )
        )

    def attribute(self, name: str, values: frozenset[str]) -> bool | None:
        if name in self.values:
            return self.values[name] in values
        self.asked = self.asked or name
        return None


def domain(policy: Policy, attribute: str) -> tuple[str | None, ...]:
    """Return the values of an attribute that make a difference, "none of those named" first."""
    return (None, *policy.attribute_values[attribute])


def conditions_of(policy: Policy, segments: Iterable[str]) -> Iterator[Condition]:
    """Yield the conditions of segments, and of all those that they are made of, each once."""
    waiting, seen = list(segments), set[str]()
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            condition = policy.conditions[name]
            yield condition
            waiting += [*condition.any, *condition.all, *condition.none]


def segments_of(gates: Gates) -> Iterator[str]:
    """Yield the segments that gates ask for, either way."""
    for gate in gates:
        yield from (*gate.when, *gate.unless)


def counts_or_names(condition: Condition) -> bool:
    """Whether a condition itself reads what is owned."""
    return bool(condition.owns or condition.owns_any or condition.owns_all)


def _all(values: Iterable[bool | None]) -> bool | None:
    result: bool | None = True
    for value in values:
        if value is False:
            return False
        if value is None:
            result = None
    return result


def _not(value: bool | None) -> bool | None:
    return None if value is None else not value
