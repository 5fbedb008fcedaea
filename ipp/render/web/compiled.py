"""Policy to data: what the scripts beside it interpret as `ipp.engine` interprets the policy.

Things are told apart by number: items by their place in the file, offers, entries and segments in the order in which they are
met. Texts are harmless to look at. Days are counted as `date.toordinal` does, a day of every year is its month and day, waits are whole days,
money is text. What a category lists is written once.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, assert_never

from ipp.engine.action import offer_label
from ipp.engine.policy import Policy
from ipp.engine.terms import Condition, Deed, Entry, Gate, Goal, Ladder, Offer, Renewal, Rung
from ipp.engine.windows import Window
from ipp.path.model import Product, Touch
from ipp.path.names import Item, folded
from ipp.path.values import Yearday
from ipp.render.money import amount, period
from ipp.text.visible import visible


def compiled(policy: Policy) -> dict[str, Any]:
    """Return a policy as data that JSON can hold."""
    return _Compiler(policy).data()


class _Compiler:
    def __init__(self, policy: Policy) -> None:
        self.policy, self.places = policy, policy.places
        self.segments = {name: number for number, name in enumerate(policy.conditions)}
        self.offers: dict[Offer, int] = {}
        self.entries: list[dict[str, Any]] = []
        self.met: dict[int, tuple[int, Entry]] = {}  # the entry is kept, so that its id stays its own

    def data(self) -> dict[str, Any]:
        policy, usual = self.policy, self.policy.defaults
        items = [self.item(item) for item in policy.names.items.values()]
        shared = {key: number for number, key in enumerate(policy.categories)}
        return {
            "items": items,
            "own": [self.own(item) for item in policy.names.items.values()],
            "reads": [self.reads(item, shared) for item in policy.names.items.values()],
            "shared": [
                self.listed(
                    policy.compiled((step for each in categories for step in each.next), policy.usual_within)
                )
                for categories in policy.categories.values()
            ],
            "storewide": self.listed(policy.storewide),
            "prospects": self.listed(policy.prospects),
            "goal": self.goal(policy.goal) if policy.goal else None,
            "renewals": list(map(self.renewal, policy.renewals)),
            "segments": [self.segment(name, each) for name, each in policy.conditions.items()],
            "attributes": list(map(self.attribute, policy.attribute_values)),
            "patience": usual.patience.days,
            "gap": usual.gap.days,
            "spacing": usual.spacing.days,
            "via": _shown(usual.via),
            "entries": self.entries,
            "offers": list(map(self.offered, self.offers)),
        }

    def item(self, item: Item) -> dict[str, Any]:
        name = item.name.text
        if isinstance(item, Touch):
            return {"name": visible(name), "kind": "touch", "draft": item.draft, "touch": item.kind}
        good = self.policy.goods[name]
        return {
            "name": visible(name),
            "kind": good.kind,
            "draft": good.draft,
            "offer": self.offer((name, None)),
            "price": None if good.price is None else amount(good.price),
            "every": period(item.every) if isinstance(item, Product) and item.every else None,
            "products": self.numbers(good.products),
            "keeps": self.numbers(good.keeps),
            "whole": good.kept_whole,
        }

    def own(self, item: Item) -> list[int]:
        steps = () if isinstance(item, Touch) else self.policy.own_steps(item)
        return self.listed(self.policy.compiled(steps, self.policy.usual_within))

    def reads(self, item: Item, shared: dict[str, int]) -> list[int]:
        """Return the lists that an item reads after its own."""
        key = folded(item.category.text) if isinstance(item, Product) and item.category else None
        return [shared[key]] if key in shared else []

    def listed(self, entries: Iterable[Entry]) -> list[int]:
        return list(map(self.entry, entries))

    def entry(self, entry: Entry) -> int:
        if id(entry) not in self.met:
            self.met[id(entry)] = len(self.entries), entry
            match entry:
                case Deed():
                    self.entries.append(self.deed(entry))
                case Ladder():
                    self.entries.append(self.ladder(entry))
                case _:
                    assert_never(entry)
        return self.met[id(entry)][0]

    # Clauses are unpacked whole: a field that is added to one is a type error here, until the page reads it too.

    def deed(self, deed: Deed) -> dict[str, Any]:
        gate, after, touch, via, _draft = deed  # the item says that it is a draft
        return {"touch": self.places[touch], "after": after, "via": _shown(via), "gate": self.gate(gate)}

    def ladder(self, ladder: Ladder) -> dict[str, Any]:
        gate, after, rungs = ladder
        return {"rungs": list(map(self.rung, rungs)), "after": after, "gate": self.gate(gate)}

    def rung(self, rung: Rung) -> dict[str, Any]:
        _good, offer, _price, after, patience, gap, via, gate, _take, _span = (
            rung  # the offer says its item and price
        )
        return {
            "offer": self.offer(offer),
            "after": after,
            "patience": patience,
            "gap": gap,
            "via": _shown(via),
            "gate": self.gate(gate),
        }

    def gate(self, gate: Gate) -> dict[str, Any] | None:
        when, unless, windows, within = gate
        if gate == Gate():
            return None
        return {
            "when": [self.segments[name] for name in when],
            "unless": [self.segments[name] for name in unless],
            "windows": list(map(_window, windows)),
            "within": within,
        }

    def goal(self, goal: Goal) -> dict[str, Any]:
        good, offer, ladder, own, ready, again_after, retries, cold, _takes = goal
        return {
            "item": self.places[good.name],
            "offer": self.offer(offer),
            "ladder": self.entry(ladder),
            "own": self.listed(own),
            "ready": self.segments[ready] if ready else None,
            "again": again_after,
            "retries": retries,
            "cold": cold,
        }

    def renewal(self, renewal: Renewal) -> dict[str, Any]:
        _touch, good, every, via, gate, refill = renewal
        return {
            "item": self.places[renewal.name],
            "offer": self.offer((good.name, None)) if good else None,
            "every": every,
            "via": _shown(via),
            "gate": self.gate(gate),
            "refill": refill,
        }

    def segment(self, name: str, condition: Condition) -> dict[str, Any]:
        where, owns, owns_any, owns_all, some, every, none = condition
        return {
            "name": visible(name),
            "where": [[visible(attribute), sorted(map(visible, values))] for attribute, values in where],
            "owns": owns,
            "ownsAny": self.numbers(owns_any),
            "ownsAll": self.numbers(owns_all),
            "any": [self.segments[each] for each in some],
            "all": [self.segments[each] for each in every],
            "none": [self.segments[each] for each in none],
        }

    def attribute(self, key: str) -> dict[str, Any]:
        """Return an attribute that segments read: as compared, and as some segment spells it."""
        said = self.policy.spellings
        values = [
            [visible(value), visible(said.get(value, value))] for value in self.policy.attribute_values[key]
        ]
        return {"key": visible(key), "name": visible(said.get(key, key)), "values": values}

    def offer(self, offer: Offer) -> int:
        return self.offers.setdefault(offer, len(self.offers))

    def offered(self, offer: Offer) -> dict[str, Any]:
        name, special = offer
        price: Decimal | None = self.policy.goods[name].price if special is None else special
        return {
            "item": self.places[name],
            "list": special is None,
            "price": None if price is None else amount(price),
            "label": visible(offer_label(offer)),
        }

    def numbers(self, names: Iterable[str]) -> list[int]:
        return sorted(self.places[name] for name in names)


def _shown(via: str | None) -> str | None:
    return None if via is None else visible(via)


def _window(window: Window) -> dict[str, Any]:
    first, last = window
    if window.yearly:
        first, last = window.of_year
    return {"yearly": window.yearly, "first": _end(first), "last": _end(last)}


def _end(day: date | Yearday | None) -> int | list[int] | None:
    return list(day) if isinstance(day, Yearday) else day.toordinal() if day else None
