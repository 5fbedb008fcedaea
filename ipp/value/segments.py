"""Segments for one kind of customer: attributes are known, so only what is owned is left to ask."""

from collections.abc import Mapping
from typing import NamedTuple

from ipp.engine.policy import Policy
from ipp.engine.terms import Condition, Gate
from ipp.path.names import folded
from ipp.value.facts import Facts


class Held(NamedTuple):
    """A segment, its attributes answered already; ownership as bits of facts."""

    possible: bool  # as far as attributes go
    owns: int
    owns_any: int
    owns_all: int
    any: tuple["Held", ...]
    all: tuple["Held", ...]
    none: tuple["Held", ...]

    def holds(self, facts: int, count: int) -> bool:
        """Whether it holds for somebody who owns `count` products, these."""
        return (
            self.possible
            and count >= self.owns
            and (not self.owns_any or bool(self.owns_any & facts))
            and self.owns_all & facts == self.owns_all
            and (not self.any or any(part.holds(facts, count) for part in self.any))
            and all(part.holds(facts, count) for part in self.all)
            and not any(part.holds(facts, count) for part in self.none)
        )

    @property
    def reads(self) -> int:
        """The facts that it hangs on."""
        found = self.owns_any | self.owns_all
        for part in (*self.any, *self.all, *self.none):
            found |= part.reads
        return found

    @property
    def most(self) -> int:
        """The largest number of products that it asks for."""
        return max(self.owns, *(part.most for part in (*self.any, *self.all, *self.none)), 0)


class Door(NamedTuple):
    """The segments of a gate."""

    when: tuple[Held, ...]
    unless: tuple[Held, ...]

    def open(self, facts: int, count: int) -> bool:
        return all(held.holds(facts, count) for held in self.when) and not any(
            held.holds(facts, count) for held in self.unless
        )


class Segments:
    """The segments of a path for a customer with these attributes."""

    def __init__(self, policy: Policy, attributes: Mapping[str, str], facts: Facts) -> None:
        self.policy, self.facts = policy, facts
        self.attributes = {folded(name): folded(value) for name, value in attributes.items()}
        self._held: dict[str, Held] = {}

    def held(self, name: str) -> Held:
        found = self._held.get(name)
        if found is None:
            found = self._held[name] = self._made(self.policy.conditions[name])
        return found

    def _made(self, condition: Condition) -> Held:
        owned = self.facts.owned
        return Held(
            all(self.attributes.get(name) in values for name, values in condition.where),
            condition.owns,
            owned(condition.owns_any) if condition.owns_any else 0,
            owned(condition.owns_all),
            tuple(map(self.held, condition.any)),
            tuple(map(self.held, condition.all)),
            tuple(map(self.held, condition.none)),
        )

    def door(self, gate: Gate) -> Door | None:
        """Return the segments of a gate; None when it asks for none."""
        if not gate.gated:
            return None
        return Door(tuple(map(self.held, gate.when)), tuple(map(self.held, gate.unless)))
