"""What holds the path back: who waits for what, and for how long."""

from collections.abc import Iterator

from ipp.render.figures import wrap_text
from ipp.render.page import Line, Piece, make_line
from ipp.text.visible import make_visible
from ipp.text.words import count_things
from ipp.value.forecast import Forecast
from ipp.value.held_back import HeldBack

MOST = 3
"""Steps that are named."""
_INDENT = "  "


def render_held_back(forecast: Forecast, width: int) -> Iterator[Line]:
    """Yield what customers wait for before they are asked for the ultimate action; nothing when nobody waits long."""
    found = forecast.held_back
    if not found:
        return
    yield make_line()
    yield make_line(Piece("What holds the path back", "bold"))
    for each in found[:MOST]:
        for place, text in enumerate(wrap_text(_describe_step(each), width - 4)):
            yield make_line(_INDENT * (2 if place else 1), Piece(text, "yellow"))
    if len(found) > MOST:
        yield make_line(_INDENT, Piece(f"… and {count_things(len(found) - MOST, 'more step')}", "dim"))
    for text in wrap_text(
        "Shorten these waits first: a customer who waits is offered nothing else, so other changes bring less than they could.",
        width - 2,
    ):
        yield make_line(_INDENT, Piece(text, "dim"))


def _describe_step(each: HeldBack) -> str:
    customers = max(1, round(each.share.value * 100))
    verb = "waits" if customers == 1 else "wait"
    days = count_things(round(each.days.value), "day") if each.days else "long"
    why = {
        "wait": "and what stands behind it waits too (`after`)",
        "window": "until it opens, and nothing else is left for them (`from`)",
    }[each.reason]
    return f"{customers} of 100 {verb} for {make_visible(each.name)} for {days}, {why}"
