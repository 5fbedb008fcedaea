"""Random histories of real stores, in the words of the engine and of the page."""

import datetime as dt
import random
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

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
from ipp.engine.decision.action import Decision
from ipp.engine.decision.decide import decide
from ipp.engine.decision.follow import make_events
from ipp.engine.policy.clauses import Ladder, Offer
from ipp.engine.policy.compile import Policy
from ipp.engine.policy.facts import draw_customer
from ipp.path.names import fold_name
from ipp.render.web.shares import list_salts
from ipp.text.cells import spell_customer
from ipp.text.visible import make_visible

TODAY = dt.date(2026, 11, 22)
MOST_STEPS = 14
NAMES = ("ann", "Bob@Example.org", " eve ", "4711", "Zoë", "c-9")


class Question(NamedTuple):
    """A customer on a day."""

    customer: Customer
    today: dt.date


def offers(policy: Policy) -> list[Offer]:
    """Return every offer of a path, those at the list price included."""
    found: dict[Offer, None] = {(name, None): None for name in policy.goods_in_order}
    lists = [
        each
        for name in policy.goods_in_order
        for each in (policy.list_entries(name), policy.list_winback(name))
    ]
    for entry in (*policy.storewide, *policy.prospects, *(entry for entries in lists for entry in entries)):
        if isinstance(entry, Ladder):
            found.update(dict.fromkeys(rung.offer for rung in entry.rungs))
    return list(found)


def walk(policy: Policy, seed: int, around: dt.date = TODAY, off: int = 400) -> Iterator[Question]:
    """Yield the questions that arise while one customer lives: asked, answered, silent, buying of their own accord.

    They begin on a day up to so many days `off` a day.
    """
    chance = random.Random(seed)
    attributes = _attributes(policy, chance)
    today = around + dt.timedelta(chance.randint(-off, off))
    events = list(_past(policy, chance, today))
    name = chance.choice((None, *NAMES))
    for _ in range(MOST_STEPS):
        customer = Customer(tuple(events), attributes, id=name)
        yield Question(customer, today)
        decision = decide(policy, customer, today)
        if decision.action is None and chance.random() < 0.7:
            return
        events += _next(policy, chance, list(events), decision, today)
        today = _later(chance, decision, today)


def _attributes(policy: Policy, chance: random.Random) -> dict[str, str]:
    values = {name: [*known, "something else"] for name, known in policy.attribute_values.items()}
    return {name: chance.choice(known) for name, known in values.items() if chance.random() < 0.7}


def _past(policy: Policy, chance: random.Random, today: dt.date) -> Iterator[Event]:
    goods, touches, known = policy.goods_in_order, sorted(policy.touches), offers(policy)
    for _ in range(chance.choice((0, 1, 1, 2, 3, 6, 10))):
        on = today - dt.timedelta(chance.choice((-3, 0, 0, 1, 2, 3, 5, 7, 8, 14, 30, 91, 200)))
        match chance.randint(0, 7):
            case 0 | 1 | 2:
                count = chance.choice(
                    (1, 1, 1, 2, 2, 0)
                )  # now and then of things that the path does not know
                bought = tuple(chance.sample(goods, min(len(goods), count)))
                pieces = tuple(chance.choice((1, 1, 2, 3)) for _ in bought)
                paid = chance.choice((None, None, Decimal(0), Decimal("12.50"), Decimal(100)))
                yield Bought(bought, on, pieces, chance.random() < 0.1, paid)
            case 3:
                yield Offered(chance.choice(known), on)
            case 4:
                yield chance.choice((Declined, Declined, Accepted))(chance.choice(known), on)
            case 5:
                yield _give_back(chance, chance.choice(goods), on)
            case 6 if touches:
                yield Did(chance.choice(touches), on)
            case _:
                yield from _stop_or_hold(policy, chance, on)


def _stop_or_hold(policy: Policy, chance: random.Random, on: dt.date) -> Iterator[Event]:
    """Yield what an ask to get nothing, or a holdout, leaves in a log."""
    if chance.random() < 0.3:
        yield chance.choice((Stopped, Resumed))(on)
    elif policy.holdout:
        name = policy.holdout.name if chance.random() < 0.85 else "another"
        touch = policy.touches and chance.random() < 0.3
        made = Did(chance.choice(sorted(policy.touches)), on) if touch else None
        yield Held(made or Offered(chance.choice(offers(policy)), on), name)


