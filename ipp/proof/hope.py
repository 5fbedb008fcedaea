"""What can still come to hold, and to fail, for a customer who can buy more, but never less.

Conditions are judged as if they did not get in each other's way: what has no hope then has none.
"""

from collections.abc import Iterable, Set

from ipp.engine.policy import Policy
from ipp.engine.terms import Good
from ipp.proof.logic import Gates, Values


class Hope:
    """The hopes of somebody who owns some products, can come to own `more`, and bought these things themselves."""

    def __init__(
        self, policy: Policy, owned: frozenset[str], more: Set[str], bought: Set[str], values: Values
    ) -> None:
        self.policy, self.owned, self.more, self.bought, self.values = policy, owned, more, bought, values
        self.reach = len(more) + len(owned - more)  # how many products they can come to own
        self.asked: str | None = None  # an open attribute that a hope hung on
        self.known: dict[str, tuple[bool, bool, str | None]] = {}

    def of_way(self, gates: Gates, above: Iterable[Good]) -> tuple[bool, str | None]:
        """Return whether an offer under these rungs can still be made, and an open attribute on which that hangs."""
        self.asked = None
        return not any(map(self.had, above)) and self.passable(gates), self.asked

    def had(self, good: Good) -> bool:
        """Whether a good is theirs already."""
        return good.name in self.bought or (good.kept_whole and good.keeps <= self.owned)

    def passable(self, gates: Gates) -> bool:
        """Whether gates can come to be open."""
        for gate in gates:
            for name in gate.when:
                if not self.of(name)[0]:
                    return False
            for name in gate.unless:
                if not self.of(name)[1]:
                    return False
        return True

    def of(self, segment: str) -> tuple[bool, bool]:
        """Return whether a segment can come to hold, and whether it can come to fail."""
        if segment not in self.known:
            self.known[segment] = (False, True, None)
            before, self.asked = self.asked, None
            holds, fails = self._of(segment)
            self.known[segment] = (holds, fails, self.asked)
            self.asked = before
        holds, fails, asked = self.known[segment]
        self.asked = self.asked or asked
        return holds, fails

    def _of(self, segment: str) -> tuple[bool, bool]:
        condition = self.policy.conditions[segment]
        parts = [self._attribute(name, wanted) for name, wanted in condition.where]
        parts.append((self.reach >= condition.owns, len(self.owned) < condition.owns))
        if condition.owns_any:
            theirs = bool(condition.owns_any & self.owned)
            parts.append((theirs or not condition.owns_any.isdisjoint(self.more), not theirs))
        lacking = condition.owns_all - self.owned
        parts.append((lacking <= self.more, bool(lacking)))
        parts += [self.of(name) for name in condition.all]
        parts += [self.of(name)[::-1] for name in condition.none]
        if condition.any:
            some = [self.of(name) for name in condition.any]
            parts.append((any(holds for holds, _ in some), all(fails for _, fails in some)))
        return all(holds for holds, _ in parts), any(fails for _, fails in parts)

    def _attribute(self, name: str, wanted: frozenset[str]) -> tuple[bool, bool]:
        if name not in self.values:
            self.asked = self.asked or name
            return True, True
        return self.values[name] in wanted, self.values[name] not in wanted
