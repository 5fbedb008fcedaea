"""The path file: every key that can be written, with what it takes and what it is for.

These classes are the schema. The reader, the suggestions for unknown keys, the JSON Schema and the reference all follow
the annotations below; a legal key is written nowhere else. They are named tuples, not dataclasses, because
a dataclass costs six times as much to define at every start of the program.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated, NamedTuple

from ipp.path.keys import (
    BarringSegments,
    ChannelName,
    Draft,
    ItemCodes,
    Key,
    Kind,
    Name,
    Note,
    OtherNames,
    Paused,
    Quantity,
    Retired,
    ShopPage,
    TakeRate,
    TouchName,
)
from ipp.path.segments import Segment
from ipp.path.terms import Channel, Defaults, Holdout, Ignore, Refill, Rest, Ultimate
from ipp.path.values import Discount, Duration, Yearday
from ipp.text.source import Source, Span
from ipp.text.yaml.nodes import Node

TOUCH_KINDS = (
    "content",
    "review",
    "testimonial",
    "referral",
    "affiliate",
    "event",
    "coupon",
    "partner",
    "other",
)
PART_KEYS = ("ipp", "include", "products", "bundles", "touches", "series", "categories", "segments")
"""The keys of `Path` that an included file may have."""
OF_KIND = {"code": "coupon", "off": "coupon", "valid": "coupon", "earns": "partner", "take": "partner"}
"""The keys of `Touch` that only touches of one kind have."""
OFFER_ONLY = ("price", "patience", "gap", "take", "each_time", "downsell")
"""The keys of `Step` that only an offer may have: a touch asks for no money."""


class Step(NamedTuple):
    """One entry of a `next` list, or one rung of a ladder: an offer or a touch, on terms."""

    span: Span
    name: Name | None = None  # a bare name: an offer or a touch, whatever bears that name
    offer: Annotated[Name | None, Key(Kind.NAME, "The product or bundle to offer.")] = None
    do: TouchName = None
    price: Annotated[
        Decimal | None, Key(Kind.MONEY, "A price other than the list price, for this offer only.")
    ] = None
    after: Annotated[
        Duration | None,
        Key(
            Kind.DURATION,
            "How long to wait after the purchase that the step belongs to; on a rung, after the No above it.",
        ),
    ] = None
    within: Annotated[
        Duration | None,
        Key(
            Kind.DURATION,
            "No later than this after the latest purchase; then the step is passed over. On a rung, after the No above it, too.",
        ),
    ] = None
    patience: Annotated[
        Duration | None, Key(Kind.DURATION, "How long silence may last before it counts as a No.")
    ] = None
    gap: Annotated[
        Duration | None,
        Key(
            Kind.DURATION, "The least time since the ask before this one; `0` for an offer made on the spot."
        ),
    ] = None
    via: ChannelName = None
    take: TakeRate = None
    when: Annotated[
        tuple[Name, ...], Key(Kind.NAMES, "Segments that all must hold, or the step is passed over.")
    ] = ()
    unless: BarringSegments = ()
    from_: Annotated[
        date | Yearday | None,
        Key(Kind.WINDOW_DAY, "The first day of the step: a date, or `11-15` for every year.", key="from"),
    ] = None
    until: Annotated[
        date | Yearday | None,
        Key(Kind.WINDOW_DAY, "The last day of the step: a date, or `12-20` for every year."),
    ] = None
    each_time: Annotated[
        bool,
        Key(
            Kind.FLAG,
            "Asked again at every purchase of the product in whose list it stands; for consumables.",
        ),
    ] = False
    downsell: Annotated[
        "tuple[Step, ...] | None",
        Key(Kind.RUNGS, "Smaller versions, made one after the other after a No; replaces the item's own."),
    ] = None
    note: Note = None

    @property
    def subject(self) -> Name:
        """The name of what is offered or done."""
        return self.name or self.offer or self.do  # type: ignore[return-value]  # a step without a subject is not read


class Product(NamedTuple):
    """Something that a customer can own."""

    name: Name
    body: Node | None = None
    price: Annotated[Decimal | None, Key(Kind.MONEY, "The list price; of a continuity, per period.")] = None
    cost: Annotated[
        Decimal | None, Key(Kind.MONEY, "What it costs the shop; of a continuity, per period.")
    ] = None
    every: Annotated[
        Duration | None, Key(Kind.PERIOD, "A continuity: the period after which it is paid again.")
    ] = None
    churn: Annotated[
        Decimal | None, Key(Kind.RATE, "The share of a continuity's customers who leave per period.")
    ] = None
    lapses: Annotated[
        Duration | None,
        Key(Kind.DURATION, "A membership whose charges are orders: without one for so long it is cancelled."),
    ] = None
    winback: Annotated[
        tuple[Step, ...], Key(Kind.STEPS, "What to offer or do after a membership was cancelled.")
    ] = ()
    sku: ItemCodes = ()
    also: OtherNames = ()
    category: Annotated[
        Name | None, Key(Kind.NAME, "The category whose `next` follows the product's own.")
    ] = None
    consumable: Annotated[bool, Key(Kind.FLAG, "Used up and bought again: never counts as owned.")] = False
    refill: Annotated[
        Refill | None, Key(Kind.REFILL, "Remind its owners this long after their last purchase.")
    ] = None
    next: Annotated[
        tuple[Step, ...], Key(Kind.STEPS, "What to offer or do after its purchase, first things first.")
    ] = ()
    downsell: Annotated[tuple[Step, ...], Key(Kind.RUNGS, "Smaller versions to offer after a No.")] = ()
    url: ShopPage = None
    note: Note = None
    draft: Draft = False
    paused: Paused = False
    retired: Retired = False
    sold: Annotated[
        bool, Key(Kind.FLAG, "Whether it can be bought without being offered; `false` for a secret bonus.")
    ] = True
    final: Annotated[bool, Key(Kind.FLAG, "A legitimate end of the road: nothing needs to follow it.")] = (
        False
    )


class Bundle(NamedTuple):
    """Several products, with quantities, sold as one thing at one price."""

    name: Name
    body: Node | None = None
    items: Annotated[
        tuple[Quantity, ...],
        Key(Kind.QUANTITIES, "The products in it: names, or names with quantities.", True),
    ] = ()
    free: Annotated[tuple[Quantity, ...], Key(Kind.QUANTITIES, "Products added without charge.")] = ()
    price: Annotated[Decimal | None, Key(Kind.MONEY, "The price of the whole.")] = None
    cost: Annotated[
        Decimal | None, Key(Kind.MONEY, "What it costs the shop; without it, what its contents cost.")
    ] = None
    sku: ItemCodes = ()
    also: OtherNames = ()
    next: Annotated[
        tuple[Step, ...],
        Key(Kind.STEPS, "What to offer or do after its purchase, before the lists of its contents."),
    ] = ()
    downsell: Annotated[
        tuple[Step, ...],
        Key(Kind.RUNGS, "Smaller versions to offer after a No, wherever the bundle is offered."),
    ] = ()
    url: ShopPage = None
    note: Note = None
    draft: Draft = False
    paused: Paused = False
    retired: Retired = False


class Touch(NamedTuple):
    """An action that asks for no money."""

    name: Name
    body: Node | None = None
    kind: Annotated[str, Key(Kind.TOUCH_KIND, "One of " + ", ".join(TOUCH_KINDS) + ".")] = "other"
    url: Annotated[str | None, Key(Kind.TEXT, "Where it leads.")] = None
    code: Annotated[str | None, Key(Kind.TEXT, "The code of a coupon.")] = None
    off: Annotated[
        Discount | None, Key(Kind.DISCOUNT, "What a coupon takes off: a share such as `10%`, or money.")
    ] = None
    valid: Annotated[Duration | None, Key(Kind.DURATION, "How long a coupon is valid.")] = None
    earns: Annotated[
        Decimal | None, Key(Kind.MONEY, "What a partner pays for each customer who buys there.")
    ] = None
    take: Annotated[
        Decimal | None, Key(Kind.RATE, "The share of those shown a partner's product who buy it.")
    ] = None
    also: Annotated[
        tuple[str, ...], Key(Kind.TEXTS, "Other names that it has or had in logs and older files.")
    ] = ()
    note: Note = None
    draft: Annotated[bool, Key(Kind.FLAG, "Not ready: passed over.")] = False
    paused: Annotated[bool, Key(Kind.FLAG, "Not made for now.")] = False


class Series(NamedTuple):
    """Numbered products that lead to each other."""

    name: Name
    products: tuple[Name, ...]


class Category(NamedTuple):
    """A list for every product of one category."""

    name: Name
    body: Node | None = None
    next: Annotated[
        tuple[Step, ...],
        Key(Kind.STEPS, "What follows every product of the category, after the product's own `next`."),
    ] = ()
    note: Note = None


class Path(NamedTuple):
    """A whole store: one path file and the files it includes, whose trees are `files`, the main file's first."""

    files: tuple[tuple[Source, Node], ...] = ()
    complete: bool = True  # False when names were lost with what could not be read
    ipp: Annotated[int | None, Key(Kind.VERSION, "The version of the format: 1.", True)] = None
    include: Annotated[
        tuple[Name, ...], Key(Kind.FILES, "Further files of this store, in this folder or below it.")
    ] = ()
    store: Annotated[str | None, Key(Kind.TEXT, "The name of the store.")] = None
    currency: Annotated[str | None, Key(Kind.TEXT, "The currency of every amount: USD, EUR …")] = None
    ultimate: Annotated[
        Ultimate | None, Key(Kind.ULTIMATE, "The offer that the whole path leads to.", True)
    ] = None
    products: Annotated[
        tuple[Product, ...], Key(Kind.PRODUCTS, "What customers can own, by name.", True)
    ] = ()
    bundles: Annotated[
        tuple[Bundle, ...], Key(Kind.BUNDLES, "Several products sold as one thing, by name.")
    ] = ()
    touches: Annotated[tuple[Touch, ...], Key(Kind.TOUCHES, "Actions that ask for no money, by name.")] = ()
    series: Annotated[
        tuple[Series, ...], Key(Kind.SERIES, "Numbered products that lead to each other: 101, 201, 301.")
    ] = ()
    categories: Annotated[
        tuple[Category, ...], Key(Kind.CATEGORIES, "A `next` for every product of a category.")
    ] = ()
    next: Annotated[
        tuple[Step, ...], Key(Kind.STEPS, "The store-wide list, read once, after everything else.")
    ] = ()
    prospects: Annotated[tuple[Step, ...], Key(Kind.STEPS, "The path of those who bought nothing yet.")] = ()
    rest: Annotated[
        tuple[Rest, ...], Key(Kind.RESTS, "Renewable actions for those for whom nothing is left.")
    ] = ()
    segments: Annotated[tuple[Segment, ...], Key(Kind.SEGMENTS, "Named conditions on the customer.")] = ()
    never: Annotated[Name | None, Key(Kind.NAME, "A segment whose customers get nothing.")] = None
    holdout: Annotated[
        Holdout | None,
        Key(Kind.HOLDOUT, "A fixed share of customers who get no offers, so that the path can be measured."),
    ] = None
    channels: Annotated[
        tuple[Channel, ...] | None,
        Key(Kind.CHANNELS, "The channels that `via` may name, what each can show, and its usual terms."),
    ] = None
    defaults: Annotated[Defaults, Key(Kind.DEFAULTS, "Terms for every step that has none of its own.")] = (
        Defaults()
    )
    ignore: Annotated[
        tuple[Ignore, ...], Key(Kind.IGNORES, "Findings that are accepted, each with a reason.")
    ] = ()
