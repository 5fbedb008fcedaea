"""Numbers of things and lists of names, as sentences say them."""

from collections.abc import Sequence
from decimal import Decimal


def count_things(number: int, thing: str, things: str | None = None) -> str:
    """Say how many of a thing there are: `1 row`, `1,204 rows`; `things` where an s is not enough."""
    return f"{number:,} {thing if number == 1 else things or f'{thing}s'}"


def name_few(names: Sequence[str], most: int) -> str:
    """Name the first of some names, and say how many more there are: `A, B and 1,204 more`."""
    more = len(names) - most
    return ", ".join(names[:most]) + (f" and {more:,} more" if more > 0 else "")


def write_share(rate: Decimal) -> str:
    """Write a share: `8%`, `12.5%`."""
    return f"{(rate * 100).normalize():f}%"
