"""The rows of a plan as contacts of an e-mail tool: who has an action today, and whose last one is to be cleared."""

from collections.abc import Iterator

from ipp.batch.engines.protocol import PlanEngine
from ipp.batch.nightly.details import add_details
from ipp.batch.nightly.sent import list_cleared
from ipp.batch.outgoing.contact import FIELDS, NOTHING, Contact, make_contact
from ipp.batch.run import PlanResult
from ipp.engine.policy.compile import Policy
from ipp.orders import sql
from ipp.orders.engines.relations import union_tables
from ipp.orders.sql import Table


def list_contacts(engine: PlanEngine, policy: Policy, planned: PlanResult, made: Table) -> Iterator[Contact]:
    """Yield the customers who have a message, and those whose last one is to be cleared, sorted by customer."""
    rows = add_details(engine, policy, made)
    rows = rows.select("customer", **{field: rows[field].cast("string") for field in FIELDS})
    cleared = list_cleared(planned, made)
    if cleared is not None:
        today = sql.literal(planned.today.isoformat())
        told = {"state": sql.literal(NOTHING), "date": today}
        missing = {field: told.get(field, sql.null("string")) for field in FIELDS}
        rows = union_tables(rows, cleared.mutate(**missing))
    return map(make_contact, engine.stream_rows(rows.order_by("customer")))
