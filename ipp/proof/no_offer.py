"""Who is offered nothing after one purchase, or with nothing kept: a search over segments, not over customers.

What the buyer owns decides every condition on ownership; what is left are attributes. A branch is closed as soon as
some offer is certainly open in it. "Is every segment offered something" is coNP-complete in general; the search gives up,
without an alarm, after MOST_WORK, and the proof says so.
"""

from typing import NamedTuple

from ipp.engine.policy.clauses import Ladder
from ipp.engine.policy.compile import Policy
from ipp.proof.assumptions import list_excused
from ipp.proof.budget import Budget
from ipp.proof.customers.fact_floors import list_domain
from ipp.proof.customers.owned_set import OwnedSet
from ipp.proof.customers.three_valued import Gates, Values

MOST_WORK = 100_000
"""Ways to an offer looked at for one purchase, counted each time."""
FEW_WORK = 500
"""The same for each purchase once the store has used up its own bound."""
MOST_WORK_OF_STORE = 500_000
"""Ways looked at in one store, and MOST_WORK_PER_GOOD more for each product and bundle."""
MOST_WORK_PER_GOOD = 100


class OfferGap(NamedTuple):
    """Attributes with which a customer is offered nothing; `everyone` when no customer is offered anything."""

    attributes: dict[str, str | None]
    everyone: bool


class Gaps:
    """The gaps of one store; `stopped` are the purchases of which it is not known whether there is one."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.work = make_budget(policy)
        self.stopped: set[str] = set()

    def find_gap_after(self, name: str | None) -> OfferGap | None:
        """Return who is offered nothing after buying just this, or who kept nothing (None); None when everybody is, or when the search was stopped."""
        self.work.begin_product()
        found = find_gap(self.policy, name, self.work)
        if found is None and self.work.over and name:
            self.stopped.add(name)
        return found


def make_budget(policy: Policy) -> Budget:
    """Return how much may be looked at in one store."""
    return Budget(MOST_WORK, FEW_WORK, MOST_WORK_OF_STORE + MOST_WORK_PER_GOOD * len(policy.positions))


def find_gap(policy: Policy, name: str | None, work: Budget | None = None) -> OfferGap | None:
    """Return who is offered nothing after buying just this, or who kept nothing (None); None when everybody is, or when `work` is used up."""
    if name and _is_offered_at_once(policy, name):
        return None
    buyer = OwnedSet(policy, (name,) if name else ())
    options: list[Gates] = []
    for _, _, gates in buyer.list_rungs():
        if not gates:
            return None
        options.append(gates)
    search = _GapSearch(buyer, work or make_budget(policy))
    found = search.find_closing([*options, *list_excused(policy)], {})
    if found is None:
        return None
    return OfferGap(found, not any(search.can_open(gates, {}) for gates in options))


def open_to_all(policy: Policy, options: list[Gates], values: Values, work: Budget) -> bool:
    """Whether one of these ways is open to whoever has these attributes, bought something and owns nothing; not when `work` is used up."""
    ways = [*options, *list_excused(policy)]
    return _GapSearch(OwnedSet(policy, ()), work).find_closing(ways, dict(values)) is None and not work.over


def _is_offered_at_once(policy: Policy, name: str) -> bool:
    """Whether the thing's own list offers everybody something at once: the short way, which most products take."""
    bought = policy.goods[name]
    for entry in policy.list_entries(name):
        if isinstance(entry, Ladder) and not entry.gate.gated:
            rung = entry.rungs[0]
            good = rung.good
            if not (
                rung.gate.dated
                or rung.gate.gated
                or good.draft
                or good.durables & bought.durables
                or good.name == name
            ):
                return True
    return False


class _GapSearch:
    def __init__(self, owned_set: OwnedSet, work: Budget) -> None:
        self.policy, self.owned_set, self.work = owned_set.policy, owned_set, work

    def find_closing(
        self, options: list[Gates], values: dict[str, str | None]
    ) -> dict[str, str | None] | None:
        """Find values under which every way is closed."""
        if not self.work.spend_work(1 + len(options)):
            return None
        logic = self.owned_set.make_logic(values)
        results = []
        for gates in options:
            results.append(logic.check_gates(gates))
            if results[-1]:
                return None
        if None not in results:
            return values
        attribute = logic.asked
        assert attribute is not None
        branches = (
            self.find_closing(options, {**values, attribute: value})
            for value in list_domain(self.policy, attribute, self.owned_set.floors)
        )
        return next((found for found in branches if found is not None), None)

    def can_open(self, gates: Gates, values: dict[str, str | None]) -> bool:
        """Whether some values open all of these gates."""
        enough = self.work.spend_work(1)
        logic = self.owned_set.make_logic(values)
        is_open = logic.check_gates(gates)
        if is_open is not None or not enough:
            return is_open is not False
        attribute = logic.asked
        assert attribute is not None
        return any(
            self.can_open(gates, {**values, attribute: value})
            for value in list_domain(self.policy, attribute, self.owned_set.floors)
        )
