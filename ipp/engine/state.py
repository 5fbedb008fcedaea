"""What a customer's history comes to on one day: owned, answered, pending, done."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from ipp.engine.customer import Bought, Customer, Declined, Did, Event, Offered
from ipp.engine.policy import Policy
from ipp.engine.terms import Condition, Good, Ladder, Offer, Rung
from ipp.path.names import folded

_IN_A_DAY = {Bought: 0, Offered: 1, Declined: 2, Did: 3}


class Pending(NamedTuple):
    """An offer that waits for its answer; `rung` and `because` are those by which it was made, if any are known."""

    offer: Offer
    made: date
    ends: date
    rung: Rung | None
    place: int  # of the rung in its ladder
    because: str | None


class State:
    """A customer on one day. Built once, read by `decide`; nothing here looks further than `today`."""

    def __init__(self, policy: Policy, customer: Customer, today: date) -> None:
        self.policy = policy
        self.today = today
        self.attributes = {folded(name): folded(value) for name, value in customer.attributes.items()}
        self.bought: dict[str, date] = {}  # items, as bought
        self.got: dict[str, date] = {}  # products, however bought
        self.owned: set[str] = set()
        self.declined: dict[Offer, list[date]] = {}
        self.offered: dict[str, date] = {}  # the last day on which an item was offered, at any price
        self.done: dict[str, date] = {}
        self.last_ask: date | None = None
        self.last_event: date | None = None
        self._moments: list[Bought] = []
        self._open: dict[Offer, Pending] = {}
        self._holding: dict[str, bool] = {}
        for event in in_order(customer.events):
            self._settle(event.on)
            self._take(event)
        self._settle(today)

    @property
    def pending(self) -> Pending | None:
        """The offer that is waited for: the one made last."""
        waiting = list(self._open.values())
        return max(reversed(waiting), key=lambda offer: offer.made) if waiting else None

    def _take(self, event: Event) -> None:
        match event:
            case Bought():
                self._buy(event)
            case Offered(offer, on):
                self._offer(offer, on)
            case Declined(offer, on):
                self._decline(offer, on)
            case Did(touch, on):
                self.done[touch] = on
        if not isinstance(event, Bought):
            self.last_event = event.on

    def _buy(self, order: Bought) -> None:
        self._moments.append(order)
        for name in order.items:
            good = self.policy.goods[name]
            self.bought[name] = order.on
            self.got.update(dict.fromkeys(good.products, order.on))
            self.owned |= good.keeps
        for pending in list(self._open.values()):
            if pending.offer[0] in order.items or pending.made < order.on:
                del self._open[pending.offer]

    def _offer(self, offer: Offer, on: date) -> None:
        self.last_ask = on
        self.offered[offer[0]] = on
        if self.bought.get(offer[0]) == on:
            return  # answered the same day
        found = self._made_by(offer)
        rung, place, because = found if found else (None, 0, None)
        patience = rung.patience if rung else self.policy.defaults.patience.days
        self._open.pop(offer, None)
        self._open[offer] = Pending(offer, on, on + timedelta(patience), rung, place, because)

    def _decline(self, offer: Offer, on: date) -> None:
        self.offered[offer[0]] = on
        if self._open.pop(offer, None) is None:
            self.last_ask = on
        self.declined.setdefault(offer, []).append(on)

    def _settle(self, day: date) -> None:
        """Turn silence that has lasted long enough into Noes."""
        for pending in list(self._open.values()):
            if pending.ends <= day:
                del self._open[pending.offer]
                self.declined.setdefault(pending.offer, []).append(pending.ends)
                self.offered[pending.offer[0]] = pending.ends
                self.last_event = max(self.last_event or pending.ends, pending.ends)

    def _made_by(self, offer: Offer) -> tuple[Rung, int, str | None] | None:
        """Find the first rung in reading order that makes an offer, open or closed, live or not."""
        for ladder, because in self.ladders():
            for place, rung in enumerate(ladder.rungs):
                if rung.offer == offer:
                    return rung, place, because
        return None

    def ladders(self) -> Iterator[tuple[Ladder, str | None]]:
        """Yield every ladder in reading order, with the purchase that it belongs to; last the ultimate's."""
        lists = [(self.policy.entries(name), name) for name, _ in self.reading()]
        shared = self.policy.storewide if self.bought else self.policy.prospects
        for entries, because in (*lists, (shared, None)):
            for entry in entries:
                if isinstance(entry, Ladder):
                    yield entry, because
        if self.policy.goal:
            yield self.policy.goal.ladder, None

    def reading(self) -> Iterator[tuple[str, date]]:
        """Yield the purchases whose lists are read, most recent first, with their days.

        Within one moment bundles come before products, each by its place in the file; everything stands at its latest purchase.
        """
        seen: set[str] = set()
        places = self.policy.places
        for order in reversed(self._moments):
            goods = [self.policy.goods[name] for name in order.items]
            bundles = {good.name for good in goods if good.kind == "bundle"}
            products = {product for good in goods for product in good.products}
            for name in (*sorted(bundles, key=places.__getitem__), *sorted(products, key=places.__getitem__)):
                if name not in seen:
                    seen.add(name)
                    yield name, order.on

    @property
    def latest_purchase(self) -> date | None:
        return self._moments[-1].on if self._moments else None

    def had(self, good: Good) -> bool:
        """Whether it was bought, or is owned in full."""
        return good.name in self.bought or (good.kept_whole and good.keeps <= self.owned)

    def holds(self, segment: str) -> bool:
        """Whether a segment holds for this customer."""
        known = self._holding.get(segment)
        if known is None:
            self._holding[segment] = (
                False  # a segment inside itself is reported by `validate`; here it never holds
            )
            self._holding[segment] = known = self._check(self.policy.conditions[segment])
        return known

    def _check(self, condition: Condition) -> bool:
        return (
            all(self.attributes.get(name) in values for name, values in condition.where)
            and len(self.owned) >= condition.owns
            and (not condition.owns_any or bool(condition.owns_any & self.owned))
            and condition.owns_all <= self.owned
            and (not condition.any or any(map(self.holds, condition.any)))
            and all(map(self.holds, condition.all))
            and not any(map(self.holds, condition.none))
        )


def in_order(events: tuple[Event, ...]) -> list[Event]:
    """Sort by day; on one day purchases, then offers, answers and touches; otherwise as given."""
    return sorted(events, key=lambda event: (event.on, _IN_A_DAY[type(event)]))
