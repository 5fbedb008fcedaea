"""What customers did unasked, beside what a forecast says that the path adds, for people."""

from collections.abc import Callable, Iterator

from ipp.render.answers.entries_text import name_entry
from ipp.render.figures import wrap_text, write_money, write_percent
from ipp.render.page import Line, Piece, count_cells, make_line, pad_text, split_label
from ipp.text.visible import make_visible
from ipp.text.words import count_things
from ipp.value.forecast import ByEntry, Forecast
from ipp.value.solve.estimate import Estimate
from ipp.value.unasked import FEWEST, Unasked, UnaskedHabit

_INDENT = "  "
_SHOWN = 10
_WIDEST = 30
TITLE = "What they did unasked, beside what the path adds"
CAUTION = (
    "Orders show what customers do unasked only if they are from before the path: later ones hold what it sold. "
    "Some of those who say Yes would have bought anyway, so do not add the two."
)


def render_unasked(
    forecast: Forecast, unasked: Unasked, width: int, *, details: bool = False
) -> Iterator[Line]:
    """Yield both, in revenue, per hundred and per customer who enters; with `details` by first purchase, too."""
    yield make_line()
    yield make_line(Piece(TITLE, "bold"))
    if unasked.total:
        yield from _render_total(forecast, unasked.total)
    if details:
        yield from _render_entries(forecast, unasked, width)
    for text in (describe_customers(forecast, unasked), CAUTION):
        yield from (make_line(_INDENT, Piece(line, "dim")) for line in wrap_text(text, width - 2))


def describe_customers(forecast: Forecast, unasked: Unasked) -> str:
    """Say whose orders these are, and who could not be followed."""
    orders, days = unasked.orders, count_things(forecast.question.horizon, "day")
    who = " who began with these first purchases" if unasked.only else ""
    name = make_visible(orders.source)
    if unasked.total is None:
        said = f"unasked: fewer than {FEWEST} customers of {name}{who} were followed for {days} from their first order on, too few for a figure"
    else:
        number = count_things(unasked.total.customers, "customer")
        said = f"unasked: {number} of {name}{who}, followed for {days} from their first order on"
    recent = f"; {orders.recent:,} began too late for that" if orders.recent else ""
    money = (
        "what the orders say was paid"
        if orders.paid
        else "list prices of what is in the path, for the orders do not say what was paid"
    )
    return f"{said}{recent}. What they spent on later days: {money}."


def _render_total(forecast: Forecast, habit: UnaskedHabit) -> Iterator[Line]:
    path = forecast.total
    rows = (
        ("buy again", write_percent, habit.bought_again, forecast.funnel.buy_again),
        ("spend later, each", write_money, habit.spent, path.revenue),
    )
    cells = [
        (what, write(own.value), _write_interval(own, write), write(other.value))
        for what, write, own, other in rows
    ]
    widths = [max(len(row[place]) for row in cells) for place in range(4)]
    unasked, added = max(7, widths[1]), max(8, widths[3])
    yield make_line(
        Piece(
            f"{_INDENT}{'':{widths[0]}}  {'unasked':>{unasked}}  {'95 %':<{widths[2]}}  {'the path':>{added}}",
            "dim",
        )
    )
    for what, own, interval, other in cells:
        yield make_line(
            f"{_INDENT}{what:<{widths[0]}}  {own:>{unasked}}  ",
            Piece(f"{interval:<{widths[2]}}", "dim"),
            f"  {other:>{added}}",
        )


def _write_interval(figure: Estimate, write: Callable[[float], str]) -> str:
    return f"{write(figure.low)} to {write(figure.high)}"


def list_habits(forecast: Forecast, unasked: Unasked) -> list[tuple[ByEntry, UnaskedHabit]]:
    """Return the entries with enough customers, those of most first."""
    pairs = zip(forecast.by_entry, unasked.by_entry, strict=True)
    found = [(by, habit) for by, (_, habit) in pairs if habit]
    return sorted(found, key=lambda each: -each[1].customers)


def _render_entries(forecast: Forecast, unasked: Unasked, width: int) -> Iterator[Line]:
    found = list_habits(forecast, unasked)
    if len(forecast.by_entry) < 2:
        return
    if not found:
        yield make_line(_INDENT, Piece(f"no first purchase has {FEWEST} customers or more", "dim"))
        return
    names = [make_visible(name_entry(by.entry)) for by, _ in found[:_SHOWN]]
    wide = min(_WIDEST, width - 46, max(map(count_cells, names)))
    yield make_line(
        Piece(
            f"{_INDENT}{pad_text('', wide)} {'customers':>9} {'again':>7} {'unasked':>10} {'path adds':>10}",
            "dim",
        )
    )
    for name, (by, habit) in zip(names, found, strict=False):
        above, label = split_label(name, wide, width - 4)
        yield from (make_line(_INDENT, text) for text in above)
        yield make_line(
            f"{_INDENT}{pad_text(label, wide)} {habit.customers:>9,} {write_percent(habit.bought_again.value):>7}",
            f" {write_money(habit.spent.value):>10} {write_money(by.totals.revenue.value):>10}",
        )
    hidden = len(forecast.by_entry) - min(len(found), _SHOWN)
    if hidden:
        yield make_line(
            _INDENT,
            Piece(
                f"… {count_things(hidden, 'more first purchase')}; figures from {FEWEST} customers on", "dim"
            ),
        )
