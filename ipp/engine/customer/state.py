"""What a customer's history comes to on one day: owned, answered, pending, done."""

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple, assert_never

from ipp.engine.customer.events import Bought, Customer, Declined, Did, Event, Offered
from ipp.engine.days import add_days
from ipp.engine.ownership import find_owned, is_had
from ipp.engine.policy.clauses import Entry, Good, Offer, Rung
from ipp.engine.policy.compile import Policy
from ipp.engine.policy.conditions import SegmentJudge, Truth
from ipp.engine.policy.entries import list_rungs
from ipp.path.names import fold_name

Origin = Literal["list", "store", "prospects", "ready", "ultimate"]


class Anchor(NamedTuple):
    """Where an entry is read: the purchase that it belongs to, and from when its waits count (None: today)."""

    because: str | None
    base: date | None
    since: date | None  # Noes before this day do not count as answers to the ladder's higher rungs
    origin: Origin


class Pending(NamedTuple):
    """An offer that waits for its answer; `rung` and `because` are those by which it was made, if any are known."""

    offer: Offer
    made: date
    ends: date
    rung: Rung | None = None
    anchor: int = 0  # of the rung in its ladder
    because: str | None = None


class State:
    """A customer on one day, built once and then only read; what happened after `today` is not known yet."""

    def __init__(self, policy: Policy, customer: Customer, today: date) -> None:
        self.policy = policy
        self.today = today
        self.attributes = {fold_name(name): fold_name(value) for name, value in customer.attributes.items()}
        self.bought: dict[str, date] = {}  # items, as bought
        self.got: dict[str, date] = {}  # products, however bought
        self.owned: set[str] = set()
        self.declined: dict[Offer, list[date]] = {}
        self.offered: dict[Offer, date] = {}  # the last day on which it was offered or refused
        self.done: dict[str, date] = {}
        self.last_ask: date | None = None
        self.last_event: date | None = None  # purchases aside
        self._orders: list[Bought] = []
        self._open: dict[Offer, Pending] = {}
        self._asked: set[Offer] = set()  # recorded as offered since the last stated answer
        self._silent: set[Offer] = set()  # the last No was silence
        self._truth = Truth(self.owned, self.attributes)
        self.segments = SegmentJudge(policy.conditions, self._truth)
        for event in sort_events(customer.events):
            if event.on <= today:
                self._apply_event(event)
        self._settle_silence(today)

    @property
    def pending(self) -> Pending | None:
        """The offer that is waited for: the one made last."""
        waiting = reversed(self._open.values())
        return max(waiting, key=lambda offer: offer.made, default=None)

    def _apply_event(self, event: Event) -> None:
        self._settle_silence(add_days(event.on, -1) if isinstance(event, Bought) else event.on)
        match event:
            case Bought():
                self._apply_purchase(event)
                return
            case Offered(offer, on):
                self._apply_offer(self.policy.make_offer(*offer), on)
            case Declined(offer, on):
                self._apply_no(self.policy.make_offer(*offer), on)
            case Did(touch, on):
                self.done[touch] = on
            case _:
                assert_never(event)
        self.last_event = event.on

    def _apply_purchase(self, order: Bought) -> None:
        self._orders.append(order)
        for name in order.items:
            good = self.policy.goods[name]
            self.bought[name] = order.on
            self.got.update(dict.fromkeys(good.products, order.on))
            self.owned |= good.durables
        self.segments = SegmentJudge(
            self.policy.conditions, self._truth
        )  # what was known of them counts no more
        self._asked = {offer for offer in self._asked if offer[0] not in order.items}
        self._silent = {offer for offer in self._silent if offer[0] not in order.items}
        for pending in list(self._open.values()):
            if pending.offer[0] in order.items:
                del self._open[pending.offer]
            elif pending.made < order.on < pending.ends:
                del self._open[pending.offer]  # withdrawn, unanswered

    def _apply_offer(self, offer: Offer, on: date) -> None:
        pending = self._make_pending(offer, on)
        self.last_ask = self.offered[offer] = on
        self._silent.discard(offer)
        self._open.pop(offer, None)  # made again while it was open: a reminder, which waits anew
        self._asked.add(offer)
        if self.bought.get(offer[0]) != on:  # else it was answered the same day
            self._open[offer] = pending

    def _apply_no(self, offer: Offer, on: date) -> None:
        self.offered[offer] = on
        if offer in self._silent:  # the late answer to the same ask
            self._silent.discard(offer)
            self.declined[offer][-1] = on
        else:
            if offer not in self._asked:
                self.last_ask = on
            self.declined.setdefault(offer, []).append(on)
        self._open.pop(offer, None)
        self._asked.discard(offer)

    def _settle_silence(self, day: date) -> None:
        """Turn silence that has lasted long enough by `day` into Noes."""
        if not self._open:
            return
        for pending in sorted(self._open.values(), key=lambda pending: pending.ends):
            if pending.ends <= day:
                offer, on = pending.offer, pending.ends
                del self._open[offer]
                self._asked.discard(offer)
                self._silent.add(offer)
                self.declined.setdefault(offer, []).append(on)
                self.offered[offer] = on
                self.last_event = max(self.last_event or on, on)

    def _make_pending(self, offer: Offer, on: date) -> Pending:
        """Return an offer made now, with the rung by which it was made: the first in reading order, open or not."""
        found = None if self._is_renewal(offer) else self._find_rung(offer)
        if found is None:
            return Pending(offer, on, add_days(on, self.policy.defaults.patience.days))
        rung, place, because = found
        return Pending(offer, on, add_days(on, rung.patience), rung, place, because)

    def _is_renewal(self, offer: Offer) -> bool:
        """Whether an offer can only be the ultimate asked again, or a turn of `rest`."""
        goal = self.policy.goal
        if goal and offer == goal.offer and offer in self.declined:
            return True
        return self._in_rest(offer) and (offer in self.declined or offer[0] in self.bought)

    def _in_rest(self, offer: Offer) -> bool:
        name, price = offer
        return price is None and any(each.good and each.good.name == name for each in self.policy.renewals)

    def _find_rung(self, offer: Offer) -> tuple[Rung, int, str | None] | None:
        renewable = self._in_rest(offer)
        for entry, place in self.list_reading_order():
            for number, rung in enumerate(list_rungs(entry)):
                if rung.offer == offer and not (renewable and self._is_theirs(entry, number)):
                    return rung, number, place.because
        return None

    def _is_theirs(self, entry: Entry, number: int) -> bool:
        """Whether something in a rung is owned, or a higher rung is theirs."""
        rungs = list_rungs(entry)
        return bool(find_owned(rungs[number].good, self.owned)) or any(
            self.has_had(rung.good) for rung in rungs[:number]
        )

    def list_reading_order(self) -> Iterator[tuple[Entry, Anchor]]:
        """Yield every entry that the customer's next action is looked for in, in order."""
        goal = self.policy.goal
        if goal and self.has_had(goal.good):
            days = (self.bought.get(goal.good.name), *map(self.got.get, goal.good.products))
            base = max(day for day in days if day)
            yield from ((entry, Anchor(goal.good.name, base, base, "list")) for entry in goal.own)
            return
        if goal and goal.ready and self.segments.judge(goal.ready):
            yield goal.ladder, Anchor(None, None, None, "ready")
        for name, day in self.list_purchases():
            yield from ((entry, Anchor(name, day, day, "list")) for entry in self.policy.list_entries(name))
        if self._orders:
            latest = self._orders[-1].on
            yield from ((entry, Anchor(None, latest, latest, "store")) for entry in self.policy.storewide)
        else:
            place = Anchor(None, self.last_event, None, "prospects")
            yield from ((entry, place) for entry in self.policy.prospects)
        if goal and goal.cold:
            yield goal.ladder, Anchor(None, None, None, "ultimate")

    def list_purchases(self) -> Iterator[tuple[str, date]]:
        """Yield the purchases whose lists are read, most recent first, with their days.

        Within one order bundles come before products, each by its place in the file; everything stands at its latest purchase.
        """
        seen: set[str] = set()
        place = self.policy.positions.__getitem__
        for order in reversed(self._orders):
            goods = [self.policy.goods[name] for name in order.items]
            bundles = {good.name for good in goods if good.kind == "bundle"}
            products = {product for good in goods for product in good.products}
            for name in (*sorted(bundles, key=place), *sorted(products, key=place)):
                if name not in seen:
                    seen.add(name)
                    yield name, order.on

    def has_had(self, good: Good) -> bool:
        """Whether it was bought, or is owned in full."""
        return is_had(good, self.bought, self.owned)


def sort_events(events: tuple[Event, ...]) -> list[Event]:
    """Sort by day; on one day purchases, then offers, answers and touches; otherwise as given."""
    return sorted(events, key=lambda event: (event.on, _turn_in_day(event)))


def _turn_in_day(event: Event) -> int:
    match event:
        case Bought():
            return 0
        case Offered():
            return 1
        case Declined():
            return 2
        case Did():
            return 3
        case _:
            assert_never(event)
