"""Parts that differ, as statements: names, prices, ladders, lists, reach, segments, and the terms of the store."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from ipp.diff.lists import describe_ladder, describe_lists
from ipp.diff.pairs import ItemPairs
from ipp.diff.parts import PartKey, list_order
from ipp.diff.report import Level, Section, Statement
from ipp.engine.policy.clauses import Entry, TouchStep
from ipp.engine.policy.compile import Policy
from ipp.engine.policy.entries import list_rungs
from ipp.path.model import Bundle, Product, Touch
from ipp.path.names import Item, fold_name
from ipp.text.source import Span
from ipp.text.words import count_things, name_few

MOST_NAMED = 6


class Sides(NamedTuple):
    """Two policies, and which of their items are the same."""

    old: Policy
    new: Policy
    pairs: ItemPairs


class ListedChange(NamedTuple):
    """What differs in the list of one item."""

    name: str
    what: str
    span: Span


def describe_differences(
    sides: Sides, differing: Iterable[PartKey], figures: Iterable[PartKey]
) -> Iterator[Statement]:
    """Yield what differs, section by section."""
    keys = list(differing)
    yield from _describe_names(sides)
    yield from _describe_items(sides, {name for kind, name in keys if kind == "item"})
    yield from _describe_ladders(sides, {name for kind, name in keys if kind == "ladder"})
    yield from _describe_item_lists(sides, keys)
    yield from _describe_store(sides, keys)
    yield from _describe_reach(sides)
    yield from _describe_segments(sides, keys)
    changed = [name or kind for kind, name in figures]
    if changed:
        what = (
            f"figures that only forecasts read differ: {name_few(list(dict.fromkeys(changed)), MOST_NAMED)}"
        )
        yield Statement("note", "forecast", what, find_start(sides.new), len(changed))


def find_start(policy: Policy) -> Span:
    """Return the beginning of a path file, the place of what stands nowhere else."""
    return Span(policy.path.files[0][0], 0, 0)


def _describe_names(sides: Sides) -> Iterator[Statement]:
    for before, after in sides.pairs.both:
        old, new = before.name.text, after.name.text
        if old == new:
            continue
        if sides.new.names.find_item(old) is after:
            yield Statement("note", "names", f"{old} is now called {new}", after.name.span)
        else:
            what = f"{old} is now called {new}: orders and logs that say {old} are not understood; add `also: {old}`"
            yield Statement("change", "names", what, after.name.span)
    yield from _describe_single("change", sides.pairs.removed, "is gone")
    yield from _describe_single("note", sides.pairs.added, "is new")


def _describe_single(level: Level, items: tuple[Item, ...], what: str) -> Iterator[Statement]:
    for item in items:
        yield Statement(level, "names", f"{item.name.text} {what}", item.name.span)


def _describe_items(sides: Sides, names: set[str]) -> Iterator[Statement]:
    for before, after in sides.pairs.both:
        if after.name.text not in names:
            continue
        if isinstance(before, Touch) or isinstance(after, Touch):
            yield Statement(
                "change", "terms", f"{after.name.text}: {_list_keys(before, after)}", after.name.span
            )
            continue
        if before.price != after.price:
            yield Statement("change", "prices", _describe_price(sides, before, after), after.name.span)
        keys = _list_keys(before, after)
        if keys:
            yield Statement("change", "terms", f"{after.name.text}: {keys}", after.name.span)


def _list_keys(before: Item, after: Item) -> str:
    """Name the keys that differ, with their values where these are short."""
    told = (
        "price",
        "next",
        "downsell",
        "winback",
        "note",
        "body",
        "name",
        "cost",
        "churn",
        "take",
        "sku",
        "also",
        "category",
        "final",
        "sold",
    )
    keys = [key for key in after._fields if key not in told]
    found = []
    for key in keys:
        was, now = getattr(before, key, None), getattr(after, key, None)
        if _write_value(was) != _write_value(now):
            found.append(f"{key.rstrip('_')} {_write_value(was)} -> {_write_value(now)}")
    return "; ".join(found)


def _write_value(value: object) -> str:
    match value:
        case None | () | False:
            return "nothing"
        case True:
            return "yes"
        case tuple() if all(hasattr(each, "number") for each in value):
            return ", ".join(f"{each.number} × {fold_name(each.name.text)}" for each in value)
        case _ if hasattr(value, "days"):
            return count_things(value.days, "day")
        case _:
            return str(value)


def _describe_price(sides: Sides, before: Product | Bundle, after: Product | Bundle) -> str:
    old, new = before.price, after.price
    share = ""
    if old and new is not None:
        share = f" ({(new - old) / old * 100:+.0f}%)"
    saved = _describe_saving(sides, before, after)
    return f"{after.name.text} {_write_money(old)} -> {_write_money(new)}{share}{saved}"


def _describe_saving(sides: Sides, before: Product | Bundle, after: Product | Bundle) -> str:
    if not isinstance(before, Bundle) or not isinstance(after, Bundle):
        return ""
    was, now = _find_saving(sides.old, before), _find_saving(sides.new, after)
    if was is None or now is None:
        return ""
    return f"; saves {_write_money(now)} (was {_write_money(was)})"


def _find_saving(policy: Policy, bundle: Bundle) -> Decimal | None:
    good = policy.goods[bundle.name.text]
    prices = [(policy.goods[each.product].price, each.quantity) for each in good.contents]
    if good.price is None or any(price is None for price, _ in prices):
        return None
    return sum((price * number for price, number in prices if price is not None), Decimal(0)) - good.price


def _write_money(amount: Decimal | None) -> str:
    return "no price" if amount is None else f"{amount:f}"


def _describe_ladders(sides: Sides, names: set[str]) -> Iterator[Statement]:
    changes = []
    for before, after in sides.pairs.both:
        if after.name.text in names and not isinstance(before, Touch) and not isinstance(after, Touch):
            old, new = sides.old.own_ladder(before.name), sides.new.own_ladder(after.name)
            for what in describe_ladder(old, new, sides.pairs):
                changes.append(ListedChange(after.name.text, what, after.name.span))
    yield from _tell_alike("ladders", changes)


def _describe_item_lists(sides: Sides, keys: Iterable[PartKey]) -> Iterator[Statement]:
    back = {after: before for before, after in sides.pairs.renamed.items()}
    known = {after.name.text: after for _, after in sides.pairs.both}
    changes = []
    for kind, name in keys:
        if kind not in ("list", "winback") or name not in known:
            continue
        old = _list_entries(sides.old, kind, back.get(name, name))
        new = _list_entries(sides.new, kind, name)
        for what in describe_lists(old, new, sides.pairs):
            said = f"after a cancellation, {what}" if kind == "winback" else what
            changes.append(ListedChange(name, said, known[name].name.span))
    yield from _tell_alike("lists", changes)


def _tell_alike(section: Section, changes: Iterable[ListedChange]) -> Iterator[Statement]:
    """Yield what differs, once for all items of which the lists differ alike."""
    alike: dict[str, list[ListedChange]] = {}
    for change in changes:
        alike.setdefault(change.what, []).append(change)
    for said, group in alike.items():
        more = f" and {len(group) - 1:,} more" if len(group) > 1 else ""
        yield Statement("change", section, f"{group[0].name}{more}: {said}", group[0].span, len(group))


def _list_entries(policy: Policy, kind: str, name: str) -> tuple[Entry, ...]:
    return policy.list_winback(name) if kind == "winback" else policy.list_entries(name)


def _describe_store(sides: Sides, keys: Sequence[PartKey]) -> Iterator[Statement]:
    """Yield what differs for the whole store."""
    kinds = {kind for kind, name in keys if not name}
    old, new = sides.old, sides.new
    for kind, title, before, after in (
        ("storewide", "the store-wide list", old.storewide, new.storewide),
        ("prospects", "the list of prospects", old.prospects, new.prospects),
    ):
        if kind in kinds:
            for what in describe_lists(before, after, sides.pairs):
                yield Statement("change", "lists", f"{title}: {what}", find_start(new))
    if "ultimate" in kinds:
        yield _state("the ultimate action or its terms differ", _find_goal_span(new))
    elif "own" in kinds and old.goal and new.goal and ("list", new.goal.good.name) not in keys:
        what = f"of the list of {new.goal.good.name}, other steps are read by those who have it"
        yield _state(what, new.names.items[fold_name(new.goal.good.name)].name.span, "lists")
    titles: tuple[tuple[str, str], ...] = (
        ("rest", "`rest` or refills differ"),
        ("terms", "`defaults`, channel or currency differ"),
        ("never", "who gets nothing (`never`) differs"),
        ("holdout", "the holdout differs"),
    )
    yield from (_state(what, find_start(new)) for kind, what in titles if kind in kinds)
    if "order" in kinds and _is_sequence_other(sides):
        what = (
            "the sequence of items in the file differs: what is bought in one order is read in this sequence"
        )
        yield _state(what, find_start(new))


def _is_sequence_other(sides: Sides) -> bool:
    """Whether items that both sides read in the sequence of the file stand in another one."""
    old, new = [*map(sides.pairs.rename, list_order(sides.old))], [*list_order(sides.new)]
    both = set(old) & set(new)
    return [name for name in old if name in both] != [name for name in new if name in both]


def _state(what: str, span: Span, section: Section = "terms") -> Statement:
    return Statement("change", section, what, span)


def _find_goal_span(policy: Policy) -> Span:
    ultimate = policy.path.ultimate
    return ultimate.offer.span if ultimate and ultimate.offer else find_start(policy)


def _describe_reach(sides: Sides) -> Iterator[Statement]:
    """Yield what is offered or made nowhere any more, and what is now."""
    before = {sides.pairs.rename(name) for name in _list_reached(sides.old)}
    after = set(_list_reached(sides.new))
    for _, new in sides.pairs.both:
        name, verb = new.name.text, "made" if isinstance(new, Touch) else "offered"
        if name in before and name not in after:
            yield Statement("change", "reach", f"{name} is no longer {verb} anywhere", new.name.span)
        if name in after and name not in before:
            yield Statement("change", "reach", f"{name} is {verb} now and was not before", new.name.span)


def _list_reached(policy: Policy) -> Iterator[str]:
    """Yield the names of what some list, the ultimate action or `rest` offers or makes."""
    goal = policy.goal
    entries: list[Entry] = [*policy.storewide, *policy.prospects, *((goal.ladder, *goal.own) if goal else ())]
    for name in policy.goods_in_order:
        entries += (*policy.list_entries(name), *policy.list_winback(name))
    for entry in entries:
        if isinstance(entry, TouchStep):
            if not entry.draft:
                yield entry.touch
        else:
            yield from (rung.good.name for rung in list_rungs(entry) if not rung.good.draft)
    yield from (renewal.name for renewal in policy.renewals)


def _describe_segments(sides: Sides, keys: Iterable[PartKey]) -> Iterator[Statement]:
    old, new = sides.old.path.segments, sides.new.path.segments
    spans = {segment.name.text: segment.name.span for segment in (*old, *new)}
    there = {segment.name.text for segment in new}, {segment.name.text for segment in old}
    for kind, name in keys:
        if kind != "segment":
            continue
        what = (
            "is gone"
            if name not in there[0]
            else "is new"
            if name not in there[1]
            else "asks for something else"
        )
        yield Statement("change", "segments", f"{name} {what}", spans[name])
