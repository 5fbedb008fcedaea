"""`ipp learn -o report.html` and `ipp backtest -o report.html`: one page each, without scripts and without network."""

from collections.abc import Iterable, Sequence
from html import escape
from math import log2

from ipp.engine.decision.action import label_offer
from ipp.learn.backtest.run import Backtest
from ipp.learn.rates.estimate import RateEstimate
from ipp.learn.rates.placement_rates import PlacementRates
from ipp.learn.supported import Learned, StepVerdict
from ipp.render.figures import write_percent
from ipp.render.learning.backtest_text import COLUMNS, RANKINGS, describe_outcome, describe_tested
from ipp.render.learning.html import draw_interval, escape_line, escape_name, write_page, write_table
from ipp.render.learning.learned_text import (
    CAUTION,
    LEGEND,
    VERDICT_TITLES,
    describe_share,
    explain_nothing,
    render_read,
)
from ipp.render.learning.placement_names import name_placement
from ipp.text.words import count_things

_MOST = 16.0
"""Times beyond which an interval is cut off."""
_CLASSES = {"supported": "supported", "worse": "worse", "unclear": "unclear", "too few": "few"}


def write_learned_page(learned: Learned, store: str | None) -> str:
    """Return what was learned as a page: pairs with their intervals, the steps of the path, take rates."""
    parts = ["".join(f"<p>{escape_line(line)}</p>" for line in render_read(learned))]
    nothing = explain_nothing(learned)
    parts += (
        [f"<h2>What customers bought next</h2><p>{escape(nothing)}</p>"]
        if nothing
        else [_write_pairs(learned)]
    )
    parts += [_write_steps(learned.steps)] * bool(learned.steps)
    parts += [_write_rates(learned)] if learned.rates else []
    return write_page(f"{store or 'Orders'}: what customers did", [*parts, f"<p>{escape(CAUTION)}</p>"])


def write_backtest_page(found: Backtest, store: str | None) -> str:
    """Return a backtest as a page: how often each ranking was right, with intervals."""
    rows = []
    for name, score in found.scores.items():
        low, high = score.reciprocal_interval
        bar = draw_interval(low, score.reciprocal, high, "supported" if name == "path" else "unclear")
        numbers = (write_percent(score.first), write_percent(score.five), f"{score.reciprocal:.3f}")
        rows.append([escape(RANKINGS[name]), *numbers, bar, f"{score.said:,}"])
    table = write_table(
        ("", "first", "top 5", "MRR", "95% interval, from 0 to 1", "items"), rows, (1, 2, 3, 5)
    )
    above, below = (
        "".join(f"<p>{escape(text)}</p>" for text in part)
        for part in (describe_tested(found), (COLUMNS, *describe_outcome(found)))
    )
    title = f"{store or 'Orders'}: how often each ranking named what customers bought next"
    return write_page(title, [above, table, below])


def _write_pairs(learned: Learned) -> str:
    rows = []
    for pair in learned.supported:
        shown = "supported" if pair.in_path or not learned.steps else "unclear"
        place = f"step {pair.in_path}" if pair.in_path else "new" if learned.steps else ""
        bar = draw_interval(
            _scale_times(pair.low), _scale_times(pair.seen / pair.expected), _scale_times(pair.high), shown
        )
        times = f"{pair.low:.1f} to {pair.high:.1f}"
        bought = f"{pair.seen:,} of {pair.opportunities:,}"
        names = (escape_name(pair.after), escape_name(pair.next))
        rows.append([*names, place, bought, f"{pair.expected:,.1f}", times, bar])
    head = (
        "after",
        "next",
        "path",
        "bought",
        "expected",
        "lift",
        f"lift, 95% interval, from 1 to {_MOST:.0f}",
    )
    texts = f"<p>Up to {describe_share(learned)} of these may be chance.</p><p>{escape(LEGEND)}</p>"
    return f"<h2>What customers bought next</h2>{texts}{write_table(head, rows, (3, 4, 5))}"


def _write_steps(steps: Sequence[StepVerdict]) -> str:
    rows = []
    for each in steps:
        numbers = f"{count_things(each.customers, 'customer')} came back"
        if each.pair:
            numbers = f"{each.pair.seen:,} of {each.pair.opportunities:,}, expected {each.pair.expected:,.1f}"
        verdict = f'<span class="{_CLASSES[each.verdict]}">{escape(VERDICT_TITLES[each.verdict])}</span>'
        rows.append([escape_name(each.step.after), escape_name(each.step.next), verdict, numbers])
    return f"<h2>The steps of the path</h2>{write_table(('after', 'next', 'verdict', 'bought'), rows, (3,))}"


def _write_rates(learned: Learned) -> str:
    rates, placements = learned.rates or (), learned.placements or PlacementRates((), ())
    offers = [(label_offer(rate.offer), rate.estimate) for rate in rates]
    found = f"<h2>Take rates</h2>{_write_rate_table('offer', offers)}"
    for title, head, each in (("By rung", "rung", placements.rungs), ("By list", "list", placements.lists)):
        rows = [(name_placement(rate.where), rate.estimate) for rate in each]
        found += f"<h3>{title}</h3>{_write_rate_table(head, rows)}"
    return found


def _write_rate_table(head: str, rates: Iterable[tuple[str, RateEstimate]]) -> str:
    rows = []
    for name, rate in rates:
        bar = draw_interval(rate.low, rate.learned, rate.high, "unclear")
        asked = f"{rate.yes:,} of {rate.asked:,}"
        rows.append([escape_name(name), asked, write_percent(rate.learned), bar])
    return write_table((head, "Yes answers", "estimate", "90% interval, from 0 to 1"), rows, (1, 2))


def _scale_times(times: float) -> float:
    """Return where so many times stand between 1 and the most, by halves of doublings."""
    return log2(min(max(times, 1.0), _MOST)) / log2(_MOST)
