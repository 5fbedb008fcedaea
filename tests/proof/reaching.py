"""Everything that customers of a small store can come to own, and whether they are asked then: by the naive engine, one set after the other.

What is sold can be bought at any time. What is not comes with a Yes to an offer of it, and whoever says No to all else is offered it.
"""

from collections.abc import Iterator

from ipp.engine.policy.compile import Policy
from tests.oracle.customer import had
from tests.oracle.naive import naive_next
from tests.oracle.plain import Event, list_price, true, ultimate_name
from tests.proof.exploring import DAY, Plain, bare

Names = frozenset[str]


class Reaching:
    """The customers of one store who have certain attributes."""

    def __init__(self, plain: Plain, policy: Policy, values: dict[str, str | None]) -> None:
        self.store = bare(plain)
        self.last = ultimate_name(self.store)
        self.facts = {name: value for name, value in values.items() if value is not None}
        self.goods = policy.goods_in_order
        bodies = self.store["products"].items()
        self.unsold = {name for name, body in bodies if true((body or {}).get("sold", True)) is False}
        self._met: dict[Names, tuple[set[str], bool]] = {}

    def offered(self, bought: Names) -> tuple[set[str], bool]:
        """Return what is offered to those who bought these and say No to everything, and whether the ultimate action is theirs."""
        if bought not in self._met:
            orders = (name for name in self.goods if name in bought)
            history: list[Event] = [{"kind": "bought", "items": [name], "on": DAY} for name in orders]
            mine = had(self.store, history, DAY, self.last)
            self._met[bought] = set() if mine else self._declining(history), mine
        return self._met[bought]

    def _declining(self, history: list[Event]) -> set[str]:
        found = set[str]()
        while (action := naive_next(self.store, history, self.facts, DAY)["action"]) is not None:
            if action["kind"] == "touch":
                history.append({"kind": "did", "touch": action["name"], "on": DAY})
                continue
            special = action["name"] == self.last and action["price"] != list_price(self.store, self.last)
            found.add(f"{self.last} at another price" if special else action["name"])
            price = None if action["price"] is None else str(action["price"])
            history.append({"kind": "declined", "offer": action["name"], "price": price, "on": DAY})
        return found

    def sets(self, start: Names) -> Iterator[tuple[Names, set[str]]]:
        """Yield all that customers can come to have bought before the ultimate action is theirs, with what they are offered then."""
        waiting, seen = [start], {start}
        while waiting:
            bought = waiting.pop()
            offers, theirs = self.offered(bought)
            if theirs:
                continue
            yield bought, offers
            for name in self.goods:
                more = bought | {name}
                if (name not in self.unsold or name in offers) and name != self.last and more not in seen:
                    seen.add(more)
                    waiting.append(more)

    def closed_after(self, start: str) -> bool:
        """Whether whoever bought this can never be asked."""
        return not any(self.last in offers for _, offers in self.sets(frozenset((start,))))

    def come_by(self, name: str) -> bool:
        """Whether anybody can come by a product."""
        return any(name in bought for bought, _ in self.sets(frozenset()))
