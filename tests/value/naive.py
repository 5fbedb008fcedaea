"""The forecast's process, played on the engine itself: `decide` is asked every day that something can happen.

Slow, and written from docs/forecast.md alone: no sharing, no forgetting, no formula for a sum of payments.
"""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from itertools import count
from typing import NamedTuple

from ipp.engine.customer.events import Accepted, Bought, Cancelled, Customer, Did, Offered
from ipp.engine.customer.state import State
from ipp.engine.decision.action import Action
from ipp.engine.decision.decide import decide
from ipp.engine.decision.live_steps import find_live
from ipp.engine.decision.renewals import _find_turn
from ipp.engine.policy.clauses import Ladder, Offer, Renewal
from ipp.engine.policy.compile import Policy
from ipp.engine.policy.facts import PieceCount, Share, is_in_share
from ipp.engine.prices import find_cost
from ipp.path.model import Bundle, Product, Touch
from ipp.value.inputs.question import Question


class Due(NamedTuple):
    """The next payment of a membership, or the day on which it ends because it was not made."""

    day: dt.date
    paid: bool = True


Days = dict[str, Due]
"""What comes next of the memberships that can be left, by name."""


class Leaving(NamedTuple):
    """A day on which a membership can be left; the customer as of then."""

    customer: Customer
    name: str
    day: dt.date


class Moment(NamedTuple):
    """What is asked, on which day; the customer as of then."""

    customer: Customer
    action: Action
    day: dt.date

    def answered(self, policy: Policy, *, yes: bool, thinking: int) -> tuple[Customer, dt.date]:
        """Return the customer after the answer, and its day."""
        assert self.action.offer
        asked = self.customer.add_events(Offered(self.action.offer, self.day))
        pending = State(policy, asked, self.day).pending
        silence = (pending.ends - self.day).days if pending else 0
        charge = self._is_charge(policy)
        if self._is_bought_today():
            raise Artefact
        if self._is_left_within(policy, silence):
            raise Artefact
        if charge and (thinking >= silence or self.action.origin not in ("rest", "refill")):
            raise Artefact
        if not yes:
            return asked, self.day + dt.timedelta(silence)
        on = self.day + dt.timedelta(min(thinking, silence))
        paid = self.action.offer[1]
        said = Accepted(self.action.offer, on) if charge else Bought((self.action.name,), on, paid=paid)
        return asked.add_events(said), on

    def _is_left_within(self, policy: Policy, silence: int) -> bool:
        """Whether what is offered holds a membership that was left on the day on which it is bought or silence ends."""
        inside = {self.action.name, *policy.goods[self.action.name].products}
        left = {
            event.on
            for event in self.customer.events
            if isinstance(event, Cancelled) and event.item in inside
        }
        return not left.isdisjoint({self.day, self.day + dt.timedelta(silence)})

    def _is_bought_today(self) -> bool:
        orders = (event for event in self.customer.events if isinstance(event, Bought))
        return any(order.on == self.day and self.action.name in order.items for order in orders)

    def _is_charge(self, policy: Policy) -> bool:
        """Whether a Yes is a charge of a membership that is theirs."""
        held = State(policy, self.customer, self.day).holdings.pieces.get(self.action.name)
        return bool(held) and policy.goods[self.action.name].membership


class Artefact(Exception):
    """A silence of no days, or a purchase of the same, and a purchase on one day, or a No to a membership on the day on which it is left: a history cannot say which came first. Or a charge is the Yes
    to an offer of a list, which a forecast takes as answered (docs/forecast.md).
    """


def asks(
    policy: Policy,
    customer: Customer,
    today: dt.date,
    end: dt.date,
    made: list[str] | None = None,
    days: Days | None = None,
) -> Moment | Leaving | None:
    """Return the next ask before `end`, or membership that can be left before it; touches are done on the way and noted in `made`, and who waits
    is looked at again every day.
    """
    while today < end:
        leavers = [name for name, due in (days or {}).items() if due.day <= today]
        if leavers:
            return Leaving(customer, min(leavers, key=policy.positions.__getitem__), today)
        decision = decide(policy, customer, today)
        action = decision.action
        if decision.state == "stopped":  # time alone may let them out of `never`
            today += dt.timedelta(1)
            continue
        if action is None:
            coming = [due.day for due in (days or {}).values()]
            coming += [event.on for event in customer.events if event.on > today]
            if not coming:
                return None
            today = min(coming)  # leaving or a charge opens something else
            continue
        if decision.awaiting:
            raise Artefact
        if decision.state == "wait":
            today += dt.timedelta(1)
        elif action.offer is None:
            customer = customer.add_events(Did(action.name, today))
            if made is not None:
                made.append(action.name)
        else:
            return Moment(customer, action, today)
    return None


