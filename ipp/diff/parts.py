"""A policy as values that are equal where no customer can notice a difference: compiled, without places, names of items as the new side has them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Literal

from ipp.engine.policy.clauses import Entry, Gate, Good, Rung, SegmentCondition, TouchStep
from ipp.engine.policy.compile import Policy
from ipp.path.keys import Name
from ipp.path.model import Product, Touch
from ipp.path.names import Item, fold_name
from ipp.text.source import Source, Span

PartKind = Literal[
    "item", "list", "winback", "ladder", "segment", "storewide", "prospects", "ultimate", "own", "rest", "terms", "never",
    "holdout", "names", "order", "prices",
]  # fmt: skip
PartKey = tuple[PartKind, str]
"""The kind of a part, and the name of the item or segment that it is of; empty where it is of the whole store."""
Parts = Mapping[PartKey, object]
Rename = Callable[[str], str]

_COMPILED = {
    "name",
    "next",
    "downsell",
    "winback",
    "sku",
    "also",
    "category",
    "items",
    "free",
    "refill",
    "body",
}
"""Keys of items of which the compiled lists, names and contents tell."""
_UNSEEN = {"note", "cost", "churn", "take", "final", "sold"}
"""Keys of items that no customer can notice: remarks, figures of forecasts, and what only proofs read."""


def describe_parts(policy: Policy, rename: Rename = lambda name: name) -> Parts:
    """Return what customers can notice of a policy, part by part."""
    return _PartWriter(policy, rename).write_parts()


def describe_figures(policy: Policy, rename: Rename = lambda name: name) -> Parts:
    """Return what forecasts alone read, item by item: rates, costs, churn."""
    found: dict[PartKey, object] = {("terms", ""): (policy.defaults.take, policy.defaults.stay)}
    for item in policy.names.items.values():
        name = rename(item.name.text)
        own = [getattr(item, key, None) for key in ("cost", "churn", "take")]
        takes = () if isinstance(item, Touch) else tuple(_list_takes(policy, item.name.text))
        found["item", name] = (*own, takes)
    found["rest", ""] = tuple((renewal.take, renewal.stay) for renewal in policy.written_renewals)
    found["ultimate", ""] = dict(policy.goal.takes) if policy.goal else None
    return found


def _list_takes(policy: Policy, name: str) -> Iterator[tuple[object, ...]]:
    """Yield what is written of each offer of a list, as a rate, whatever the order of the list."""
    found = []
    for entry in (*policy.list_entries(name), *policy.list_winback(name)):
        if not isinstance(entry, TouchStep):
            found += [(*rung.offer, rung.take) for rung in entry.rungs if rung.take is not None]
    yield from sorted(found, key=repr)


class _PartWriter:
    def __init__(self, policy: Policy, rename: Rename) -> None:
        self.policy, self.rename = policy, rename

    def write_parts(self) -> Parts:
        policy = self.policy
        found: dict[PartKey, object] = {}
        for item in policy.names.items.values():
            found.update(self._write_item(item))
        for name, condition in policy.conditions.items():
            found["segment", name] = self.write_condition(condition)
        found["storewide", ""] = self.write_entries(policy.storewide)
        found["prospects", ""] = self.write_entries(policy.prospects)
        found["ultimate", ""] = self._write_goal()
        found["own", ""] = self.write_entries(policy.goal.own) if policy.goal else ()
        found["rest", ""] = self._write_rest()
        usual = policy.defaults
        found["terms", ""] = (
            usual.patience.days, usual.gap.days, usual.spacing.days, policy.usual_via, policy.path.currency,
        )  # fmt: skip
        found["never", ""] = policy.never
        found["holdout", ""] = policy.holdout
        found["names", ""] = self._write_names()
        found["order", ""] = tuple(map(self.rename, list_order(policy)))
        for name, prices in policy.special_prices.items():
            found["prices", self.rename(name)] = prices
        return found

    def _write_item(self, item: Item) -> Iterator[tuple[PartKey, object]]:
        written, name = item.name.text, self.rename(item.name.text)
        own = {
            key: drop_spans(getattr(item, key))
            for key in item._fields
            if key not in _COMPILED and key not in _UNSEEN
        }
        if isinstance(item, Touch):
            yield ("item", name), ("touch", own)
            return
        good = self.policy.goods[written]
        yield (
            ("item", name),
            (good.kind, own, self.write_contents(good), self.rename_all(good.durables), good.unavailable),
        )
        yield ("list", name), self.write_entries(self.policy.list_entries(written))
        if isinstance(item, Product) and item.every:
            yield ("winback", name), self.write_entries(self.policy.list_winback(written))
        yield ("ladder", name), tuple(map(self.write_rung, self.policy.own_ladder(item.name).rungs))

    def write_contents(self, good: Good) -> tuple[object, ...]:
        return tuple(sorted((self.rename(each.product), each.quantity, each.free) for each in good.contents))

    def write_entries(self, entries: Iterable[Entry]) -> tuple[object, ...]:
        return tuple(map(self.write_entry, entries))

    def write_entry(self, entry: Entry) -> tuple[object, ...]:
        """Return a step without places; clauses are unpacked whole, so that a field that is added is a type error until it is compared."""
        if isinstance(entry, TouchStep):
            gate, after, touch, via, unavailable = entry
            return self.write_gate(gate), after, self.rename(touch), via, unavailable
        gate, after, rungs, each_time = entry
        return self.write_gate(gate), after, tuple(map(self.write_rung, rungs)), each_time

    def write_rung(self, rung: Rung) -> tuple[object, ...]:
        good, offer, price, after, patience, gap, via, gate, _take, _span = rung
        listed = offer[1] is None
        return (
            self.rename(good.name),
            listed,
            price,
            after,
            patience,
            gap,
            via,
            self.write_gate(gate),
            good.unavailable,
        )

    def write_gate(self, gate: Gate) -> tuple[object, ...]:
        return gate._replace(when=tuple(sorted(set(gate.when))), unless=tuple(sorted(set(gate.unless))))

    def write_condition(self, condition: SegmentCondition) -> tuple[object, ...]:
        where, owns, owns_any, owns_all, some, every, none, facts = condition
        goods = self.rename_all(owns_any), self.rename_all(owns_all)
        asked = sorted((type(fact).__name__, repr(self._write_fact(fact))) for fact in facts)
        return sorted(where, key=repr), owns, *goods, set(some), set(every), set(none), asked

    def _write_fact(self, fact: tuple[Any, ...]) -> list[object]:
        return [
            sorted(map(self.rename, each))
            if isinstance(each, frozenset)
            else self.rename(each)
            if isinstance(each, str)
            else each
            for each in fact
        ]

    def _write_goal(self) -> object:
        """Return the ultimate action and its own terms: its ladder is that of its item, and what is its own of its list is a part by itself."""
        goal = self.policy.goal
        if goal is None:
            return None
        good, _offer, _ladder, _own, ready, again_after, retries, cold, _takes = goal
        return self.rename(good.name), ready, again_after, retries, cold

    def _write_rest(self) -> object:
        renewals = []
        for renewal in self.policy.written_renewals:
            touch, good, every, via, gate, refill, _take, _stay, _unavailable = renewal
            name = self.rename(good.name if good else touch or "")
            renewals.append((name, every, via, self.write_gate(gate), refill))
        return renewals, self.rename_all(self.policy.renewed_goods)

    def _write_names(self) -> object:
        """Return what is called how, for orders, logs and answers."""
        names = self.policy.names
        skus = {sku: self.rename(good.name.text) for sku, good in names.skus.items()}
        others = {other: self.rename(item.name.text) for other, item in names.also.items()}
        return [item.name.text for _, item in sorted(names.items.items())], skus, others

    def rename_all(self, names: Iterable[str]) -> frozenset[str]:
        return frozenset(map(self.rename, names))


def list_order(policy: Policy) -> Iterator[str]:
    """Yield the goods of which the order in the file matters: those of one order are read in it, and bundles given back on one day."""
    for name in policy.positions:
        item = policy.names.resolve_item(name)
        if item is None or isinstance(item, Touch):
            continue
        if not isinstance(item, Product) or policy.list_entries(name) or policy.list_winback(name):
            yield name


def drop_spans(value: Any) -> object:
    """Return a written value without the places where it stands."""
    if isinstance(value, Name):
        return fold_name(value.text)
    if isinstance(value, Span | Source):
        return None
    if isinstance(value, tuple):
        return type(value).__name__, *map(drop_spans, value)
    if isinstance(value, dict):
        return {key: drop_spans(each) for key, each in value.items()}
    return value


def list_differing(old: Parts, new: Parts) -> list[PartKey]:
    """Return the keys of the parts that are not equal on both sides, in the order of the new side, then those that are gone."""
    keys = (*new, *(key for key in old if key not in new))
    missing = object()
    return [key for key in keys if old.get(key, missing) != new.get(key, missing)]
