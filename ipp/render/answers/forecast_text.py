"""The face of `ipp forecast`: what the path is worth, how far customers get, and where to work next."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from ipp.engine.action import offer_label
from ipp.path.model import Bundle, Product
from ipp.render.answers import entries_text, held_back_text, what_if_text
from ipp.render.figures import bar_of, clipped, money, number, percent, wrapped
from ipp.render.money import price_text
from ipp.render.page import Line, Piece, cells, line, padded
from ipp.text.visible import visible
from ipp.text.words import counted
from ipp.value.assumed import assumed, share
from ipp.value.changes import Difference
from ipp.value.continuity import continuities
from ipp.value.estimate import Estimate
from ipp.value.forecast import Forecast, Totals
from ipp.value.leaks import Leak

_INDENT = "  "
LEAKS = 15
"""Offers that are shown, unless all are wanted."""
_WIDEST = 44
"""Cells of a column of names."""


class Shown(NamedTuple):
    """How a page is shown: its width in cells, worths by month for so many who enter in one, and whether nothing is left out."""

    width: int = 80
    entrants: int | None = None
    everything: bool = False


def render(
    forecast: Forecast, differences: Sequence[Difference] = (), shown: Shown | None = None
) -> list[Line]:
    """Return the forecast as a page."""
    return list(_Page(forecast, differences, shown or Shown()).lines())


class _Worth(NamedTuple):
    """A line of the head."""

    what: str
    margin: Estimate
    revenue: Estimate
    note: str = ""
    style: str = ""


class _Page:
    def __init__(self, forecast: Forecast, differences: Sequence[Difference], shown: Shown) -> None:
        self.forecast, self.differences = forecast, differences
        self.width, self.entrants, self.everything = min(shown.width, 120), shown.entrants, shown.everything
        self.currency = forecast.policy.path.currency
        goal = forecast.policy.goal
        self.goal = goal.good.name if goal else "the ultimate action"

    def lines(self) -> Iterator[Line]:
        yield from self.head()
        yield from held_back_text.lines(self.forecast, self.width)
        yield from what_if_text.lines(self.differences, self.width)
        yield from self.funnel()
        yield from self.leaks()
        yield from self.continuities()
        yield from entries_text.lines(self.forecast, self.width, everything=self.everything)
        yield from self.small_print()

    # -- what it is worth

    def head(self) -> Iterator[Line]:
        total, question = self.forecast.total, self.forecast.question
        store = self.forecast.policy.path.store
        title = f"What the path of {store} is worth" if store else "What the path is worth"
        yield line(Piece(title, "bold"), f", per entering customer{self.unit()}")
        yield line(_INDENT, Piece(self.who(), "dim"))
        yield line()
        added = f"in {counted(question.horizon, 'day')}"
        rows = (
            _Worth("first purchase", total.first_margin, total.first_revenue),
            _Worth("the path adds", total.margin, total.revenue, added, "bold"),
            _Worth("for life", total.lifetime_margin, total.lifetime_revenue, "both, to the end"),
        )
        wide = max(9, *(len(money(row.margin.value)) for row in rows))
        doubt = max(9, *(len(self.margin_of_error(row.margin)) for row in rows))
        big = max(10, *(len(money(row.revenue.value)) for row in rows))
        yield from (self.worth(row, wide, doubt, big) for row in rows)

    def unit(self) -> str:
        return f", in {self.currency}" if self.currency else ""

    def who(self) -> str:
        entries = self.forecast.question.entries
        if len(entries) == 1:
            return f"{entries[0].name} as their first purchase"
        even = max(entry.share for entry in entries) - min(entry.share for entry in entries) < 1e-9
        return f"{len(entries)} first purchases, {'in equal shares' if even else 'by their shares'}"

    def worth(self, row: "_Worth", wide: int, doubt: int, big: int) -> Line:
        return line(
            _INDENT,
            Piece(padded(row.what, 15), "dim"),
            Piece(f"{money(row.margin.value):>{wide}}", row.style),
            f" margin{self.margin_of_error(row.margin):<{doubt}}",
            f"{money(row.revenue.value):>{big}} revenue",
            Piece(f"  {row.note}" if row.note else "", "dim"),
        )

    @staticmethod
    def margin_of_error(figure: Estimate) -> str:
        return f" ± {money(figure.half)}" if figure.half else ""

    # -- how far they get

    def funnel(self) -> Iterator[Line]:
        steps = self.forecast.funnel
        total = self.forecast.total
        yield line()
        yield line(Piece("How far they get", "bold"))
        shares = (
            ("buy once", Estimate(1, 1, 1)),
            ("buy again", steps.buy_again),
            (f"are asked for {self.goal}", steps.asked_ultimate),
            (f"get {self.goal}", steps.arrive),
        )
        wide = min(_WIDEST, max(cells(visible(label)) for label, _ in shares))
        bar = self.width - wide - 16
        for label, part in shares:
            last = label == shares[-1][0]
            yield line(
                _INDENT,
                padded(clipped(label, wide), wide),
                f" {percent(part.value):>7}  ",
                Piece(bar_of(part.value, bar), "yellow" if last else "cyan"),
            )
        yield line(_INDENT, Piece(self.way(total), "dim"))

    def way(self, total: Totals) -> str:
        asks = f"asked {number(total.asks.value)} times each"
        if total.days_to_ultimate is None or total.asks_to_ultimate is None:
            return asks
        days, taken = total.days_to_ultimate.value, total.asks_to_ultimate.value
        return f"{asks}; who gets there does so after {days:.0f} days and {number(taken)} asks"

    # -- where it leaks

    def leaks(self) -> Iterator[Line]:
        offers = self.forecast.offers
        if not offers:
            yield line()
            yield line("Nothing is offered to these customers in this time.")
            return
        shown = [leak for leak in offers if self.everything or leak.rank <= LEAKS]
        shown = [leak for leak in offers if leak in shown or leak.distance == 0]
        yield line()
        yield line(Piece(f"Where it leaks, from {self.goal} backwards", "bold"))
        worths = [self.worths(leak) for leak in shown]
        columns = [max(least, *(len(row[place]) for row in worths)) for place, least in enumerate((8, 7, 8))]
        figures = 28 + sum(columns)
        wide = min(_WIDEST, max(12, self.width - figures - 1), max(cells(name_of(leak)) for leak in shown))
        bar = max(6, self.width - wide - figures)
        point, tenth, gone = columns
        per = "a month" if self.entrants else "per entering customer"
        yield line(
            Piece(
                f"{_INDENT}{'':>3} {padded('', wide)} {'':>{bar}} {'asked':>7} {'say Yes':>7} {'+1 point':>{point}} {'+10%':>{tenth}} {'if gone':>{gone}}",
                "dim",
            ),
        )
        most = max(leak.asked.value for leak in shown)
        step: int | None = -1
        for leak in shown:
            if leak.distance != step:
                step = leak.distance
                yield line(_INDENT, Piece(self.away(step), "dim"))
            yield self.leak(leak, wide, bar, most, columns)
        hidden = len(offers) - len(shown)
        if hidden:
            yield line(_INDENT, Piece(f"    … {counted(hidden, 'more offer')}, worth less (--all)", "dim"))
        yield from self.dim(
            f"asked: how often, of a hundred who enter. Margin {per} if one more in a hundred of those asked says Yes, if a tenth more do, and what is lost if nobody does. #1 to #3: worth most."
        )
        yield from self.advice()

    def dim(self, text: str) -> Iterator[Line]:
        """Yield a remark, broken into lines."""
        for each in wrapped(text, self.width - 2):
            yield line(_INDENT, Piece(each, "dim"))

    def away(self, step: int | None) -> str:
        if step is None:
            return "leads nowhere near it"
        if step == 0:
            return "the ask itself"
        return f"{counted(step, 'answer')} before it"

    def worths(self, leak: Leak) -> tuple[str, str, str]:
        """Return what one more point, a tenth more and the offer itself are worth."""
        factor = self.entrants or 1
        point, tenth, gone = (each.value * factor for each in (leak.point, leak.tenth, leak.removed))
        return money(point), money(tenth), money(gone)

    def leak(self, leak: Leak, wide: int, bar: int, most: float, columns: Sequence[int]) -> Line:
        worths = zip(self.worths(leak), columns, strict=True)
        top = leak.rank <= 3
        return line(
            _INDENT,
            Piece(f"{'#' + str(leak.rank) if top else '':>3} ", "yellow"),
            Piece(padded(clipped(name_of(leak), wide), wide), "bold" if top else ""),
            " ",
            Piece(padded(bar_of(leak.asked.value / most if most else 0, bar), bar), "cyan"),
            f" {percent(leak.asked.value):>7} {percent(leak.take.value):>7}",
            *(f" {text:>{column}}" for text, column in worths),
        )

    def advice(self) -> Iterator[Line]:
        blocking = {each.offer for each in self.forecast.held_back}
        free = (leak for leak in self.forecast.offers if leak.offer not in blocking)
        best = sorted(free, key=lambda leak: leak.rank)[:3]
        if not best or best[0].point.value <= 0:
            return
        first = best[0]
        factor, each = (self.entrants, "a month") if self.entrants else (1, "per entering customer")
        gain = money(first.point.value * factor) + (f" {self.currency}" if self.currency else "")
        yield line()
        yield line(Piece("Work here first: ", "green"), Piece(name_of(first), "bold"))
        yield from self.dim(f"one more in a hundred who says Yes there brings {gain} {each}")
        yield from self.dim(self.hint(first))
        near = [name_of(leak) for leak in best[1:] if leak.point.high >= first.point.low]
        if near:
            yield from self.dim(f"as good, as far as this can tell: {', '.join(near)}")

    def hint(self, leak: Leak) -> str:
        """Say what can be done about a leak, by what the file says of it."""
        if leak.turn:
            return "try another rhythm (`refill`, `every`), and measure again"
        if leak.distance == 0:
            return "ask those who are ready (`ready`), build trust before it (a touch), and measure again"
        item = self.forecast.policy.names.item(leak.offer[0])
        if isinstance(item, (Product, Bundle)) and not item.downsell:
            return "no smaller version of its own follows a No (`downsell`); or say it better, later (`after`), elsewhere (`via`), and measure again"
        return "say it better, later (`after`), elsewhere (`via`), or only to those whom it suits (`when`), and measure again"

    def continuities(self) -> Iterator[Line]:
        found = continuities(self.forecast)
        if not found:
            return
        yield line()
        yield line(Piece("Memberships", "bold"), Piece(", one who joins on the first day", "dim"))
        for each in found:
            price = each.product.price if each.offer[1] is None else each.offer[1]
            said = price_text(price or Decimal(0), self.currency, each.product.every)
            left = f"{share(each.product.churn or Decimal(0))} leave each time"
            worth = f"{number(each.payments)} payments, {money(each.lifetime_margin)} margin in all"
            yield line(_INDENT, f"{clipped(offer_label(each.offer), self.width - 48)}: {worth}")
            yield line(_INDENT * 2, Piece(clipped(f"{said}, {left}", self.width - 4), "dim"))

    # -- how it was found

    def small_print(self) -> Iterator[Line]:
        yield line()
        yield line(Piece(self.how(), "dim"))
        yield line(Piece("For life: first purchase and path, memberships for as long as people stay.", "dim"))
        yield line(Piece("Assumed:", "dim"))
        for sentence in assumed(self.forecast):
            for place, text in enumerate(wrapped(sentence, self.width - 4)):
                yield line(Piece(f"{_INDENT}{'  ' if place else '- '}{text}", "dim"))

    def how(self) -> str:
        runs = self.forecast.runs
        if runs.exact:
            if runs.nodes == 1:
                return "Exact: the one situation that these customers can come to was walked."
            return f"Exact: all {runs.nodes:,} situations that these customers can come to were walked."
        margin = self.forecast.total.margin
        error = margin.half / abs(margin.value) if margin.value else 0.0
        return f"Estimated: {len(runs.each)} sweeps, {runs.nodes:,} situations; the margin is right to ± {percent(error)} (95%)."


def name_of(leak: Leak) -> str:
    """Name an offer with what it is when it is not a step of a list."""
    what = {"": "", "refill": " (refill)", "rest": " (again)"}[leak.turn]
    return visible(offer_label(leak.offer)) + what