def kinds_of(policy: Policy, question: Question) -> Iterator[tuple[str, float]]:
    """Customers of every kind that shares make, by an id that is drawn so, with the share of those who are not held out.

    Shares are whole percents: each percent of a salt is looked at.
    """
    held = policy.holdout
    last = question.today + dt.timedelta(max(question.horizon, 1) - 1)
    lasts = held and (held.first or dt.date.min) <= last and question.today <= (held.last or dt.date.max)
    out = frozenset([held.share] if held and lasts else [])
    shares = out.union(fact for fact in policy.facts if isinstance(fact, Share))
    kinds: dict[frozenset[Share], float] = {frozenset(): 1.0}
    for salt in sorted({share.salt for share in shares}):
        before, kinds = kinds, {}
        for kind, chance in before.items():
            for percent in range(100):
                drawn = f"{(2 * percent + 1) * 2**32 // 200:08x}"
                more = kind.union(each for each in shares if each.salt == salt and _is_between(each, drawn))
                kinds[more] = kinds.get(more, 0.0) + chance / 100
    kept = {kind: chance for kind, chance in kinds.items() if not kind & out}
    for kind, chance in kept.items():
        yield _find_customer(shares, kind), chance / sum(kept.values())


def _is_between(share: Share, drawn: str) -> bool:
    return share.first <= drawn and (share.end is None or drawn < share.end)


def _find_customer(shares: frozenset[Share], kind: frozenset[Share]) -> str:
    """Return the first id that is in these shares and in no others."""
    names = (f"customer {number}" for number in count())
    return next(name for name in names if {share for share in shares if is_in_share(share, name)} == kind)


def list_ending(policy: Policy) -> set[str]:
    """The memberships that can be left: those of which the file says what follows then, none that a forecast could not follow (docs/forecast.md)."""
    wholes = [policy.goods[bundle.name.text] for bundle in policy.path.bundles]
    found = {
        product.name.text
        for product in policy.path.products
        if product.every and product.churn and (product.winback or product.lapses)
    }
    for good in wholes:
        members = all(policy.goods[name].membership for name in good.durables)
        if (policy.goal and good == policy.goal.good) or (good.durables and members):
            found -= good.products
    return found


class NobodyLeft(Exception):
    """Everybody is held out."""


