"""Facts about a customer that segments ask for besides attributes and what is owned: what they ordered ever, and the share they belong to.

Shares are drawn by SHA-256, so that every language and every database finds the same customers.
"""

from decimal import ROUND_CEILING, Decimal
from typing import NamedTuple
from unicodedata import normalize

from ipp.path.values import ShareRange

LOWEST = "00000000"
"""The beginning of a share that begins with the first customer."""
_DIGITS = 8


class BoughtAny(NamedTuple):
    """One of these items was ever bought, however: alone, in a bundle, as a free item."""

    items: frozenset[str]


class PieceCount(NamedTuple):
    """At least so many pieces of an item were ever bought."""

    item: str
    least: int


class OrderCount(NamedTuple):
    """At least so many purchases were made."""

    least: int


class Spent(NamedTuple):
    """At least so much was ever paid."""

    least: Decimal


class QuietFor(NamedTuple):
    """A purchase was made, and none for at least so many days."""

    days: int


class Share(NamedTuple):
    """The customers whose draw by `salt` is not below `first` and below `end`, as 8 hex digits; no `end`: all from `first` on."""

    salt: str
    first: str
    end: str | None


Fact = BoughtAny | PieceCount | OrderCount | Spent | QuietFor | Share


def make_share(salt: str, part: ShareRange) -> Share:
    """Return the customers of a share, drawn by a salt as it is written."""
    first = write_threshold(part.low)
    assert first is not None  # a range begins below its end
    return Share(normalize("NFC", salt), first, write_threshold(part.high))


def write_threshold(share: Decimal) -> str | None:
    """Return the 8 hex digits below which the draws of a share lie: those of ceil(share * 2^32); None where all do."""
    number = int((share * 2**32).to_integral_value(ROUND_CEILING))
    return None if number >= 2**32 else f"{number:0{_DIGITS}x}"


def draw_customer(salt: str, customer: str) -> str:
    """Return the first 8 hex digits of SHA-256 of `ipp:1:SALT:CUSTOMER`; the salt is in NFC, the customer as plans write them."""
    from hashlib import sha256  # costs a fifth of a bare start; most stores draw nobody

    return sha256(f"ipp:1:{salt}:{customer}".encode(errors="surrogatepass")).hexdigest()[:_DIGITS]


def is_in_share(share: Share, customer: str | None) -> bool:
    """Whether a customer belongs to a share; someone without an id belongs to none."""
    return customer is not None and lies_in_share(share, draw_customer(share.salt, customer))


def lies_in_share(share: Share, draw: str) -> bool:
    """Whether a draw by the salt of a share lies in it."""
    return share.first <= draw and (share.end is None or draw < share.end)
