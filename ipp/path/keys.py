"""What a key of the path file is: the word, the kind of value behind it, and what it is for. Keys that several models share are here, too."""

from decimal import Decimal
from enum import Enum, auto
from typing import Annotated, NamedTuple

from ipp.text.source import Span


class Kind(Enum):
    """What can stand behind a key."""

    __hash__ = object.__hash__  # each value of a file looks its kind up, and the hash of Enum is a slow one

    TEXT = auto()
    TEXTS = auto()  # one text, or a list of them
    MONEY = auto()
    RATE = auto()
    RATES = auto()  # a rate, or rates by number of products owned
    DURATION = auto()
    PERIOD = auto()
    REFILL = auto()  # a period, or one with rates
    DAY = auto()
    WINDOW_DAY = auto()  # a date, or a day of every year
    COUNT = auto()
    POSITIVE = auto()
    FLAG = auto()
    VERSION = auto()
    TOUCH_KIND = auto()
    DISCOUNT = auto()  # a share, or money
    SHARE = auto()  # a share of customers, or a range
    HELD = auto()  # what a holdout holds back
    CHANNEL = auto()
    NAME = auto()
    NAMES = auto()
    QUANTITIES = auto()
    ATTRIBUTES = auto()
    STEPS = auto()
    RUNGS = auto()
    RESTS = auto()
    ULTIMATE = auto()
    FILES = auto()
    IGNORES = auto()
    DEFAULTS = auto()
    HOLDOUT = auto()
    CHANNELS = auto()
    PRODUCTS = auto()
    BUNDLES = auto()
    TOUCHES = auto()
    SERIES = auto()
    CATEGORIES = auto()
    SEGMENTS = auto()


class Key(NamedTuple):
    """What an annotation says of a key; `key` when the file's word is not a Python name."""

    kind: Kind
    doc: str
    required: bool = False
    key: str | None = None


class Name(NamedTuple):
    """A name as it was written, and where."""

    text: str
    span: Span


class Quantity(NamedTuple):
    """So many of a product."""

    name: Name
    number: int


Note = Annotated[str | None, Key(Kind.TEXT, "A remark for people.")]
ChannelName = Annotated[Name | None, Key(Kind.CHANNEL, "The channel: email, checkout, phone …")]
TakeRate = Annotated[Decimal | None, Key(Kind.RATE, "The share of those asked who say Yes.")]
StayRate = Annotated[Decimal | None, Key(Kind.RATE, "The share of customers who stay customers after a No.")]
TouchName = Annotated[Name | None, Key(Kind.NAME, "The touch to make.")]
BarringSegments = Annotated[tuple[Name, ...], Key(Kind.NAMES, "Segments of which none may hold.")]
ItemCodes = Annotated[
    tuple[str, ...], Key(Kind.TEXTS, "The code, or the codes, by which order exports name it.")
]
OtherNames = Annotated[
    tuple[str, ...], Key(Kind.TEXTS, "Other names that it has or had in orders, logs and older files.")
]
ShopPage = Annotated[str | None, Key(Kind.TEXT, "Its page in the shop.")]
Draft = Annotated[bool, Key(Kind.FLAG, "Not ready: never offered, and may be incomplete.")]
Paused = Annotated[bool, Key(Kind.FLAG, "Out of stock, or off season: not offered for now.")]
Retired = Annotated[bool, Key(Kind.FLAG, "No longer sold or offered; its owners keep their `next`.")]


def list_keys(model: type) -> dict[str, tuple[str, Key]]:
    """Return the legal keys of a model: written key -> (field, what it takes)."""
    legal = {}
    for field, annotation in model.__annotations__.items():
        for said in getattr(annotation, "__metadata__", ()):
            legal[said.key or field] = (field, said)
    return legal
