"""What a plan writes to the log."""

from ipp.orders import sql
from ipp.orders.sql import Table

COLUMNS = ("customer", "offer", "event", "date", "price", "list_price", "holdout", "via")
"""What a row of the log says."""


def list_log_rows(rows: Table) -> Table:
    """Return what the rows of a plan say to the log, sorted by customer: messages that are made, and those that are held back."""
    made = rows.filter(rows.event.notnull())
    holdout = made.holdout if "holdout" in made.columns else sql.null("string")
    return made.mutate(offer=made.action, holdout=holdout).select(*COLUMNS).order_by("customer")
