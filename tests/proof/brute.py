"""Who is offered nothing after one purchase, found by asking the engine about every customer there is."""

import datetime as dt
from collections.abc import Iterator
from itertools import product
from typing import Any

from ipp.engine.customer.events import Bought, Customer, Did
from ipp.engine.decision.decide import decide
from ipp.engine.policy.compile import Policy
from tests.oracle.choice import Choice
from tests.oracle.maker import SEGMENTS, WHERE, Maker
from tests.oracle.plain import folded, many

TODAY = dt.date(2026, 6, 1)
LONG_OVER = "2020-01-01"


class Gatekeeper(Maker):
    """Makes stores in which nearly every offer is open to some customers only, by their attributes."""

    def __init__(self, choice: Choice, *, given: bool = False) -> None:
        super().__init__(choice, given=given)
        self.segments = list(SEGMENTS)

    def rung(self, depth: int) -> Any:
        made = super().rung(depth)
        terms = made if isinstance(made, dict) else {"offer": made}
        self.doors(terms, 60, window=False)
        return terms

    def segment(self, earlier: list[str]) -> dict[str, Any]:
        made = super().segment(earlier)
        if self.choice.chance(70):
            attribute = self.choice.one(list(WHERE))
            made["where"] = {attribute: self.choice.some(WHERE[attribute], 1, 2)}
        return made


def adapted(plain: dict[str, Any]) -> dict[str, Any]:
    """Return a store in which only what a gap is about is left: no rest, no cold ultimate, every window over.

    Nor is there any `within`: it counts as open where the question is what follows a purchase.
    """
    store: dict[str, Any] = _shut({key: value for key, value in plain.items() if key != "rest"})
    if "defaults" in store:
        store["defaults"].pop("within", None)
    for made in store["products"].values():
        made.pop("refill", None)
    ultimate = store["ultimate"]
    terms = ultimate if isinstance(ultimate, dict) else {"offer": ultimate}
    return {**store, "ultimate": {**terms, "cold": False}}


def _shut(part: Any) -> Any:
    """A windowed offer keeps its place in its ladder, where it can still kill what is below; but it is never open."""
    if isinstance(part, list):
        return [_shut(value) for value in part]
    if not isinstance(part, dict):
        return part
    found = {key: _shut(value) for key, value in part.items() if key not in ("from", "until", "within")}
    return {**found, "until": LONG_OVER} if "from" in part or "until" in part else found


def everybody(plain: dict[str, Any]) -> Iterator[dict[str, str]]:
    """Yield each choice of values for the attributes that segments name: every value, another one, and none."""
    named: dict[str, set[str]] = {}
    for segment in plain.get("segments", {}).values():
        for attribute, values in segment.get("where", {}).items():
            named.setdefault(folded(attribute), set()).update(map(folded, many(values)))
    domains = [[*sorted(values), "another", None] for values in named.values()]
    for chosen in product(*domains):
        yield {name: value for name, value in zip(named, chosen, strict=True) if value is not None}


def is_offered(policy: Policy, good: str | None, attributes: dict[str, str]) -> bool:
    """Whether the customer who bought only this, or kept nothing, is offered anything, touches done as they come."""
    customer = Customer((Bought((good,) if good else (), TODAY, others=good is None),), attributes)
    for _ in range(100):
        decision = decide(policy, customer, TODAY)
        if decision.action is None:
            return False
        if decision.action.offer:
            return True
        customer = customer.add_events(Did(decision.action.name, TODAY))
    raise AssertionError("touches without end")
