"""`naive_next`: the twelve sentences of docs/meaning.md, one after the other, at any cost."""

import datetime as dt
from collections.abc import Iterable

from .actions import Action, Result
from .plain import Event, Store
from .question import Question

__all__ = ["Action", "Result", "answer", "naive_next", "naive_walk"]


def naive_next(store: Store, history: list[Event], attributes: dict[str, str], today: dt.date) -> Result:
    """What to do next with one customer; a pure function, everything computed anew."""
    return Question(store, history, attributes, today).answer()


def answer(history: list[Event], action: Action, yes: bool, on: dt.date) -> None:
    """Append the event of an answer: accepted or declined at that price, or the touch done."""
    if action["kind"] == "touch":
        history.append({"kind": "did", "touch": action["name"], "on": on})
    else:
        price = None if action["price"] is None else str(action["price"])
        kind = "accepted" if yes else "declined"
        history.append({"kind": kind, "offer": action["name"], "price": price, "on": on})


def naive_walk(
    store: Store, history: list[Event], attributes: dict[str, str], today: dt.date,
    answers: Iterable[bool],
) -> list[Result]:  # fmt: skip
    """The results met on the way: waits are waited out, asks answered as told, touches done.

    Ends after the last answer or when nothing is left; `history` is not changed.
    """
    history, met = list(history), []
    for yes in answers:
        result = naive_next(store, history, attributes, today)
        met.append(result)
        while result["state"] == "wait":
            today = result["action"]["due"]
            result = naive_next(store, history, attributes, today)
            met.append(result)
        if result["action"] is None:
            break
        answer(history, result["action"], yes, today)
    return met
