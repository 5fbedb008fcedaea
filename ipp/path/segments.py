"""Segments as they are written: conditions on the customer, with names of their own."""

from decimal import Decimal
from typing import Annotated, NamedTuple

from ipp.path.keys import Key, Kind, Name, Note, Quantity
from ipp.path.values import Duration, ShareRange
from ipp.text.yaml.nodes import Node


class Attribute(NamedTuple):
    """A customer's attribute and the values that are meant."""

    name: Name
    values: tuple[Name, ...]


class Segment(NamedTuple):
    """A named condition on the customer: all its entries must hold."""

    name: Name
    body: Node | None = None
    where: Annotated[
        tuple[Attribute, ...],
        Key(Kind.ATTRIBUTES, "Attributes, each with the value or the list of values that it may have."),
    ] = ()
    owns: Annotated[int | None, Key(Kind.POSITIVE, "Owns at least so many products.")] = None
    owns_any: Annotated[tuple[Name, ...], Key(Kind.NAMES, "Owns one of these products.")] = ()
    owns_all: Annotated[tuple[Name, ...], Key(Kind.NAMES, "Owns all of these products.")] = ()
    bought_any: Annotated[
        tuple[Name, ...],
        Key(Kind.NAMES, "Bought one of these at any time, even if it was consumed or given back since."),
    ] = ()
    quantity: Annotated[
        tuple[Quantity, ...],
        Key(Kind.QUANTITIES, "Ever bought at least so many pieces of each of these."),
    ] = ()
    orders: Annotated[int | None, Key(Kind.POSITIVE, "Ordered at least so many times.")] = None
    spent: Annotated[
        Decimal | None,
        Key(
            Kind.MONEY,
            "Paid at least this much: what orders say was paid, else list prices, less what was given back.",
        ),
    ] = None
    quiet_for: Annotated[
        Duration | None,
        Key(
            Kind.DURATION,
            "Ordered before, but not for at least this long; the charges of memberships are orders here.",
        ),
    ] = None
    share: Annotated[
        ShareRange | None,
        Key(Kind.SHARE, "A fixed, random-looking share of all customers: `50%`, or a range `33% to 67%`."),
    ] = None
    salt: Annotated[
        Name | None,
        Key(
            Kind.NAME,
            "What a share is drawn by; disjoint ranges of one salt never overlap. By default the name of the segment.",
        ),
    ] = None
    any: Annotated[tuple[Name, ...], Key(Kind.NAMES, "One of these segments holds.")] = ()
    all: Annotated[tuple[Name, ...], Key(Kind.NAMES, "All of these segments hold.")] = ()
    not_: Annotated[tuple[Name, ...], Key(Kind.NAMES, "None of these segments holds.", key="not")] = ()
    note: Note = None
