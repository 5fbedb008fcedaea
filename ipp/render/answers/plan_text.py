"""The summary of a plan for people: where customers stand, what comes next for how many, what was set aside."""

from collections.abc import Iterator

from ipp.batch.doubts import STALE
from ipp.batch.summary import PlanSummary
from ipp.render.money import write_day
from ipp.render.page import Line, Piece, count_cells, make_line, pad_text, split_label
from ipp.text.visible import make_visible, shorten_apart, shorten_text
from ipp.text.words import count_things

_BAR = 24
"""Cells of the longest bar."""
_SHOWN = 10
_WIDEST = 36
"""Cells of a column of names that something follows."""
_WHOLE = 80
"""Letters of a name at the end of a line."""
_STATES = {
    "offer": "offer today",
    "touch": "touch today",
    "rest": "rest today",
    "wait": "wait",
    "complete": "complete",
    "stranded": "stranded",
    "held": "held back",
    "stopped": "stopped",
}
_STYLES = {"offer": "green", "touch": "green", "rest": "green", "wait": "cyan", "stranded": "yellow"}


def render_summary(summary: PlanSummary, width: int = 80) -> list[Line]:
    """Return the summary as a page of so many cells."""
    return [
        *_render_states(summary),
        *_render_actions(summary, width),
        *_render_changes(summary),
        *_render_stranded(summary),
        *_render_rejects(summary),
        *_render_notes(summary),
    ]


def _render_states(summary: PlanSummary) -> Iterator[Line]:
    store = f" of {summary.store}" if summary.store else ""
    layout = f", read as {summary.layout}" if summary.layout else ""
    rows = count_things(summary.read.get("orders", 0), "row")
    yield make_line(
        Piece(count_things(summary.customers, "customer"), "bold"), f"{store} on {write_day(summary.today)}"
    )
    yield make_line(Piece(f"from {rows} of orders{layout}", "dim"))
    if summary.named:
        yield make_line(
            Piece(
                "customers are identified by name only: two people with the same name count as one", "yellow"
            )
        )
    yield make_line("")
    most = max(summary.states.values(), default=0)
    for state, customers in summary.states.items():
        if customers:
            yield _render_bar(_STATES[state], customers, most, _STYLES.get(state, ""), (12, _BAR))


def _render_actions(summary: PlanSummary, width: int) -> Iterator[Line]:
    if not summary.actions:
        return
    shown = summary.actions[:_SHOWN]
    names = [make_visible(action.action) for action in shown]
    wide = min(_WIDEST, max(map(count_cells, names)))
    cells = (wide, min(_BAR, width - wide - 14))
    yield make_line("")
    yield make_line(Piece("Next actions", "bold"))
    for action, name in zip(shown, names, strict=True):
        above, label = split_label(name, wide, width - 4)
        yield from (make_line("  ", text) for text in above)
        yield _render_bar(label, action.customers, shown[0].customers, "cyan", cells)
    if len(summary.actions) > _SHOWN:
        rest = summary.actions[_SHOWN:]
        yield make_line(
            f"  and {len(rest):,} more, for {count_things(sum(each.customers for each in rest), 'customer')}"
        )


def _render_changes(summary: PlanSummary) -> Iterator[Line]:
    """Say what changed since the last day of the log, the greatest differences first."""
    if summary.messages is not None:
        yield make_line("")
        messages = "goes" if summary.messages == 1 else "go"
        yield make_line(Piece(f"{count_things(summary.messages, 'message')} {messages} out today", "bold"))
    changes = summary.changes
    if changes is None:
        return
    yield make_line("")
    yield make_line(Piece(f"Since {write_day(changes.since)}", "bold"))
    told = (
        (changes.started, "get something today, and got nothing then"),
        (changes.changed, "get something else"),
        (changes.same, "get the same again"),
        (changes.ended, "got something then, and get nothing today"),
    )
    for number, what in told:
        if number:
            yield make_line(f"  {number:>9,}  {what}")
    moved = [each for each in changes.actions if each.before != each.now][:_SHOWN]
    names = shorten_apart([each.action for each in moved], _WIDEST)
    width = max(map(count_cells, names), default=0)
    for each, name in zip(moved, names, strict=True):
        yield make_line(f"  {pad_text(name, width)} {each.before:>9,} → {each.now:,}")


