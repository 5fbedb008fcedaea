"""How orders are to be read: options that several commands have, in the same words."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any, NamedTuple

import typer


class DateOrder(StrEnum):
    """What 03/04/2026 means."""

    dmy = "dmy"
    mdy = "mdy"


class OrderOptions(NamedTuple):
    """How orders are to be read, as it was said: columns by what they mean, the order of dates, the layout, and meanings of statuses."""

    columns: Mapping[str, str]
    dates: str | None
    layout: str | None
    statuses: tuple[str, ...]


READING = "How the orders are read"
"""The panel of these options on help pages."""


def _declare_column(what: str) -> Any:
    return typer.Option(
        f"--{what}-col",
        metavar="NAME",
        help=f"Read the {what} from this column of the orders.",
        rich_help_panel=READING,
    )


CustomerColumn = Annotated[str | None, _declare_column("customer")]
ItemColumn = Annotated[str | None, _declare_column("item")]
SkuColumn = Annotated[str | None, _declare_column("sku")]
DateColumn = Annotated[str | None, _declare_column("date")]
OrderColumn = Annotated[str | None, _declare_column("order")]
QuantityColumn = Annotated[str | None, _declare_column("quantity")]
StatusColumn = Annotated[str | None, _declare_column("status")]
StatusMeanings = Annotated[
    list[str] | None,
    typer.Option(
        "--status",
        metavar="TEXT=MEANING",
        help="Say what a status means: 'Sent=bought', or 'Open=no'.",
        rich_help_panel=READING,
    ),
]
LayoutName = Annotated[
    str | None,
    typer.Option(
        "--layout",
        metavar="NAME",
        help="Read the export of this shop, such as shopify, or plain for none; default: recognised by its columns.",
        rich_help_panel=READING,
    ),
]
DatesRead = Annotated[
    DateOrder | None,
    typer.Option(
        "--dates",
        help="Read 03/04/2026 as day/month or as month/day; default: told from the other dates.",
        rich_help_panel=READING,
    ),
]


COLUMN_ROLES = ("customer", "item", "sku", "date", "order", "quantity", "status")


def name_columns(*names: str | None) -> dict[str, str | None]:
    """Return the columns that were named, by what they mean, in the order of COLUMN_ROLES."""
    return dict(zip(COLUMN_ROLES, names, strict=True))


def collect_options(
    columns: Mapping[str, str | None],
    dates: DateOrder | None,
    layout: str | None,
    statuses: list[str] | None,
) -> OrderOptions:
    """Return how orders are to be read, without the columns that were not named."""
    named = {role: name for role, name in columns.items() if name is not None}
    return OrderOptions(named, dates.value if dates else None, layout, tuple(statuses or ()))
