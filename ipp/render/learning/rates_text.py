"""Take rates of `ipp learn` for people."""

from collections.abc import Iterator, Sequence

from ipp.engine.decision.action import label_offer
from ipp.learn.rates.estimate import RateEstimate
from ipp.learn.rates.incidence import HORIZON
from ipp.learn.rates.placement_rates import PlacementRate
from ipp.learn.rates.take_rates import TakeRate
from ipp.learn.supported import Learned
from ipp.learn.writing.write_rates import FEWEST_ANSWERS, WrittenRates
from ipp.render.figures import wrap_text, write_percent
from ipp.render.learning.placement_names import name_placement
from ipp.render.page import Line, Piece, count_cells, fit_lines, make_line, pad_text
from ipp.text.visible import make_visible
from ipp.text.words import count_things, name_few, write_share

_SHOWN = 20
_SIDE = 53
"""Cells of a line that its numbers take."""
_UNTOLD = " (the log does not say where it asked)"


def render_rates(learned: Learned, width: int, *, everything: bool) -> Iterator[Line]:
    """Yield tables of take rates: those of the offers, asked most often first, and those by rung and by list."""
    rates = learned.rates or ()
    yield make_line()
    title = Piece("Take rates", "bold")
    yield make_line(title, f" of the offers made (a Yes counts within {HORIZON} days)")
    if not rates:
        yield make_line("  The log has no offers of this path.")
        return
    room = width - _SIDE
    head = f"{'':{room}} {'yes/asked':>12} {'raw':>6} {'estimate':>8} {'90% interval':>12} {'path':>5}"
    yield make_line(Piece(head, "dim"))
    shown = rates if everything else rates[:_SHOWN]
    for rate in shown:
        yield from _render_rate(rate, width)
    if len(shown) < len(rates):
        yield make_line(Piece(f"  … {len(rates) - len(shown):,} more (--all)", "dim"))
    yield from _render_patience(shown, width)
    if learned.placements:
        yield from _render_placements("By rung", learned.placements.rungs, width)
        yield from _render_placements("By list", learned.placements.lists, width)


def _render_placements(title: str, rates: Sequence[PlacementRate], width: int) -> Iterator[Line]:
    """Yield a table of the take rates of places; which offers have no place of their own is said below it."""
    yield make_line()
    yield make_line(Piece(title, "bold"))
    for rate in rates:
        yield from _render_row(name_placement(rate.where), rate.estimate, "", width)
    for rate in rates:
        if rate.where in ("several", "none"):
            names = name_few([make_visible(label_offer(offer)) for offer in rate.offers], 3)
            says = f"{name_placement(rate.where)}: {names}{_UNTOLD if rate.where == 'several' else ''}"
            for text in wrap_text(says, width - 2):
                yield make_line("  ", Piece(text, "dim"))


def _render_rate(rate: TakeRate, width: int) -> Iterator[Line]:
    written = rate.written.take if rate.written else None
    path = "" if written is None else write_share(written)
    yield from _render_row(make_visible(label_offer(rate.offer)), rate.estimate, path, width)


def _render_row(name: str, rate: RateEstimate, path: str, width: int) -> Iterator[Line]:
    label, room = f"  {name}", width - _SIDE
    if count_cells(label) > room:
        yield from fit_lines([make_line(label)], width)
        label = ""
    asked = f"{rate.yes:,}/{rate.asked:,}"
    interval = f"{rate.low * 100:.0f} to {rate.high * 100:.0f}%"
    numbers = (
        f"{asked:>12} {write_percent(rate.raw):>6} {write_percent(rate.learned):>8} {interval:>12} {path:>5}"
    )
    yield make_line(pad_text(label, room), f" {numbers}")


def _render_patience(rates: Sequence[TakeRate], width: int) -> Iterator[Line]:
    """Yield after how many days nine in ten Yes have come, where the path says another patience."""
    for rate in rates:
        days = rate.estimate.patience
        if days is not None and rate.written and days != rate.written.patience:
            name = label_offer(rate.offer)
            waits = count_things(rate.written.patience, "day")
            says = (
                f"{name}: 9 of 10 Yes answers come within {count_things(days, 'day')}; the path waits {waits}"
            )
            for text in wrap_text(says, width - 2):
                yield make_line("  ", Piece(text, "dim"))


def list_unwritten(found: WrittenRates) -> Iterator[str]:
    """Yield which take rates are not written into the path file, and why; or that nothing changes."""
    if not found.texts:
        yield "nothing to change in the path file"
    if found.few:
        offers, keep = count_things(len(found.few), "offer"), "keeps" if len(found.few) == 1 else "keep"
        yield f"{offers} with fewer than {FEWEST_ANSWERS} answers {keep} the rate of the path"
    for offers_left, why in (
        (
            found.nowhere,
            "no step can hold the rate of these, because they come from a series or have rates by products owned",
        ),
        (found.by_hand, "change these by hand, because ipp cannot rewrite how they are written"),
    ):
        if offers_left:
            yield f"{why}: {name_few([make_visible(label_offer(offer)) for offer in offers_left], 6)}"