def _render_bar(label: str, number: int, most: int, style: str, cells: tuple[int, int]) -> Line:
    """Return a label, a number and its bar; `cells` are those of the labels and of the longest bar."""
    length = max(1, round(number / most * cells[1]))
    return make_line("  ", pad_text(label, cells[0]), f" {number:>9,}  ", Piece("█" * length, style))


def _render_stranded(summary: PlanSummary) -> Iterator[Line]:
    stranded = summary.states.get("stranded", 0)
    if stranded:
        yield make_line("")
        yield make_line(
            Piece(f"Nothing is left for {count_things(stranded, 'customer')}: ", "yellow"),
            "`--only stranded` lists them, and a `rest` list in the path file gives them something",
        )


def _render_rejects(summary: PlanSummary) -> Iterator[Line]:
    for part in summary.rejects:
        if part.counts:
            rows = count_things(sum(part.counts.values()), "row")
            yield make_line("")
            yield make_line(
                Piece(f"Set aside: {rows} of {part.source}", "bold"), " (--rejects FILE lists them)"
            )
            for reason, number in sorted(part.counts.items(), key=lambda each: (-each[1], each[0])):
                example = part.examples.get(reason)
                shown = f", as in {shorten_text(example, 30)!r}" if example else ""
                yield make_line(f"  {number:>9,}  {reason}{shown}")
    for table, number in summary.later.items():
        yield make_line("")
        yield make_line(
            f"{count_things(number, 'row')} of {table} {'lies' if number == 1 else 'lie'} after {write_day(summary.today)}: not known yet"
        )


def _render_notes(summary: PlanSummary) -> Iterator[Line]:
    yield from _render_unknown(summary)
    yield from _render_statuses(summary)
    yield from _render_unfounded(summary)
    if summary.newest_order and summary.days_without_orders > STALE:
        newest, days = write_day(summary.newest_order), count_things(summary.days_without_orders, "day")
        yield make_line("")
        yield make_line(
            Piece(f"The newest order is from {newest}, {days} earlier", "yellow"),
            ". Is the export complete? No membership is taken as lapsed after that day",
        )


def _render_unfounded(summary: PlanSummary) -> Iterator[Line]:
    if not summary.unfounded:
        return
    yield make_line("")
    yield make_line(Piece("Returned by customers who never bought it; these returns are ignored", "bold"))
    for item, rows in summary.unfounded[:_SHOWN]:
        yield make_line(f"  {rows:>9,}  {shorten_text(item, _WHOLE)}")
    if len(summary.unfounded) > _SHOWN:
        rest = summary.unfounded[_SHOWN:]
        yield make_line(
            f"  and {count_things(len(rest), 'other item')}, in {count_things(sum(rows for _, rows in rest), 'row')}"
        )


def _render_statuses(summary: PlanSummary) -> Iterator[Line]:
    if not summary.statuses:
        return
    yield make_line("")
    yield make_line(Piece("Unknown statuses, counted as bought", "bold"))
    shown = summary.statuses[:_SHOWN]
    names = shorten_apart([status for status, _ in shown], _WHOLE)
    for (_, rows), name in zip(shown, names, strict=True):
        yield make_line(f"  {rows:>9,}  {name}")
    if len(summary.statuses) > _SHOWN:
        rest = summary.statuses[_SHOWN:]
        yield make_line(
            f"  and {count_things(len(rest), 'other status')}, on {count_things(sum(rows for _, rows in rest), 'row')}"
        )


def _render_unknown(summary: PlanSummary) -> Iterator[Line]:
    if not summary.unknown:
        return
    shown = summary.unknown[:_SHOWN]
    yield make_line("")
    yield make_line(Piece("Not in the path", "bold"))
    names = shorten_apart([unknown.item for unknown in shown], _WHOLE)
    for unknown, name in zip(shown, names, strict=True):
        hint = f"  did you mean {shorten_text(unknown.nearest, _WHOLE)!r}?" if unknown.nearest else ""
        yield make_line(f"  {unknown.lines:>9,}  {name}", Piece(hint, "dim"))
    if len(summary.unknown) > _SHOWN:
        rest = summary.unknown[_SHOWN:]
        yield make_line(
            f"  and {count_things(len(rest), 'other name')}, on {count_things(sum(each.lines for each in rest), 'row')}"
        )
