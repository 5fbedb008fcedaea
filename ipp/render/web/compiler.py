"""Policy to data: what the scripts beside it interpret as `ipp.engine` interprets the policy.

Things are told apart by number: items by their place in the file, offers, entries and segments in the order in which they are
met. Texts are harmless to look at. Days are counted as `date.toordinal` does, a day of every year is its month and day, waits are whole days,
money is text. What a category lists is written once.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, assert_never

from ipp.engine.decision.action import label_offer
from ipp.engine.policy.clauses import (
    Entry,
    Gate,
    Goal,
    Ladder,
    Offer,
    Renewal,
    Rung,
    SegmentCondition,
    TouchStep,
)
from ipp.engine.policy.compile import Policy
from ipp.engine.policy.goods import find_unavailable
from ipp.engine.windows import Window
from ipp.path.model import Product, Touch
from ipp.path.names import Item
from ipp.path.values import Yearday, write_period
from ipp.render.money import write_amount
from ipp.render.web.shares import compile_draws, compile_fact, compile_holdout
from ipp.text.visible import make_visible


def compile_policy(policy: Policy) -> dict[str, Any]:
    """Return a policy as data that JSON can hold."""
    return _PolicyCompiler(policy).compile_data()


class _PolicyCompiler:
    def __init__(self, policy: Policy) -> None:
        self.policy, self.positions = policy, policy.positions
        self.segments = {name: number for number, name in enumerate(policy.conditions)}
        self.offers: dict[Offer, int] = {}
        self.entries: list[dict[str, Any]] = []
        self.met: dict[int, tuple[int, Entry]] = {}  # the entry is kept, so that its id stays its own

    def compile_data(self) -> dict[str, Any]:
        policy, usual = self.policy, self.policy.defaults
        items = [self.compile_item(item) for item in policy.names.items.values()]
        shared = {key: number for number, key in enumerate(policy.categories)}
        return {
            "items": items,
            "own": [self.compile_own_list(item) for item in policy.names.items.values()],
            "reads": [self.list_reads(item, shared) for item in policy.names.items.values()],
            "shared": [
                self.compile_list(
                    policy.compile_steps(
                        (step for each in categories for step in each.next),
                        policy.usual_within,
                        of_purchase=True,
                    )
                )
                for categories in policy.categories.values()
            ],
            "winbacks": [self.compile_winback(item) for item in policy.names.items.values()],
            "storewide": self.compile_list(policy.storewide),
            "prospects": self.compile_list(policy.prospects),
            "goal": self.compile_goal(policy.goal) if policy.goal else None,
            "renewals": list(map(self.compile_renewal, policy.written_renewals)),
            "renewed": sorted(self.number_offer((name, None)) for name in policy.renewed_goods),
            "segments": [self.compile_segment(name, each) for name, each in policy.conditions.items()],
            "attributes": list(map(self.compile_attribute, policy.attribute_values)),
            "never": self.segments[policy.never] if policy.never else None,
            "holdout": compile_holdout(policy),
            "draws": compile_draws(policy),
            "quiet": policy.quiet_days,
            "patience": usual.patience.days,
            "gap": usual.gap.days,
            "spacing": usual.spacing.days,
            "via": _write_channel(policy.usual_via),
            "entries": self.entries,
            "offers": list(map(self.compile_offer, self.offers)),
        }

    def compile_item(self, item: Item) -> dict[str, Any]:
        name = item.name.text
        if isinstance(item, Touch):
            return {
                "name": make_visible(name),
                "kind": "touch",
                "unavailable": find_unavailable(item),
                "touch": item.kind,
            }
        good = self.policy.goods[name]
        return {
            "name": make_visible(name),
            "kind": good.kind,
            "unavailable": good.unavailable,
            "membership": good.membership,
            "offer": self.number_offer((name, None)),
            "price": None if good.price is None else write_amount(good.price),
            "every": write_period(item.every) if isinstance(item, Product) and item.every else None,
            "products": self.number_names(good.products),
            "contents": [[self.positions[each.product], each.quantity] for each in good.contents],
            "keeps": self.number_names(good.durables),
            "whole": good.kept_whole,
        }

    def compile_own_list(self, item: Item) -> list[int]:
        steps = () if isinstance(item, Touch) else self.policy.list_own_steps(item)
        return self.compile_list(self.policy.compile_steps(steps, self.policy.usual_within, of_purchase=True))

    def compile_winback(self, item: Item) -> list[int]:
        return self.compile_list(() if isinstance(item, Touch) else self.policy.list_winback(item.name.text))

    def list_reads(self, item: Item, shared: dict[str, int]) -> list[int]:
        """Return the lists that an item reads after its own."""
        return (
            [] if isinstance(item, Touch) else [shared[key] for key in self.policy.list_category_keys(item)]
        )

    def compile_list(self, entries: Iterable[Entry]) -> list[int]:
        return list(map(self.compile_entry, entries))

    def compile_entry(self, entry: Entry) -> int:
        if id(entry) not in self.met:
            self.met[id(entry)] = len(self.entries), entry
            match entry:
                case TouchStep():
                    self.entries.append(self.compile_touch(entry))
                case Ladder():
                    self.entries.append(self.compile_ladder(entry))
                case _:
                    assert_never(entry)
        return self.met[id(entry)][0]

    # Clauses are unpacked whole: a field that is added to one is a type error here, until the page reads it too.

    def compile_touch(self, touch_step: TouchStep) -> dict[str, Any]:
        gate, after, touch, via, _unavailable = touch_step  # the item says that it is not made
        return {
            "touch": self.positions[touch],
            "after": after,
            "via": _write_channel(via),
            "gate": self.compile_gate(gate),
        }

    def compile_ladder(self, ladder: Ladder) -> dict[str, Any]:
        gate, after, rungs, each_time = ladder
        return {
            "rungs": list(map(self.compile_rung, rungs)),
            "after": after,
            "eachTime": each_time,
            "gate": self.compile_gate(gate),
        }

    def compile_rung(self, rung: Rung) -> dict[str, Any]:
        _good, offer, _price, after, patience, gap, via, gate, _take, _span = (
            rung  # the offer says its item and price
        )
        return {
            "offer": self.number_offer(offer),
            "after": after,
            "patience": patience,
            "gap": gap,
            "via": _write_channel(via),
            "gate": self.compile_gate(gate),
        }

    def compile_gate(self, gate: Gate) -> dict[str, Any] | None:
        when, unless, windows, within = gate
        if gate == Gate():
            return None
        return {
            "when": [self.segments[name] for name in when],
            "unless": [self.segments[name] for name in unless],
            "windows": list(map(_compile_window, windows)),
            "within": within,
        }

    def compile_goal(self, goal: Goal) -> dict[str, Any]:
        good, offer, ladder, own, ready, again_after, retries, cold, _takes = goal
        return {
            "item": self.positions[good.name],
            "offer": self.number_offer(offer),
            "ladder": self.compile_entry(ladder),
            "own": self.compile_list(own),
            "ready": self.segments[ready] if ready else None,
            "again": again_after,
            "retries": retries,
            "cold": cold,
        }

    def compile_renewal(self, renewal: Renewal) -> dict[str, Any]:
        _touch, good, every, via, gate, refill, _take, _stay, _unavailable = renewal
        return {
            "item": self.positions[renewal.name],
            "offer": self.number_offer((good.name, None)) if good else None,
            "every": every,
            "via": _write_channel(via),
            "gate": self.compile_gate(gate),
            "refill": refill,
        }

    def compile_segment(self, name: str, condition: SegmentCondition) -> dict[str, Any]:
        where, owns, owns_any, owns_all, some, every, none, facts = condition
        return {
            "name": make_visible(name),
            "where": [
                [make_visible(attribute), sorted(map(make_visible, values))] for attribute, values in where
            ],
            "owns": owns,
            "ownsAny": self.number_names(owns_any),
            "ownsAll": self.number_names(owns_all),
            "facts": [compile_fact(self.policy, fact) for fact in facts],
            "any": [self.segments[each] for each in some],
            "all": [self.segments[each] for each in every],
            "none": [self.segments[each] for each in none],
        }

    def compile_attribute(self, key: str) -> dict[str, Any]:
        """Return an attribute that segments read: as compared, and as some segment spells it."""
        said = self.policy.spellings
        values = [
            [make_visible(value), make_visible(said.get(value, value))]
            for value in self.policy.attribute_values[key]
        ]
        return {"key": make_visible(key), "name": make_visible(said.get(key, key)), "values": values}

    def number_offer(self, offer: Offer) -> int:
        return self.offers.setdefault(offer, len(self.offers))

    def compile_offer(self, offer: Offer) -> dict[str, Any]:
        name, special = offer
        price: Decimal | None = self.policy.goods[name].price if special is None else special
        return {
            "item": self.positions[name],
            "list": special is None,
            "price": None if price is None else write_amount(price),
            "label": make_visible(label_offer(offer)),
        }

    def number_names(self, names: Iterable[str]) -> list[int]:
        return sorted(self.positions[name] for name in names)


def _write_channel(via: str | None) -> str | None:
    return None if via is None else make_visible(via)


def _compile_window(window: Window) -> dict[str, Any]:
    first, last = window
    if window.yearly:
        first, last = window.of_year
    return {"yearly": window.yearly, "first": _compile_window_end(first), "last": _compile_window_end(last)}


def _compile_window_end(day: date | Yearday | None) -> int | list[int] | None:
    return list(day) if isinstance(day, Yearday) else day.toordinal() if day else None
