"""What changed since the last day that the log tells of."""

from collections import Counter
from datetime import date

from ipp.batch.engines.protocol import PlanEngine
from ipp.batch.nightly.sent import list_sent
from ipp.batch.run import PlanResult
from ipp.batch.summary import ActionChange, NightChanges
from ipp.orders import sql
from ipp.orders.engines.relations import join_outer, union_tables
from ipp.orders.sql import Table


def find_changes(engine: PlanEngine, planned: PlanResult, made: Table) -> NightChanges | None:
    """Return what changed; None where the log tells of no day before."""
    sent = list_sent(planned)
    if sent is None:
        return None
    sent = sent.filter(sent.day < planned.today.toordinal())
    last = engine.fetch_rows(sent.agg(day=sent.day.max()))[0][0]
    if last is None:
        return None
    then = sent.filter(sent.day == last)
    then = then.group_by("customer").agg(earlier=then.action.min())
    now = made.select("customer", "action")
    both = join_outer(now, then, "customer").select("action", "earlier")
    ended = then.anti_join(now, "customer").select("earlier", action=sql.null("string"))
    both = union_tables(both, ended)
    rows = engine.fetch_rows(both.group_by("action", "earlier").agg(customers=both.count()))
    return count_changes(date.fromordinal(int(last)), rows)


def count_changes(since: date, rows: list[tuple[str | None, str | None, int]]) -> NightChanges:
    """Return what changed, of how many customers had and have which actions."""
    counts: Counter[str] = Counter()
    now: Counter[str] = Counter()
    before: Counter[str] = Counter()
    for action, earlier, customers in rows:
        kind = "started" if earlier is None else "ended" if action is None else "changed"
        counts["same" if action == earlier else kind] += customers
        now.update({action: customers} if action else {})
        before.update({earlier: customers} if earlier else {})
    actions = [ActionChange(name, before[name], now[name]) for name in {*now, *before}]
    actions.sort(key=lambda each: (-abs(each.now - each.before), -each.before, each.action))
    return NightChanges(
        since, counts["started"], counts["changed"], counts["same"], counts["ended"], tuple(actions)
    )
