"""`ipp measure --power`, for people and for programs."""

import json
from collections.abc import Iterator
from math import ceil
from typing import Any

from ipp.measure.power import EFFECTS, SHARES, Outlook
from ipp.render.figures import wrap_text, write_percent
from ipp.render.measuring.measured_text import wrap_lines
from ipp.render.measuring.words import describe_read
from ipp.render.page import Line, Piece, make_line
from ipp.text.visible import escape_json
from ipp.text.words import count_things

FORMAT_VERSION = "1.0"
_CAUTION = "This assumes that everybody who buys is asked once, on the day after their first order of the year. If the path asks fewer people, it takes longer in proportion."


def render_outlook(found: Outlook, width: int) -> Iterator[Line]:
    """Yield the page."""
    yield make_line(Piece("How long does it take to see an effect? (power 80%)", "bold"))
    people = count_things(found.people, "customer")
    yield make_line(f"Based on {people} of one year, {found.per_week:,.0f} a week")
    window = count_things(found.window, "day")
    yield make_line(
        f"Within {window} {write_percent(found.bought)} bought again. They all paid {found.mean:,.2f} per person, standard deviation {found.deviation:,.2f}"
    )
    for text in describe_read(found.read):
        yield from wrap_lines(text, width, "dim", "")
    yield make_line()
    titles = "".join(f"{f'+{effect:.0%}':>12}" for effect in EFFECTS)
    yield make_line(Piece(f"{'held out':12}{titles}", "dim"))
    money = "".join(f"{effect * found.mean:>+12,.2f}" for effect in EFFECTS)
    yield make_line(Piece(f"{'per person':12}{money}", "dim"))
    for share in SHARES:
        cells = "".join(f"{_write_weeks(found.weeks[share, effect]):>12}" for effect in EFFECTS)
        yield make_line(f"{f'{share:.0%}':12}{cells}")
    yield make_line()
    for text in wrap_text(_CAUTION, width):
        yield make_line(Piece(text, "dim"))


def write_outlook_json(found: Outlook, store: str | None) -> str:
    """Return the answer as JSON."""
    answer: dict[str, Any] = {
        "format_version": FORMAT_VERSION,
        "store": store,
        "window_days": found.window,
        "set_aside": found.read.orders.counts,
        "customers": found.people,
        "customers_per_week": round(found.per_week, 4),
        "bought": round(found.bought, 6),
        "revenue": round(found.mean, 6),
        "deviation": round(found.deviation, 6),
        "weeks": [
            {"share": share, "effect": effect, "weeks": None if weeks is None else round(weeks, 2)}
            for (share, effect), weeks in found.weeks.items()
        ],
    }
    return escape_json(json.dumps(answer, ensure_ascii=False, indent=2)) + "\n"


def _write_weeks(weeks: float | None) -> str:
    return "10+ years" if weeks is None else count_things(ceil(weeks), "week")
