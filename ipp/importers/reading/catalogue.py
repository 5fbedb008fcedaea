"""What a shop's export says, before it is a path: things for sale with their variants, as the shop keeps them."""

from decimal import Decimal
from typing import NamedTuple


class Variant(NamedTuple):
    """One version of a thing that can be bought: its code, its price, and the options that tell it from the others.

    `price` is what it costs today; `list_price` a higher one that the shop shows beside it. `in_stock` is None where the export does not say.
    `unread` are cells that hold no amount: `price` or `cost`, and the text.
    """

    sku: str = ""
    price: Decimal | None = None
    list_price: Decimal | None = None
    cost: Decimal | None = None
    options: tuple[tuple[str, str], ...] = ()
    every: str | None = None
    in_stock: bool | None = None
    unread: tuple[tuple[str, str], ...] = ()


class CataloguePart(NamedTuple):
    """So many of what another entry of the catalogue is."""

    reference: str
    quantity: int = 1


class Entry(NamedTuple):
    """One thing of a catalogue.

    `key` is how the shop knows it, and `names` every other text by which other entries refer to it. A flag is None where the export does not
    say. `following` is what the shop shows beside it, `instead` what it shows in its place.
    """

    key: str
    title: str
    variants: tuple[Variant, ...]
    names: tuple[str, ...] = ()
    category: str = ""
    url: str = ""
    draft: bool | None = None
    retired: bool | None = None
    sold: bool | None = None
    parts: tuple[CataloguePart, ...] = ()
    following: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    remark: str = ""


class Catalogue(NamedTuple):
    """A whole export: its entries in the order of the file, the currency if it says one, what was left out and why, and what else is to be known of it."""

    layout: str
    entries: tuple[Entry, ...]
    currency: str | None = None
    skipped: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
