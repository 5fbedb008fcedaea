"""One thing of a catalogue as a path file says it."""

from decimal import Decimal
from typing import NamedTuple


class Item(NamedTuple):
    """A product, or a bundle if it has `parts`, as a path file says it; a flag is None where the export does not say.

    `key` is how the shop knows it; `title` what the shop calls it, `name` that title made unique. `parts`, `following` and `instead` go by key.
    What could not be taken over: `unread` amounts, each with the field and its text; references that are `unknown` in the export; codes of others.
    """

    key: str
    title: str
    name: str = ""
    price: Decimal | None = None
    cost: Decimal | None = None
    sku: tuple[str, ...] = ()
    category: str = ""
    url: str = ""
    every: str | None = None
    draft: bool | None = None
    paused: bool | None = None
    retired: bool | None = None
    sold: bool | None = None
    list_price: Decimal | None = None
    parts: tuple[tuple[str, int], ...] = ()
    following: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    remark: str = ""
    unread: tuple[tuple[str, str], ...] = ()
    unknown: tuple[str, ...] = ()
    taken_codes: tuple[str, ...] = ()

    @property
    def is_for_sale(self) -> bool:
        """Whether it can be offered: neither a draft nor retired."""
        return not (self.draft or self.retired)
