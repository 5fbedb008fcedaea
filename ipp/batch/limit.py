"""How many rows may be set aside before a plan is not to be used; returns and cancelled orders are no mistakes, and do not count."""

from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from ipp.batch.summary import PlanSummary
from ipp.errors import RequestError
from ipp.orders.files.rejects import NO_MISTAKES
from ipp.text.visible import shorten_text
from ipp.text.words import count_things

TABLES = ("orders", "offers", "customers")
"""The tables that a plan reads, in the order in which it does."""


class RejectLimit(NamedTuple):
    """The most rows of one table that may be set aside: a number of them, or a share (0 to 1) of all; as it was written."""

    most: Decimal
    is_share: bool
    text: str


def parse_limit(text: str) -> RejectLimit:
    """Return the limit that a text says, `5%` or `100`; raises RequestError for anything else."""
    share = text.strip().endswith("%")
    try:
        most = Decimal(text.strip().removesuffix("%"))
    except InvalidOperation:
        most = Decimal(-1)
    if not most.is_finite() or most < 0 or (share and most > 100):
        raise RequestError(
            f"--max-rejects {shorten_text(text)!r} is neither a share nor a number of rows",
            "write it as 5% or 100",
        )
    return RejectLimit(most / 100 if share else most, share, text.strip())


def describe_excess(summary: PlanSummary, limit: RejectLimit) -> str | None:
    """Return which table had more rows set aside than the limit allows; None when none had."""
    counted = [summary.read[name] for name in TABLES if name in summary.read]
    for rejects, rows in zip(summary.rejects, counted, strict=True):
        aside = sum(number for reason, number in rejects.counts.items() if reason not in NO_MISTAKES)
        read = max(rows + len(rejects.lines), sum(rejects.counts.values()))
        if aside > (limit.most * read if limit.is_share else limit.most):
            many = f"{aside:,} of {count_things(read, 'row')} of {rejects.source} cannot be used"
            return f"{many}, more than --max-rejects {limit.text}: no plan is written"
    return None