def _give_back(chance: random.Random, item: str, on: dt.date) -> Event:
    return Cancelled(item, on) if chance.random() < 0.4 else Returned(item, on, chance.choice((1, 1, 2)))


def _next(
    policy: Policy, chance: random.Random, events: list[Event], decision: Decision, today: dt.date
) -> Iterator[Event]:
    action = decision.action
    had = sorted({name for event in events if isinstance(event, Bought) for name in event.items})
    if had and chance.random() < 0.15:
        yield _give_back(chance, chance.choice(had), today)
    elif decision.state == "held" and action and policy.holdout:
        made = Offered(action.offer, today) if action.offer else Did(action.name, today)
        yield Held(made, policy.holdout.name)
    elif decision.state == "stopped" and chance.random() < 0.5:
        yield Resumed(today)
    elif action is None or chance.random() < 0.15:
        yield Bought((chance.choice(policy.goods_in_order),), today)
    elif decision.state == "wait" and not decision.awaiting:
        return
    elif action.offer is None or chance.random() < 0.2:
        yield from make_events(decision, True, today)
    else:
        how = chance.choice(("Yes", "No", "No", "asked"))
        if how == "Yes":
            yield chance.choice((Bought((action.name,), today), Accepted(action.offer, today)))
        else:
            if not decision.awaiting or chance.random() < 0.2:
                yield Offered(action.offer, today)
            if how == "No":
                yield Declined(action.offer, today)


def _later(chance: random.Random, decision: Decision, today: dt.date) -> dt.date:
    if decision.action and decision.state == "wait" and chance.random() < 0.7:
        return max(today, decision.action.due - dt.timedelta(chance.choice((0, 0, 1))))
    return today + dt.timedelta(chance.choice((0, 0, 0, 1, 2, 7, 30)))


# In the words of the page


def asked(policy: Policy, data: dict[str, Any], question: Question) -> dict[str, Any]:
    """Return a question as the page takes it."""
    numbers = {
        (offer["item"], None if offer["list"] else Decimal(offer["price"])): place
        for place, offer in enumerate(data["offers"])
    }
    return {
        "events": [_event(policy, numbers, event) for event in question.customer.events],
        "attributes": [
            [make_visible(fold_name(name)), make_visible(fold_name(value))]
            for name, value in question.customer.attributes.items()
        ],
        "draws": [
            [number, draw_customer(salt, spell_customer(name))]
            for name in (question.customer.id,)
            if name is not None
            for number, salt in enumerate(list_salts(policy))
        ],
        "today": question.today.toordinal(),
    }


def _event(policy: Policy, offers: dict[tuple[int, Decimal | None], int], event: Event) -> dict[str, Any]:
    on = event.on.toordinal()
    match event:
        case Bought(items):
            numbers = [policy.positions[name] for name in items]
            pieces = list(event.pieces) or None
            paid = None if event.paid is None else str(event.paid)
            return {
                "kind": "bought", "items": numbers, "on": on, "pieces": pieces, "others": event.others, "paid": paid,
            }  # fmt: skip
        case Did(touch):
            return {"kind": "did", "touch": policy.positions[touch], "on": on}
        case Stopped() | Resumed():
            return {"kind": "stopped" if isinstance(event, Stopped) else "resumed", "on": on}
        case Held(made, holdout):
            return {
                "kind": "held", "made": _event(policy, offers, made), "holdout": make_visible(holdout), "on": on,
            }  # fmt: skip
        case Returned(item):
            return {"kind": "returned", "item": policy.positions[item], "on": on, "pieces": event.pieces}
        case Cancelled(item):
            return {"kind": "cancelled", "item": policy.positions[item], "on": on}
    kind = {Offered: "offered", Accepted: "accepted"}.get(type(event), "declined")
    name, price = event.offer
    return {"kind": kind, "offer": offers[policy.positions[name], price], "on": on}
