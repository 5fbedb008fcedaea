"""The learned ranking: what sold lately, times how much likelier each thing makes it that a customer has bought.

Every thing adds how much more often than chance its pair was seen, the older the purchase the less: who has many things is not drawn to the mean.
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
from ipp.orders.sql import Table

DAMPING = 5
"""So many purchases are added to what was seen and expected: pairs of few say little."""
RECENT = 14
"""Days of which the best sellers are taken."""
FADING = 0.6
"""How much less what was bought says, for each order since."""
LEAST = 0.05
"""Pairs that are nearer to chance say nothing."""
SCALE = 1_000
"""Sales, lifts and shares are kept in thousandths."""
CELL = ("number", "item")
USUAL = (0, 1, 4)
"""How often what sold in as many days of the whole time can count, beside what sold lately: in a small shop few sales of a fortnight say little."""


class Weights(NamedTuple):
    """How much it weighs, in hundredths, that something is bought more often than chance after, or together with, what a customer bought.

    `usual` is one of USUAL.
    """

    follows: int
    together: int
    usual: int = 0

    @property
    def has_lifts(self) -> bool:
        """Whether pairs weigh anything."""
        return any(self[:2])


LIFTS = Weights._fields[:2]
WEIGHTS = tuple(
    Weights(follows * times, together * times)
    for follows, together in ((0, 0), (1, 0), (0, 1), (1, 1), (2, 1))
    for times in ((5, 25, 100) if follows or together else (1,))
)
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
    """Return how much more often than chance pairs were seen, in thousandths of what was expected."""
    lift = (pairs.seen + DAMPING) / (pairs.expected / UNIT + DAMPING) - 1
    lifts = pairs.filter(lift > LEAST)
    return lifts.select("after", "next", lift=(lift * SCALE).round().cast("int64"))


def weigh_choices(engine: Engine, cases: Sequence[Case], candidates: Candidates) -> Table:
    """Keep what speaks for each thing that the customer of each case, by its number, can be told, and whether it was right; `learn_week` was before."""
    closed = ((number, code) for number, case in enumerate(cases) for code in candidates.list_closed(case))
    right = ((number, code) for number, case in enumerate(cases) for code in candidates.list_right(case))
    numbers = _create_table(engine, "numbers", ("number",), ((number,) for number in range(len(cases))))
    codes = _create_table(engine, "codes", ("item",), ((code,) for code in candidates.shown_by))
    had = _create_table(engine, "had", (*CELL, "fading"), _list_had(cases))
    choices = numbers.cross_join(codes)
    choices = choices.anti_join(_create_table(engine, "closed", CELL, closed), list(CELL))
    rights = _create_table(engine, "right", CELL, right).mutate(right=make_number(1))
    return engine.keep_table("ipp_backtest_choices", _add_terms(choices, had, rights))


def _create_table(engine: Engine, name: str, columns: Sequence[str], rows: Iterable[Row]) -> Table:
    table = SmallTable(f"ipp_backtest_{name}", dict.fromkeys(columns, "int64"), list(rows))
    engine.create_table(table)
    return get_frame(table)


def _list_had(cases: Iterable[Case]) -> Iterator[Row]:
    """Yield what customers bought, older orders fading, in thousandths."""
    for number, case in enumerate(cases):
        fading: dict[int, float] = {}
        for ago, (_, items) in enumerate(reversed(case.orders)):
            for item in items:
                fading.setdefault(item, FADING**ago)
        yield from ((number, item, round(SCALE * share)) for item, share in sorted(fading.items()))


def _add_terms(choices: Table, had: Table, rights: Table) -> Table:
    """Add to each choice what sold of it, what speaks for it beside that, and whether it was right."""
    recent = sql.table(dict.fromkeys(("item", "times", "usual"), "int64"), name="ipp_backtest_recent")
    joined = join_outer_all(
        choices, (recent, "item"), *((_add_lifts(had, name), CELL) for name in LIFTS), (rights, CELL)
    )
    terms = {name: joined[name].fill_null(0) for name in (*LIFTS, "right")}
    times, usual = joined.times.fill_null(0) * make_number(SCALE), joined.usual.fill_null(0)
    sold = {f"sold_{number}": times + usual * make_number(number) + SCALE // 2 for number in USUAL}
    return joined.select(*CELL, **terms, **sold)


def _add_lifts(had: Table, name: str) -> Table:
    """Add up, by customer and what could be said, the lifts of pairs with what was bought."""
    lifts = sql.table(dict.fromkeys((*PAIR, "lift"), "int64"), name=f"ipp_backtest_{name}")
    pairs = had.join(lifts, [("item", "after")])
    pairs = pairs.select("number", "lift", "fading", item="next")
    total = cast_sum((pairs.fading * pairs.lift).sum())
    return pairs.group_by(*CELL).agg(**{name: (total / SCALE).round().cast("int64")})


def find_ranks(engine: Engine, choices: Table, weights: Weights) -> list[FoundRank]:
    """Return by case at which place something right is said, and what is said first; of things that are as good the first by number."""
    likelier = make_number(100 * SCALE)
    for name, weight in zip(LIFTS, weights, strict=False):
        likelier = likelier + choices[name] * make_number(weight)
    score = choices[f"sold_{weights.usual}"] * likelier
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
