"""Take rates of `ipp learn` for people."""

from collections.abc import Iterator, Sequence

from ipp.engine.decision.action import label_offer
from ipp.learn.incidence import HORIZON
from ipp.learn.take_rates import TakeRate
from ipp.learn.writing.write_rates import FEWEST_ANSWERS, WrittenRates
from ipp.render.figures import clip_text, wrap_text, write_percent
from ipp.render.page import Line, Piece, make_line, pad_text
from ipp.text.visible import make_visible
from ipp.text.words import count_things, name_few, write_share

_SHOWN = 20
_SIDE = 51
"""Cells of a line that its numbers take."""


def render_rates(rates: Sequence[TakeRate], width: int, *, everything: bool) -> Iterator[Line]:
    """Yield a table of take rates, those asked most often first."""
    yield make_line()
    title = Piece("Take rates", "bold")
    yield make_line(title, f", of offers that were made; a Yes counts for {HORIZON} days")
    if not rates:
        yield make_line("  The log holds no offer of the path.")
        return
    room = width - _SIDE
    head = f"{'':{room}} {'yes/asked':>12} {'raw':>6} {'learned':>7} {'90 %':>11} {'path':>5}"
    yield make_line(Piece(head, "dim"))
    shown = rates if everything else rates[:_SHOWN]
    for rate in shown:
        yield _render_rate(rate, room)
    if len(shown) < len(rates):
        yield make_line(Piece(f"  … {len(rates) - len(shown):,} more (--all)", "dim"))
    yield from _render_patience(shown, width)


def _render_rate(rate: TakeRate, room: int) -> Line:
    name = clip_text(label_offer(rate.offer), room - 2)
    asked = f"{rate.yes:,}/{rate.asked:,}"
    interval = f"{rate.low * 100:.0f} to {rate.high * 100:.0f}%"
    written = rate.written.take if rate.written else None
    path = "" if written is None else write_share(written)
    numbers = (
        f"{asked:>12} {write_percent(rate.raw):>6} {write_percent(rate.learned):>7} {interval:>11} {path:>5}"
    )
    return make_line("  ", pad_text(name, room - 2), f" {numbers}")


def _render_patience(rates: Sequence[TakeRate], width: int) -> Iterator[Line]:
    """Yield after how many days nine in ten Yes have come, where the path says another patience."""
    for rate in rates:
        if rate.patience is not None and rate.written and rate.patience != rate.written.patience:
            name, days = label_offer(rate.offer), rate.patience
            says = f"{name}: nine in ten Yes come within {days}d; the path waits {rate.written.patience}d"
            for text in wrap_text(says, width - 2):
                yield make_line("  ", Piece(text, "dim"))


def list_unwritten(found: WrittenRates) -> Iterator[str]:
    """Yield which take rates are not written into the path file, and why; or that nothing changes."""
    if not found.texts:
        yield "nothing to change in the path file"
    if found.few:
        offers, keep = count_things(len(found.few), "offer"), "keeps" if len(found.few) == 1 else "keep"
        yield f"{offers} with fewer than {FEWEST_ANSWERS} answers {keep} what the path says"
    for offers_left, why in (
        (found.nowhere, "no step that could say it, but a series, or rates by products owned"),
        (found.by_hand, "to change by hand, as they are written"),
    ):
        if offers_left:
            yield f"{why}: {name_few([make_visible(label_offer(offer)) for offer in offers_left], 6)}"
