"""What a plan came to: how many customers, what comes next for how many of them, what was set aside."""

from datetime import date
from typing import NamedTuple

from ipp.batch.doubts import count_unfounded, find_newest_order
from ipp.batch.engines.protocol import PlanEngine
from ipp.batch.expression.wording import TODAY
from ipp.batch.run import PlanResult
from ipp.engine.policy.compile import Policy
from ipp.orders.items import NearestItems
from ipp.orders.rejected_rows import RejectedRows
from ipp.path.model import Bundle, Product

STATES = ("offer", "touch", "rest", "wait", "complete", "stranded", "held", "stopped")
MOST_SUGGESTED = 200
"""Unknown items for which the nearest name is looked for, those of most lines first."""


class UnknownItem(NamedTuple):
    """An item of the orders that the path does not have, on so many lines; the name of what it has that is called most like it."""

    item: str
    lines: int
    nearest: str | None


class ActionCount(NamedTuple):
    """An action and its kind, for so many customers, for so many of them today or earlier."""

    action: str
    kind: str
    customers: int
    due: int


class ActionChange(NamedTuple):
    """An action, to how many customers it went then, and to how many it goes now."""

    action: str
    before: int
    now: int


class NightChanges(NamedTuple):
    """How the messages of today differ from those of the last day before it that has any.

    `started`: customers who get one now and got none then; `changed`: another one; `same`: the same one; `ended`: none any more.
    `actions` are those that went or go to somebody, the greatest difference first.
    """

    since: date
    started: int
    changed: int
    same: int
    ended: int
    actions: tuple[ActionChange, ...]

    @property
    def before(self) -> int:
        """The customers who got a message then."""
        return self.changed + self.same + self.ended


class PlanSummary(NamedTuple):
    """What a plan came to. `statuses`: those of orders that are not known, with their rows. `states` holds each state once, in the order of STATES; `actions` most customers first; `named` says that customers are told by their names alone.

    `newest_order`: the day of the newest order up to that day. `unfounded`: items given back by customers who never bought them, with their rows. `messages`: how many go out today, where that was asked for; `changes`: what changed since the last day of the log.
    """

    store: str | None
    today: date
    customers: int
    states: dict[str, int]
    actions: tuple[ActionCount, ...]
    read: dict[str, int]
    rejects: tuple[RejectedRows, ...]
    unknown: tuple[UnknownItem, ...]
    statuses: tuple[tuple[str, int], ...]
    later: dict[str, int]
    layout: str | None
    named: bool
    newest_order: date | None
    unfounded: tuple[tuple[str, int], ...]
    messages: int | None = None
    changes: NightChanges | None = None

    @property
    def days_without_orders(self) -> int:
        """How many days lie between the newest order and the day of the plan; 0 without orders."""
        return (self.today - self.newest_order).days if self.newest_order else 0


def summarise_plan(engine: PlanEngine, policy: Policy, planned: PlanResult) -> PlanSummary:
    """Return what a plan came to, over all customers."""
    answer, prepared = planned.table, planned.prepared
    states = dict(engine.fetch_rows(answer.group_by("state").agg(customers=answer.count())))
    actions = answer.filter(answer.action.notnull())
    due = actions.count(where=actions.state.isin(TODAY))
    found = engine.fetch_rows(actions.group_by("action", "kind").agg(customers=actions.count(), due=due))
    return PlanSummary(
        policy.path.store,
        planned.today,
        sum(states.values()),
        {state: states.get(state, 0) for state in STATES},
        tuple(sorted((ActionCount(*row) for row in found), key=lambda row: (-row.customers, row.action))),
        prepared.read,
        prepared.rejects,
        _list_unknown(policy, prepared.unknown),
        prepared.statuses,
        prepared.later,
        prepared.layout,
        prepared.named,
        find_newest_order(engine, planned),
        count_unfounded(engine, planned),
    )


def _list_unknown(policy: Policy, items: tuple[tuple[str, int], ...]) -> tuple[UnknownItem, ...]:
    nearest = NearestItems(policy, (Product, Bundle)) if items else None
    near = [nearest.find_nearest(item) if nearest else None for item, _ in items[:MOST_SUGGESTED]]
    near += [None] * (len(items) - len(near))
    return tuple(UnknownItem(item, lines, name) for (item, lines), name in zip(items, near, strict=True))
