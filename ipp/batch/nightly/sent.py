"""What the log says was sent: to whom, what, and when."""

from ipp.batch.run import PlanResult
from ipp.orders import sql
from ipp.orders.engines.relations import make_number
from ipp.orders.log import DID, OFFERED
from ipp.orders.sql import Table

REMEMBERED = 90
"""Days for which somebody who had an action may still have it in an e-mail tool."""


def list_sent(planned: PlanResult) -> Table | None:
    """Return the messages that the log tells, what was held back is none, up to the day of the plan: customer, action, day; None where there is no log."""
    log = planned.prepared.log
    if log is None:
        return None
    today = planned.today.toordinal()
    sent = log.filter(log.event.isin((OFFERED, DID)) & (log.held == 0) & (log.day <= today))
    things = sql.table({"answer": "int64", "action": "string", "kind": "string"}, name="ipp_things")
    return sent.join(things, "answer").select("customer", "action", "day")


def list_cleared(planned: PlanResult, made: Table, earlier: Table | None) -> Table | None:
    """Return the customers who had a message lately and have none today, from this run or from an `earlier` one: what they had is to be cleared."""
    sent = list_sent(planned)
    if sent is None:
        return None
    since = planned.today.toordinal() - REMEMBERED
    lately = sent.filter(sent.day >= make_number(since)).select("customer").distinct()
    cleared = lately.anti_join(made, "customer")
    return cleared if earlier is None else cleared.anti_join(earlier, "customer")
