"""Every answer of one customer, one after the other: whether some of them lead to the ultimate action."""

import itertools
from collections.abc import Iterator

from ipp.engine.policy.compile import Policy
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
        waiting: list[list[Event]] = [[{"kind": "bought", "items": [name], "on": DAY}]]
        while waiting:
            history = waiting.pop()
            if had(self.store, history, DAY, self.last):
                return True
            action = naive_next(self.store, history, facts, DAY)["action"]
            if action is None:
                continue
            if action["name"] == self.last:
                return True
            if action["kind"] == "touch":
                waiting.append([*history, {"kind": "did", "touch": action["name"], "on": DAY}])
                continue
            price = None if action["price"] is None else str(action["price"])
            waiting.append(
                [*history, {"kind": "declined", "offer": action["name"], "price": price, "on": DAY}]
            )
            waiting.append([*history, {"kind": "bought", "items": [action["name"]], "on": DAY}])
        return False
