"""How orders are to be read: options that several commands have, in the same words."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import wraps
from inspect import Parameter, signature
from typing import Annotated, Any, NamedTuple

import typer

from ipp.cli.arguments.file_uses import READ


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


ORDERS_READ = "Read CSV, Parquet, JSON lines, a folder, a glob, FILE.duckdb:TABLE, or stdin with -."
OrdersGiven = Annotated[str, typer.Argument(metavar="ORDERS", help=ORDERS_READ), READ]
MemoryUsed = Annotated[
    str | None, typer.Option(metavar="SIZE", help="Use this much memory, such as 2GB; the rest goes to disk.")
]
NOTHING_SAID = OrderOptions({}, None, None, ())
"""Columns, dates, layout and statuses as they are recognised."""
READING = "How the orders are read"
"""The panel of these options on help pages."""
_ROLES = ("customer", "item", "sku", "date", "order", "quantity", "status")
_StatusMeanings = Annotated[
    list[str] | None,
    typer.Option(
        "--status",
        metavar="TEXT=MEANING",
        help="Set what a status means, such as 'Sent=bought' or 'Open=no'.",
        rich_help_panel=READING,
    ),
]
_LayoutName = Annotated[
    str | None,
    typer.Option(
        "--layout",
        metavar="NAME",
        help="Read the export of this shop, such as shopify, or plain for none; default: recognised by its columns.",
        rich_help_panel=READING,
    ),
]
_DatesRead = Annotated[
    DateOrder | None,
    typer.Option(
        "--dates",
        help="Read 03/04/2026 as day/month or as month/day; default: decided by the other dates.",
        rich_help_panel=READING,
    ),
]


def take_reading_options(run: Callable[..., None]) -> Callable[..., None]:
    """Let a command take the options that say how orders are read, in the place of its parameter `reading`."""

    @wraps(run)
    def run_with_reading(**said: Any) -> None:
        columns = {role: said.pop(f"{role}_col") for role in _ROLES}
        named = {role: name for role, name in columns.items() if name is not None}
        dates, layout, statuses = said.pop("dates"), said.pop("layout"), said.pop("status")
        run(**said, reading=OrderOptions(named, dates and dates.value, layout, tuple(statuses or ())))

    own = signature(run)
    run_with_reading.__signature__ = own.replace(  # type: ignore[attr-defined]  # typer reads the options off it
        parameters=[
            each
            for parameter in own.parameters.values()
            for each in (_PARAMETERS if parameter.name == "reading" else (parameter,))
        ]
    )
    return run_with_reading


def _declare_column(role: str) -> Any:
    return Annotated[
        str | None,
        typer.Option(
            f"--{role}-col",
            metavar="NAME",
            help=f"Read the {role} from this column of the orders.",
            rich_help_panel=READING,
        ),
    ]


_PARAMETERS = tuple(
    Parameter(name, Parameter.POSITIONAL_OR_KEYWORD, default=None, annotation=annotation)
    for name, annotation in (
        *((f"{role}_col", _declare_column(role)) for role in _ROLES),
        ("status", _StatusMeanings),
        ("layout", _LayoutName),
        ("dates", _DatesRead),
    )
)
