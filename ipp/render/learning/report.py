"""`ipp learn -o report.html` and `ipp backtest -o report.html`: one page each, without scripts and without network.

Names stand in it as escaped text only.
"""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from math import log2

from ipp.engine.decision.action import label_offer
from ipp.learn.backtest.run import Backtest
from ipp.learn.supported import Learned, StepVerdict
from ipp.learn.take_rates import TakeRate
from ipp.render.figures import write_percent
from ipp.render.learning.backtest_text import RANKINGS, render_backtest
from ipp.render.learning.learned_text import VERDICT_TITLES, explain_nothing, render_read
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
_WIDE, _HIGH = 180, 14
_MOST = 16.0
"""Times beyond which an interval is cut off."""
_CLASSES = {"supported": "supported", "worse": "worse", "unclear": "unclear", "too few": "few"}
CAUTION = "Supported says what customers did, not what asking them brings: they may have been asked, or have bought it anyway."


def write_learned_page(learned: Learned, store: str | None) -> str:
    """Return what was learned as a page: pairs with their intervals, the steps of the path, take rates."""
    parts = ["".join(f"<p>{_escape_line(line)}</p>" for line in render_read(learned))]
    nothing = explain_nothing(learned)
    parts += [f"<h2>What follows what</h2><p>{escape(nothing)}</p>"] if nothing else [_write_pairs(learned)]
    parts += [_write_steps(learned.steps)] * bool(learned.steps)
    parts += [_write_rates(learned.rates)] if learned.rates else []
    return _write_page(f"{store or 'Orders'}: what customers did", [*parts, f"<p>{escape(CAUTION)}</p>"])


def write_backtest_page(found: Backtest, store: str | None) -> str:
    """Return a backtest as a page: how often each ranking was right, with intervals."""
    rows = []
    for name, score in found.scores.items():
        low, high = score.reciprocal_interval
        bar = _draw_interval(low, score.reciprocal, high, "supported" if name == "path" else "unclear")
        numbers = (write_percent(score.first), write_percent(score.five), f"{score.reciprocal:.3f}")
        rows.append([escape(RANKINGS[name]), *numbers, bar, f"{score.said:,}"])
    table = _write_table(("", "at first", "among 5", "rank", "95 %, from 0 to 1", "said"), rows, (1, 2, 3, 5))
    lines = [line for line in render_backtest(found) if line]
    above, below = lines[1:3], lines[4 + len(found.scores) :]
    texts = ["".join(f"<p>{_escape_line(line)}</p>" for line in part) for part in (above, below)]
    return _write_page(
        f"{store or 'Orders'}: would it have said what customers did?", [texts[0], table, texts[1]]
    )


def _write_pairs(learned: Learned) -> str:
    rows = []
    for pair in learned.supported:
        shown = "supported" if pair.in_path or not learned.steps else "unclear"
        place = f"step {pair.in_path}" if pair.in_path else "new" if learned.steps else ""
        bar = _draw_interval(
            _scale_times(pair.low), _scale_times(pair.seen / pair.expected), _scale_times(pair.high), shown
        )
        times = f"{pair.low:.1f} to {pair.high:.1f}"
        bought = f"{pair.seen:,} of {pair.opportunities:,}"
        names = (_escape_name(pair.after), _escape_name(pair.next))
        rows.append([*names, place, bought, f"{pair.expected:,.1f}", times, bar])
    head = ("after", "next", "path", "bought", "by chance", "times", f"1 to {_MOST:.0f} times")
    share = f"{learned.false_share * 100:.3g} in 100 of these may be chance."
    return f"<h2>What follows what</h2><p>{share}</p>{_write_table(head, rows, (3, 4, 5))}"


def _write_steps(steps: Sequence[StepVerdict]) -> str:
    rows = []
    for each in steps:
        numbers = f"{each.customers:,} came back"
        if each.pair:
            numbers = (
                f"{each.pair.seen:,} of {each.pair.opportunities:,}, by chance {each.pair.expected:,.1f}"
            )
        verdict = f'<span class="{_CLASSES[each.verdict]}">{escape(VERDICT_TITLES[each.verdict])}</span>'
        rows.append([_escape_name(each.step.after), _escape_name(each.step.next), verdict, numbers])
    return f"<h2>The steps of the path</h2>{_write_table(('after', 'next', '', 'bought'), rows, (3,))}"


def _write_rates(rates: Iterable[TakeRate]) -> str:
    rows = []
    for rate in rates:
        bar = _draw_interval(rate.low, rate.learned, rate.high, "unclear")
        asked = f"{rate.yes:,} of {rate.asked:,}"
        rows.append([_escape_name(label_offer(rate.offer)), asked, write_percent(rate.learned), bar])
    table = _write_table(("offer", "yes", "learned", "90 %, from 0 to 1"), rows, (1, 2))
    return f"<h2>Take rates</h2>{table}"


def _scale_times(times: float) -> float:
    """Return where so many times stand between 1 and the most, by halves of doublings."""
    return log2(min(max(times, 1.0), _MOST)) / log2(_MOST)


def _draw_interval(low: float, middle: float, high: float, shown: str) -> str:
    """Draw an interval between 0 and 1, with its middle."""
    start, dot, end = (round(value * (_WIDE - 8) + 4, 1) for value in (low, middle, high))
    half = _HIGH / 2
    return (
        f'<svg class="{shown}" width="{_WIDE}" height="{_HIGH}" role="img" aria-label="interval">'
        f'<path d="M4 {half}H{_WIDE - 4}" stroke="var(--line)"/><path d="M{start} {half}H{end}" stroke="currentColor" stroke-width="3"/>'
        f'<circle cx="{dot}" cy="{half}" r="4" fill="currentColor"/></svg>'
    )


def _write_table(head: Sequence[str], rows: Iterable[Sequence[str]], numbers: Sequence[int]) -> str:
    """Return a table of cells that are HTML already; those of `numbers` are set to the right."""
    titles = _write_cells("th", map(escape, head), numbers)
    body = "".join(f"<tr>{_write_cells('td', row, numbers)}</tr>" for row in rows)
    return f"<table><thead><tr>{titles}</tr></thead><tbody>{body}</tbody></table>"


def _write_cells(tag: str, cells: Iterable[str], numbers: Sequence[int]) -> str:
    def write_cells() -> Iterator[str]:
        for place, cell in enumerate(cells):
            yield f'<{tag} class="n">{cell}</{tag}>' if place in numbers else f"<{tag}>{cell}</{tag}>"

    return "".join(write_cells())


def _write_page(title: str, parts: Iterable[str]) -> str:
    shown = _escape_name(title)
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f'<meta name="viewport" content="width=device-width"><title>{shown}</title><style>{_STYLE}</style></head>'
        f"<body><h1>{shown}</h1>{''.join(parts)}</body></html>\n"
    )


def _escape_name(text: str) -> str:
    return escape(make_visible(text))


def _escape_line(line: Line) -> str:
    return escape("".join(piece.text for piece in line))
