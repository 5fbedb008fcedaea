"""By which rung an offer was made, and how long its answer is waited for (docs/meaning.md, sentence 8)."""

from collections.abc import Mapping
from datetime import date

from ipp.engine.availability import Facts, Recent, RecentFacts
from ipp.engine.customer.asks import AskRecord
from ipp.engine.customer.lists_read import ListsRead
from ipp.engine.customer.offer_rungs import ListOwner, OfferRung, Pending, find_offer_rung
from ipp.engine.days import add_days
from ipp.engine.ownership import find_owned, is_had
from ipp.engine.policy.clauses import Entry, Offer
from ipp.engine.policy.conditions import SegmentJudge
from ipp.engine.policy.entries import is_each_time


class AskingRecord(AskRecord):
    """What was asked of a customer, each by the rung that made it as of that day."""

    bought: Mapping[str, date]
    owned: set[str]
    declined: dict[Offer, date]
    arrived: date | None
    first_order: date | None
    lists_read: ListsRead
    segments: SegmentJudge[bool]

    def _make_pending(self, offer: Offer, on: date) -> Pending:
        """Return an offer made now, with the rung by which it was made: the first in reading order, open or not."""
        found = self._find_offer_rung(offer, renewal=self._is_renewal(offer))
        if found is None:
            return Pending(offer, on, add_days(on, self.policy.defaults.patience.days))
        rung = found.rung
        return Pending(offer, on, add_days(on, rung.patience), rung, found.number, found.because)

    def _is_renewal(self, offer: Offer) -> bool:
        """Whether an offer can only be a turn of `rest`."""
        return self._in_rest(offer) and (offer in self.noes or offer[0] in self.bought)

    def _in_rest(self, offer: Offer) -> bool:
        name, price = offer
        return price is None and name in self.policy.renewed_goods

    def _find_offer_rung(self, offer: Offer, *, renewal: bool) -> OfferRung | None:
        """Return the rung by which an offer was made; a turn of `rest` is made by none but one that is asked at each purchase."""
        policy, goal, in_rest = self.policy, self.policy.goal, self._in_rest(offer)

        def allowed(made: OfferRung) -> bool:
            if renewal and not (made.each_time and self._is_unanswered(made)):
                return False
            return not (in_rest and self._is_theirs(made))

        if goal and self.arrived:
            return find_offer_rung(goal.own, offer, ListOwner(goal.good.name), allowed)
        ladders = (goal.ladder,) if goal else ()
        ready = ladders if self.is_ready else ()
        cold = ladders if goal and goal.cold else ()
        shared = policy.storewide if self.first_order else policy.prospects
        return (
            find_offer_rung(ready, offer, None, allowed)
            or self.lists_read.find_rung(offer, allowed)
            or find_offer_rung((*shared, *cold), offer, None, allowed)
        )

    def _is_theirs(self, made: OfferRung) -> bool:
        """Whether something in a rung is owned, or a higher rung is theirs."""
        bought = self.find_facts(made.entry, self._find_latest(made.owner)).bought
        above = (is_had(rung.good, bought, self.owned) for rung in made.above)
        return bool(find_owned(made.rung.good, self.owned)) or any(above)

    def _is_unanswered(self, made: OfferRung) -> bool:
        """Whether a rung was not answered since the latest purchase of what it belongs to."""
        since = self._find_latest(made.owner) or date.min
        answers = (self.bought.get(made.rung.good.name), self.noes.get(made.rung.offer, [date.min])[-1])
        return all(day is None or day < since for day in answers)

    def _find_latest(self, owner: ListOwner | None) -> date | None:
        """Return the day of the latest purchase of that whose list it is; None of other lists."""
        goal = self.policy.goal
        if owner is None or owner.winback:
            return None
        if goal and self.arrived and owner.name == goal.good.name:
            return self.holdings.find_latest_of(goal.good)
        return self.holdings.find_latest(owner.name)

    def find_facts(self, entry: Entry, since: date | None) -> Facts:
        """Return what an entry counts as bought and declined: of one that is asked at each purchase, what came since the latest one."""
        if since is None or not is_each_time(entry):
            return self
        return RecentFacts(Recent(self.bought, since), self.owned, Recent(self.declined, since))

    @property
    def is_ready(self) -> bool:
        """Whether the ultimate action is read before everything else."""
        goal = self.policy.goal
        return bool(goal and goal.ready and self.segments.judge(goal.ready))
