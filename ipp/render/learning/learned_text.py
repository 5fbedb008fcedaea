"""`ipp learn` for people: what follows what, and what that says of the steps of the path."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from ipp.learn.opportunities import FEWEST
from ipp.learn.pairs import TestedPair
from ipp.learn.supported import Learned, StepVerdict, Verdict
from ipp.render.figures import wrap_text, write_percent
from ipp.render.learning.rates_text import render_rates
from ipp.render.money import write_day
from ipp.render.page import Line, Piece, count_cells, fit_lines, make_line, pad_text
from ipp.text.visible import make_visible
from ipp.text.words import count_things

_SHOWN = 20
"""Pairs, and steps of one verdict, that are shown unless all are wanted."""
_SIDE = 48
"""Cells of a line that its numbers take."""
VERDICT_TITLES: dict[Verdict, str] = {
    "supported": "Supported: more often than by chance",
    "worse": "Less often than by chance: check these first",
    "unclear": "Not clearly more or less often than by chance",
    "too few": "Too few customers to tell",
}

CAUTION = "This shows what customers did, not what an offer adds. They may have been asked, or may have bought it anyway."
LEGEND = "Bought: of the customers who came back and did not own it yet, how many bought it in their next order. Expected: how many would have bought it by chance. Lift: bought divided by expected, as a 95% interval. Median: half of them bought within this time."
PLACES = "[step 1]: the step of your path that offers it. [new]: no step does."


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
        yield from render_rates(learned, width, everything=everything)
    if learned.supported:
        yield make_line()
        for text in wrap_text(CAUTION, width):
            yield make_line(Piece(text, "dim"))


def explain_nothing(learned: Learned) -> str | None:
    """Say why nothing is supported; None when something is."""
    history, fewest = (
        learned.history,
        f"at least {FEWEST} customers who came back, and one purchase expected by chance",
    )
    if learned.supported:
        return None
    if not history.customers:
        return "No purchase lies before today: nothing to learn here."
    if history.items == 1:
        return "Only one item was sold, and nothing can follow it: nothing to learn here."
    if history.first == history.last:
        return f"Everything was bought on {_say_day(history.first)}, and a purchase that follows needs a later day: nothing to learn here."
    if not learned.returned:
        return "No customer came back on another day for something new: nothing to learn here."
    if not learned.tested:
        came = count_things(learned.returned, "customer")
        return f"Only {came} came back for something new. Testing a pair takes {fewest}: nothing to learn here yet."
    return f"Of {count_things(learned.tested, 'pair')} tested none was bought more often than by chance: nothing to learn here."


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
        yield from _render_rejects("Set aside", history.rejects.counts)
    unread = sum(learned.unread.counts.values()) if learned.unread else 0
    if unread:
        assert learned.unread
        yield from _render_rejects("Set aside from the log", learned.unread.counts)
    if history.later:
        are = "is" if history.later == 1 else "are"
        yield make_line(f"{count_things(history.later, 'row')} {are} dated after today and not counted")
    for status, rows_of in history.statuses:
        yield make_line(f"Unknown status, counted as bought: {status} ({count_things(rows_of, 'row')})")


def _render_rejects(title: str, counts: Mapping[str, int]) -> Iterator[Line]:
    """Yield how many rows were set aside, and why."""
    yield make_line(f"{title}: {count_things(sum(counts.values()), 'row')}")
    for reason, rows in sorted(counts.items(), key=lambda each: (-each[1], each[0])):
        yield make_line(f"  {rows:>9,}  {reason}")


def _render_pairs(learned: Learned, width: int, *, everything: bool) -> Iterator[Line]:
    title = Piece("What customers bought next", "bold")
    yield make_line(title, f" (up to {describe_share(learned)} of these may be chance)")
    pairs = learned.supported if everything else learned.supported[:_SHOWN]
    yield from _render_table(pairs, width, paths=bool(learned.steps))
    if len(pairs) < len(learned.supported):
        yield make_line(Piece(f"  … {len(learned.supported) - len(pairs):,} more (--all)", "dim"))
    yield make_line(
        f"{len(learned.supported):,} of {count_things(learned.tested, 'pair')} tested are supported"
    )
    for legend in (LEGEND, PLACES) if learned.steps else (LEGEND,):
        for text in wrap_text(legend, width):
            yield make_line(Piece(text, "dim"))


def describe_share(learned: Learned) -> str:
    """Say how many of the pairs may be chance."""
    return f"{learned.false_share * 100:.3g} in 100"


def _render_table(pairs: Sequence[TestedPair], width: int, *, paths: bool) -> Iterator[Line]:
    """Yield pairs under what was bought first, in the order in which these first come."""
    room = width - _SIDE
    yield make_line(Piece(f"{'':{room}} {'median':>8} {'bought':>15} {'expected':>9} {'lift':>12}", "dim"))
    for after in dict.fromkeys(pair.after for pair in pairs):
        yield from fit_lines([make_line(after)], width)
        for pair in pairs:
            if pair.after == after:
                yield from _render_pair(pair, width, paths=paths)


def _render_pair(pair: TestedPair, width: int, *, paths: bool) -> Iterator[Line]:
    place = f" [step {pair.in_path}]" if pair.in_path else " [new]" if paths else ""
    label, room = f"  → {pair.next}{place}", width - _SIDE
    if count_cells(make_visible(label)) > room:
        yield from fit_lines([make_line(label)], width)
        label = ""
    yield make_line(pad_text(make_visible(label), room), f" {_write_numbers(pair)}")


def _write_numbers(pair: TestedPair) -> str:
    days = "" if pair.days is None else count_things(pair.days, "day")
    bought = f"{pair.seen:,}/{pair.opportunities:,}"
    return f"{days:>8} {bought:>15} {pair.expected:>9,.1f} {f'{pair.low:.1f} to {pair.high:.1f}':>12}"


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
            numbers = f"{each.pair.seen:,} of {each.pair.opportunities:,}, expected {each.pair.expected:,.1f}"
        name = make_visible(f"{each.step.after} → {each.step.next}")
        if count_cells(name) + len(numbers) + 11 <= width:
            yield make_line("         ", name, "  ", Piece(numbers, "dim"))
        else:
            yield from fit_lines([make_line("         ", name)], width)
            yield make_line("           ", Piece(numbers, "dim"))
    if len(shown) < len(steps):
        yield make_line(Piece(f"         … {len(steps) - len(shown):,} more (--all)", "dim"))
