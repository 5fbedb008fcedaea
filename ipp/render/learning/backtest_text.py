"""`ipp backtest` for people."""

from collections.abc import Iterator
from datetime import date

from ipp.learn.backtest.run import CATEGORY, LEARNED, PATH, SELLERS, Backtest
from ipp.learn.backtest.scores import Score
from ipp.render.figures import write_percent
from ipp.render.money import write_day
from ipp.render.page import Line, Piece, make_line
from ipp.text.words import count_things

RANKINGS = {
    PATH: "your path",
    SELLERS: "best sellers of 14 days",
    CATEGORY: "the category's best sellers",
    LEARNED: "learned from history",
}


def render_backtest(found: Backtest) -> Iterator[Line]:
    """Yield the page."""
    orders, people = count_things(found.cases, "order"), count_things(found.customers, "customer")
    yield make_line(Piece("Would it have said what customers did next?", "bold"))
    since = write_day(date.fromordinal(found.beginning))
    yield make_line(f"{orders} of {people}, {count_things(found.weeks, 'week')} since {since}")
    yield make_line(Piece(f"{count_things(found.candidates, 'thing')} could be said, by each of them", "dim"))
    yield make_line()
    yield make_line(
        Piece(f"{'':29} {'at first':>8} {'among 5':>8} {'rank':>6} {'95 %':>14} {'said':>5}", "dim")
    )
    for name, score in found.scores.items():
        yield _render_score(RANKINGS[name], score)
    yield make_line()
    if found.scores[LEARNED].better[0] <= 0:
        yield make_line("History says nothing surer than best sellers do: nothing to learn here.")
    yield make_line(
        Piece("Agreement is not effect: people did this unasked, or because they were asked.", "dim")
    )


def _render_score(name: str, score: Score) -> Line:
    low, high = score.reciprocal_interval
    interval = f"{low:.3f} to {high:.3f}"
    return make_line(
        f"  {name:27} {write_percent(score.first):>8} {write_percent(score.five):>8} {score.reciprocal:>6.3f} {interval:>14} {score.said:>5,}"
    )
