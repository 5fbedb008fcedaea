"""Many random customers of one random store: their files, and what the engine for one customer says of each."""

import csv
import datetime as dt
from pathlib import Path
from typing import Any, NamedTuple

from ipp.batch.expression.wording import (
    AWAITED,
    BOUGHT,
    CANCELLED,
    COMPLETE,
    NEVER,
    REASONS,
    SMALLER,
    STOPPED,
    STRANDED,
)
from ipp.batch.lowering.codes import write_price
from ipp.engine.customer.events import (
    Accepted,
    Bought,
    Cancelled,
    Customer,
    Declined,
    Did,
    Held,
    Offered,
    Resumed,
    Returned,
    Stopped,
)
from ipp.engine.decision.action import Action, Decision
from ipp.engine.decision.decide import decide
from ipp.engine.lookup import find_price
from ipp.engine.policy.compile import Policy
from ipp.orders.files.sources import parse_source
from ipp.orders.reading import OrdersRequest
from ipp.path.names import fold_name
from ipp.text.cells import spell_customer
from tests.engine.agreement import ends_quiet, events, find_id, read
from tests.oracle.charged import ChargedMaker, charge_on
from tests.oracle.choice import Choice, seeded
from tests.oracle.customers import UNKNOWN, some_attributes, some_history
from tests.oracle.every_key import FullMaker
from tests.oracle.maker import LAST_DAY, WHERE, Maker
from tests.oracle.plain import Store
from tests.oracle.who import hold_everybody_out

Row = tuple[Any, ...]
EVERY_KEY = 21
"""The seed of a store of `full_crowd` of which each key decides what some customers get."""


class Crowd(NamedTuple):
    """A store, customers by name, and the day."""

    policy: Policy
    customers: dict[str, Customer]
    today: dt.date

    def expected(self) -> list[Row]:
        """What the engine for one customer says, row by row."""
        return [
            (name, *row_of(decide(self.policy, self.customers[name], self.today), self.today, self.policy))
            for name in sorted(self.customers)
        ]

    def count_quiet_by_charges(self) -> int:
        """Return how many are not quiet because a membership was charged."""
        return sum(ends_quiet(self.policy, each, self.today) for each in self.customers.values())

    def write(self, folder: Path) -> OrdersRequest:
        """Write the three files that a plan is made from."""
        folder.mkdir(exist_ok=True)
        rows = [(*row, paid or "") for row, paid in zip(self.orders(), self.paid(), strict=True)]
        said = "total" if self.today.day % 2 else "paid"
        _write(folder / "orders.csv", ("customer", "item", "date", "order", said), rows)
        head = ("customer", "offer", "event", "date", "price", "pieces", "list_price", "holdout")
        _write(folder / "offers.csv", head, self.offers())
        _write(folder / "customers.csv", ("customer", *WHERE), self.people())
        orders, offers, customers = (
            parse_source(str(folder / f"{name}.csv")) for name in ("orders", "offers", "customers")
        )
        return OrdersRequest(orders, offers, customers)

    def paid(self) -> list[str | None]:
        """What orders say was paid: on the first line of an order all of it, on the others nothing more."""
        return [
            None if event.paid is None else str(event.paid) if place == 0 else "0"
            for customer in self.customers.values()
            for event in customer.events
            if isinstance(event, Bought)
            for place in range(len(event.items) + (event.others or not event.items))
        ]

    def orders(self) -> list[Row]:
        return [
            (name, item, event.on.isoformat(), str(place))
            for name, customer in self.customers.items()
            for place, event in enumerate(customer.events)
            if isinstance(event, Bought)
            for item in (*event.items, *((UNKNOWN,) if event.others or not event.items else ()))
        ]

    def offers(self) -> list[Row]:
        return [
            (name, *self.logged(event))
            for name, customer in self.customers.items()
            for event in customer.events
            if not isinstance(event, Bought)
        ]

    def logged(self, event: Any) -> Row:
        match event:
            case Did(touch, on):
                return touch, "did", on.isoformat(), "", "", "", ""
            case Returned(item, on, pieces):
                return item, "returned", on.isoformat(), "", "" if pieces == 1 else str(pieces), "", ""
            case Cancelled(item, on):
                return item, "cancelled", on.isoformat(), "", "", "", ""
            case Stopped(on):
                return "", "stopped" if on.day % 2 else "Unsubscribed", on.isoformat(), "", "", "", ""
            case Resumed(on):
                return "", "resumed", on.isoformat(), "", "", "", ""
            case Held(made, holdout):
                offer, _, *rest = self.logged(made)[:-1]
                return offer, "held", *rest, holdout
        name, price = event.offer
        listed = "true" if price is None and event.on.day % 2 else ""
        price = find_price(self.policy, (name, None)) if price is None else price
        assert price is not None
        said = {Offered: "offered", Declined: "declined", Accepted: "accepted"}[type(event)]
        return name, said, event.on.isoformat(), write_price(price), "", listed, ""

    def people(self) -> list[Row]:
        known = (
            {fold_name(key): value for key, value in each.attributes.items()}
            for each in self.customers.values()
        )
        return [
            (name, *(facts.get(fold_name(key), "") for key in WHERE))
            for name, facts in zip(self.customers, known, strict=True)
        ]


