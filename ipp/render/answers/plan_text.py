"""The summary of a plan for people: where customers stand, what comes next for how many, what was set aside."""

from collections.abc import Iterator

from ipp.batch.summary import Summary
from ipp.render.money import day_text
from ipp.render.page import Line, Piece, cells, line, padded
from ipp.text.visible import shortened
from ipp.text.words import counted

_BAR = 24
"""Cells of the longest bar."""
_SHOWN = 10
_WIDEST = 36
_STATES = {
    "offer": "offer today",
    "touch": "touch today",
    "rest": "rest today",
    "wait": "wait",
    "complete": "complete",
    "stranded": "stranded",
}
_STYLES = {"offer": "green", "touch": "green", "rest": "green", "wait": "cyan", "stranded": "yellow"}


def render(summary: Summary) -> list[Line]:
    """Return the summary as a page."""
    return [*_states(summary), *_actions(summary), *_stranded(summary), *_aside(summary), *_told(summary)]


def _states(summary: Summary) -> Iterator[Line]:
    store = f" of {summary.store}" if summary.store else ""
    layout = f", read as {summary.layout}" if summary.layout else ""
    rows = counted(summary.read.get("orders", 0), "row")
    yield line(Piece(counted(summary.customers, "customer"), "bold"), f"{store} on {day_text(summary.today)}")
    yield line(Piece(f"from {rows} of orders{layout}", "dim"))
    yield line("")
    most = max(summary.states.values(), default=0)
    for state, customers in summary.states.items():
        if customers:
            yield _bar(_STATES[state], customers, most, _STYLES.get(state, ""), 12)


def _actions(summary: Summary) -> Iterator[Line]:
    if not summary.actions:
        return
    shown = summary.actions[:_SHOWN]
    width = max(min(cells(action.action), _WIDEST) for action in shown)
    yield line("")
    yield line(Piece("Next actions", "bold"))
    for action in shown:
        yield _bar(shortened(action.action, _WIDEST), action.customers, shown[0].customers, "cyan", width)
    if len(summary.actions) > _SHOWN:
        rest = summary.actions[_SHOWN:]
        yield line(
            f"  and {len(rest):,} more, for {counted(sum(each.customers for each in rest), 'customer')}"
        )


def _bar(label: str, number: int, most: int, style: str, width: int) -> Line:
    length = max(1, round(number / most * _BAR))
    return line("  ", padded(label, width), f" {number:>9,}  ", Piece("█" * length, style))


def _stranded(summary: Summary) -> Iterator[Line]:
    stranded = summary.states.get("stranded", 0)
    if stranded:
        yield line("")
        yield line(
            Piece(f"Nothing is left for {counted(stranded, 'customer')}: ", "yellow"),
            "`--only stranded` lists them, `rest` keeps them warm",
        )


def _aside(summary: Summary) -> Iterator[Line]:
    for part in summary.aside:
        if part.counts:
            rows = counted(sum(part.counts.values()), "row")
            yield line("")
            yield line(Piece(f"Set aside: {rows} of {part.source}", "bold"), " (--rejects FILE lists them)")
            for reason, number in sorted(part.counts.items(), key=lambda each: (-each[1], each[0])):
                yield line(f"  {number:>9,}  {reason}")
    for table, number in summary.later.items():
        yield line("")
        yield line(
            f"{counted(number, 'row')} of {table} {'lies' if number == 1 else 'lie'} after {day_text(summary.today)}: not known yet"
        )


def _told(summary: Summary) -> Iterator[Line]:
    yield from _unknown(summary)
    yield from _statuses(summary)


def _statuses(summary: Summary) -> Iterator[Line]:
    if not summary.statuses:
        return
    yield line("")
    yield line(Piece("Statuses that are not known, taken as bought", "bold"))
    for status, rows in summary.statuses[:_SHOWN]:
        yield line(f"  {rows:>9,}  {shortened(status, _WIDEST)}")
    if len(summary.statuses) > _SHOWN:
        rest = summary.statuses[_SHOWN:]
        yield line(
            f"  and {counted(len(rest), 'other status')}, on {counted(sum(rows for _, rows in rest), 'row')}"
        )


def _unknown(summary: Summary) -> Iterator[Line]:
    if not summary.unknown:
        return
    shown = summary.unknown[:_SHOWN]
    yield line("")
    yield line(Piece("Not in the path", "bold"))
    for unknown in shown:
        hint = f"  did you mean {shortened(unknown.nearest, _WIDEST)!r}?" if unknown.nearest else ""
        yield line(f"  {unknown.lines:>9,}  {shortened(unknown.item, _WIDEST)}", Piece(hint, "dim"))
    if len(summary.unknown) > _SHOWN:
        rest = summary.unknown[_SHOWN:]
        yield line(
            f"  and {counted(len(rest), 'other name')}, on {counted(sum(each.lines for each in rest), 'row')}"
        )
