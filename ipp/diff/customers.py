"""Real customers: everybody's next action on both sides, two plans in one engine, and where they differ."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import reduce
from operator import or_
from typing import NamedTuple

from ipp.batch.engines.protocol import PlanEngine
from ipp.batch.expression.wording import AWAITED
from ipp.batch.run import run_plan
from ipp.diff.report import Looked, Statement
from ipp.diff.terms import Sides, find_start
from ipp.orders import sql
from ipp.orders.reading import OrdersRequest
from ipp.orders.sql import Table, Value
from ipp.text.source import Span
from ipp.text.words import count_things

_COMPARED = ("state", "action", "price", "due", "via")
MOST_GROUPS = 10_000
"""Kinds of differences that are told; the numbers count all."""


class PlannedAction(NamedTuple):
    """What a plan says of some customers, and whether an offer is made and not answered yet."""

    state: str | None
    action: str | None
    price: str | None
    due: date | None
    via: str | None
    awaited: bool


class CustomerGroup(NamedTuple):
    """So many customers for whom the plan of one side says this, and that of the other that."""

    before: PlannedAction
    after: PlannedAction
    customers: int

    @property
    def loses(self) -> bool:
        """Whether no next action is left, or an open offer no longer stands."""
        return self.loses_action or self.loses_offer

    @property
    def loses_action(self) -> bool:
        return self.after.state == "stranded" and self.before.action is not None

    @property
    def loses_offer(self) -> bool:
        """Whether an offer that waits for its answer is not the same any more."""
        before, after = self.before, self.after
        same = after.awaited and (after.action, after.price) == (before.action, before.price)
        return before.awaited and not same


class ComparedCustomers(NamedTuple):
    """All customers, and those whose next action differs, most customers first."""

    number: int
    groups: tuple[CustomerGroup, ...]
    differ: int
    lost: int


def plan_both(
    sides: Sides, engine: PlanEngine, request: OrdersRequest, today: date, progress: Callable[[str], None]
) -> ComparedCustomers:
    """Return whose next action differs between two plans of the same customers on the same day."""
    planned = run_plan(sides.old, engine, request, today, progress)
    old = engine.keep_table("ipp_before", _select_compared(_rename(planned.table, sides)))
    new = _select_compared(run_plan(sides.new, engine, request, today, progress).table)
    return _compare_tables(engine, old, new)


def _rename(rows: Table, sides: Sides) -> Table:
    """Return rows in which items are called as on the new side."""
    renamed = [(rows.action == old, new) for old, new in sides.pairs.renamed.items()]
    return rows.mutate(action=sql.cases(*renamed, else_=rows.action)) if renamed else rows


def _select_compared(rows: Table) -> Table:
    awaited = sql.coalesce(rows.reason == AWAITED, False)
    return rows.select("customer", *_COMPARED, awaited=awaited)


def _compare_tables(engine: PlanEngine, old: Table, new: Table) -> ComparedCustomers:
    """Return where two tables of the same customers differ: both plans have all of them."""
    columns = (*_COMPARED, "awaited")
    now = new.select("customer", **{f"now_{name}": new[name] for name in columns})
    both = engine.keep_table("ipp_both", old.join(now, "customer"))
    keys = [*columns, *(f"now_{name}" for name in columns)]
    differing = both.filter(_join_or([_write(both[name]) != _write(both[f"now_{name}"]) for name in columns]))
    counted = differing.group_by(*keys).agg(customers=differing.count())
    groups = [_make_group(row) for row in engine.fetch_rows(counted.select(*keys, "customers"))]
    number = int(engine.fetch_rows(both.agg(number=both.count()))[0][0])
    order = sorted(groups, key=lambda each: (-each.customers, repr(each)))
    lost = sum(each.customers for each in groups if each.loses_action)
    return ComparedCustomers(number, tuple(order[:MOST_GROUPS]), sum(each.customers for each in groups), lost)


def _join_or(conditions: list[Value]) -> Value:
    return reduce(or_, conditions)


def _write(value: Value) -> Value:
    """Return a value that is never null, to be compared."""
    return sql.coalesce(value.cast("string"), "")


def _make_group(row: tuple[object, ...]) -> CustomerGroup:
    half = len(row) // 2
    before, after = (PlannedAction(*part) for part in (row[:half], row[half:-1]))  # type: ignore[arg-type]
    return CustomerGroup(before, after, int(str(row[-1])))


def count_customers(compared: ComparedCustomers) -> Looked:
    """Return how many were looked at, and how many get another next action."""
    return Looked("customers", compared.number, compared.differ, compared.differ, compared.lost)


def describe_customers(compared: ComparedCustomers, sides: Sides, today: date) -> Iterator[Statement]:
    """Yield what customers get now, most customers first; open offers that no longer stand are told as such."""
    told: dict[tuple[str, bool], tuple[int, CustomerGroup]] = {}
    for group in compared.groups:
        said = _describe_group(group, today)
        number, first = told.get((said, group.loses), (0, group))
        told[said, group.loses] = number + group.customers, first
    for (said, lost), (number, group) in told.items():
        yield Statement("lost" if lost else "change", "customers", said, _find_span(group, sides), number)


def _describe_group(group: CustomerGroup, today: date) -> str:
    before, after = group.before, group.after
    if group.loses_offer:
        now = (
            f"it is {after.price} now"
            if after.awaited and after.action == before.action and after.price is not None
            else f"now {_describe_action(after, today)}"
        )
        return f"hold an open offer of {_describe_offer(before)}; {now}"
    return f"{_describe_action(before, today)} -> {_describe_action(after, today)}"


def _describe_offer(planned: PlannedAction) -> str:
    price = f" at {planned.price}" if planned.price is not None else ""
    return f"{planned.action}{price}"


def _describe_action(planned: PlannedAction, today: date) -> str:
    if planned.state is None:
        return "unknown"
    if planned.action is None:
        return "nothing" if planned.state == "stranded" else planned.state
    price = f" {planned.price}" if planned.price is not None else ""
    via = f" via {planned.via}" if planned.via else ""
    days = (planned.due - today).days if planned.due else 0
    wait = (
        " (waits for its answer)"
        if planned.awaited
        else f" in {count_things(days, 'day')}"
        if days > 0
        else ""
    )
    return f"{planned.action}{price}{via}{wait}"


def _find_span(group: CustomerGroup, sides: Sides) -> Span:
    names = (group.after.action, group.before.action)
    found = (sides.new.names.resolve_item(name) for name in names if name)
    return next((item.name.span for item in found if item), find_start(sides.new))
