"""The plan of `ipp import --into` for people: never more than a page, however much changes."""

from collections.abc import Iterable, Iterator, Sequence

from ipp.importers.items.item import Item
from ipp.importers.merging.fields import Value
from ipp.importers.merging.plan import FieldChange, ImportPlan
from ipp.path.names import fold_name
from ipp.render.page import Line, Piece, make_line, pad_text
from ipp.text.words import count_things

MOST = 11
"""Lines of each kind of change; the rest is counted."""
_WIDEST = 32
_MARKS = {"~": "yellow", "!": "red", "-": "red", "+": "green"}


def render_plan(plan: ImportPlan, heading: str, skipped: Sequence[str], *, written: bool) -> Iterator[Line]:
    """Yield the page of a plan."""
    yield make_line(heading)
    yield from (make_line(f"  {line}") for line in skipped)
    lines = [
        [("~", *_describe_change(plan, change)) for change in plan.changes],
        [("!", *_describe_difference(change)) for change in plan.to_settle],
        [("-", *_describe_retired(plan, change)) for change in plan.retired],
        [("+", *_describe_new(item)) for item in plan.new],
    ]
    for its in lines:
        yield from _render_few(its)
    if plan.removed:
        names = ", ".join(item.name for item in plan.removed[:3])
        more = f" and {len(plan.removed) - 3:,} more" if len(plan.removed) > 3 else ""
        yield make_line(f"Removed from the file by hand, and not added again: {names}{more}.")
    yield make_line(Piece(_summarise(plan, written=written), "bold"))


def _render_few(lines: Sequence[tuple[str, str, str]]) -> Iterator[Line]:
    width = min(max((len(name) for _, name, _ in lines[:MOST]), default=0), _WIDEST)
    for mark, name, text in lines[:MOST]:
        yield make_line("  ", Piece(mark, _MARKS[mark]), " ", pad_text(_shorten(name), width), "  ", text)
    if len(lines) > MOST:
        yield make_line(f"  {lines[0][0]} and {len(lines) - MOST:,} more")


def _shorten(text: str) -> str:
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"


def _describe_change(plan: ImportPlan, change: FieldChange) -> tuple[str, str]:
    name, line = change.good.name.text, f"line {change.good.name.span.line}"
    if change.field == "name":
        mentions = count_things(_count_mentions(plan, change), "mention")
        follow = "follows" if mentions.startswith("1 ") else "follow"
        return (
            name,
            f"called {write_value(change.shop)!r} now, the old name still works; {mentions} {follow}    {line}",
        )
    return name, f"{change.field} {write_value(change.file)} -> {write_value(change.shop)}    {line}"


def _count_mentions(plan: ImportPlan, change: FieldChange) -> int:
    return len(plan.mentions.get(fold_name(change.good.name.text), ()))


def _describe_difference(change: FieldChange) -> tuple[str, str]:
    before = f", last import {write_value(change.base)}" if change.base is not None else ""
    values = f"{change.field}: yours {write_value(change.file)}, shop {write_value(change.shop)}{before}"
    settle = change.reason or f"yours stays (--take {change.field} uses the shop's)"
    return change.good.name.text, f"{values}: {settle}    line {change.good.name.span.line}"


def _describe_retired(plan: ImportPlan, change: FieldChange) -> tuple[str, str]:
    mentions = _count_mentions(plan, change)
    lead = f"; {count_things(mentions, 'mention')} of it (ipp validate shows them)" if mentions else ""
    return change.good.name.text, f"gone from the shop, set to `retired: true`{lead}"


def _describe_new(item: Item) -> tuple[str, str]:
    facts = [str(item.price)] if item.price is not None else []
    facts += [item.category] if item.category else []
    facts += ["bundle"] if item.parts else []
    follows = "" if item.following else "; no next yet"
    return item.name, f"{', '.join(facts) or 'new'}{follows}"


def write_value(value: Value | None) -> str:
    """Write a value of a field as people read it."""
    match value:
        case None:
            return "nothing"
        case bool():
            return "true" if value else "false"
        case str():
            return value
    return ", ".join(_few(value))


def _few(texts: Iterable[str]) -> list[str]:
    texts = list(texts)
    return texts if len(texts) <= 4 else [*texts[:3], f"{len(texts) - 3} more"]


def _summarise(plan: ImportPlan, *, written: bool) -> str:
    changed = len({id(change.good) for change in plan.changes})
    counts = f"{len(plan.new):,} new, {changed:,} changed, {len(plan.retired):,} gone, {len(plan.to_settle):,} in conflict."
    if plan.is_empty:
        return "Nothing changes."
    return f"{counts} Written." if written else f"{counts} Run it with --write to make these changes."
