"""`ipp measure` for people."""

from collections.abc import Iterator
from datetime import date

from ipp.engine.decision.action import label_offer
from ipp.measure.interval import GroupDifference
from ipp.measure.run import Measured
from ipp.render.figures import clip_text, wrap_text, write_percent
from ipp.render.measuring.words import (
    TITLES,
    describe_gap,
    describe_missing,
    describe_problem,
    describe_read,
    judge_difference,
    name_groups,
    write_change,
    write_value,
)
from ipp.render.money import write_day
from ipp.render.page import Line, Piece, make_line, pad_text
from ipp.text.words import count_things

_SHOWN = 10
_COLOURS = {"more": "green", "less": "red", "too early to tell": "dim"}


def render_measured(found: Measured, width: int, *, everything: bool = False) -> Iterator[Line]:
    """Yield the page; with `everything` all offers."""
    yield from _render_people(found)
    for text in describe_read(found.read):
        yield from wrap_lines(text, width, "dim", "")
    for text in [describe_problem(problem, found) for problem in found.problems]:
        yield from wrap_lines(text, width, "red" if found.stops else "yellow")
    for gap in found.gaps:
        yield from wrap_lines(describe_gap(gap), width, "yellow")
    if found.left_out:
        text = f"{count_things(found.left_out, 'person', 'people')} who entered after that are left out"
        yield from wrap_lines(text, width, "yellow")
    if found.stops:
        yield make_line()
        yield make_line(Piece("No effect is shown: what is wrong would be in it.", "bold"))
        return
    if found.effect:
        yield from _render_effect(found)
        yield from _render_offers(found, width, everything=everything)
    yield make_line()
    for text in describe_missing(found):
        yield from wrap_lines(text, width, "", "")


def _render_people(found: Measured) -> Iterator[Line]:
    experiment = found.experiment
    share, begins = write_percent(experiment.planned), write_day(date.fromordinal(found.begins))
    what = "held out" if experiment.kind == "holdout" else "of all"
    day = write_day(date.fromordinal(found.day))
    yield make_line(
        Piece(experiment.name, "bold"), f": {share} {what} since {begins}; what is known before {day}"
    )
    one, two = name_groups(found)
    both = f"{found.first:,} {one}, {found.second:,} {two}"
    yield make_line(f"{both}, whose {count_things(found.window, 'day')} are over; {found.open:,} open")
    number = found.second if experiment.kind == "holdout" else found.first
    total = found.first + found.second
    if total and not any(problem.kind == "ratio" for problem in found.problems):
        yield make_line(
            Piece(f"{write_percent(number / total)} in {experiment.name}, planned {share}: fine", "dim")
        )


def _render_effect(found: Measured) -> Iterator[Line]:
    assert found.effect is not None
    one, two = name_groups(found)
    yield make_line()
    head = f"{'':18} {one:>9} {two:>9} {'effect':>9} {'95 %, on any day':>20}"
    yield make_line(Piece(head, "dim"))
    for name, difference in found.effect._asdict().items():
        if difference is not None and (found.knows_costs or not name.startswith("margin")):
            yield _render_difference(name, difference)


def _render_difference(name: str, difference: GroupDifference) -> Line:
    means = f"{write_value(name, difference.first):>9} {write_value(name, difference.second):>9}"
    interval = f"{write_change(name, difference.low)} to {write_change(name, difference.high)}"
    verdict = judge_difference(difference)
    text = f"  {TITLES[name]:16} {means} {write_change(name, difference.value):>9} {interval:>20}  "
    return make_line(text, Piece(verdict, _COLOURS[verdict]))


def _render_offers(found: Measured, width: int, *, everything: bool) -> Iterator[Line]:
    if not found.offers:
        return
    shown = found.offers if everything else found.offers[:_SHOWN]
    room = width - 56
    one, two = name_groups(found)
    yield make_line()
    yield make_line(
        Piece(
            f"{pad_text('By first offer', room)} {one:>7} {two:>7} {'effect':>9} {'all at 95 %':>20}", "dim"
        )
    )
    for each in shown:
        name = pad_text(clip_text(label_offer(found.names[each.offer]), room - 2), room - 2)
        counts = f"{each.first:>7,} {each.second:>7,}"
        told = each.revenue
        rest = ""
        if told:
            interval = f"{write_change('', told.low)} to {write_change('', told.high)}"
            rest = f" {write_change('', told.value):>9} {interval:>20}"
        yield make_line("  ", name, f" {counts}{rest or '  too few'}")
    if len(shown) < len(found.offers):
        yield make_line(Piece(f"  … {len(found.offers) - len(shown):,} more (--all)", "dim"))


def wrap_lines(text: str, width: int, style: str, mark: str = "! ") -> Iterator[Line]:
    """Yield a text in lines, marked at its beginning."""
    for place, part in enumerate(wrap_text(text, width - len(mark))):
        yield make_line(Piece((mark if place == 0 else " " * len(mark)) + part, style))
