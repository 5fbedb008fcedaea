"""One customer and what is to be done with them today, as e-mail tools know contacts."""

import re
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
BEFORE, AFTER = FIELDS[: FIELDS.index("due")], FIELDS[FIELDS.index("due") + 1 :]
"""The fields before the day when something is due, and those after it."""
SHARED = BEFORE + AFTER
"""All but that day: many contacts share them."""
_ACTION = SHARED.index("action")
NOTHING = "none"
"""The state of a contact that had an action before and has none today: an empty cell clears nothing in most tools."""


class SharedTexts:
    """The texts of SHARED, in their order: one object for all who are told the same. An empty text is nothing."""

    __slots__ = ("texts",)

    def __init__(self, texts: tuple[str, ...]) -> None:
        self.texts = texts


class Contact(NamedTuple):
    """A customer, the day when something is due, and what else they are told."""

    customer: str
    due: str
    shared: SharedTexts

    @property
    def values(self) -> dict[str, str]:
        """The texts by their fields."""
        texts = dict(zip(SHARED, self.shared.texts, strict=True)) | {"due": self.due}
        return {field: texts[field] for field in FIELDS}

    @property
    def acts(self) -> bool:
        """Whether there is an action for them."""
        return bool(self.shared.texts[_ACTION])

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
