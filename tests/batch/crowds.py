"""Many random customers of one random store: their files, and what the engine for one customer says of each."""

import csv
import datetime as dt
from pathlib import Path
from typing import Any, NamedTuple

from ipp.batch.expression.wording import AWAITED, BOUGHT, COMPLETE, REASONS, SMALLER, STRANDED
from ipp.batch.lowering.codes import write_price
from ipp.engine.customer.events import Accepted, Bought, Customer, Declined, Did, Offered
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
        _write(folder / "offers.csv", ("customer", "offer", "event", "date", "price"), self.offers())
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
            for item in event.items or (UNKNOWN,)
        ]

    def offers(self) -> list[Row]:
        return [
            (name, *self.logged(event))
            for name, customer in self.customers.items()
            for event in customer.events
            if not isinstance(event, Bought)
        ]

    def logged(self, event: Any) -> Row:
        if isinstance(event, Did):
            return event.touch, "did", event.on.isoformat(), ""
        price = find_price(self.policy, self.policy.make_offer(*event.offer))
        assert price is not None
        said = {Offered: "offered", Declined: "declined", Accepted: "accepted"}[type(event)]
        return event.offer[0], said, event.on.isoformat(), write_price(price)

    def people(self) -> list[Row]:
        known = (
            {fold_name(key): value for key, value in each.attributes.items()}
            for each in self.customers.values()
        )
        return [
            (name, *(facts.get(fold_name(key), "") for key in WHERE))
            for name, facts in zip(self.customers, known, strict=True)
        ]


def crowd(seed: int, size: int) -> Crowd:
    """So many customers of a store, by a seed."""
    return crowd_of(seeded(seed), size)


def crowd_of(choice: Choice, size: int) -> Crowd:
    store = Maker(choice).make()
    policy = read(store).policy
    today = LAST_DAY + dt.timedelta(days=choice.one([0, 1, 2, 3, 5, 7, 14, 30, 90]))
    customers = {}
    for number in range(size):
        facts = some_attributes(choice, store)
        last = today if choice.chance(60) else LAST_DAY
        customers[f"c{number:04d}"] = Customer(events(some_history(choice, store, last, facts)), facts)
    return Crowd(policy, customers, today)


def row_of(decision: Decision, today: dt.date) -> Row:
    """What a row of a plan says of one decision."""
    action = decision.action
    if action is None:
        reason = COMPLETE if decision.state == "complete" else STRANDED
        return decision.state, None, None, None, None, None, None, None, reason, None, None
    event = None if decision.state == "wait" else "did" if action.kind == "touch" else "offered"
    return (
        decision.state,
        action.name,
        action.kind,
        action.because,
        action.due,
        None if action.price is None else write_price(action.price),
        action.via,
        action.rung,
        AWAITED if decision.awaiting else reason_of(action),
        event,
        today if event else None,
    )


def reason_of(action: Action) -> str:
    """Say what led to an action, from the engine's own account of it."""
    smaller = SMALLER if action.rung else ""
    return (f"{BOUGHT}{action.because}" if action.origin == "list" else REASONS[action.origin]) + smaller


def _write(file: Path, head: Row, rows: list[Row]) -> None:
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(head)
        writer.writerows(rows)
