"""`ipp backtest` for people."""

from collections.abc import Iterator
from datetime import date

from ipp.learn.backtest.run import CATEGORY, LEARNED, PATH, SELLERS, Backtest
from ipp.learn.backtest.scores import Score
from ipp.render.figures import wrap_text, write_percent
from ipp.render.money import write_day
from ipp.render.page import Line, Piece, make_line, pad_text
from ipp.text.words import count_things

RANKINGS = {
    PATH: "your path",
    SELLERS: "best sellers of the last 14 days",
    CATEGORY: "best sellers of the category",
    LEARNED: "learned from history",
}

COLUMNS = "First: the item bought was named first. Top 5: it was among the first five. MRR: mean reciprocal rank, 1 is best. Items: how many different items were named first."
_SIDE = 45
"""Cells of a line that its numbers take."""


def render_backtest(found: Backtest, width: int) -> Iterator[Line]:
    """Yield the page: what was tested, a row for each ranking, and what that comes to."""
    yield make_line(Piece("How often each ranking named what customers bought next", "bold"))
    for text in describe_tested(found):
        yield make_line(text)
    yield make_line()
    room = max(map(len, RANKINGS.values())) + 2
    room = room if room + _SIDE <= width else 2
    head = f"{'first':>6} {'top 5':>6} {'MRR':>6} {'95% interval':>15} {'items':>6}"
    yield make_line(Piece(f"{'':{room}} {head}", "dim"))
    for name, score in found.scores.items():
        yield from _render_score(RANKINGS[name], score, room)
    yield make_line()
    for text in (COLUMNS, *describe_outcome(found)):
        yield from (make_line(Piece(part, "dim")) for part in wrap_text(text, width))


def describe_tested(found: Backtest) -> Iterator[str]:
    """Yield how many orders were tested, and of how many items each ranking chose."""
    orders, people = count_things(found.cases, "order"), count_things(found.customers, "customer")
    since = write_day(date.fromordinal(found.beginning))
    yield f"{orders} of {people}, {count_things(found.weeks, 'week')} since {since}"
    yield f"Each ranking chose from {count_things(found.candidates, 'item')}."


def describe_outcome(found: Backtest) -> Iterator[str]:
    """Yield what the scores come to, a sentence or two each."""
    if not found.has_learned:
        yield "What history teaches is not clearly better than best sellers: nothing to learn here."
    yield "This shows agreement, not an effect. Customers may have been asked, or may have bought it anyway."


def _render_score(name: str, score: Score, room: int) -> Iterator[Line]:
    low, high = score.reciprocal_interval
    interval = f"{low:.3f} to {high:.3f}"
    label = f"  {name}"
    if len(label) > room:
        yield make_line(label)
        label = ""
    yield make_line(
        f"{pad_text(label, room)} {write_percent(score.first):>6} {write_percent(score.five):>6} {score.reciprocal:>6.3f} {interval:>15} {score.said:>6,}"
    )
