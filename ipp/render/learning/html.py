"""What reports for browsers are made of: one page, its tables, and intervals as drawings. No script, no network.

Names stand in it as escaped text only.
"""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from ipp.render.page import Line
from ipp.text.visible import make_visible

_STYLE = """:root{color-scheme:light dark;--ink:#1d2433;--dim:#667;--line:#d5d9e2;--paper:#fff;--good:#1a7f52;--bad:#b3402a;--rest:#8a93a6}
@media(prefers-color-scheme:dark){:root{--ink:#e7eaf1;--dim:#9aa3b5;--line:#343b4b;--paper:#151922;--good:#4cc38a;--bad:#ff8f73;--rest:#77809a}}
body{font:15px/1.45 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:60rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%}th{text-align:left;color:var(--dim);font-weight:500}
th,td{padding:.25rem .6rem .25rem 0;border-bottom:1px solid var(--line);vertical-align:middle}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}p{color:var(--dim)}
.supported{color:var(--good)}.worse{color:var(--bad)}.unclear,.few{color:var(--rest)}"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
WIDE, HIGH = 180, 14
"""The size of a drawn interval."""


def write_page(title: str, parts: Iterable[str]) -> str:
    """Return a page of parts that are HTML already."""
    shown = escape_name(title)
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f'<meta name="viewport" content="width=device-width"><title>{shown}</title><style>{_STYLE}</style></head>'
        f"<body><h1>{shown}</h1>{''.join(parts)}</body></html>\n"
    )


def write_table(head: Sequence[str], rows: Iterable[Sequence[str]], numbers: Sequence[int]) -> str:
    """Return a table of cells that are HTML already; those of `numbers` are set to the right."""
    titles = _write_cells("th", map(escape, head), numbers)
    body = "".join(f"<tr>{_write_cells('td', row, numbers)}</tr>" for row in rows)
    return f"<table><thead><tr>{titles}</tr></thead><tbody>{body}</tbody></table>"


def _write_cells(tag: str, cells: Iterable[str], numbers: Sequence[int]) -> str:
    def write_cells() -> Iterator[str]:
        for place, cell in enumerate(cells):
            yield f'<{tag} class="n">{cell}</{tag}>' if place in numbers else f"<{tag}>{cell}</{tag}>"

    return "".join(write_cells())


def draw_interval(low: float, middle: float, high: float, shown: str) -> str:
    """Draw an interval between 0 and 1, with its middle."""
    start, dot, end = (round(value * (WIDE - 8) + 4, 1) for value in (low, middle, high))
    half = HIGH / 2
    return (
        f'<svg class="{shown}" width="{WIDE}" height="{HIGH}" role="img" aria-label="interval">'
        f'<path d="M4 {half}H{WIDE - 4}" stroke="var(--line)"/><path d="M{start} {half}H{end}" stroke="currentColor" stroke-width="3"/>'
        f'<circle cx="{dot}" cy="{half}" r="4" fill="currentColor"/></svg>'
    )


def escape_name(text: str) -> str:
    """Return a text as HTML, harmless to look at."""
    return escape(make_visible(text))


def escape_line(line: Line) -> str:
    """Return a line of a page for terminals as HTML, without its styles."""
    return escape("".join(piece.text for piece in line))
