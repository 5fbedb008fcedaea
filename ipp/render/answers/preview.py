"""The messages of the days to come, for people and for programs."""

import json
from collections.abc import Sequence

from ipp.batch.nightly.preview import DayPreview
from ipp.render.money import write_day
from ipp.render.page import Line, Piece, make_line, pad_text
from ipp.text.visible import escape_json
from ipp.text.words import count_things

_BAR = 24


def render_preview(store: str | None, days: Sequence[DayPreview]) -> list[Line]:
    """Return a line for each day, its offers and touches, and what the limit puts off."""
    most = max((each.offers + each.touches for each in days), default=0)
    put_off = any(each.put_off for each in days)
    head = f"{'offers':>9}{'touches':>9}" + (f"{'put off':>9}" if put_off else "")
    return [
        make_line(
            Piece(f"The next {count_things(len(days), 'day')}", "bold"),
            f"{f' of {store}' if store else ''}, if nobody buys or answers",
        ),
        make_line(""),
        make_line(Piece(f"  {'':<11}{head}", "dim")),
        *(_render_day(each, most, put_off) for each in days),
    ]


def _render_day(each: DayPreview, most: int, put_off: bool) -> Line:
    number = each.offers + each.touches
    length = max(1, round(number / most * _BAR)) if number else 0
    held = f"{each.put_off:>9,}" if put_off else ""
    day = pad_text(write_day(each.day), 11)
    return make_line(f"  {day}{each.offers:>9,}{each.touches:>9,}{held}  ", Piece("█" * length, "cyan"))


def render_preview_json(store: str | None, days: Sequence[DayPreview]) -> str:
    """Return the days as JSON."""
    answer = {
        "format_version": "1.0",
        "store": store,
        "days": [each._asdict() | {"day": each.day.isoformat()} for each in days],
    }
    return escape_json(json.dumps(answer, ensure_ascii=False, indent=2)) + "\n"
