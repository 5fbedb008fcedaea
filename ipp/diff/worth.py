"""What a change brings, by the forecasts of both sides with equal random numbers."""

from collections.abc import Iterator
from datetime import date

from ipp.diff.report import Statement
from ipp.diff.terms import Sides, find_start
from ipp.errors import RequestError
from ipp.value.forecast import make_forecast
from ipp.value.inputs.question import put_question
from ipp.value.solve.estimate import Estimate
from ipp.value.solve.runs import Watch
from ipp.value.what_if import Difference, compare_policies


def compare_worth(sides: Sides, today: date, watch: Watch) -> Iterator[Statement]:
    """Yield what the new side brings more, or less, per entering customer; or why no forecast can say."""
    place = find_start(sides.new)
    try:
        base = make_forecast(sides.old, put_question(sides.old, today), watch)
        found = compare_policies(base, sides.new, "the new side", watch)
    except RequestError as error:
        yield Statement("note", "forecast", f"not compared: {error}", place)
        return
    yield Statement("note", "forecast", _describe_worth(base.total.margin, found), place)


def _describe_worth(before: Estimate, found: Difference) -> str:
    change = f"{found.margin.value:+.2f} margin per entering customer ({before.value:.2f} -> {found.after.value:.2f})"
    return f"{change}; chance of the ultimate action {100 * found.chance.value:+.2f} points"