class Naive:
    """Expectations by trying both answers of every ask; gives up after so many asks."""

    def __init__(self, policy: Policy, question: Question, most: int) -> None:
        self.policy, self.question, self.left = policy, question, most
        self.first = question.today
        self.ending = list_ending(policy)
        self.end = question.today + dt.timedelta(question.horizon)
        counted = {fact.item for fact in policy.facts if isinstance(fact, PieceCount)}
        members = {name for name in counted if policy.goods[name].membership}
        self.counts_charges = bool(policy.quiet_days and members)

    def of(self, *names: str | None, pieces: tuple[int, ...] = ()) -> list[float]:
        """Revenue, margin, lifetime margin, chance, days of those who arrive, asks; per customer who enters by an order of these, None of who kept nothing."""
        if self.counts_charges:  # the pieces of charges count for `ipp next`, not in a forecast
            raise Artefact
        items = tuple(name for name in names if name is not None)
        first = Bought(items, self.first, pieces)
        days: Days = {}
        for name in items:
            days = self.join(days, name, self.first, self.count_pieces(first, name))
        kinds = list(kinds_of(self.policy, self.question))
        if not kinds:
            raise NobodyLeft
        found = [0.0] * 6
        for who, share in kinds:
            customer = Customer((first,), self.question.attributes, id=who)
            for name in items:
                customer = self.run_on(customer, name, self.first, self.count_pieces(first, name))
            each = self.after(customer, self.first, days)
            found = [one + share * two for one, two in zip(found, each, strict=True)]
        return found

    def count_pieces(self, order: Bought, name: str) -> int:
        """How many pieces of something an order brings, in bundles too."""
        goods, found = self.policy.goods, 0
        for item, pieces in zip(order.items, order.pieces or [1] * len(order.items), strict=True):
            inside = goods[item].contents if goods[item].kind == "bundle" else ()
            found += pieces * (item == name) + pieces * sum(
                each.quantity for each in inside if each.product == name
            )
        return found

    def join(self, days: Days, name: str | None, on: dt.date, periods: int = 1) -> Days:
        """Return the days on which memberships can be left, after something that was not theirs is bought for so many periods."""
        product = self.policy.names.resolve_item(name) if name else None
        if not isinstance(product, Product) or product.name.text not in self.ending:
            return days
        assert product.every
        return {**days, product.name.text: Due(on + dt.timedelta(periods * product.every.days))}

    def run_on(self, customer: Customer, name: str, on: dt.date, periods: int = 1) -> Customer:
        """Charge a membership that nobody leaves, if its payments are counted, as far as it matters that there are orders."""
        product = self.policy.names.resolve_item(name)
        if not isinstance(product, Product) or not product.every or product.churn is None:
            return customer
        every, day = dt.timedelta(product.every.days), on + dt.timedelta(periods * product.every.days)
        while self.policy.quiet_days and name not in self.ending and day < self.end:
            customer, day = self.charge(customer, name, day), day + every
        return customer

    def charge(self, customer: Customer, name: str, on: dt.date) -> Customer:
        """Charge a membership; what it brings is counted when it is joined."""
        if not self.policy.quiet_days:
            return customer
        return customer.add_events(Bought((name,), on, paid=Decimal(0)))

    def leave(self, leaving: Leaving, days: Days) -> list[float]:
        """Who stays is charged on the day of the payment, and can leave a period later. Who does not cancels on this day or, with `lapses`, when the last charge ends."""
        product = self.policy.names.resolve_item(leaving.name)
        assert isinstance(product, Product) and product.every
        customer, day, due = leaving.customer, leaving.day, days[leaving.name]
        later = {**days, leaving.name: Due(due.day + dt.timedelta(product.every.days))}
        if due.paid and product.lapses:
            ends = due.day + dt.timedelta(product.lapses.days - product.every.days)
            left = self.after(customer, day, {**days, leaving.name: Due(ends, paid=False)})
        else:
            left = self.cancel(leaving, days)
        if not due.paid:
            return left
        stays = self.after(self.charge(customer, leaving.name, due.day), day, later)
        churn = float(product.churn or 0)
        return [churn * one + (1 - churn) * two for one, two in zip(left, stays, strict=True)]

    def cancel(self, leaving: Leaving, days: Days) -> list[float]:
        """Who cancels on this day."""
        customer, day = leaving.customer, leaving.day
        noes = State(self.policy, customer, day).noes
        if any(day in noes[offer] for offer in noes if offer[0] == leaving.name):
            raise Artefact
        others = {name: due for name, due in days.items() if name != leaving.name}
        return self.after(customer.add_events(Cancelled(leaving.name, day)), day, others)

    def after(self, customer: Customer, today: dt.date, days: Days) -> list[float]:
        if today >= self.end:
            return [0.0] * 6
        made: list[str] = []
        moment = asks(self.policy, customer, today, self.end, made, days)
        earned = sum(map(self.earn, made))
        if isinstance(moment, Leaving):
            found = self.leave(moment, days)
            return [each + (earned if place < 3 else 0) for place, each in enumerate(found)]
        if moment is None:
            return [earned, earned, earned, 0.0, 0.0, 0.0]
        self.left -= 1
        if self.left < 0:
            raise TimeoutError
        take = self.take(moment)
        thinking = self.question.thinking
        later, on = moment.answered(self.policy, yes=True, thinking=thinking)
        joined = days
        if not moment._is_charge(self.policy):
            joined = self.join(days, moment.action.name, on)
            later = self.run_on(later, moment.action.name, on)
        yes = [
            one + two for one, two in zip(self.gain(moment, on), self.after(later, on, joined), strict=True)
        ]
        if not self.was_there(moment.customer, moment.day) and self.there(later, on):
            yes[3] += 1
            yes[4] += (on - self.first).days
        no = self.after(*moment.answered(self.policy, yes=False, thinking=thinking), days)
        renewal = self.renewal(moment)
        stay = float(self.question.rates.stay if renewal is None or renewal.stay is None else renewal.stay)
        return [
            take * one + (1 - take) * stay * two + (place == 5) + (earned if place < 3 else 0)
            for place, (one, two) in enumerate(zip(yes, no, strict=True))
        ]

    def earn(self, name: str) -> float:
        """What a partner pays for a touch."""
        touch, rates = self.policy.names.resolve_item(name), self.question.rates
        assert isinstance(touch, Touch)
        take = touch.take if touch.take is not None else rates.default
        return float((touch.earns or 0) * (rates.fallback if take is None else take))

    def take(self, moment: Moment) -> float:
        """The rate of the step, of the ultimate action by products owned, the default, or the assumed one."""
        action, rates, goal = moment.action, self.question.rates, self.policy.goal
        rung = self.rung(moment)
        if rung is not None and rung[1] is not None:
            return float(rung[1])
        renewal = self.renewal(moment)
        if renewal is not None and renewal.take is not None:
            return float(renewal.take)
        if goal and action.offer == goal.offer and action.origin not in ("rest", "refill"):
            owned = len(State(self.policy, moment.customer, moment.day).owned)
            known = [tier for tier in rates.tiers if tier <= owned]
            if known:
                return float(rates.tiers[max(known)])
        return float(rates.fallback if rates.default is None else rates.default)

    def renewal(self, moment: Moment) -> Renewal | None:
        """The turn of `rest` that is made now."""
        if moment.action.origin not in ("rest", "refill"):
            return None
        state = State(self.policy, moment.customer, moment.day)
        made = (each for each in self.policy.renewals if _find_turn(state, each, []) == moment.action)
        return next(made)

    def rung(self, moment: Moment) -> tuple[Offer, Decimal | None] | None:
        """The offer and the written rate of the step that is made now: the first that is live with this action."""
        if moment.action.origin in ("rest", "refill"):
            return None
        state = State(self.policy, moment.customer, moment.day)
        for entry, place in state.list_reading_order():
            if isinstance(entry, Ladder) and find_live(state, entry, place, []) == moment.action:
                assert moment.action.rung is not None
                rung = entry.rungs[moment.action.rung]
                return rung.offer, rung.take
        raise AssertionError("what is asked is a live step")

    def there(self, customer: Customer, day: dt.date) -> bool:
        goal = self.policy.goal
        return bool(goal and State(self.policy, customer, day).has_had(goal.good))

    def was_there(self, customer: Customer, day: dt.date) -> bool:
        """Whether it is theirs, or was before they left it."""
        goal = self.policy.goal
        left = any(
            goal and isinstance(event, Cancelled) and event.item == goal.good.name
            for event in customer.events
        )
        return left or self.there(customer, day)

    def gain(self, moment: Moment, on: dt.date) -> list[float]:
        """Payments one by one, as long as anybody pays."""
        assert moment.action.offer
        revenue, margin = self.money(moment.action.offer)
        item = self.policy.names.resolve_item(moment.action.name)
        if on >= self.end:
            return [0.0] * 6
        if not isinstance(item, Product) or item.every is None or item.churn is None:
            return [revenue, margin, margin, 0.0, 0.0, 0.0]
        payers, day, within, ever = 1.0, on, 0.0, 0.0
        life = max(self.end, on + dt.timedelta(100 * 365))
        while payers > 1e-13 and day < life:
            ever += payers
            within += payers if day < self.end else 0.0
            payers *= 1 - float(item.churn)
            day += dt.timedelta(item.every.days)
        return [within * revenue, within * margin, ever * margin, 0.0, 0.0, 0.0]

    def money(self, offer: Offer) -> tuple[float, float]:
        item = self.policy.names.resolve_item(offer[0])
        assert isinstance(item, (Product, Bundle))
        price = item.price if offer[1] is None else offer[1]
        cost = find_cost(self.policy, item)
        return float(price or 0), float(price or 0) - float(cost or 0)
