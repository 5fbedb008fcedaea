"""What a customer's history comes to on one day: owned, answered, asked, done."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from heapq import heappop, heappush
from itertools import count
from typing import assert_never

from ipp.engine.customer.anchor import Anchor
from ipp.engine.customer.event_order import sort_events
from ipp.engine.customer.events import Accepted, Bought, Customer, Declined, Did, Event, Offered
from ipp.engine.customer.offer_rungs import OfferRung, OfferRungIndex, Pending, find_offer_rung
from ipp.engine.days import add_days
from ipp.engine.ownership import find_owned, is_had
from ipp.engine.policy.clauses import Entry, Goal, Good, Offer, Rung
from ipp.engine.policy.compile import Policy
from ipp.engine.policy.conditions import SegmentJudge, Truth
from ipp.path.names import fold_name


class State:
    """A customer on one day, built once and then only read, but by who walks on with `advance`; what happened after `today` is not known yet."""

    def __init__(self, policy: Policy, customer: Customer, today: date) -> None:
        self.policy = policy
        self.today = today
        self.attributes = {fold_name(name): fold_name(value) for name, value in customer.attributes.items()}
        self.bought: dict[str, date] = {}  # items, as bought
        self.got: dict[str, date] = {}  # products, however bought
        self.became: dict[str, date] = {}  # since when products and bundles are theirs
        self.owned: set[str] = set()
        self.noes: dict[Offer, list[date]] = {}
        self.offered: dict[Offer, date] = {}  # the last day on which it was offered or refused
        self.done: dict[str, date] = {}
        self.last_ask: date | None = None
        self.first_message: date | None = None
        self.last_message: date | None = None
        self.first_order: date | None = None  # of known or unknown things
        self.last_order: date | None = None
        self.arrived: date | None = None  # the first day on which the ultimate action was had
        self._orders = 0
        self._read: dict[str, tuple[int, ...]] = {}  # when the list of a purchase is read
        self._open: dict[Offer, Pending] = {}
        self._ends: list[tuple[date, int, Pending]] = []  # of open asks, and of some that are answered
        self._turns = count()  # two asks are never compared
        self._recorded: defaultdict[str, set[Offer]] = defaultdict(set)  # made since the last answer, by item
        self._silent: defaultdict[str, set[Offer]] = defaultdict(set)  # the last No was silence, by item
        self._index: OfferRungIndex | None = None
        self._truth = Truth(self.owned, self.attributes)
        self.segments = SegmentJudge(policy.conditions, self._truth)
        self._yeses: set[tuple[Offer, date]] = set()
        for event in self._sort_events(customer.events):
            self._apply_event(event)
        self._conclude_day()

    def advance_to(self, today: date, *events: Event) -> None:
        """Let days pass, then more happen; nothing of it may come before what is known in the order of `in_order`."""
        self.today = today
        for event in events:
            self._apply_event(event)
        self._conclude_day()

    def _conclude_day(self) -> None:
        """Say what all that happened comes to today."""
        goal = self.policy.goal
        self._settle_silence(self.today)
        self.again = self._find_again(goal)
        self.declined = {offer: days[-1] for offer, days in self.noes.items()}
        if goal and self.again and self.again <= self.today:
            del self.declined[goal.offer]

    @property
    def open_asks(self) -> tuple[Pending, ...]:
        """Offers that are neither answered nor silent, in the order in which they were made."""
        return tuple(self._open.values())

    @property
    def pending(self) -> Pending | None:
        """The offer that is waited for: the last one, unless a purchase came after it."""
        last = next(reversed(self._open.values()), None)
        return last if last and (self.last_order is None or last.made >= self.last_order) else None

    def find_sharing(self, rungs: Iterable[Rung]) -> Pending | None:
        """Return an open ask that shares a product with one of some rungs."""
        if not self._open:
            return None
        goods = [rung.good for rung in rungs]
        return next(filter(None, map(self.find_sharing_good, goods)), None)

    def find_sharing_good(self, good: Good) -> Pending | None:
        """Return the open ask made first that shares a product with a good."""
        for pending in self._open.values():
            if not self.policy.goods[pending.offer[0]].products.isdisjoint(good.products):
                return pending
        return None

    def _sort_events(self, events: Iterable[Event]) -> list[Event]:
        known = [event for event in events if event.on <= self.today]
        self._yeses = {
            (self.policy.make_offer(*each.offer), each.on) for each in known if isinstance(each, Accepted)
        }
        return sort_events(known)

    def _find_again(self, goal: Goal | None) -> date | None:
        """Return the day on which the No to the ultimate action's list-price offer expires, if it ever does."""
        if goal is None or not 0 < len(self.noes.get(goal.offer, ())) <= goal.retries:
            return None
        noes = (days[-1] for offer, days in self.noes.items() if offer[0] == goal.good.name)
        return add_days(max(noes), goal.again_after)

    def _apply_event(self, event: Event) -> None:
        self._settle_silence(add_days(event.on, -1) if isinstance(event, Bought) else event.on)
        match event:
            case Bought():
                self._apply_purchase(event)
            case Offered(offer, on):
                self._apply_offer(self.policy.make_offer(*offer), on)
            case Declined(offer, on):
                self._apply_no(self.policy.make_offer(*offer), on)
            case Accepted(offer, on):
                self._take_answer(self.policy.make_offer(*offer), on)
            case Did(touch, on):
                self.done[touch] = on
                self._take_message(on)
            case _:
                assert_never(event)

    def _take_message(self, on: date) -> None:
        self.first_message = self.first_message or on
        self.last_message = on

    def _take_ask(self, on: date) -> None:
        self.last_ask = on
        self._take_message(on)

    def _apply_purchase(self, order: Bought) -> None:
        self._orders += 1
        self.first_order = self.first_order or order.on
        self.last_order = order.on
        for name in order.items:
            good = self.policy.goods[name]
            self.bought[name] = order.on
            for each in (name, *good.products):
                self.became.setdefault(each, order.on)
            self.got.update(dict.fromkeys(good.products, order.on))
            self.owned |= good.durables
            self._move_to_front(good)
            self._settle_bought(name, order.on)
        goal = self.policy.goal
        if goal and self.arrived is None and self.has_had(goal.good):
            self.arrived = order.on
        self.segments = SegmentJudge(
            self.policy.conditions, self._truth
        )  # what was known of them counts no more

    def _move_to_front(self, good: Good) -> None:
        """Let the lists of a good be read first: within an order those of bundles, then of products, by place in the file."""
        goods, places = self.policy.goods, self.policy.positions
        for name in (good.name, *good.products):
            self._read[name] = -self._orders, goods[name].kind == "product", places[name]
            if self._index:
                self._index.add_lists((name,))

    def _settle_bought(self, name: str, on: date) -> None:
        """Take the purchase of an item as the answer to its offers."""
        for offer in self._recorded[name]:
            self._open.pop(offer, None)
        self._recorded[name] = {offer for offer in self._recorded[name] if (offer, on) in self._yeses}
        self._silent[name].clear()

    def _apply_offer(self, offer: Offer, on: date) -> None:
        pending = self._make_pending(offer, on)
        self._take_ask(on)
        self.offered[offer] = on
        self._silent[offer[0]].discard(offer)
        self._recorded[offer[0]].add(offer)
        self._open.pop(offer, None)  # made again while it was open: a reminder, which waits anew
        if self.bought.get(offer[0]) != on:  # else it was answered the same day
            self._open[offer] = pending
            heappush(self._ends, (pending.ends, next(self._turns), pending))

    def _apply_no(self, offer: Offer, on: date) -> None:
        late = offer in self._silent[offer[0]]
        self._take_answer(offer, on)
        self.offered[offer] = on
        if late:  # the late answer to the same ask
            self.noes[offer][-1] = on
        else:
            self.noes.setdefault(offer, []).append(on)

    def _take_answer(self, offer: Offer, on: date) -> None:
        """Take an answer, which tells of an ask where none was recorded."""
        recorded = self._recorded[offer[0]]
        if offer not in recorded:
            self._take_ask(on)
        recorded.discard(offer)
        self._silent[offer[0]].discard(offer)
        self._open.pop(offer, None)

    def _settle_silence(self, day: date) -> None:
        """Turn silence that has lasted long enough by `day` into Noes."""
        while self._ends and self._ends[0][0] <= day:
            ends, _, pending = heappop(self._ends)
            offer = pending.offer
            if self._open.get(offer) is pending:
                del self._open[offer]
                self._silent[offer[0]].add(offer)
                self.noes.setdefault(offer, []).append(ends)
                self.offered[offer] = ends

    def _make_pending(self, offer: Offer, on: date) -> Pending:
        """Return an offer made now, with the rung by which it was made: the first in reading order, open or not."""
        found = None if self._is_renewal(offer) else self._find_offer_rung(offer)
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

    def _find_offer_rung(self, offer: Offer) -> OfferRung | None:
        policy, goal, in_rest = self.policy, self.policy.goal, self._in_rest(offer)

        def allowed(made: OfferRung) -> bool:
            return not (in_rest and self._is_theirs(made))

        if goal and self.arrived:
            return find_offer_rung(goal.own, offer, goal.good.name, allowed)
        ladders = (goal.ladder,) if goal else ()
        ready = ladders if self.is_ready else ()
        cold = ladders if goal and goal.cold else ()
        shared = policy.storewide if self._orders else policy.prospects
        return (
            find_offer_rung(ready, offer, None, allowed)
            or self._index_rungs().find_rung(offer, self._read.__getitem__, allowed)
            or find_offer_rung((*shared, *cold), offer, None, allowed)
        )

    def _index_rungs(self) -> OfferRungIndex:
        """Return the rungs of the lists of all purchases up to now."""
        if self._index is None:
            self._index = OfferRungIndex(self.policy)
            self._index.add_lists(self._read)
        return self._index

    def _is_theirs(self, made: OfferRung) -> bool:
        """Whether something in a rung is owned, or a higher rung is theirs."""
        return bool(find_owned(made.rung.good, self.owned)) or any(
            self.has_had(rung.good) for rung in made.above
        )

    @property
    def is_ready(self) -> bool:
        """Whether the ultimate action is read before everything else."""
        goal = self.policy.goal
        return bool(goal and goal.ready and self.segments.judge(goal.ready))

    def list_reading_order(self) -> Iterator[tuple[Entry, Anchor]]:
        """Yield every entry that the customer's next action is looked for in, in order."""
        goal, latest = self.policy.goal, self.last_order or self.first_message
        if goal and self.arrived:
            days = (self.bought.get(goal.good.name), *map(self.got.get, goal.good.products))
            anchor = Anchor(goal.good.name, self.arrived, max(day for day in days if day), "list")
            yield from ((entry, anchor) for entry in goal.own)
            return
        if goal and self.is_ready:
            yield goal.ladder, Anchor(None, None, latest, "ready")
        for name, day in self.list_purchases():
            anchor = Anchor(name, self.became[name], day, "list")
            yield from ((entry, anchor) for entry in self.policy.list_entries(name))
        if self._orders:
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
        for name in sorted(self._read, key=self._read.__getitem__):
            yield name, self.got[name] if name in self.got else self.bought[name]

    def has_had(self, good: Good) -> bool:
        """Whether it was bought, or is owned in full."""
        return is_had(good, self.bought, self.owned)
