"""Rows that are set aside, each with the reason."""

from typing import NamedTuple

NO_CUSTOMER, NO_ITEM, UNKNOWN = "no customer", "no item", "not in the path"


NO_NAME = "nothing in the path has this name"


NO_DATE, BAD_DATE, BAD_NUMBER = "no date", "the date cannot be read", "the quantity is not a number"


EITHER_NUMBER = "the quantity can be thousands or have decimals"


UNREADABLE, NO_UTF8 = "the line cannot be read as a row", "the line is not UTF-8"


RETURNED, CANCELLED = (
    "a return: the quantity is not above zero",
    "the order was cancelled, refunded or never paid",
)


NO_MISTAKES = (RETURNED, CANCELLED)
"""Rows that say what they mean, and count for nothing all the same."""


STILL_KNOWN = (UNKNOWN, RETURNED, CANCELLED)
"""A customer of whom nothing else is known is a prospect."""


FIELDS = ("customer", "item", "date", "order", "quantity")


class Reject(NamedTuple):
    """A row that was set aside, and why."""

    reason: str
    customer: str | None = None
    item: str | None = None
    date: str | None = None
    order: str | None = None
    quantity: str | None = None
    text: str | None = None
