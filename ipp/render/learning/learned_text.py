"""`ipp learn` for people: what follows what, and what that says of the steps of the path."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from ipp.learn.opportunities import FEWEST
from ipp.learn.pairs import TestedPair
from ipp.learn.supported import Learned, StepVerdict, Verdict
from ipp.render.figures import clip_text, wrap_text, write_percent
from ipp.render.learning.rates_text import render_rates
from ipp.render.money import write_day
from ipp.render.page import Line, Piece, make_line, pad_text
from ipp.text.words import count_things

_SHOWN = 20
"""Pairs, and steps of one verdict, that are shown unless all are wanted."""
_SIDE = 46
"""Cells of a line that its numbers take."""
VERDICT_TITLES: dict[Verdict, str] = {
    "supported": "Supported: more often than chance",
    "worse": "Worse than chance: look at these first",
    "unclear": "No more and no less than chance",
    "too few": "Too few customers to tell",
}


def render_learned(learned: Learned, width: int, *, everything: bool) -> Iterator[Line]:
    """Yield the page."""
    yield from render_read(learned)
    yield make_line()
    nothing = explain_nothing(learned)
    if nothing:
        for text in wrap_text(nothing, width):
            yield make_line(text)
    else:
        yield from _render_pairs(learned, width, everything=everything)
    yield from _render_steps(learned, width, everything=everything)
    if learned.rates is not None:
        yield from render_rates(learned.rates, width, everything=everything)
    if learned.supported:
        yield make_line()
        says = "Supported says what customers did, not what asking them brings: they may have been asked, or have bought it anyway."
        for text in wrap_text(says, width):
            yield make_line(Piece(text, "dim"))


def explain_nothing(learned: Learned) -> str | None:
    """Say why nothing is supported; None when something is."""
    history, fewest = (
        learned.history,
        f"{FEWEST} customers who came back, and one purchase expected by chance",
    )
    if learned.supported:
        return None
    if not history.customers:
        return "No purchase lies before today: nothing to learn here."
    if history.items == 1:
        return "One thing was sold, and nothing can follow it: nothing to learn here."
    if history.first == history.last:
        return f"Everything was bought on {_say_day(history.first)}, and what follows takes two days: nothing to learn here."
    if not learned.returned:
        return "No customer came back on another day for something new: nothing to learn here."
    if not learned.tested:
        came = count_things(learned.returned, "customer")
        return f"Only {came} came back for something new. A pair can be tested from {fewest} on: nothing to learn here yet."
    return f"Of {count_things(learned.tested, 'pair')} tested none was bought more often than chance: nothing to learn here."


def _say_day(day: int) -> str:
    return write_day(date.fromordinal(day))


def render_read(learned: Learned) -> Iterator[Line]:
    """Yield what was read, and what was set aside."""
    history = learned.history
    orders, people = count_things(history.orders, "order"), count_things(history.customers, "customer")
    days = f", {_say_day(history.first)} to {_say_day(history.last)}" if history.first else ""
    yield make_line(Piece(f"Read {orders} of {people}", "bold"), days)
    layout = f", read as {history.layout}" if history.layout else ""
    rows = f"{count_things(history.rows, 'row')}{layout}; {count_things(learned.returned, 'customer')} came back for something new"
    yield make_line(Piece(rows, "dim"))
    if history.named:
        yield make_line(
            Piece(
                "customers are identified by name only: two people with the same name count as one", "yellow"
            )
        )
    aside = sum(history.rejects.counts.values())
    if aside:
        reasons = sorted(history.rejects.counts.items(), key=lambda each: (-each[1], each[0]))
        yield make_line(f"Set aside: {count_things(aside, 'row')}")
        for reason, rows_of in reasons:
            yield make_line(f"  {rows_of:>9,}  {reason}")
    unread = sum(learned.unread.counts.values()) if learned.unread else 0
    if unread:
        yield make_line(f"Set aside of the log: {count_things(unread, 'row')}")
    if history.later:
        lie = "lies" if history.later == 1 else "lie"
        yield make_line(f"{count_things(history.later, 'row')} {lie} after today: not counted")
    for status, rows_of in history.statuses:
        yield make_line(f"Status not known, taken as bought: {status} ({rows_of:,})")


def _render_pairs(learned: Learned, width: int, *, everything: bool) -> Iterator[Line]:
    hundred = learned.false_share * 100
    title = Piece("What follows what", "bold")
    yield make_line(title, f" ({hundred:.3g} in 100 of these may be chance)")
    pairs = learned.supported if everything else learned.supported[:_SHOWN]
    yield from _render_table(pairs, width, paths=bool(learned.steps))
    if len(pairs) < len(learned.supported):
        yield make_line(Piece(f"  … {len(learned.supported) - len(pairs):,} more (--all)", "dim"))
    yield make_line(f"{count_things(len(learned.supported), 'pair')} supported, of {learned.tested:,} tested")


def _render_table(pairs: Sequence[TestedPair], width: int, *, paths: bool) -> Iterator[Line]:
    """Yield pairs under what was bought first, in the order in which these first come."""
    room = width - _SIDE
    yield make_line(Piece(f"{'':{room}} {'within':>7} {'bought':>15} {'chance':>8} {'times':>12}", "dim"))
    for after in dict.fromkeys(pair.after for pair in pairs):
        yield make_line(clip_text(after, width))
        for pair in pairs:
            if pair.after == after:
                yield _render_pair(pair, room, paths=paths)


def _render_pair(pair: TestedPair, room: int, *, paths: bool) -> Line:
    place = f" [{pair.in_path}]" if pair.in_path else " [new]" if paths else ""
    name = clip_text(pair.next, room - 5 - len(place)) + place
    return make_line("  → ", pad_text(name, room - 4), f" {_write_numbers(pair)}")


def _write_numbers(pair: TestedPair) -> str:
    days = "" if pair.days is None else f"{pair.days}d"
    bought = f"{pair.seen:,}/{pair.opportunities:,}"
    return f"{days:>7} {bought:>15} {pair.expected:>8,.1f} {f'{pair.low:.1f} to {pair.high:.1f}':>12}"


def _render_steps(learned: Learned, width: int, *, everything: bool) -> Iterator[Line]:
    if not learned.steps:
        return
    found = Counter(each.verdict for each in learned.steps)
    yield make_line()
    yield make_line(Piece(f"The {count_things(len(learned.steps), 'step')} of your path", "bold"))
    for verdict, title in VERDICT_TITLES.items():
        steps = [each for each in learned.steps if each.verdict == verdict]
        if steps:
            share = write_percent(found[verdict] / len(learned.steps))
            yield make_line(f"{found[verdict]:>7,}  {title}", Piece(f"  {share}", "dim"))
            if everything or verdict in ("worse", "supported"):
                yield from _render_verdicts(steps, width, everything=everything)


def _render_verdicts(steps: Sequence[StepVerdict], width: int, *, everything: bool) -> Iterator[Line]:
    shown = steps if everything else steps[:_SHOWN]
    for each in shown:
        numbers = count_things(each.customers, "customer")
        if each.pair:
            numbers = (
                f"{each.pair.seen:,} of {each.pair.opportunities:,}, by chance {each.pair.expected:,.1f}"
            )
        name = clip_text(f"{each.step.after} → {each.step.next}", width - 11 - len(numbers))
        yield make_line("         ", name, "  ", Piece(numbers, "dim"))
    if len(shown) < len(steps):
        yield make_line(Piece(f"         … {len(steps) - len(shown):,} more (--all)", "dim"))
