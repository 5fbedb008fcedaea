"""Every history of a small store, one after the other: the answer that a proof must give, at any cost.

The naive engine of the tests is asked after each purchase and each answer what comes next. Where everything can be bought at any time, order does
not matter (tests/engine/test_invariance.py), so a state is a set of purchases, a set of Noes, and the attributes. What is not sold comes
with a Yes to an offer of it: in such stores the order of purchases is part of the state.
"""

import datetime as dt
import itertools
from typing import Any, NamedTuple

from ipp.engine.policy.compile import Policy
from ipp.proof.stranded.search import ProofDepth
from tests.oracle.naive import naive_next
from tests.oracle.plain import true

DAY = dt.date(2000, 1, 1)
Plain = dict[str, Any]


class State(NamedTuple):
    """What was bought, and which offers were declined, at which price."""

    bought: tuple[str, ...]
    noes: tuple[tuple[str, str], ...]


def bare(plain: Plain) -> Plain:
    """Return the store without the cold ask, `rest`, refills and waits, and with every window over."""
    ultimate = plain["ultimate"] if isinstance(plain["ultimate"], dict) else {"offer": plain["ultimate"]}
    products = {name: _without_refill(body) for name, body in plain["products"].items()}
    store = {key: value for key, value in plain.items() if key != "rest"}
    return _closed({**store, "products": products, "ultimate": {**ultimate, "cold": "false"}, "defaults": {}})  # type: ignore[no-any-return]


def _without_refill(body: Any) -> Any:
    return {key: value for key, value in body.items() if key != "refill"} if isinstance(body, dict) else body


def _closed(node: Any) -> Any:
    if isinstance(node, list):
        return [_closed(each) for each in node]
    if not isinstance(node, dict):
        return node
    closed = {key: _closed(value) for key, value in node.items() if key not in ("from", "after", "patience")}
    return {**closed, "until": "1999-01-01"} if "from" in node or "until" in node else closed


def shortest(
    plain: Plain, policy: Policy, start: str, goods: tuple[str, ...], depth: ProofDepth
) -> int | None:
    """Return the length of the shortest history after buying `start` that leaves nothing; None within the depth."""
    store = bare(plain)
    attributes = policy.attribute_values
    best: int | None = None
    for values in itertools.product(*((None, *values) for values in attributes.values())):
        facts = {name: value for name, value in zip(attributes, values, strict=True) if value is not None}
        found = _shortest(store, policy, facts, State((start,), ()), goods, depth, best)
        best = best if found is None else found
    return best


def _shortest(
    store: Plain,
    policy: Policy,
    facts: dict[str, str],
    start: State,
    goods: tuple[str, ...],
    depth: ProofDepth,
    best: int | None,
) -> int | None:
    layer, seen, found = [start], set[object](), None
    unsold = {
        name for name, body in store["products"].items() if true((body or {}).get("sold", True)) is False
    }
    while layer and found is None:
        following = []
        for state in layer:
            bought = state.bought if unsold else frozenset(state.bought)
            key = (bought, frozenset(state.noes))
            length = len(state.bought) + len(state.noes)
            if key in seen or (best is not None and length >= best):
                continue
            seen.add(key)
            offer = _next_offer(store, policy, facts, state)
            if offer == "decided":
                continue
            if offer is None:
                found = length
                break
            if len(state.noes) < depth.noes:
                following.append(State(state.bought, (*state.noes, offer)))  # type: ignore[arg-type]
            if len(state.bought) < depth.purchases:
                more = (
                    State((*state.bought, good), state.noes) for good in goods if good not in state.bought
                )
                following += more
                if offer[0] in unsold:
                    following.append(State((*state.bought, offer[0]), state.noes))
        layer = following
    return found


def _next_offer(
    store: Plain, policy: Policy, facts: dict[str, str], state: State
) -> tuple[str, str] | str | None:
    """Return the offer made now, None when nothing is left, or "decided" when the ultimate action is theirs or declined."""
    goal = policy.goal
    assert goal
    history: list[dict[str, Any]] = [{"kind": "bought", "items": [name], "on": DAY} for name in state.bought]
    history += [{"kind": "declined", "offer": name, "price": price, "on": DAY} for name, price in state.noes]
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


def policy_price(price: str) -> Any:
    """Return a price as the policy has it."""
    from decimal import Decimal

    return None if price == "None" else Decimal(price)
