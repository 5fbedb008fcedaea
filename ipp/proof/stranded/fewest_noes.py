"""The fewest Noes after which nothing is left for somebody who bought certain things, over all attributes."""

from ipp.engine.policy.clauses import Offer
from ipp.proof.budget import Budget
from ipp.proof.customers.fact_floors import list_domain
from ipp.proof.customers.owned_set import OwnedSet, is_open_to_all
from ipp.proof.customers.three_valued import Gates

MOST_BRANCHES = 5_000
"""Assignments of attributes looked at for one purchase set."""


class FewestNoes:
    """The attributes under which the fewest offers are open to one buyer."""

    def __init__(
        self, owned_set: OwnedSet, offers: dict[Offer, list[Gates]], goal: Offer, limit: int, work: Budget
    ) -> None:
        self.owned_set, self.goal, self.work = owned_set, goal, work
        self.open = [offer for offer, ways in offers.items() if is_open_to_all(ways)]
        self.gated = [(offer, ways) for offer, ways in offers.items() if not is_open_to_all(ways)]
        self.limit = limit
        self.branches = 0
        self.stopped = False
        self.best: tuple[tuple[Offer, ...], dict[str, str | None]] | None = None

    def find_fewest(self) -> tuple[tuple[Offer, ...], dict[str, str | None]] | None:
        """Return the offers that must be declined, and the attributes; None when it takes more than the limit."""
        if len(self.open) <= self.limit:
            self.branch_values({})
        return self.best

    def branch_values(self, values: dict[str, str | None]) -> None:
        self.branches += 1
        if self.branches > MOST_BRANCHES or not self.work.spend_work(1 + len(self.gated)):
            self.stopped = True
            return
        logic = self.owned_set.make_logic(values)
        opened, undecided = list(self.open), False
        for offer, ways in self.gated:
            states = [logic.check_gates(gates) for gates in ways]
            if True in states:
                if offer == self.goal:
                    return
                opened.append(offer)
            undecided = undecided or (None in states and True not in states)
        if len(opened) > self.limit:
            return
        if not undecided:
            self.best, self.limit = (tuple(opened), values), len(opened) - 1
            return
        attribute = logic.asked
        assert attribute is not None
        for value in list_domain(self.owned_set.policy, attribute, self.owned_set.floors):
            self.branch_values({**values, attribute: value})
            if self.limit < 0:
                return
