"""What can still come to hold, and to fail, for a customer who can buy more, but never less.

Conditions are judged as if they did not get in each other's way: what has no hope then has none.
"""

from collections.abc import Iterable, Set

from ipp.engine.ownership import is_had
from ipp.engine.policy.clauses import Good, Ladder
from ipp.engine.policy.compile import Policy
from ipp.proof.customers.three_valued import Gates, Values


def list_goods_above(ladder: Ladder, number: int, owner: str | None) -> tuple[Good, ...]:
    """Return the goods above a rung that take it away once they are theirs; `owner` is that to whose list the ladder belongs.

    Where a ladder is asked anew at each purchase only what is owned does so, and that purchase: what they bought before counts no more.
    """
    above = (rung.good for rung in ladder.rungs[:number])
    return tuple(good for good in above if not ladder.each_time or good.kept_whole or good.name == owner)


class Possibilities:
    """The hopes of somebody who owns some products, can come to own `more`, and bought these things themselves."""

    def __init__(
        self, policy: Policy, owned: frozenset[str], more: Set[str], bought: Set[str], values: Values
    ) -> None:
        self.policy, self.owned, self.more, self.bought, self.values = policy, owned, more, bought, values
        self.reach = len(more) + len(owned - more)  # how many products they can come to own
        self.asked: str | None = None  # an open attribute that a hope hung on
        self.memory: dict[str, tuple[bool, bool, str | None]] = {}

    def check_offer(self, gates: Gates, above: Iterable[Good]) -> tuple[bool, str | None]:
        """Return whether an offer under these rungs can still be made, and an open attribute on which that hangs."""
        self.asked = None
        return not any(map(self.has_had, above)) and self.can_pass(gates), self.asked

    def has_had(self, good: Good) -> bool:
        """Whether a good is theirs already."""
        return is_had(good, self.bought, self.owned)

    def can_pass(self, gates: Gates) -> bool:
        """Whether gates can come to be open."""
        for when, unless, _windows, _within in gates:
            for name in when:
                if not self.check_segment(name)[0]:
                    return False
            for name in unless:
                if not self.check_segment(name)[1]:
                    return False
        return True

    def check_segment(self, segment: str) -> tuple[bool, bool]:
        """Return whether a segment can come to hold, and whether it can come to fail."""
        if segment not in self.memory:
            self.memory[segment] = (False, True, None)
            before, self.asked = self.asked, None
            holds, fails = self._check_segment(segment)
            self.memory[segment] = (holds, fails, self.asked)
            self.asked = before
        holds, fails, asked = self.memory[segment]
        self.asked = self.asked or asked
        return holds, fails

    def _check_segment(self, segment: str) -> tuple[bool, bool]:
        condition = self.policy.conditions[segment]
        parts = [self._check_attribute(name, wanted) for name, wanted in condition.where]
        parts.append((self.reach >= condition.owns, len(self.owned) < condition.owns))
        if condition.owns_any:
            theirs = bool(condition.owns_any & self.owned)
            parts.append((theirs or not condition.owns_any.isdisjoint(self.more), not theirs))
        lacking = condition.owns_all - self.owned
        parts.append((lacking <= self.more, bool(lacking)))
        parts += [self.check_segment(name) for name in condition.all]
        parts += [self.check_segment(name)[::-1] for name in condition.none]
        if condition.any:
            some = [self.check_segment(name) for name in condition.any]
            parts.append((any(holds for holds, _ in some), all(fails for _, fails in some)))
        return all(holds for holds, _ in parts), any(fails for _, fails in parts)

    def _check_attribute(self, name: str, wanted: frozenset[str]) -> tuple[bool, bool]:
        if name not in self.values:
            self.asked = self.asked or name
            return True, True
        return self.values[name] in wanted, self.values[name] not in wanted
