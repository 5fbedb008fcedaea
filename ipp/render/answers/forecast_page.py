"""`ipp forecast -o report.html`: the funnel, the totals and the leaks as one page, without scripts and without network."""

from collections.abc import Callable, Iterator

from ipp.engine.decision.action import label_offer
from ipp.render.answers import entries_text
from ipp.render.answers.forecast_summary import name_goal, write_hundred
from ipp.render.answers.unasked_text import CAUTION, TITLE, describe_customers, list_habits
from ipp.render.figures import write_money, write_percent, write_signed
from ipp.render.learning.html import escape_name, write_page, write_table
from ipp.text.words import count_things
from ipp.value.assumptions import list_assumptions
from ipp.value.forecast import Forecast
from ipp.value.leaks import Leak
from ipp.value.solve.estimate import Estimate
from ipp.value.unasked import Unasked, UnaskedHabit

_WIDE, _HIGH = 240, 14


def write_forecast_page(forecast: Forecast, unasked: Unasked | None = None) -> str:
    """Return a forecast as a page: how far customers get, what they bring, and where it leaks, from the ultimate action backwards."""
    path = forecast.policy.path
    unit = f" Money in {path.currency}, per entering customer." if path.currency else ""
    about = f"{entries_text.name_customers(forecast).strip()}, followed for {count_things(forecast.question.horizon, 'day')}.{unit}"
    assumed = "".join(f"<li>{escape_name(sentence)}</li>" for sentence in list_assumptions(forecast))
    parts = (
        f"<p>{escape_name(about)}</p>",
        f"<h2>How far they get</h2>{_write_funnel(forecast)}",
        f"<h2>What it is worth</h2>{_write_totals(forecast)}",
        _write_unasked(forecast, unasked) if unasked else "",
        f"<h2>Where it leaks, from the ultimate action backwards</h2>{_write_leaks(forecast)}",
        f"<h2>By first purchase</h2>{_write_entries(forecast)}",
        f"<h2>Assumed</h2><ul>{assumed}</ul>",
    )
    return write_page(f"{path.store or 'The path'}: what it is worth", parts)


def _write_funnel(forecast: Forecast) -> str:
    funnel, goal = forecast.funnel, name_goal(forecast)
    stages = (
        ("buy once", Estimate(1.0, 1.0, 1.0)),
        ("buy again", funnel.buy_again),
        (f"are asked for {goal}", funnel.asked_ultimate),
        (f"get {goal}", funnel.arrive),
    )
    rows = [
        [
            escape_name(what),
            write_percent(share.value),
            _draw_bar(share.value),
            _write_interval(share, write_percent),
        ]
        for what, share in stages
    ]
    return write_table(("", "share", "", "95 %"), rows, (1, 3))


def _write_totals(forecast: Forecast) -> str:
    total = forecast.total
    figures = (
        ("first purchase", total.first_margin, total.first_revenue),
        ("the path adds", total.margin, total.revenue),
        ("for life", total.lifetime_margin, total.lifetime_revenue),
    )
    rows = [
        [what, write_money(margin.value), _write_interval(margin, write_money), write_money(revenue.value)]
        for what, margin, revenue in figures
    ]
    return write_table(("", "margin", "95 %", "revenue"), rows, (1, 2, 3))


def _write_unasked(forecast: Forecast, unasked: Unasked) -> str:
    """Return what customers did unasked beside what the path adds, those of all entries and of each that has enough."""
    rows = []
    if unasked.total:
        rows.append(["all", *_list_habit(unasked.total, forecast.funnel.buy_again, forecast.total.revenue)])
    for by, habit in list_habits(forecast, unasked):
        rows.append(
            [escape_name(entries_text.name_entry(by.entry)), *_list_habit(habit, None, by.totals.revenue)]
        )
    head = ("", "customers", "buy again", "95 %", "with the path", "spend later", "95 %", "the path adds")
    table = write_table(head, rows, tuple(range(1, 8))) if rows else ""
    said = "".join(f"<p>{escape_name(text)}</p>" for text in (describe_customers(forecast, unasked), CAUTION))
    return f"<h2>{TITLE}</h2>{table}{said}"


def _list_habit(habit: UnaskedHabit, again: Estimate | None, adds: Estimate) -> list[str]:
    return [
        f"{habit.customers:,}",
        write_percent(habit.bought_again.value),
        _write_interval(habit.bought_again, write_percent),
        write_percent(again.value) if again else "",
        write_money(habit.spent.value),
        _write_interval(habit.spent, write_money),
        write_money(adds.value),
    ]


def _write_leaks(forecast: Forecast) -> str:
    most = max((leak.asked.value for leak in forecast.offers), default=0.0)
    rows = list(_list_leaks(forecast.offers, most))
    legend = (
        "<p>asks: how often 100 entering customers are asked in all. +1 point: what one more Yes in 100 asks brings per entering customer. "
        "+10%: what a tenth more Yes bring. if gone: what is lost if nobody says Yes.</p>"
    )
    return legend + write_table(
        ("offer", "asks", "", "say Yes", "+1 point", "+10%", "if gone"), rows, (1, 3, 4, 5, 6)
    )


def _list_leaks(leaks: tuple[Leak, ...], most: float) -> Iterator[list[str]]:
    for leak in leaks:
        again = f" ({leak.turn})" if leak.turn else ""
        yield [
            escape_name(label_offer(leak.offer) + again),
            write_hundred(leak.asked.value),
            _draw_bar(leak.asked.value / most if most else 0.0),
            write_percent(leak.take.value),
            write_signed(leak.point.value),
            write_signed(leak.tenth.value),
            write_signed(-leak.removed.value),
        ]


def _write_entries(forecast: Forecast) -> str:
    ranked = sorted(forecast.by_entry, key=lambda by: -by.totals.margin.value)
    rows = [
        [
            escape_name(entries_text.name_entry(by.entry)),
            write_percent(by.entry.share),
            write_money(by.totals.margin.value),
            write_money(by.totals.lifetime_margin.value),
            write_percent(by.totals.chance_of_ultimate.value),
        ]
        for by in ranked
    ]
    head = ("", "share", "path adds", "for life", "get there")
    return write_table(head, rows, (1, 2, 3, 4))


def _write_interval(figure: Estimate, write: Callable[[float], str]) -> str:
    return f"{write(figure.low)} to {write(figure.high)}" if figure.half else "exact"


def _draw_bar(share: float) -> str:
    width = round(min(max(share, 0.0), 1.0) * _WIDE, 1)
    return (
        f'<svg class="supported" width="{_WIDE}" height="{_HIGH}" role="img" aria-label="bar">'
        f'<path d="M0 {_HIGH / 2}H{width}" stroke="currentColor" stroke-width="{_HIGH}"/></svg>'
    )
