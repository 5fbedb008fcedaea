"""`ipp measure` for people."""

from collections.abc import Iterator
from datetime import date

from ipp.engine.decision.action import label_offer
from ipp.measure.effect import OfferEffect
from ipp.measure.interval import GroupDifference
from ipp.measure.run import Measured
from ipp.render.figures import wrap_text, write_percent
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
from ipp.render.page import Line, Piece, count_cells, fit_lines, make_line, pad_text
from ipp.text.visible import make_visible
from ipp.text.words import count_things

_SHOWN = 10
_COLOURS = {"more": "green", "less": "red", "too early to tell": "dim"}

_TITLE = 17
_WHOLE = 80
"""Columns from which a figure and its verdict stand on one line."""
_SIDE = 46
"""Cells of a line that the numbers of an offer take."""
_LEGEND = (
    "Bought is in percent, its effect in points. Intervals are valid on any day, however often you look."
)


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
        yield make_line(Piece("No effect is shown, because it would be wrong.", "bold"))
        return
    if found.effect:
        yield from _render_effect(found, width)
        yield from _render_offers(found, width, everything=everything)
    yield make_line()
    for text in describe_missing(found):
        yield from wrap_lines(text, width, "", "")


def _render_people(found: Measured) -> Iterator[Line]:
    experiment = found.experiment
    share, begins = write_percent(experiment.planned), write_day(date.fromordinal(found.begins))
    what = "held out" if experiment.kind == "holdout" else "of all"
    day = write_day(date.fromordinal(found.day - 1))
    yield make_line(Piece(experiment.name, "bold"), f": {share} {what} since {begins}; data up to {day}")
    one, two = name_groups(found)
    both = f"{found.first:,} {one} and {found.second:,} {two}"
    days = count_things(found.window, "day")
    yield make_line(f"{both} whose {days} are over, {found.open:,} whose {days} are not")
    number = found.second if experiment.kind == "holdout" else found.first
    total = found.first + found.second
    if total and not any(problem.kind == "ratio" for problem in found.problems):
        yield make_line(
            Piece(
                f"{write_percent(number / total)} of them are in {experiment.name}, planned {share}: fine",
                "dim",
            )
        )


def _render_effect(found: Measured, width: int) -> Iterator[Line]:
    assert found.effect is not None
    one, two = name_groups(found)
    room = _TITLE if width >= _WHOLE else 2
    yield make_line()
    head = f"{one:>8} {two:>8} {'effect':>8} {'95% interval':>16}"
    yield make_line(Piece(f"{pad_text('per person' if room > 2 else '', room)} {head}", "dim"))
    for name, difference in found.effect._asdict().items():
        if difference is not None and (found.knows_costs or not name.startswith("margin")):
            yield from _render_difference(name, difference, room)
    yield from wrap_lines(_LEGEND, width, "dim", "")


def _render_difference(name: str, difference: GroupDifference, room: int) -> Iterator[Line]:
    means = f"{write_value(name, difference.first):>8} {write_value(name, difference.second):>8}"
    interval = f"{write_change(name, difference.low)} to {write_change(name, difference.high)}"
    text = f"{means} {write_change(name, difference.value):>8} {interval:>16}"
    said = judge_difference(difference)
    verdict = Piece(said, _COLOURS[said])
    if room == _TITLE:
        yield make_line(pad_text(f"  {TITLES[name]}", room), f" {text}  ", verdict)
    else:
        yield make_line(f"  {TITLES[name]}: ", verdict)
        yield make_line(pad_text("", room), f" {text}")


def _render_offers(found: Measured, width: int, *, everything: bool) -> Iterator[Line]:
    if not found.offers:
        return
    shown = found.offers if everything else found.offers[:_SHOWN]
    room = width - _SIDE
    one, two = name_groups(found)
    title = "Paid, by first offer"
    yield make_line()
    if count_cells(title) > room:
        yield make_line(Piece(title, "dim"))
        title = ""
    head = f"{one:>8} {two:>8} {'effect':>8} {'joint 95% interval':>18}"
    yield make_line(Piece(f"{pad_text(title, room)} {head}", "dim"))
    for each in shown:
        yield from _render_offer(each, label_offer(found.names[each.offer]), width)
    if len(shown) < len(found.offers):
        yield make_line(Piece(f"  … {len(found.offers) - len(shown):,} more (--all)", "dim"))


def _render_offer(each: OfferEffect, offer: str, width: int) -> Iterator[Line]:
    label, room = f"  {make_visible(offer)}", width - _SIDE
    if count_cells(label) > room:
        yield from fit_lines([make_line(label)], width)
        label = ""
    told = each.revenue
    rest = "  too few people"
    if told:
        interval = f"{write_change('', told.low)} to {write_change('', told.high)}"
        rest = f" {write_change('', told.value):>8} {interval:>18}"
    yield make_line(pad_text(label, room), f" {each.first:>8,} {each.second:>8,}{rest}")


def wrap_lines(text: str, width: int, style: str, mark: str = "! ") -> Iterator[Line]:
    """Yield a text in lines, marked at its beginning."""
    for place, part in enumerate(wrap_text(text, width - len(mark))):
        yield make_line(Piece((mark if place == 0 else " " * len(mark)) + part, style))
