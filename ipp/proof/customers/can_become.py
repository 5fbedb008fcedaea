"""What can still come to hold, and to fail, for a customer who can buy more, but never less.

Conditions are judged as if they did not get in each other's way: what has no hope then has none.
"""

from collections.abc import Iterable, Set

from ipp.engine.ownership import brings_good, is_had
from ipp.engine.policy.clauses import Good, Ladder, Rung
from ipp.engine.policy.compile import Policy
from ipp.engine.policy.conditions import fold_condition, list_gate_parts
from ipp.engine.policy.facts import Fact
from ipp.proof.customers.fact_floors import NO_FLOORS, Floors, is_passing
from ipp.proof.customers.later_facts import list_reachable
from ipp.proof.customers.three_valued import Gates, Values

Chances = tuple[bool, bool]
"""Whether something can come to hold, and whether it can come to fail."""


def list_goods_above(ladder: Ladder, number: int) -> tuple[Good, ...]:
    """Return the goods above a rung that take it away once they are theirs, whenever they came by them.

    Where a ladder is asked anew at each purchase only what is owned does so, and that purchase: what they bought before counts no more.
    """
    above = (rung.good for rung in ladder.rungs[:number])
    return tuple(good for good in above if not ladder.each_time or good.kept_whole)


def spoils_rungs(reader: Good, above: Iterable[Rung]) -> bool:
    """Whether the purchase by which a list comes to be read takes away what stands below these rungs."""
    return any(brings_good(reader, rung.good) for rung in above)


class Possibilities:
    """The algebra of conditions for the hopes of somebody who owns some products, can come to own `more`, and bought these things themselves.

    What was ordered can become more, and time passes, unless they are `idle`.
    """

    def __init__(
        self,
        policy: Policy,
        owned: frozenset[str],
        more: Set[str],
        bought: Set[str],
        values: Values,
        floors: Floors = NO_FLOORS,
        *,
        idle: bool = False,
    ) -> None:
        self.policy, self.owned, self.more, self.bought, self.values = policy, owned, more, bought, values
        self.floors, self.idle = floors, idle
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
        return all(may_hold for may_hold, _ in list_gate_parts(gates, self, self.check_segment))

    def check_segment(self, segment: str) -> Chances:
        """Return what can come of a segment, and note an open attribute on which that hangs."""
        if segment not in self.memory:
            self.memory[segment] = (False, True, None)
            before, self.asked = self.asked, None
            holds, fails = fold_condition(self.policy.conditions[segment], self, self.check_segment)
            self.memory[segment] = (holds, fails, self.asked)
            self.asked = before
        holds, fails, asked = self.memory[segment]
        self.asked = self.asked or asked
        return holds, fails

    def where(self, attribute: str, values: frozenset[str]) -> Chances:
        if not self.idle and is_passing(self.policy, attribute):
            return self._check_fact(attribute, values)
        if attribute not in self.values:
            self.asked = self.asked or attribute
            return True, True
        return self.values[attribute] in values, self.values[attribute] not in values

    def _check_fact(self, attribute: str, values: frozenset[str]) -> Chances:
        """Return what can come of a supposed fact; where it hangs on what it is now, it is open if that is not known."""
        reachable = list_reachable(self.policy, attribute, self.values, self.floors)
        holds, fails = not values.isdisjoint(reachable), not values.issuperset(reachable)
        quiet = self.policy.axes[attribute][0].kind == "quiet"
        if holds and fails and attribute not in self.values and not quiet:
            self.asked = self.asked or attribute
        return holds, fails

    def owns(self, number: int) -> Chances:
        return self.reach >= number, len(self.owned) < number

    def owns_any(self, products: frozenset[str]) -> Chances:
        theirs = not products.isdisjoint(self.owned)
        return theirs or not products.isdisjoint(self.more), not theirs

    def owns_all(self, products: frozenset[str]) -> Chances:
        lacking = products - self.owned
        return lacking <= self.more, bool(lacking)

    def fact(self, fact: Fact) -> Chances:
        """Facts are attributes of the policies that proofs suppose: none is left to ask."""
        raise AssertionError(fact)

    def all_of(self, parts: Iterable[Chances]) -> Chances:
        parts = tuple(parts)
        return all(holds for holds, _ in parts), any(fails for _, fails in parts)

    def any_of(self, parts: Iterable[Chances]) -> Chances:
        parts = tuple(parts)
        return any(holds for holds, _ in parts), all(fails for _, fails in parts)

    def negate(self, part: Chances) -> Chances:
        holds, fails = part
        return fails, holds
