"""Which gates are open for whom: segments as conditions on a row."""

from collections.abc import Iterable, Iterator
from functools import reduce
from typing import assert_never

from ipp.batch.expression.account.ordered import name_target
from ipp.batch.expression.frames import Frames, clip_day
from ipp.batch.lowering.codes import limit_days
from ipp.batch.lowering.lines import WORD
from ipp.batch.lowering.ordered import get_target, list_targets
from ipp.batch.lowering.tables import LoweredPolicy, list_marked_products
from ipp.engine.policy.conditions import find_parts, fold_condition, fold_gates
from ipp.engine.policy.facts import BoughtAny, Fact, OrderCount, PieceCount, QuietFor, Share, Spent
from ipp.orders import sql
from ipp.orders.engines.relations import cast_sum, join_outer, make_number
from ipp.orders.money import count_units
from ipp.orders.people.attributes import list_attributes
from ipp.orders.people.shares import list_shares
from ipp.orders.sql import Table, Value


def evaluate_segments(
    frames: Frames, views: Table, key: str, held: Table, what: str = "", facts: Table | None = None
) -> Table:
    """Return views (a customer, today or when an offer was made) with a column `in_N` for each segment: whether it holds.

    `held` are their products, one row each: the key, and `code`; `facts` what they ordered: the key, and the columns of `Ordered`. Views of another day
    than today have it as `until`.
    """
    lowered = frames.lowered
    words = -(-len(list_marked_products(lowered.policy)) // WORD)
    owned = held.join(frames["ipp_marks"], "code")
    sums = {f"word_{word}": cast_sum(owned.bit.sum(where=owned.word == word)) for word in range(words)}
    owned = owned.group_by(key).agg(owned=owned.count().cast("int64"), **sums)
    views = join_outer(views, owned, key)
    views = views.mutate(**{name: views[name].fill_null(0) for name in ("owned", *sums)})
    if facts is not None:
        views = join_outer(views, facts, key)
        views = views if "until" in views.columns else views.mutate(until=make_number(frames.today))
    return frames.add_stage(f"{what or key}_known", _add_segments(lowered, views))


def _add_segments(lowered: LoweredPolicy, views: Table) -> Table:
    """Add the segments, those that others ask for first."""
    conditions = lowered.policy.conditions
    columns = {name: f"in_{place}" for place, name in enumerate(conditions)}
    left_over = {name: find_parts(each) for name, each in conditions.items()}
    while left_over:
        ready = [name for name, parts in left_over.items() if left_over.keys().isdisjoint(parts)]
        algebra = _Columns(lowered, views)
        judged = {name: views[columns[name]] for name in conditions if name not in left_over}
        views = views.mutate(
            **{columns[name]: fold_condition(conditions[name], algebra, judged.__getitem__) for name in ready}
        )
        for name in ready:
            del left_over[name]
    return views


class _Columns:
    """Conditions as columns of a row: what is owned as bits of words, attributes as numbers."""

    def __init__(self, lowered: LoweredPolicy, views: Table) -> None:
        self.lowered, self.views = lowered, views
        self.marks = {name: place for place, name in enumerate(list_marked_products(lowered.policy))}

    def where(self, attribute: str, values: frozenset[str]) -> Value:
        segment_table = self.lowered.policy.attribute_values[attribute]
        numbers = sorted(segment_table.index(value) for value in values)
        return self.views[list_attributes(self.lowered.policy)[attribute]].isin(numbers).fill_null(False)

    def owns(self, number: int) -> Value:
        return self.views.owned >= number

    def owns_any(self, products: frozenset[str]) -> Value:
        return self.any_of(both != 0 for both, _ in self._check_bits(products))

    def owns_all(self, products: frozenset[str]) -> Value:
        return self.all_of(both == mask for both, mask in self._check_bits(products))

    def fact(self, fact: Fact) -> Value:
        match fact:
            case BoughtAny():
                return self.count_pieces(fact) >= 1
            case PieceCount(_, least):
                return self.count_pieces(fact) >= least
            case OrderCount(least):
                return self.views.orders.fill_null(0) >= least
            case Spent(least):
                return self.views.spent.fill_null(0) >= make_number(count_units(least, up=True))
            case QuietFor(days):
                quiet = clip_day(self.views.last_order + make_number(limit_days(days)))
                return (self.views.until >= quiet).fill_null(False)
            case Share():
                return self.views[list_shares(self.lowered.policy)[fact]] == 1
            case _:
                assert_never(fact)

    def count_pieces(self, fact: Fact) -> Value:
        target = get_target(fact)
        assert target is not None
        return self.views[name_target(list_targets(self.lowered.policy)[target])].fill_null(0)

    def all_of(self, parts: Iterable[Value]) -> Value:
        return reduce(lambda one, other: one & other, parts, sql.literal(True))

    def any_of(self, parts: Iterable[Value]) -> Value:
        return reduce(lambda one, other: one | other, parts)

    def negate(self, part: Value) -> Value:
        return ~part

    def _check_bits(self, names: frozenset[str]) -> Iterator[tuple[Value, int]]:
        """Yield, for each word, those of its bits that stand for owned ones of these products, and the bits of all of them."""
        masks: dict[int, int] = {}
        for name in names:
            word, bit = divmod(self.marks[name], WORD)
            masks[word] = masks.get(word, 0) | 1 << bit
        for word, mask in sorted(masks.items()):
            yield self.views[f"word_{word}"] & make_number(mask), mask


def pack_gates(frames: Frames, segment_table: Table, name: str = "gates") -> Table:
    """Return who has which gates open: a bit each, WORD of them to a column `open_N`."""
    lowered = frames.lowered
    judged = {name: segment_table[f"in_{place}"] for place, name in enumerate(lowered.policy.conditions)}
    algebra = _Columns(lowered, segment_table)
    words: dict[str, Value] = {}
    for place, gate in enumerate(lowered.gates):
        is_open = fold_gates((gate,), algebra, judged.__getitem__)
        column, bit = f"open_{place // WORD}", make_number(1 << place % WORD)
        added = sql.ifelse(is_open, bit, make_number(0))
        words[column] = words[column] + added if column in words else added
    return frames.add_stage(name, segment_table.select("who", **words))


def add_gates(table: Table, words: Table | None) -> Table:
    """Add to a table with `who` which gates are open for them."""
    return table if words is None else join_outer(table, words, "who")


def keep_open(lowered: LoweredPolicy, lines: Table) -> Table:
    """Keep lines (with gates, `word` and `bit`) whose gate is open, or that have none."""
    if not lowered.gates:
        return lines
    segment_table = [
        (lines.word == place, (lines[f"open_{place}"].fill_null(0) & lines.bit) != 0)
        for place in range(-(-len(lowered.gates) // WORD))
    ]
    return lines.filter(sql.cases(*segment_table, else_=True))
