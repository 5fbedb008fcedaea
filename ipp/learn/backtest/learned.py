"""The learned ranking: what sold lately, moved up where it follows, or goes with, what a customer bought more often than chance.

Relational statements in whole numbers, for all orders of a week at once: a customer of a hundred things has a hundred thousand pairs.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ipp.learn.backtest.cases import Candidates, Case
from ipp.learn.expected import PAIR, count_pairs
from ipp.learn.opportunities import UNIT, find_baskets, find_opportunities
from ipp.orders import sql
from ipp.orders.engines.protocol import Engine
from ipp.orders.engines.relations import Row, SmallTable, cast_sum, get_frame, join_outer_all, make_number
from ipp.orders.sql import Table, Value

DAMPING = 10
"""So many purchases are added to what was seen and expected: pairs of few say little."""
RECENT = 14
"""Days of which the best sellers are taken."""
FADING = 0.8
"""How much less what goes with something says, for each order since that was bought."""
LEAST = 0.05
"""Pairs that are nearer to chance say nothing."""
SCALE = 1_000_000
CELL = ("number", "item")


USUAL = (0, 1, 4)
"""How often what sold in as many days of the whole time can count, beside what sold lately: in a small shop few sales of a fortnight say little."""


class Weights(NamedTuple):
    """How much the logarithm of seen over expected weighs: of what follows the last order, and follows or goes with anything that was bought.

    `usual` is one of USUAL.
    """

    last: int
    whole: int
    together: int
    usual: int = 0


LIFTS = Weights._fields[:3]
WEIGHTS = tuple(
    Weights(*each)
    for each in (
        (0, 0, 0), (1, 0, 0), (1, 2, 0), (0, 4, 0), (2, 4, 0), (1, 0, 2),
        (0, 2, 2), (1, 2, 2), (0, 0, 4), (0, 2, 4), (0, 4, 4), (1, 4, 4),
    )
)  # fmt: skip
"""What is tried: chosen by what was right before the backtest."""


class FoundRank(NamedTuple):
    """At which place something right is said, counted from 1, and what is said first."""

    rank: int
    top: int


class Week(NamedTuple):
    """What is known when a week begins: the first purchases before it, and how many bought each item lately."""

    earlier: Table
    recent: Mapping[int, int]


def learn_week(engine: Engine, firsts: Table, day: int) -> Week:
    """Return what is known on a day, and keep how much more often than chance pairs follow each other and go together."""
    earlier = engine.keep_table("ipp_backtest_firsts", firsts.filter(firsts.day < day))
    follows = count_pairs(engine, earlier, find_opportunities(engine, earlier, day - 1))
    engine.keep_table("ipp_backtest_follows", _measure_lifts(follows))
    together = count_pairs(engine, earlier, find_baskets(engine, earlier, day - 1))
    engine.keep_table("ipp_backtest_together", _measure_lifts(together))
    recent = engine.keep_table("ipp_backtest_recent", _count_sales(engine, earlier, day))
    return Week(earlier, dict(engine.fetch_rows(recent.select("item", "times"))))


def _count_sales(engine: Engine, earlier: Table, day: int) -> Table:
    """Count how many bought each item lately, and, in thousandths, in as many days of the whole time."""
    ((first,),) = engine.fetch_rows(earlier.agg(first=earlier.day.min()))
    days = max(RECENT, day - (first or day))
    sales = earlier.group_by("item").agg(
        times=earlier.count(where=earlier.day >= day - RECENT), every=earlier.count()
    )
    return sales.select("item", "times", usual=(sales.every * (1000 * RECENT) / days).round().cast("int64"))


def _measure_lifts(pairs: Table) -> Table:
    lift = _take_log((pairs.seen + DAMPING) / (pairs.expected / UNIT + DAMPING))
    lifts = pairs.select("after", "next", lift=lift)
    return lifts.filter(lifts.lift.abs() > LEAST * SCALE)


def _take_log(value: Value) -> Value:
    """Return a natural logarithm in millionths."""
    return (sql.call("float64", "ln", value) * SCALE).round().cast("int64")


def weigh_choices(engine: Engine, cases: Sequence[Case], candidates: Candidates) -> Table:
    """Keep what speaks for each thing that the customer of each case, by its number, can be told, and whether it was right; `learn_week` was before."""
    closed = ((number, code) for number, case in enumerate(cases) for code in candidates.list_closed(case))
    right = ((number, code) for number, case in enumerate(cases) for code in candidates.list_right(case))
    numbers = _create_table(engine, "numbers", ("number",), ((number,) for number in range(len(cases))))
    codes = _create_table(engine, "codes", ("item",), ((code,) for code in candidates.shown_by))
    had = _create_table(engine, "had", (*CELL, "last", "whole", "fading"), _list_had(cases))
    choices = numbers.cross_join(codes)
    choices = choices.anti_join(_create_table(engine, "closed", CELL, closed), list(CELL))
    rights = _create_table(engine, "right", CELL, right).mutate(right=make_number(1))
    return engine.keep_table("ipp_backtest_choices", _add_terms(choices, had, rights))


def _create_table(engine: Engine, name: str, columns: Sequence[str], rows: Iterable[Row]) -> Table:
    table = SmallTable(f"ipp_backtest_{name}", dict.fromkeys(columns, "int64"), list(rows))
    engine.create_table(table)
    return get_frame(table)


def _list_had(cases: Iterable[Case]) -> Iterator[Row]:
    """Yield what customers bought: its share of the last order, of all that they have, and of that with older orders fading, in millionths."""
    for number, case in enumerate(cases):
        last = frozenset(case.orders[-1][1])
        fading: dict[int, float] = {}
        for ago, (_, items) in enumerate(reversed(case.orders)):
            for item in items:
                fading.setdefault(item, FADING**ago)
        whole = sum(fading.values())
        for item, weight in sorted(fading.items()):
            shares = ((item in last) / len(last), 1 / len(fading), weight / whole)
            yield (number, item, *(round(SCALE * share) for share in shares))


def _add_terms(choices: Table, had: Table, rights: Table) -> Table:
    """Add to each choice what speaks for it, in millionths of millionths, and whether it was right."""
    recent = sql.table(dict.fromkeys(("item", "times", "usual"), "int64"), name="ipp_backtest_recent")
    joined = join_outer_all(
        choices,
        (recent, "item"),
        (_add_lifts(had, "follows", last="last", whole="whole"), CELL),
        (_add_lifts(had, "together", together="fading"), CELL),
        (rights, CELL),
    )
    terms = {name: joined[name].fill_null(0) for name in (*LIFTS, "right")}
    times, usual = joined.times.fill_null(0), joined.usual.fill_null(0) / 1000
    sold = {
        f"sold_{number}": _take_log(times + usual * number + 0.5) * make_number(SCALE) for number in USUAL
    }
    return joined.select(*CELL, **terms, **sold)


def _add_lifts(had: Table, name: str, **shares: str) -> Table:
    """Add up, by customer and what could be said, the lifts of pairs with what was bought, each by its share."""
    lifts = sql.table(dict.fromkeys((*PAIR, "lift"), "int64"), name=f"ipp_backtest_{name}")
    pairs = had.join(lifts, [("item", "after")])
    pairs = pairs.select("number", "lift", *shares.values(), item="next")
    sums = {term: cast_sum((pairs[share] * pairs.lift).sum()) for term, share in shares.items()}
    return pairs.group_by(*CELL).agg(**sums)


def find_ranks(engine: Engine, choices: Table, weights: Weights) -> list[FoundRank]:
    """Return by case at which place something right is said, and what is said first; of things that are as good the first by number."""
    score = choices[f"sold_{weights.usual}"]
    for name, weight in zip(LIFTS, weights[:3], strict=True):
        score = score + choices[name] * make_number(weight)
    scored = choices.select(*CELL, "right", score=score)
    is_right = scored.right == make_number(1)
    best = scored.group_by("number").agg(best=scored.score.max(where=is_right), most=scored.score.max())
    scored = scored.join(best, "number")
    alike = scored.filter((scored.right == make_number(1)) & (scored.score == scored.best))
    scored = scored.join(alike.group_by("number").agg(code=alike["item"].min()), "number")
    before = (scored.score > scored.best) | ((scored.score == scored.best) & (scored["item"] < scored.code))
    ranks = scored.group_by("number").agg(
        before=scored.count(where=before), top=scored["item"].min(where=scored.score == scored.most)
    )
    return [FoundRank(before + 1, top) for _, before, top in engine.fetch_rows(ranks.order_by("number"))]
