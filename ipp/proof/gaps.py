"""Who is offered nothing after one purchase: a search over segments, not over customers.

The customer bought one thing and owns what is in it. What they own decides every condition on ownership; what is left
are attributes. A condition on attributes has one of three values while attributes are open (Kleene: true, false, open), so a
branch is closed as soon as some offer is certainly open in it. Windows count as closed.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ipp.engine.policy import Policy
from ipp.engine.terms import Condition, Deed, Entry, Gate, Good, Ladder

MOST_BRANCHES = 20_000
"""Assignments looked at for one purchase; "is every segment offered something" is coNP-complete in general."""

Values = Mapping[str, str | None]
"""Attribute -> value; None stands for every value that no segment names, and for having none."""


class Gap(NamedTuple):
    """Attributes with which a customer is offered nothing; `everyone` when no customer is offered anything."""

    attributes: dict[str, str | None]
    everyone: bool


class Buyer:
    """The customer who bought just one thing."""

    def __init__(self, policy: Policy, good: Good) -> None:
        self.policy = policy
        self.good = good
        self.owned = good.keeps
        self.branches = 0

    def offers(self) -> Iterator[tuple[Gate, ...]]:
        """Yield, for each authored offer that ownership leaves alive, the gates that must be open for it."""
        for entry in self.entries():
            if not isinstance(entry, Deed):
                yield from self.rungs(entry)
        goal = self.policy.goal
        if goal and goal.ready:
            yield from ((Gate(when=(goal.ready,)), *gates) for gates in self.rungs(goal.ladder))

    def entries(self) -> Iterator[Entry]:
        """Yield the lists that this customer reads."""
        names = (self.good.name, *self.good.products) if self.good.kind == "bundle" else (self.good.name,)
        for name in names:
            yield from self.policy.entries(name)
        yield from self.policy.storewide

    def rungs(self, ladder: Ladder) -> Iterator[tuple[Gate, ...]]:
        for rung in ladder.rungs:
            good = rung.good
            if self.had(good):
                return  # everything below is dead too
            if not (good.draft or good.keeps & self.owned or rung.gate.opens or rung.gate.closes):
                yield ladder.gate, rung.gate

    def had(self, good: Good) -> bool:
        return good.name == self.good.name or (good.kept_whole and good.keeps <= self.owned)

    def gap(self) -> Gap | None:
        """Return attributes with which nothing is offered; None when everybody is offered something."""
        offers = []
        for gates in self.offers():
            if not any(gate.when or gate.unless for gate in gates):
                return None
            offers.append(gates)
        found = self.closing(offers, {})
        if found is None:
            return None
        return Gap(found, not any(self.opening(gates, {}) for gates in offers))

    def closing(
        self, offers: list[tuple[Gate, ...]], values: dict[str, str | None]
    ) -> dict[str, str | None] | None:
        """Find values under which every offer is closed."""
        self.branches += 1
        if self.branches > MOST_BRANCHES:
            return None
        logic = Logic(self.policy, self.owned, values)
        undecided = None
        for gates in offers:
            is_open = logic.gates(gates)
            if is_open:
                return None
            if is_open is None and undecided is None:
                undecided = gates
        if undecided is None:
            return values
        attribute = logic.asked
        assert attribute is not None
        branches = (self.closing(offers, {**values, attribute: value}) for value in self.domain(attribute))
        return next((found for found in branches if found is not None), None)

    def opening(self, gates: tuple[Gate, ...], values: dict[str, str | None]) -> bool:
        """Whether some values open all of these gates."""
        self.branches += 1
        logic = Logic(self.policy, self.owned, values)
        is_open = logic.gates(gates)
        if is_open is not None or self.branches > 2 * MOST_BRANCHES:
            return is_open is not False
        attribute = logic.asked
        assert attribute is not None
        return any(self.opening(gates, {**values, attribute: value}) for value in self.domain(attribute))

    def domain(self, attribute: str) -> tuple[str | None, ...]:
        return (None, *self.policy.attribute_values[attribute])


class Logic:
    """Three-valued truth of segments for one owned set, while some attributes are still open (None)."""

    def __init__(self, policy: Policy, owned: frozenset[str], values: Values) -> None:
        self.policy, self.owned, self.values = policy, owned, values
        self.known: dict[str, bool | None] = {}
        self.asked: str | None = None  # the first open attribute that an answer hung on

    def gates(self, gates: tuple[Gate, ...]) -> bool | None:
        """Whether all gates are open."""
        return _all(
            value
            for gate in gates
            for value in (
                *(self.holds(name) for name in gate.when),
                *(_not(self.holds(name)) for name in gate.unless),
            )
        )

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


def _all(values: "Iterator[bool | None] | tuple[bool | None, ...]") -> bool | None:
    result: bool | None = True
    for value in values:
        if value is False:
            return False
        if value is None:
            result = None
    return result


def _not(value: bool | None) -> bool | None:
    return None if value is None else not value
