"""The face of `ipp forecast`: what the path is worth, how far customers get, and where to work next."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ipp.render.answers import entries_text, held_back_text, unasked_text, what_if_text
from ipp.render.answers.forecast_summary import (
    list_best,
    name_goal,
    name_leak,
    render_beginnings,
    render_best_offers,
    render_certainty,
    render_stages,
    write_distance,
    write_hint,
    write_hundred,
)
from ipp.render.figures import bar_of, wrap_text, write_money, write_number, write_percent
from ipp.render.page import Line, Piece, count_cells, fit_lines, make_line, pad_text, split_label
from ipp.text.visible import make_visible
from ipp.text.words import count_things
from ipp.value.assumptions import list_assumptions
from ipp.value.forecast import Forecast, Totals
from ipp.value.leaks import Leak
from ipp.value.solve.estimate import Estimate
from ipp.value.unasked import Unasked
from ipp.value.what_if import Difference

_INDENT = "  "
LEAKS = 15
"""Offers that are shown, unless all are wanted."""
_WIDEST = 44
"""Cells of a column of names."""


class PageOptions(NamedTuple):
    """How a page is shown: its width in cells, worths by month for so many who enter in one, whether with all figures, and whether nothing is left out."""

    width: int = 80
    entrants: int | None = None
    details: bool = False
    everything: bool = False


def render_forecast(
    forecast: Forecast,
    differences: Sequence[Difference] = (),
    shown: PageOptions | None = None,
    unasked: Unasked | None = None,
) -> list[Line]:
    """Return the forecast as a page: the summary, or every figure."""
    shown = shown or PageOptions()
    if shown.details or shown.everything or shown.entrants:
        width = min(shown.width, 120)
        return list(fit_lines(_ForecastPage(forecast, differences, shown, unasked).list_lines(), width))
    return list(fit_lines(_list_summary(forecast, differences, min(100, shown.width), unasked), shown.width))


def _list_summary(
    forecast: Forecast, differences: Sequence[Difference], width: int, unasked: Unasked | None
) -> Iterator[Line]:
    yield from render_stages(forecast, width)
    if unasked:
        yield from unasked_text.render_unasked(forecast, unasked, width)
    yield from held_back_text.render_held_back(forecast, width)
    yield from what_if_text.render_differences(differences, width)
    yield from render_best_offers(forecast, width)
    yield from render_beginnings(forecast, width)
    yield from render_certainty(forecast, width)


class _WorthRow(NamedTuple):
    """A line of the head."""

    what: str
    margin: Estimate
    revenue: Estimate
    note: str = ""
    style: str = ""


class _ForecastPage:
    def __init__(
        self,
        forecast: Forecast,
        differences: Sequence[Difference],
        shown: PageOptions,
        unasked: Unasked | None,
    ) -> None:
        self.forecast, self.differences, self.unasked = forecast, differences, unasked
        self.width, self.entrants, self.everything = min(shown.width, 120), shown.entrants, shown.everything
        self.currency = forecast.policy.path.currency
        self.goal = name_goal(forecast)

    def list_lines(self) -> Iterator[Line]:
        yield from self.render_head()
        if self.unasked:
            yield from unasked_text.render_unasked(self.forecast, self.unasked, self.width, details=True)
        yield from held_back_text.render_held_back(self.forecast, self.width)
        yield from what_if_text.render_differences(self.differences, self.width)
        yield from self.render_funnel()
        yield from self.render_leaks()
        yield from entries_text.render_continuities(self.forecast)
        yield from entries_text.render_entries(self.forecast, self.width, everything=self.everything)
        yield from self.render_small_print()

    # -- what it is worth

    def render_head(self) -> Iterator[Line]:
        total, question = self.forecast.total, self.forecast.question
        store = self.forecast.policy.path.store
        title = f"What the path of {store} is worth" if store else "What the path is worth"
        yield make_line(Piece(title, "bold"), f", per entering customer{self.name_unit()}")
        yield make_line(_INDENT, Piece(entries_text.name_customers(self.forecast), "dim"))
        yield from entries_text.render_held_out(self.forecast, self.width)
        yield make_line()
        added = f"in {count_things(question.horizon, 'day')}"
        rows = (
            _WorthRow("first purchase", total.first_margin, total.first_revenue),
            _WorthRow("the path adds", total.margin, total.revenue, added, "bold"),
            _WorthRow("for life", total.lifetime_margin, total.lifetime_revenue, "both, to the end"),
        )
        wide = max(9, *(len(write_money(row.margin.value)) for row in rows))
        doubt = max(9, *(len(self.write_margin_of_error(row.margin)) for row in rows))
        big = max(10, *(len(write_money(row.revenue.value)) for row in rows))
        yield from (self.render_worth(row, wide, doubt, big) for row in rows)

    def name_unit(self) -> str:
        return f", in {self.currency}" if self.currency else ""

    def render_worth(self, row: "_WorthRow", wide: int, doubt: int, big: int) -> Line:
        return make_line(
            _INDENT,
            Piece(pad_text(row.what, 15), "dim"),
            Piece(f"{write_money(row.margin.value):>{wide}}", row.style),
            f" margin{self.write_margin_of_error(row.margin):<{doubt}}",
            f"{write_money(row.revenue.value):>{big}} revenue",
            Piece(f"  {row.note}" if row.note else "", "dim"),
        )

    @staticmethod
    def write_margin_of_error(figure: Estimate) -> str:
        return f" ± {write_money(figure.half)}" if figure.half else ""

    # -- how far they get

    def render_funnel(self) -> Iterator[Line]:
        steps = self.forecast.funnel
        total = self.forecast.total
        yield make_line()
        yield make_line(Piece("How far they get", "bold"))
        shares = (
            ("buy once", Estimate(1, 1, 1)),
            ("buy again", steps.buy_again),
            (f"are asked for {self.goal}", steps.asked_ultimate),
            (f"get {self.goal}", steps.arrive),
        )
        wide = min(_WIDEST, self.width - 26, max(count_cells(make_visible(label)) for label, _ in shares))
        bar = self.width - wide - 16
        for label, part in shares:
            last = label == shares[-1][0]
            above, text = split_label(make_visible(label), wide, self.width - 4)
            yield from (make_line(_INDENT, each) for each in above)
            yield make_line(
                _INDENT,
                pad_text(text, wide),
                f" {write_percent(part.value):>7}  ",
                Piece(bar_of(part.value, bar), "yellow" if last else "cyan"),
            )
        yield make_line(_INDENT, Piece(self.describe_progress(total), "dim"))

    def describe_progress(self, total: Totals) -> str:
        asks = f"asked {write_number(total.asks.value)} times each"
        if total.days_to_ultimate is None or total.asks_to_ultimate is None:
            return asks
        days, taken = total.days_to_ultimate.value, total.asks_to_ultimate.value
        return f"{asks}; who gets there does so after {count_things(round(days), 'day')} and {write_number(taken)} asks"

    # -- where it leaks

    def render_leaks(self) -> Iterator[Line]:
        offers = self.forecast.offers
        if not offers:
            yield make_line()
            yield make_line("These customers are offered nothing in this time.")
            return
        shown = [leak for leak in offers if self.everything or leak.rank <= LEAKS]
        shown = [leak for leak in offers if leak in shown or leak.distance == 0]
        yield make_line()
        yield make_line(Piece(f"Where it leaks, from {self.goal} backwards", "bold"))
        worths = [self.write_worths(leak) for leak in shown]
        columns = [max(least, *(len(row[place]) for row in worths)) for place, least in enumerate((8, 7, 8))]
        bar, wide = self.share_room(28 + sum(columns), max(count_cells(name_leak(leak)) for leak in shown))
        point, tenth, gone = columns
        per = "a month" if self.entrants else "per entering customer"
        yield make_line(
            Piece(
                f"{_INDENT}{'':>3} {pad_text('', wide)}{'':>{bar + 1 if bar else 0}} {'asks':>7} {'say Yes':>7} {'+1 point':>{point}} {'+10%':>{tenth}} {'if gone':>{gone}}",
                "dim",
            ),
        )
        most = max(leak.asked.value for leak in shown)
        step: int | None = -1
        for leak in shown:
            if leak.distance != step:
                step = leak.distance
                yield make_line(_INDENT, Piece(write_distance(step), "dim"))
            above, label = split_label(name_leak(leak), wide, self.width - 8)
            for text in above:
                yield make_line(_INDENT * 3, Piece(text, "bold" if leak.rank <= 3 else ""))
            yield self.render_leak(leak, pad_text(label, wide), bar, most, columns)
        hidden = len(offers) - len(shown)
        if hidden:
            yield make_line(
                _INDENT, Piece(f"    … {count_things(hidden, 'more offer')}, worth less (--all)", "dim")
            )
        yield from self.render_remark(
            f"asks: how often 100 entering customers are asked in all. +1 point: margin {per} if one more in 100 asks gets a Yes. +10%: if a tenth more do. if gone: what is lost if nobody says Yes. #1 to #3 are worth most."
        )
        yield from self.render_advice()

    def share_room(self, figures: int, longest: int) -> tuple[int, int]:
        """Return the cells of the bar and of the names beside so many cells of figures: on a narrow page there is no bar, and names may stand above."""
        room = self.width - figures
        bar = max(6, room - min(_WIDEST, longest)) if room >= 20 else 0
        return bar, max(0, min(_WIDEST, room - bar, longest))

    def render_remark(self, text: str) -> Iterator[Line]:
        """Yield a remark, broken into lines."""
        for each in wrap_text(text, self.width - 2):
            yield make_line(_INDENT, Piece(each, "dim"))

    def write_worths(self, leak: Leak) -> tuple[str, str, str]:
        """Return what one more point, a tenth more and the offer itself are worth."""
        factor = self.entrants or 1
        point, tenth, gone = (each.value * factor for each in (leak.point, leak.tenth, leak.removed))
        return write_money(point), write_money(tenth), write_money(gone)

    def render_leak(self, leak: Leak, label: str, bar: int, most: float, columns: Sequence[int]) -> Line:
        worths = zip(self.write_worths(leak), columns, strict=True)
        top = leak.rank <= 3
        return make_line(
            _INDENT,
            Piece(f"{'#' + str(leak.rank) if top else '':>3} ", "yellow"),
            Piece(label, "bold" if top else ""),
            Piece(" " + pad_text(bar_of(leak.asked.value / most if most else 0, bar), bar), "cyan")
            if bar
            else "",
            f" {write_hundred(leak.asked.value):>7} {write_percent(leak.take.value):>7}",
            *(f" {text:>{column}}" for text, column in worths),
        )

    def render_advice(self) -> Iterator[Line]:
        best = list_best(self.forecast, 3)
        if not best or best[0].point.value <= 0:
            return
        first = best[0]
        factor, each = (self.entrants, "a month") if self.entrants else (1, "per entering customer")
        gain = write_money(first.point.value * factor) + (f" {self.currency}" if self.currency else "")
        yield make_line()
        yield make_line(Piece("Work here first: ", "green"), Piece(name_leak(first), "bold"))
        yield from self.render_remark(f"one more Yes in a hundred asks there brings {gain} {each}")
        yield from self.render_remark(write_hint(self.forecast, first))
        near = [name_leak(leak) for leak in best[1:] if leak.point.high >= first.point.low]
        if near:
            yield from self.render_remark(f"equally good, within the uncertainty: {', '.join(near)}")

    # -- how it was found

    def render_small_print(self) -> Iterator[Line]:
        yield make_line()
        yield make_line(Piece(self.describe_method(), "dim"))
        yield make_line(
            Piece("For life: first purchase and path, with memberships for as long as customers stay.", "dim")
        )
        yield make_line(Piece("Assumed:", "dim"))
        for sentence in list_assumptions(self.forecast):
            for place, text in enumerate(wrap_text(sentence, self.width - 4)):
                yield make_line(Piece(f"{_INDENT}{'  ' if place else '- '}{text}", "dim"))

    def describe_method(self) -> str:
        runs, margin = self.forecast.runs, self.forecast.total.margin
        error = margin.half / abs(margin.value) if margin.value else 0.0
        if runs.exact:
            if self.forecast.question.rates.answers:
                return f"Evaluated all {runs.nodes:,} customer states, with measured rates drawn again as their answers allow; the margin is right to ± {write_percent(error)} (95%)."
            if runs.nodes == 1:
                return "Exact: evaluated the one customer state that there is."
            return f"Exact: evaluated all {count_things(runs.nodes, 'customer state')}."
        return f"Estimated: {count_things(len(runs.each), 'sweep')}, {count_things(runs.nodes, 'customer state')}; the margin is right to ± {write_percent(error)} (95%)."
