"""Sentence 12: the refills and the entries of `rest`."""

import datetime as dt
from typing import TYPE_CHECKING

from .actions import Action, action
from .belonging import lets_in
from .customer import purchases
from .holdings import holdings
from .plain import (
    Mapping,
    as_written,
    days,
    is_offered,
    kind_of,
    list_price,
    many,
    plus,
    refill_of,
    same,
)
from .reading import via_of

if TYPE_CHECKING:
    from .question import Question


def entries_of_rest(question: "Question") -> list[Action]:
    """First come the refills: each product with `refill` of which they have something (alone or in
    a bundle) and that has no `rest` entry of its own, in the order of the file, then the entries of
    `rest` in their order, the open ones (`when`, `unless`, no open ask in the way).
    """
    store = question.store
    entries: list[Mapping] = []
    pieces = holdings(store, question.history, question.today).pieces
    for name, product in store["products"].items():
        own = any(same(entry.get("offer", ""), name) for entry in many(store.get("rest")))
        if "refill" in (product or {}) and pieces.get(name) and not own:
            entries.append({"offer": name, "every": refill_of(store, name)})
    entries += many(store.get("rest"))
    found = [turn(question, entry) for entry in entries]
    return [one for one in found if one is not None]


def turn(question: "Question", entry: Mapping) -> Action | None:
    """One entry as an action, if it is open."""
    store = question.store
    name = as_written(store, entry["do"] if "do" in entry else entry["offer"])
    who = (store, question.history, question.attributes, question.today)
    if not is_offered(store, name) or not lets_in(*who, entry):
        return None
    via = via_of(store, entry)
    if kind_of(store, name) == "touch":
        return action(store, name, due_of_touch(question, name, days(entry["every"])), None, None, via, None)
    if question.shares_with_an_open_ask(name):
        return None
    due = due_of_offer(question, name, days(entry["every"]))
    return action(store, name, due, None, list_price(store, name), via, 0)


def due_of_touch(question: "Question", name: str, every: int) -> dt.date:
    """`every` after it was last done, wherever it was listed; never done: due today."""
    due = max((plus(on, every) for on in question.done(name)), default=question.today)
    return question.spaced(due)


def due_of_offer(question: "Question", name: str, every: int) -> dt.date:
    """`every` after the latest of: purchase of the product (for a bundle: of the bundle), offer,
    No, both at the list price; never done: due today.
    """
    offer = (name, list_price(question.store, name))
    bought = purchases(question.store, question.history, question.today)
    latest = [on for one, on in bought if one == name]
    latest += [asked.on for asked in question.made if asked.offer == offer]
    latest += question.noes(offer)
    return question.put_off(max((plus(on, every) for on in latest), default=question.today))
