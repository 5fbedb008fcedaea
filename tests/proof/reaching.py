"""Everything that customers of a small store can come to own, and whether they are asked then: by the naive engine, one set after the other.

What is sold can be bought at any time. What is not comes with a Yes to an offer of it, and a customer who says No to all else is offered it.
A membership that ran out, or was given up, can be bought anew: each purchase of one counts as its first.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from ipp.engine.policy.compile import Policy
from ipp.proof.customers.sellable import list_sellable
from ipp.proof.ultimate.closed import NOTHING_KEPT
from tests.oracle.customer import had
from tests.oracle.customers import UNKNOWN
from tests.oracle.naive import naive_next
from tests.oracle.plain import Event, list_price, true, ultimate_name
from tests.proof.exploring import DAY, Plain, bare

Names = frozenset[str]
LATER = DAY + dt.timedelta(1)
PROSPECT = "nothing yet"


class Reaching:
    """The customers of one store who have certain attributes."""

    def __init__(self, plain: Plain, policy: Policy, values: dict[str, str | None]) -> None:
        self.store = _without_charges(bare(plain))
        self.last = ultimate_name(self.store)
        self.facts = {name: value for name, value in values.items() if value is not None}
        self.goods = policy.goods_in_order
        self.sold = tuple(list_sellable(policy))
        bodies = self.store["products"].items()
        self.unsold = {name for name, body in bodies if true((body or {}).get("sold", True)) is False}
        self._asks_anew = _asks_anew(self.store)
        self._met: dict[tuple[Names, str], tuple[set[str], bool]] = {}

    def offered(self, bought: Names, first: str) -> tuple[set[str], bool]:
        """Return what is offered to those who bought these, one thing `first`, and say No to everything, and whether the ultimate action is theirs.

        What is asked at each purchase is asked of a customer who buys what it belongs to on a day of its own, after all else.
        """
        key = bought, first if self._asks_anew or not bought else ""
        if key not in self._met:
            orders = [name for name in self.goods if name in bought]
            history = [_order(name, DAY) for name in orders]
            if first == NOTHING_KEPT:
                history.insert(0, _order(UNKNOWN, DAY))
            mine = had(self.store, history, DAY, self.last)
            found = set() if mine else self._declining(history, DAY)
            for last in orders if self._asks_anew and not mine else ():
                if last != first or (last in self.sold and last not in self.unsold):
                    others = [_order(name, DAY) for name in orders if name != last or last == first]
                    found |= self._declining([*others, _order(last, LATER)], LATER)
            self._met[key] = found, mine
        return self._met[key]

    def _declining(self, history: list[Event], today: dt.date) -> set[str]:
        found = set[str]()
        history = list(history)
        while (action := naive_next(self.store, history, self.facts, today)["action"]) is not None:
            if action["kind"] == "touch":
                history.append({"kind": "did", "touch": action["name"], "on": today})
                continue
            special = action["name"] == self.last and action["price"] != list_price(self.store, self.last)
            found.add(f"{self.last} at another price" if special else action["name"])
            price = None if action["price"] is None else str(action["price"])
            history.append({"kind": "declined", "offer": action["name"], "price": price, "on": today})
        return found

    def sets(self, first: str) -> Iterator[tuple[Names, set[str]]]:
        """Yield all that customers can come to have bought before the ultimate action is theirs, with what they are offered then.

        They bought one thing first, kept nothing, or bought nothing yet.
        """
        start: Names = frozenset(() if first in (NOTHING_KEPT, PROSPECT) else (first,))
        waiting, seen = [start], {start}
        while waiting:
            bought = waiting.pop()
            offers, theirs = self.offered(bought, first)
            if theirs:
                continue
            yield bought, offers
            for name in self.sold:
                more = bought | {name}
                if (name not in self.unsold or name in offers) and name != self.last and more not in seen:
                    seen.add(more)
                    waiting.append(more)

    def closed_after(self, first: str) -> bool:
        """Whether a customer who bought this, or kept nothing, can never be asked."""
        return not any(self.last in offers for _, offers in self.sets(first))

    def come_by(self, name: str) -> bool:
        """Whether anybody can come by a product, or could as long as it was sold."""
        return name not in self.unsold or any(name in bought for bought, _ in self.sets(PROSPECT))


def _order(name: str, on: dt.date) -> Event:
    return {"kind": "bought", "items": [name], "on": on}


def _without_charges(store: Plain) -> Plain:
    """Return the store in which nothing runs on: what is bought again is no charge."""
    terms = ("every", "lapses", "churn", "winback")
    products = {
        name: {key: value for key, value in (body or {}).items() if key not in terms}
        for name, body in store["products"].items()
    }
    return {**store, "products": products}


def _asks_anew(node: Any) -> bool:
    """Whether something in a store is asked at each purchase."""
    if isinstance(node, list):
        return any(map(_asks_anew, node))
    return isinstance(node, dict) and ("each_time" in node or any(map(_asks_anew, node.values())))
