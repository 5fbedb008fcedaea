"""Every history of a small store, one after the other: the answer that a proof must give, at any cost.

The naive engine of the tests is asked after each purchase and each answer what comes next. Where everything can be bought at any time, order does
not matter (tests/engine/test_invariance.py), so a state is a set of purchases, a set of Noes, and the attributes. What is not sold comes
with a Yes to an offer of it: in such stores the order of purchases is part of the state.
"""

import datetime as dt
import itertools
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from ipp.engine.policy.compile import Policy
from ipp.proof.stranded.search import ProofDepth
from tests.oracle.belonging import attribute_is
from tests.oracle.customers import UNKNOWN
from tests.oracle.naive import naive_next
from tests.oracle.plain import many, true
from tests.proof.supposing import Existing, suppose_plain

DAY = dt.date(2000, 1, 1)
Plain = dict[str, Any]


Facts = dict[str, str]
Offer = tuple[str, str]
Offered = Offer | Literal["decided"] | None


class State(NamedTuple):
    """What was bought, and which offers were declined, at which price."""

    bought: tuple[str, ...]
    noes: tuple[Offer, ...]


def bare(plain: Plain, *, waited: bool = False) -> Plain:
    """Return the store without the cold ask, `rest`, refills, waits and gaps, and with every window over; steps with `within` too, if they `waited`.

    What waits holds up only its own list, so which offer comes first hangs on days; here all waits are over, and `within` is not, unless they waited.
    """
    ultimate = plain["ultimate"] if isinstance(plain["ultimate"], dict) else {"offer": plain["ultimate"]}
    products = {name: _without_refill(body) for name, body in plain["products"].items()}
    store = {key: value for key, value in plain.items() if key != "rest"}
    bare_store = {**store, "products": products, "ultimate": {**ultimate, "cold": "false"}, "defaults": {}}
    return _closed(bare_store, ("from", "until", *(["within"] if waited else [])))  # type: ignore[no-any-return]


def _without_refill(body: Any) -> Any:
    return {key: value for key, value in body.items() if key != "refill"} if isinstance(body, dict) else body


def _closed(node: Any, shut: tuple[str, ...]) -> Any:
    if isinstance(node, list):
        return [_closed(each, shut) for each in node]
    if not isinstance(node, dict):
        return node
    waits = ("from", "after", "patience", "gap", "within")
    closed = {key: _closed(value, shut) for key, value in node.items() if key not in waits}
    return {**closed, "until": "1999-01-01"} if any(key in node for key in shut) else closed


def seen_by_segments(store: Plain, facts: Facts) -> tuple[bool, ...]:
    """Return which attributes hold of those that segments ask for: customers of whom the same hold are one to the engine."""
    segments = (store.get("segments") or {}).values()
    asked = (each for segment in segments for each in (segment.get("where") or {}).items())
    return tuple(attribute_is(facts, name, many(values)) for name, values in asked)


class Explorer:
    """Every history of one store; what is offered after one is asked of the naive engine once."""

    def __init__(self, plain: Plain, policy: Policy, goods: tuple[str, ...]) -> None:
        self.store = bare(suppose_plain(plain, policy) if policy.axes else plain, waited=True)
        self.existing = Existing(plain, policy)
        self.policy, self.goods = policy, goods
        bodies = self.store["products"].items()
        self.unsold = {name for name, body in bodies if true((body or {}).get("sold", True)) is False}
        used_up = (body for _, body in bodies if body and true(body.get("consumable", False)))
        self.ordered = bool(self.unsold) or any("every" in body for body in used_up)
        self._offers: dict[object, Offered] = {}

    def shortest(self, start: str | None, depth: ProofDepth) -> int | None:
        """Return the length of the shortest history after buying `start`, or with nothing kept, that leaves nothing; None within the depth.

        Who kept nothing only says No: with a purchase they are who bought that.
        """
        depth, first = (depth, (start,)) if start else (depth._replace(purchases=0), ())
        attributes = self.policy.attribute_values
        best: int | None = None
        for values in itertools.product(*((None, *values) for values in attributes.values())):
            facts = {name: value for name, value in zip(attributes, values, strict=True) if value is not None}
            found = self._shortest(facts, State(first, ()), depth, best)
            best = best if found is None else found
        return best

    def _shortest(self, facts: Facts, start: State, depth: ProofDepth, best: int | None) -> int | None:
        layer, seen = [start], set[object]()
        while layer:
            following: list[State] = []
            for state in layer:
                key, length = self._key(state), len(state.bought) + len(state.noes)
                if key in seen or (best is not None and length >= best):
                    continue
                seen.add(key)
                if not self.existing.can_exist({**facts}, state.bought):
                    continue
                offer = self._offered(facts, state)
                if offer is None:
                    return length
                if offer != "decided":
                    following += self._after(state, offer, depth)
            layer = following
        return None

    def _after(self, state: State, offer: Offer, depth: ProofDepth) -> Iterator[State]:
        """Yield what can happen next: a No to the offer, a purchase of what is sold, a Yes to what is not."""
        if len(state.noes) < depth.noes:
            yield State(state.bought, (*state.noes, offer))
        if len(state.bought) < depth.purchases:
            for good in self.goods:
                if good not in state.bought:
                    yield State((*state.bought, good), state.noes)
            if offer[0] in self.unsold:
                yield State((*state.bought, offer[0]), state.noes)

    def _key(self, state: State) -> object:
        """What tells two states apart: order, too, where something must be offered first, or would only be charged once it is theirs."""
        return state.bought if self.ordered else frozenset(state.bought), frozenset(state.noes)

    def _offered(self, facts: Facts, state: State) -> Offered:
        key = seen_by_segments(self.store, facts), self._key(state)
        if key not in self._offers:
            self._offers[key] = _next_offer(self.store, self.policy, facts, state)
        return self._offers[key]


def _next_offer(store: Plain, policy: Policy, facts: Facts, state: State) -> Offered:
    """Return the offer made now, None when nothing is left, or "decided" when the ultimate action is theirs or declined."""
    goal = policy.goal
    assert goal
    history = [*_list_purchases(store, policy, state.bought or (UNKNOWN,))]
    history += [
        {"kind": "declined", "offer": name, "price": policy_price(price), "on": DAY}
        for name, price in state.noes
    ]
    owned = set[str]().union(*(policy.goods[name].durables for name in state.bought))
    mine = goal.good.name in state.bought or (goal.good.kept_whole and goal.good.durables <= owned)
    if mine or any(policy.make_offer(name, policy_price(price)) == goal.offer for name, price in state.noes):
        return "decided"
    while True:
        answer = naive_next(store, history, facts, DAY)
        action = answer["action"]
        if action is None:
            return None
        if action["kind"] != "touch":
            return action["name"], str(action["price"])
        history.append({"kind": "did", "touch": action["name"], "on": DAY})


def _list_purchases(store: Plain, policy: Policy, bought: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """Yield the purchases; a Yes to a membership that is theirs is only charged, and has to be told of as a Yes."""
    theirs = set[str]()
    for name in bought:
        unsold = true((store["products"].get(name) or {}).get("sold", True)) is False
        if unsold and name in theirs and policy.goods[name].membership:
            yield {"kind": "accepted", "offer": name, "price": None, "on": DAY}
        else:
            yield {"kind": "bought", "items": [name], "on": DAY}
        theirs |= policy.goods[name].products if name != UNKNOWN else set()


def policy_price(price: str) -> Decimal | None:
    """Return a price as the policy has it."""
    return None if price == "None" else Decimal(price)
