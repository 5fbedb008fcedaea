"""`ipp measure -o report.html`: one page with the effect and how it stood over time, without scripts and without network."""

from collections.abc import Sequence
from datetime import date
from html import escape

from ipp.measure.interval import GroupDifference
from ipp.measure.run import Measured
from ipp.render.learning.html import escape_line, write_page
from ipp.render.measuring.measured_text import render_measured
from ipp.render.measuring.words import write_change
from ipp.render.money import write_day

_WIDE, _HIGH, _EDGE = 900, 320, 60
_LINES = 100


def write_measured_page(found: Measured, store: str | None) -> str:
    """Return the comparison as a page."""
    lines = "\n".join(escape_line(line) for line in render_measured(found, _LINES, everything=True))
    parts = [f"<pre>{lines}</pre>"]
    if found.series:
        parts = [
            f"<h2>Effect on what a person paid, as measured up to each day, with its 95% interval</h2>{_draw(found.series)}",
            *parts,
        ]
    return write_page(f"{store or 'Orders'}: effect of {found.experiment.name}", parts)


def _draw(series: Sequence[tuple[int, GroupDifference]]) -> str:
    """Draw the headline and its interval over time."""
    low = min(0.0, *(each.low for _, each in series))
    high = max(0.0, *(each.high for _, each in series))
    first, last = series[0][0], series[-1][0]

    def find_x(day: int) -> float:
        wide = (day - first) / (last - first) if last > first else 0.5
        return round(_EDGE + wide * (_WIDE - 2 * _EDGE), 1)

    def find_y(value: float) -> float:
        return round(20 + (high - value) / ((high - low) or 1.0) * (_HIGH - 60), 1)

    above = " ".join(f"{find_x(day)},{find_y(each.high)}" for day, each in series)
    below = " ".join(f"{find_x(day)},{find_y(each.low)}" for day, each in reversed(series))
    middle = " ".join(f"{find_x(day)},{find_y(each.value)}" for day, each in series)
    dots = "".join(
        f'<circle cx="{find_x(day)}" cy="{find_y(each.value)}" r="3" fill="currentColor"><title>{_label(day, each)}</title></circle>'
        for day, each in series
    )
    texts = "".join(
        f'<text x="{_EDGE - 6}" y="{find_y(value) + 4}" text-anchor="end">{write_change("", value)}</text>'
        for value in dict.fromkeys((low, 0.0, high))
    )
    days = "".join(
        f'<text x="{find_x(day)}" y="{_HIGH - 12}" text-anchor="middle">{write_day(date.fromordinal(day))}</text>'
        for day in dict.fromkeys((first, last))
    )
    zero = find_y(0.0)
    return (
        f'<svg class="supported" viewBox="0 0 {_WIDE} {_HIGH}" width="100%" role="img" aria-label="the effect over time" font-size="13">'
        f'<polygon points="{above} {below}" fill="currentColor" opacity=".18"/>'
        f'<path d="M{_EDGE} {zero}H{_WIDE - _EDGE}" stroke="var(--rest)" stroke-dasharray="4 4"/>'
        f'<polyline points="{middle}" fill="none" stroke="currentColor" stroke-width="2"/>{dots}'
        f'<g fill="var(--dim)">{texts}{days}</g></svg>'
    )


def _label(day: int, each: GroupDifference) -> str:
    interval = f"{write_change('', each.low)} to {write_change('', each.high)}"
    return escape(f"{write_day(date.fromordinal(day))}: {write_change('', each.value)}, {interval}")
