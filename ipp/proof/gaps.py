"""Who is offered nothing after one purchase: a search over segments, not over customers.

What the buyer owns decides every condition on ownership; what is left are attributes. A branch is closed as soon as
some offer is certainly open in it. "Is every segment offered something" is coNP-complete in general; the search gives up,
without an alarm, after MOST_WORK, and the proof says so.
"""

from typing import NamedTuple

from ipp.engine.policy import Policy
from ipp.engine.terms import Ladder
from ipp.proof.budget import Budget
from ipp.proof.buyer import Buyer
from ipp.proof.logic import Gates, Logic, Values, domain

MOST_WORK = 100_000
"""Ways to an offer looked at for one purchase, counted each time."""
FEW_WORK = 500
"""The same for each purchase once the store has used up its own bound."""
MOST_WORK_OF_STORE = 500_000
"""Ways looked at in one store, and MOST_WORK_PER_GOOD more for each product and bundle."""
MOST_WORK_PER_GOOD = 100


class Gap(NamedTuple):
    """Attributes with which a customer is offered nothing; `everyone` when no customer is offered anything."""

    attributes: dict[str, str | None]
    everyone: bool


class Gaps:
    """The gaps of one store; `stopped` are the purchases of which it is not known whether there is one."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.work = budget(policy)
        self.stopped: set[str] = set()

    def after(self, name: str) -> Gap | None:
        """Return who is offered nothing after buying just this; None when everybody is, or when the search was stopped."""
        self.work.begin()
        found = gap_after(self.policy, name, self.work)
        if found is None and self.work.over:
            self.stopped.add(name)
        return found


def budget(policy: Policy) -> Budget:
    """Return how much may be looked at in one store."""
    return Budget(MOST_WORK, FEW_WORK, MOST_WORK_OF_STORE + MOST_WORK_PER_GOOD * len(policy.places))


def gap_after(policy: Policy, name: str, work: Budget | None = None) -> Gap | None:
    """Return who is offered nothing after buying just this; None when everybody is, or when `work` is used up."""
    if _plainly_offered(policy, name):
        return None
    buyer = Buyer(policy, (name,))
    ways: list[Gates] = []
    for _, _, gates in buyer.rungs():
        if not gates:
            return None
        ways.append(gates)
    search = _Search(policy, buyer.owned, work or budget(policy))
    found = search.closing(ways, {})
    if found is None:
        return None
    return Gap(found, not any(search.opening(gates, {}) for gates in ways))


def open_to_all(policy: Policy, ways: list[Gates], values: Values, work: Budget) -> bool:
    """Whether one of these ways is open to whoever has these attributes and owns nothing; not when `work` is used up."""
    return _Search(policy, frozenset(), work).closing(ways, dict(values)) is None and not work.over


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
    def __init__(self, policy: Policy, owned: frozenset[str], work: Budget) -> None:
        self.policy, self.owned, self.work = policy, owned, work

    def closing(self, ways: list[Gates], values: dict[str, str | None]) -> dict[str, str | None] | None:
        """Find values under which every way is closed."""
        if not self.work.spend(1 + len(ways)):
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
        enough = self.work.spend(1)
        logic = Logic(self.policy, self.owned, values)
        is_open = logic.gates(gates)
        if is_open is not None or not enough:
            return is_open is not False
        attribute = logic.asked
        assert attribute is not None
        return any(
            self.opening(gates, {**values, attribute: value}) for value in domain(self.policy, attribute)
        )
