"""What differs between two lists of steps: steps that are gone, new, in another order, or on other terms."""

from collections.abc import Iterator, Sequence

from ipp.diff.pairs import ItemPairs
from ipp.engine.decision.action import label_offer
from ipp.engine.policy.clauses import Entry, Gate, Ladder, Rung, TouchStep
from ipp.text.words import count_things, name_few

MOST_NAMED = 6
"""Steps of a list that a statement names."""


def describe_lists(old: Sequence[Entry], new: Sequence[Entry], pairs: ItemPairs) -> Iterator[str]:
    """Yield what differs, in words that follow the name of the list."""
    before = {label_entry(entry, pairs): entry for entry in old}
    after = {label_entry(entry): entry for entry in new}
    gone = [label for label in before if label not in after]
    come = [label for label in after if label not in before]
    if gone:
        yield f"removed {name_few(gone, MOST_NAMED)}"
    if come:
        yield f"added {name_few(come, MOST_NAMED)}"
    was, now = [each for each in before if each in after], [each for each in after if each in before]
    if was != now:
        yield f"the order is now {name_few(now, MOST_NAMED)} (was {name_few(was, MOST_NAMED)})"
    for label in now:
        yield from (f"{label}: {each}" for each in _describe_terms(before[label], after[label]))


def describe_ladder(old: Ladder, new: Ladder, pairs: ItemPairs) -> Iterator[str]:
    """Yield what differs in the smaller versions of an item: which they are, or their terms, in words that follow its name."""
    before = {label_offer((pairs.rename(rung.offer[0]), rung.offer[1])): rung for rung in old.rungs[1:]}
    after = {label_offer(rung.offer): rung for rung in new.rungs[1:]}
    if list(before) != list(after):
        was, now = (name_few(list(each), MOST_NAMED) or "nothing" for each in (before, after))
        yield f"smaller versions {was} -> {now}"
    for label, rung in after.items():
        if label in before:
            yield from (f"after a No, {label}: {each}" for each in _describe_rung(before[label], rung))


def label_entry(entry: Entry, pairs: ItemPairs | None = None) -> str:
    """Name a step by what it offers or does first, as the new side calls it."""
    if isinstance(entry, TouchStep):
        return pairs.rename(entry.touch) if pairs else entry.touch
    if not entry.rungs:
        return "nothing"
    name, price = entry.rungs[0].offer
    return label_offer((pairs.rename(name) if pairs else name, price))


def _describe_terms(old: Entry, new: Entry) -> Iterator[str]:
    if old.after != new.after:
        yield f"after {_count_days(old.after)} -> {_count_days(new.after)}"
    yield from _describe_gate(old.gate, new.gate)
    if isinstance(old, TouchStep) or isinstance(new, TouchStep):
        if isinstance(old, TouchStep) and isinstance(new, TouchStep) and old.via != new.via:
            yield f"via {old.via or 'nothing'} -> {new.via or 'nothing'}"
        return
    if old.each_time != new.each_time:
        yield "asked at each purchase" if new.each_time else "asked once"
    for one, other in zip(old.rungs[:1], new.rungs[:1], strict=False):
        yield from _describe_rung(one, other)


def _describe_rung(old: Rung, new: Rung) -> Iterator[str]:
    """Yield what differs in the terms of one offer; its price is told where the item is."""
    for word, was, now in (
        ("after", old.after, new.after),
        ("patience", old.patience, new.patience),
        ("gap", old.gap, new.gap),
    ):
        if was != now:
            yield f"{word} {_count_days(was)} -> {_count_days(now)}"
    if old.via != new.via:
        yield f"via {old.via or 'nothing'} -> {new.via or 'nothing'}"
    yield from _describe_gate(old.gate, new.gate)


def _describe_gate(old: Gate, new: Gate) -> Iterator[str]:
    """Say how a gate differs; it is unpacked whole, so that a field that is added is a type error until it is told."""
    when, unless, windows, within = old
    now_when, now_unless, now_windows, now_within = new
    if set(when) != set(now_when):
        yield f"when {_name_segments(when)} -> {_name_segments(now_when)}"
    if set(unless) != set(now_unless):
        yield f"unless {_name_segments(unless)} -> {_name_segments(now_unless)}"
    if windows != now_windows:
        yield "its days (`from`, `until`) differ"
    if within != now_within:
        yield f"within {_count_days(within)} -> {_count_days(now_within)}"


def _name_segments(names: Sequence[str]) -> str:
    return ", ".join(names) or "nothing"


def _count_days(days: int | None) -> str:
    return "nothing" if days is None else count_things(days, "day")
