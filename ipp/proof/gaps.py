"""Who is offered nothing after one purchase: a search over segments, not over customers.

What the buyer owns decides every condition on ownership; what is left are attributes. A branch is closed as soon as
some offer is certainly open in it. "Is every segment offered something" is coNP-complete in general; the search gives up,
without an alarm, after MOST_BRANCHES.
"""

from typing import NamedTuple

from ipp.engine.policy import Policy
from ipp.engine.terms import Ladder
from ipp.proof.buyer import Buyer
from ipp.proof.logic import Gates, Logic, Values, domain

MOST_BRANCHES = 20_000
"""Assignments looked at for one purchase."""


class Gap(NamedTuple):
    """Attributes with which a customer is offered nothing; `everyone` when no customer is offered anything."""

    attributes: dict[str, str | None]
    everyone: bool


def gap_after(policy: Policy, name: str) -> Gap | None:
    """Return who is offered nothing after buying just this; None when everybody is offered something."""
    if _plainly_offered(policy, name):
        return None
    buyer = Buyer(policy, (name,))
    ways: list[Gates] = []
    for _, _, gates in buyer.rungs():
        if not gates:
            return None
        ways.append(gates)
    search = _Search(policy, buyer.owned)
    found = search.closing(ways, {})
    if found is None:
        return None
    return Gap(found, not any(search.opening(gates, {}) for gates in ways))


def closed_to(
    policy: Policy, owned: frozenset[str], ways: list[Gates], values: Values
) -> dict[str, str | None] | None:
    """Return attributes, these among them, with which all ways are closed; None when there are none, or the search gives up."""
    return _Search(policy, owned).closing(ways, dict(values))


def _plainly_offered(policy: Policy, name: str) -> bool:
    """Whether the thing's own list offers everybody something at once: the short way, which most products take."""
    bought = policy.goods[name]
    for entry in policy.entries(name):
        if isinstance(entry, Ladder) and not entry.gate.gated:
            rung = entry.rungs[0]
            good = rung.good
            if not (
                rung.gate.dated
                or rung.gate.gated
                or good.draft
                or good.keeps & bought.keeps
                or good.name == name
            ):
                return True
    return False


class _Search:
    def __init__(self, policy: Policy, owned: frozenset[str]) -> None:
        self.policy, self.owned = policy, owned
        self.branches = 0

    def closing(self, ways: list[Gates], values: dict[str, str | None]) -> dict[str, str | None] | None:
        """Find values under which every way is closed."""
        self.branches += 1
        if self.branches > MOST_BRANCHES:
            return None
        logic = Logic(self.policy, self.owned, values)
        results = []
        for gates in ways:
            results.append(logic.gates(gates))
            if results[-1]:
                return None
        if None not in results:
            return values
        attribute = logic.asked
        assert attribute is not None
        branches = (
            self.closing(ways, {**values, attribute: value}) for value in domain(self.policy, attribute)
        )
        return next((found for found in branches if found is not None), None)

    def opening(self, gates: Gates, values: dict[str, str | None]) -> bool:
        """Whether some values open all of these gates."""
        self.branches += 1
        logic = Logic(self.policy, self.owned, values)
        is_open = logic.gates(gates)
        if is_open is not None or self.branches > 2 * MOST_BRANCHES:
            return is_open is not False
        attribute = logic.asked
        assert attribute is not None
        return any(
            self.opening(gates, {**values, attribute: value}) for value in domain(self.policy, attribute)
        )
