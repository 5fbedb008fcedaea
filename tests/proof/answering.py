"""Every answer of one customer, one after the other: whether some of them lead to the ultimate action."""

import datetime as dt
import itertools
from collections.abc import Iterator

from ipp.engine.policy.compile import Policy
from tests.oracle.actions import Action
from tests.oracle.customer import had
from tests.oracle.naive import naive_next
from tests.oracle.plain import Event, ultimate_name
from tests.proof.exploring import DAY, Facts, Plain, bare, seen_by_segments


def everybody(policy: Policy) -> Iterator[dict[str, str | None]]:
    """Yield each choice of values for the attributes that segments read; None for every other value, and for none."""
    attributes = policy.attribute_values
    for values in itertools.product(*((None, *values) for values in attributes.values())):
        yield dict(zip(attributes, values, strict=True))


class Answers:
    """What the naive engine says to every customer of one store who buys nothing of their own accord."""

    def __init__(self, plain: Plain) -> None:
        self.store = bare(plain)
        self.last = ultimate_name(self.store)
        self._led: dict[object, bool] = {}

    def lead(self, name: str, values: dict[str, str | None]) -> bool:
        """Whether some answers of somebody who bought just this lead to the ultimate action."""
        facts = {attribute: value for attribute, value in values.items() if value is not None}
        key = name, seen_by_segments(self.store, facts)
        if key not in self._led:
            self._led[key] = self._lead(name, facts)
        return self._led[key]

    def _lead(self, name: str, facts: Facts) -> bool:
        waiting: list[tuple[Event, ...]] = [({"kind": "bought", "items": [name]},)]
        seen = set[str]()
        while waiting:
            told = waiting.pop()
            if repr(told) in seen:
                continue
            seen.add(repr(told))
            history: list[Event] = [
                {**event, "on": DAY + dt.timedelta(number)} for number, event in enumerate(told)
            ]
            today = history[-1]["on"]
            if had(self.store, history, today, self.last):
                return True
            action = naive_next(self.store, history, facts, today)["action"]
            if action is None:
                continue
            if action["name"] == self.last:
                return True
            waiting += [_add_last(told, event) for event in _list_answers(action)]
        return False


def _list_answers(action: Action) -> list[Event]:
    if action["kind"] == "touch":
        return [{"kind": "did", "touch": action["name"]}]
    price = None if action["price"] is None else str(action["price"])
    return [
        {"kind": "declined", "offer": action["name"], "price": price},
        {"kind": "accepted", "offer": action["name"], "price": price},
    ]


def _add_last(told: tuple[Event, ...], event: Event) -> tuple[Event, ...]:
    """Return what happened with one event more, each day one; of what happens twice the last time tells all."""
    return (*(each for each in told if each != event), event)
