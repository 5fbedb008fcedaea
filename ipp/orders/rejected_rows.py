"""Rows of orders, logs and lists that do not count: how many for each reason, and what is said where no row counts."""

from collections.abc import Mapping
from typing import NamedTuple

from ipp.errors import RequestError
from ipp.orders.files.rejects import (
    BAD_DATE,
    BAD_NUMBER,
    CANCELLED,
    EITHER_NUMBER,
    NO_NAME,
    RETURNED,
    UNKNOWN,
    Reject,
)
from ipp.orders.log import NO_EVENT
from ipp.orders.sql import Table
from ipp.text.visible import shorten_text
from ipp.text.words import count_things

TOLD_BY = {
    UNKNOWN: "item",
    NO_NAME: "item",
    NO_EVENT: "order",
    BAD_DATE: "date",
    BAD_NUMBER: "quantity",
    EITHER_NUMBER: "quantity",
}
"""The column that shows what is wrong with a row; rows of a log have their event where others have their order."""
TELLING = tuple(dict.fromkeys(TOLD_BY.values()))
"""The columns of rows set aside that show what is wrong with some of them."""
_TIPS = {
    UNKNOWN: "choose the path file with --path, or the column with --item-col",
    EITHER_NUMBER: "write 1000 for a thousand pieces, and 1 for one",
}
"""What to do where no row can be used."""


class RejectedRows(NamedTuple):
    """Rows set aside in one table: how many for each reason, and the rows, as a table of texts and as lines.

    `examples` has a text that was set aside for a reason, where one shows what is wrong.
    """

    source: str
    counts: dict[str, int]
    rows: Table | None
    lines: tuple[Reject, ...]
    examples: dict[str, str]


def check_usable(orders: RejectedRows, read: int) -> None:
    """Raise RequestError for orders of which no row can be used, with the commonest reason and an example.

    `read` rows were read as rows. A return or a cancelled order is of use: it says who is there.
    """
    rows, counts = read + len(orders.lines), orders.counts
    if sum(counts.values()) < rows or not rows or counts.keys() & {RETURNED, CANCELLED}:
        return
    raise make_unusable_error(orders, rows, counts, orders.examples)


def make_unusable_error(
    orders: RejectedRows, rows: int, counts: Mapping[str, int], examples: Mapping[str, str]
) -> RequestError:
    """Return the error for so many rows of orders of which none can be used: the commonest of the reasons, and its example if it has one."""
    reason = max(counts, key=lambda each: (counts[each], each))
    text = examples.get(reason)
    example = f", as in {shorten_text(text, 60)!r}" if text else ""
    none = "its one row cannot" if rows == 1 else f"none of its {count_things(rows, 'row')} can"
    return RequestError(
        f"{orders.source}: {none} be used; most often: {reason}{example}", _TIPS.get(reason, "")
    )
