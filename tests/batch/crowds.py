"""Many random customers of one random store: their files, and what the engine for one customer says of each."""

import csv
import datetime as dt
from pathlib import Path
from typing import Any, NamedTuple

from ipp.batch.expression.wording import AWAITED, BOUGHT, CANCELLED, COMPLETE, REASONS, SMALLER, STRANDED
from ipp.batch.lowering.codes import write_price
from ipp.engine.customer.events import (
    Accepted,
    Bought,
    Cancelled,
    Customer,
    Declined,
    Did,
    Offered,
    Returned,
)
from ipp.engine.decision.action import Action, Decision
from ipp.engine.decision.decide import decide
from ipp.engine.lookup import find_price
from ipp.engine.policy.compile import Policy
from ipp.orders.files.sources import parse_source
from ipp.orders.reading import OrdersRequest
from ipp.path.names import fold_name
from tests.engine.agreement import events, read
from tests.oracle.choice import Choice, seeded
from tests.oracle.customers import UNKNOWN, some_attributes, some_history
from tests.oracle.maker import LAST_DAY, WHERE, Maker

Row = tuple[Any, ...]


class Crowd(NamedTuple):
    """A store, customers by name, and the day."""

    policy: Policy
    customers: dict[str, Customer]
    today: dt.date

    def expected(self) -> list[Row]:
        """What the engine for one customer says, row by row."""
        return [
            (name, *row_of(decide(self.policy, self.customers[name], self.today), self.today))
            for name in sorted(self.customers)
        ]

    def write(self, folder: Path) -> OrdersRequest:
        """Write the three files that a plan is made from."""
        folder.mkdir(exist_ok=True)
        _write(folder / "orders.csv", ("customer", "item", "date", "order"), self.orders())
        _write(
            folder / "offers.csv",
            ("customer", "offer", "event", "date", "price", "pieces", "list_price"),
            self.offers(),
        )
        _write(folder / "customers.csv", ("customer", *WHERE), self.people())
        orders, offers, customers = (
            parse_source(str(folder / f"{name}.csv")) for name in ("orders", "offers", "customers")
        )
        return OrdersRequest(orders, offers, customers)

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
                return touch, "did", on.isoformat(), "", "", ""
            case Returned(item, on, pieces):
                return item, "returned", on.isoformat(), "", "" if pieces == 1 else str(pieces), ""
            case Cancelled(item, on):
                return item, "cancelled", on.isoformat(), "", "", ""
        name, price = event.offer
        listed = "true" if price is None and event.on.day % 2 else ""
        price = find_price(self.policy, (name, None)) if price is None else price
        assert price is not None
        said = {Offered: "offered", Declined: "declined", Accepted: "accepted"}[type(event)]
        return name, said, event.on.isoformat(), write_price(price), "", listed

    def people(self) -> list[Row]:
        known = (
            {fold_name(key): value for key, value in each.attributes.items()}
            for each in self.customers.values()
        )
        return [
            (name, *(facts.get(fold_name(key), "") for key in WHERE))
            for name, facts in zip(self.customers, known, strict=True)
        ]


def crowd(seed: int, size: int, *, given: bool = False) -> Crowd:
    """So many customers of a store, by a seed; `given`: who give things back, are charged, know other names and prices."""
    return crowd_of(seeded(seed), size, given=given)


def crowd_of(choice: Choice, size: int, *, given: bool = False) -> Crowd:
    store = Maker(choice, given=given).make()
    policy = read(store).policy
    today = LAST_DAY + dt.timedelta(days=choice.one([0, 1, 2, 3, 5, 7, 14, 30, 90]))
    customers = {}
    for number in range(size):
        facts = some_attributes(choice, store)
        last = today if choice.chance(60) else LAST_DAY
        history = some_history(choice, store, last, facts, given=given)
        customers[f"c{number:04d}"] = Customer(events(history, policy), facts)
    return Crowd(policy, end_orders(customers, today), today)


def end_orders(customers: dict[str, Customer], today: dt.date) -> dict[str, Customer]:
    """Say of all customers that their orders are known up to the newest one of the file."""
    every = (event for each in customers.values() for event in each.events if isinstance(event, Bought))
    until = max((event.on for event in every if event.on <= today), default=None)
    return {name: each._replace(complete_until=until) for name, each in customers.items()}


def row_of(decision: Decision, today: dt.date) -> Row:
    """What a row of a plan says of one decision."""
    action = decision.action
    if action is None:
        reason = COMPLETE if decision.state == "complete" else STRANDED
        return decision.state, *[None] * 8, reason, None, None
    event = None if decision.state == "wait" else "did" if action.kind == "touch" else "offered"
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
