"""One customer and what is to be done with them today, as e-mail tools know contacts."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from ipp.text.cells import PHONE

FIELDS = (
    "state",
    "action",
    "kind",
    "touch",
    "because",
    "due",
    "date",
    "price",
    "currency",
    "every",
    "saving",
    "items",
    "url",
    "sku",
    "coupon",
    "off",
    "via",
    "reason",
    "note",
)
"""What is told of an action, by the names of a plan's columns."""
NOTHING = "none"
"""The state of a contact that had an action before and has none today: an empty cell clears nothing in most tools."""


class Contact(NamedTuple):
    """A customer, and the texts of FIELDS; an empty text is nothing."""

    customer: str
    values: Mapping[str, str]

    @property
    def email(self) -> str:
        """Their e-mail address; empty where they are known otherwise."""
        return self.customer if "@" in self.customer else ""

    @property
    def phone(self) -> str:
        """Their phone number with its country, as E.164 has it: `+4917012345678`; empty where they are known otherwise."""
        return (
            "+" + re.sub(r"[^0-9]", "", self.customer) if re.fullmatch(PHONE, self.customer, re.ASCII) else ""
        )

    @property
    def number(self) -> str:
        """Their number in the shop; empty where they are known otherwise."""
        return self.customer if self.customer.isascii() and self.customer.isdigit() else ""


def make_contact(row: tuple[object, ...]) -> Contact:
    """Return the contact of a row: the customer, then FIELDS."""
    values = dict(zip(FIELDS, ("" if cell is None else str(cell) for cell in row[1:]), strict=True))
    return Contact(str(row[0]), values)
