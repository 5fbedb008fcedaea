"""The rows of a plan as contacts of an e-mail tool: who has an action today, and whose last one is to be cleared."""

from collections.abc import Iterator

from ipp.batch.engines.protocol import PlanEngine
from ipp.batch.nightly.details import DETAILS, add_details
from ipp.batch.nightly.sent import list_cleared
from ipp.batch.outgoing.contact import NOTHING, SHARED, Contact, SharedTexts
from ipp.batch.run import PlanResult
from ipp.engine.policy.compile import Policy
from ipp.orders import sql
from ipp.orders.engines.relations import union_tables
from ipp.orders.sql import Table

PLANNED = tuple(field for field in SHARED if field not in DETAILS)
"""What the rows of a plan say of an action themselves."""


def list_contacts(
    engine: PlanEngine, policy: Policy, planned: PlanResult, made: Table, earlier: Table | None = None
) -> Iterator[Contact]:
    """Yield the customers who have a message, and those whose last one is to be cleared, sorted by customer; none who has one of an `earlier` run of the day.

    What they are told is the same for many: each of it is read once.
    """
    texts = {field: made[field].cast("string").fill_null("") for field in ("due", *PLANNED)}
    rows = made.select("customer", **texts)
    cleared = list_cleared(planned, made, earlier)
    if cleared is not None:
        said = {"state": NOTHING, "date": planned.today.isoformat()}
        nothing = {field: sql.literal(said.get(field, "")) for field in ("due", *PLANNED)}
        rows = union_tables(rows, cleared.mutate(**nothing))
    different = rows.select(*PLANNED).distinct()
    place = sql.row_number().over(order_by=[different[field] for field in PLANNED]).cast("int64")
    different = engine.keep_table("ipp_contact_texts", different.mutate(place=place))
    shared = read_shared(engine, policy, different)
    rows = rows.join(different, list(PLANNED)).select("customer", "due", "place").order_by("customer")
    return (Contact(customer, due, shared[place]) for customer, due, place in engine.stream_rows(rows))


def read_shared(engine: PlanEngine, policy: Policy, different: Table) -> dict[int, SharedTexts]:
    """Return the texts of SHARED by their place."""
    same: dict[str, str] = {}
    rows = add_details(engine, policy, different).select("place", *SHARED)
    return {
        place: SharedTexts(tuple([same.setdefault(text or "", text or "") for text in texts]))
        for place, *texts in engine.stream_rows(rows)
    }