def crowd(seed: int, size: int, *, given: bool = False, who: bool = False) -> Crowd:
    """So many customers of a store, by a seed; `given`: who give things back, are charged, know other names and prices; `who`: with
    segments by orders and shares, who stop and are held out.
    """
    return crowd_of(seeded(seed), size, given=given, who=who)


def crowd_of(choice: Choice, size: int, *, given: bool = False, who: bool = False) -> Crowd:
    store = Maker(choice, given=given, who=who).make()
    return fill_store(choice, store, size, given=given, who=who)


def full_crowd(seed: int, size: int = 200) -> Crowd:
    """So many customers of a store with every key of who gets what, who do whatever customers do."""
    choice = seeded(seed)
    return fill_store(choice, FullMaker(choice).make(), size, given=True, who=True)


def held_crowd(seed: int, size: int) -> Crowd:
    """So many customers of a store, all held out until a day soon."""
    choice = seeded(seed)
    store = FullMaker(choice).make()
    return fill_store(choice, hold_everybody_out(choice, store, LAST_DAY), size, given=True, who=True)


def charged_crowd(seed: int, size: int) -> Crowd:
    """So many customers of a store of memberships, with all their charges, that asks who is quiet."""
    choice = seeded(seed)
    return fill_store(choice, ChargedMaker(choice).make(), size, given=True, who=True, charged=True)


def fill_store(
    choice: Choice, store: Store, size: int, *, given: bool, who: bool, charged: bool = False
) -> Crowd:
    policy = read(store).policy
    today = LAST_DAY + dt.timedelta(days=choice.one([0, 1, 2, 3, 5, 7, 14, 30, 90]))
    customers = {}
    for number in range(size):
        facts = some_attributes(choice, store)
        last = today if choice.chance(60) else LAST_DAY
        history = some_history(choice, store, last, facts, given=given, who=who)
        if charged:
            charge_on(choice, store, history, last)
        name = spell_customer(f"{find_id(history) or ''}{number:04d}")
        customers[name] = Customer(events(history, policy), facts, id=name)
    return Crowd(policy, end_orders(customers, today), today)


def end_orders(customers: dict[str, Customer], today: dt.date) -> dict[str, Customer]:
    """Say of all customers that their orders are known up to the newest one of the file."""
    every = (event for each in customers.values() for event in each.events if isinstance(event, Bought))
    until = max((event.on for event in every if event.on <= today), default=None)
    return {name: each._replace(complete_until=until) for name, each in customers.items()}


def row_of(decision: Decision, today: dt.date, policy: Policy) -> Row:
    """What a row of a plan says of one decision."""
    action = decision.action
    if action is None:
        reason = {"complete": COMPLETE, "stranded": STRANDED}.get(decision.state)
        if decision.stop:
            reason = STOPPED if decision.stop.asked else NEVER
        return decision.state, *[None] * 8, reason, None, None, *((None,) if policy.holdout else ())
    made = "did" if action.kind == "touch" else "offered"
    event = {"wait": None, "held": "held"}.get(decision.state, made)
    named = policy.path.holdout and policy.path.holdout.name
    held = named.text if event == "held" and named else None
    return (
        decision.state,
        action.name,
        action.kind,
        action.because,
        action.due,
        None if action.price is None else write_price(action.price),
        None if action.offer is None or action.price is None else str(action.offer[1] is None).lower(),
        action.via,
        action.rung,
        AWAITED if decision.awaiting else reason_of(action),
        event,
        today if event else None,
        *((held,) if policy.holdout else ()),
    )


def reason_of(action: Action) -> str:
    """Say what led to an action, from the engine's own account of it."""
    smaller = SMALLER if action.rung else ""
    begin = {"list": BOUGHT, "winback": CANCELLED}.get(action.origin)
    return (f"{begin}{action.because}" if begin else REASONS[action.origin]) + smaller


def _write(file: Path, head: Row, rows: list[Row]) -> None:
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(head)
        writer.writerows(rows)
