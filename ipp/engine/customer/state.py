"""What a customer's history comes to on one day: owned, answered, asked, done."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import assert_never

from ipp.engine.customer.anchor import Anchor
from ipp.engine.customer.asking import AskingRecord
from ipp.engine.customer.event_order import merge_returns, sort_events
from ipp.engine.customer.events import (
    Accepted,
    Bought,
    Cancelled,
    Customer,
    Declined,
    Did,
    Event,
    Held,
    Offered,
    Resumed,
    Returned,
    Stopped,
)
from ipp.engine.customer.holdings import Holdings
from ipp.engine.customer.lists_read import ListsRead
from ipp.engine.customer.offer_rungs import (
    ListOwner,
    Pending,
    list_owned_entries,
)
from ipp.engine.customer.purchase_record import PurchaseRecord
from ipp.engine.days import add_days
from ipp.engine.ownership import is_had
from ipp.engine.policy.clauses import Entry, Goal, Good, Offer
from ipp.engine.policy.compile import Policy
from ipp.engine.policy.conditions import SegmentJudge, Truth
from ipp.engine.policy.entries import is_each_time
from ipp.path.names import fold_name

_BEFORE_ANSWERS = Bought | Returned | Cancelled
"""What happens before the answers of its day, and before silence becomes one."""


class State(AskingRecord):
    """A customer on one day, built once and then only read, but by who walks on with `advance`; what happened after `today` is not known yet."""

    def __init__(self, policy: Policy, customer: Customer, today: date) -> None:
        super().__init__(policy, Holdings(policy, customer.complete_until))
        self.today = today
        self.attributes = {fold_name(name): fold_name(value) for name, value in customer.attributes.items()}
        self.bought, self.got = self.holdings.bought, self.holdings.got
        self.owned = self.holdings.owned
        self.declined: dict[Offer, date] = {}
        self._counted: tuple[int, Offer | None] = 0, None  # how many Noes, and which of them expired
        self.done: dict[str, date] = {}
        self.first_order: date | None = None  # of known or unknown things
        self.last_order: date | None = None
        self.arrived: date | None = None  # since when the ultimate action is had
        self.gave_up: date | None = None  # the last day on which it ceased to be had
        self.lists_read = ListsRead(policy)
        self.stopped: date | None = None  # the last day on which they asked to get nothing
        self.resumed: date | None = None
        self.record = PurchaseRecord(policy, customer.id, today)
        holdout = policy.holdout
        self.held_out = holdout is not None and holdout.holds_out(self.record.customer, today)
        self._truth = Truth(self.owned, self.attributes, self.record.holds_fact)
        self.segments = SegmentJudge(policy.conditions, self._truth)
        for event in self._sort_events(event for event in customer.events if event.on <= today):
            self._apply_event(event)
        self._conclude_day()

    @property
    def is_stopped(self) -> bool:
        """Whether they get nothing: they asked to stop, or are in the segment that never gets anything; on one day a stop counts."""
        return self.has_asked_to_stop or self.is_never

    @property
    def has_asked_to_stop(self) -> bool:
        """Whether they asked to get nothing, and not on a later day to get something again."""
        return self.stopped is not None and self.stopped >= (self.resumed or date.min)

    @property
    def is_never(self) -> bool:
        """Whether they are in the segment that never gets anything."""
        return bool(self.policy.never and self.segments.judge(self.policy.never))

    def advance_to(self, today: date, *events: Event) -> None:
        """Let days pass, then more happen; nothing of it may come before what is known in the order of `sort_events`."""
        self.today = today
        for event in self._sort_events(events) if events else ():
            self._apply_event(event)
        self._conclude_day()

    def _conclude_day(self) -> None:
        """Say what all that happened comes to today."""
        goal = self.policy.goal
        self._pass_time(self.today, self.today)
        self._look_on(self.today)
        self.again = self._find_again(goal)
        self.may_return = add_days(self.gave_up, goal.again_after) if goal and self.gave_up else None
        expired = goal.offer if goal and self.again and self.again <= self.today else None
        if self._counted != (self.noes_said, expired):  # on most days of a walk nothing is new
            self._counted = self.noes_said, expired
            self.declined = {offer: days[-1] for offer, days in self.noes.items() if offer != expired}

    @property
    def pending(self) -> Pending | None:
        """The offer that is waited for: the last one, unless a purchase came after it."""
        last = next(reversed(self._open.values()), None)
        return last if last and self.is_waited_for(last) else None

    def is_waited_for(self, pending: Pending) -> bool:
        """Whether no purchase came after an open ask."""
        return self.last_order is None or pending.made >= self.last_order

    def _sort_events(self, events: Iterable[Event]) -> list[Event]:
        known = list(events)
        if len(known) == 1 and not isinstance(known[0], Accepted):
            return known
        for each in known:
            if isinstance(each, Accepted):
                offers = self._yeses.setdefault((each.offer[0], each.on), set())
                offers.add(self.policy.find_offer(each.offer))
        return sort_events(merge_returns(known, self.policy))

    def _find_again(self, goal: Goal | None) -> date | None:
        """Return the day on which the No to the ultimate action's list-price offer expires, if it ever does."""
        if goal is None or not goal.retries or goal.offer not in self.noes:
            return None
        noes_said, since = self.noes[goal.offer], self.gave_up or date.min
        if sum(day >= since for day in noes_said) > goal.retries:
            return None
        noes = (days[-1] for offer, days in self.noes.items() if offer[0] == goal.good.name)
        return add_days(max(noes), goal.again_after)

    def _apply_event(self, event: Event) -> None:
        day = event.on
        ends = add_days(day, -1) if isinstance(event, _BEFORE_ANSWERS) else day
        self._pass_time(ends if isinstance(event, Bought) else day, ends)
        self._look_on(day)
        match event:
            case Bought():
                self._apply_purchase(event)
            case Returned(on=on) | Cancelled(on=on):
                self.record.take_back(event, self.holdings.count_given_back(event))
                self._apply_loss(self.holdings.give_back(event), on)
            case Offered(offer, on):
                self._record_offer(self._make_pending(self.policy.find_offer(offer), on))
            case Declined(offer, on):
                self._apply_no(self.policy.find_offer(offer), on)
            case Accepted(offer, on):
                self._take_answer(self.policy.find_offer(offer), on)
            case Did(touch, on):
                self.done[touch] = on
                self._take_message(on)
            case Stopped(on):
                self.stopped = on
            case Resumed(on):
                self.resumed = on
            case Held(made, name):
                holdout = self.policy.holdout
                if self.held_out and holdout and holdout.counts_held(name, made.on):
                    self._apply_event(made)
            case _:
                assert_never(event)

    def _apply_purchase(self, order: Bought) -> None:
        on = order.on
        yeses = {name for name in order.items if (name, on) in self._yeses}
        receipt = self.holdings.buy(order, yeses)
        self.record.take_order(order, purchase=receipt.purchase)
        for name in yeses:
            self._taken[name] |= self._yeses[name, on]
        if receipt.purchase:
            self.first_order = self.first_order or on
            self.last_order = on
            self.lists_read.move_to_front(receipt.received)
        for name in receipt.items:
            self._purchased[name] = on
            self._settle_bought(name, on)
        goal = self.policy.goal
        if goal and self.arrived is None and self.has_had(goal.good):
            self.arrived = on
        self._forget_segments()

    def _look_on(self, day: date) -> None:
        """Take segments as of a day: for some it counts how long nothing was ordered."""
        if self.record.today != day:
            self.record.today = day
            if self.policy.quiet_days:
                self._forget_segments()

    def _forget_segments(self) -> None:
        """Forget what was known of segments: it counts no more."""
        self.segments = SegmentJudge(self.policy.conditions, self._truth)

    def _apply_loss(self, names: Iterable[str], on: date) -> None:
        """Take it that nothing is left of some items: their Yes is undone, and that day is a No to what was accepted and to the list price."""
        for name in names:
            for offer in {(name, None), *self._taken.pop(name, ())}:
                self._note_no(offer, on, "given back")
            self._silent[name].clear()
            self.lists_read.drop_list(name)
            if self.policy.goods[name].membership:
                self.lists_read.read_winback(name, on)
        goal = self.policy.goal
        if goal and self.arrived and not self.has_had(goal.good):
            self.arrived, self.gave_up = None, on
        self._forget_segments()

    def _pass_time(self, lapses: date, silences: date) -> None:
        """Let memberships lapse up to one day, and silence become a No up to another; on one day they lapse first."""
        while (day := self.holdings.find_lapse(lapses)) is not None:
            self._settle_silence(min(add_days(day, -1), silences))
            self._apply_loss(self.holdings.end_charges(day), day)
        self._settle_silence(silences)

    def list_reading_order(self) -> Iterator[tuple[Entry, Anchor]]:
        """Yield every entry that the customer's next action is looked for in, in order."""
        goal, latest = self.policy.goal, self.last_order or self.first_message
        if goal and self.arrived:
            anchor = Anchor(goal.good.name, self.arrived, self.holdings.find_latest_of(goal.good), "list")
            yield from _anchor_entries(goal.own, anchor)
            return
        if goal and self.is_ready:
            yield goal.ladder, Anchor(None, None, latest, "ready")
        for owner in self.lists_read.list_owners():
            anchor = self._anchor_list(owner)
            yield from _anchor_entries(list_owned_entries(self.policy, owner), anchor)
        if self.first_order:
            anchor = Anchor(None, self.first_order, latest, "store")
            yield from ((entry, anchor) for entry in self.policy.storewide)
        else:
            anchor = Anchor(None, self.first_message, latest, "prospects")
            yield from ((entry, anchor) for entry in self.policy.prospects)
        if goal and goal.cold:
            yield goal.ladder, Anchor(None, None, latest, "ultimate")

    def list_purchases(self) -> Iterator[tuple[str, date]]:
        """Yield the purchases whose lists are read, most recent first, with their latest days.

        Within one order bundles come before products, each by its place in the file; everything stands at its latest purchase.
        """
        for owner in self.lists_read.list_owners():
            if not owner.winback:
                yield owner.name, self.holdings.find_latest(owner.name)

    def _anchor_list(self, owner: ListOwner) -> Anchor:
        name = owner.name
        if owner.winback:
            lost = self.holdings.lost[name]
            return Anchor(name, lost, lost, "winback")
        return Anchor(name, self.holdings.became[name], self.holdings.find_latest(name), "list")

    def has_had(self, good: Good) -> bool:
        """Whether it was bought, or is owned in full."""
        return is_had(good, self.bought, self.owned)


def _anchor_entries(entries: Iterable[Entry], anchor: Anchor) -> Iterator[tuple[Entry, Anchor]]:
    """Yield entries with where they are read; what is asked at each purchase counts from the latest one."""
    if anchor.since == anchor.latest:
        return ((entry, anchor) for entry in entries)
    latest = anchor._replace(since=anchor.latest)
    return ((entry, latest if is_each_time(entry) else anchor) for entry in entries)
