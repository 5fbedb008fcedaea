"""The rows of one customer that do not count, and why: in the words of a plan, so that no answer to an offer gets lost unsaid."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from ipp.engine.policy.compile import Policy
from ipp.orders.files.rejects import NO_NAME, UNKNOWN
from ipp.orders.items import NearestItems
from ipp.orders.log import EVENTS, NO_EVENT
from ipp.orders.rejected_rows import TELLING, TOLD_BY
from ipp.path.model import Bundle, Product, Touch
from ipp.text.suggest import Suggester
from ipp.text.visible import shorten_text
from ipp.text.words import count_things, name_few

NO_ROW_COUNTS = "no row of this customer in these files counts"
_SHOWN = 5
"""Different texts that are named for one reason."""


class CustomerRejects(NamedTuple):
    """Rows of one customer and one table that were set aside for one reason, and the texts that show what is wrong with them."""

    source: str
    reason: str
    rows: int
    texts: tuple[str, ...]


def add_up_rows(source: str, reason: str, found: Iterable[tuple[Any, ...]]) -> CustomerRejects:
    """Return rows set aside for one reason as one; each has the reason, the columns TELLING, and how many they are."""
    rows, texts = 0, dict[str, None]()
    place = TELLING.index(TOLD_BY[reason]) + 1 if reason in TOLD_BY else None
    for row in found:
        rows += int(row[-1])
        if place is not None and row[place] is not None:
            texts[str(row[place])] = None
    return CustomerRejects(source, reason, rows, tuple(texts))


def describe_rejects(policy: Policy, part: CustomerRejects) -> str:
    """Say how many rows of which file were set aside and why, with the nearest names."""
    number = count_things(part.rows, "row")
    shown = [_describe_text(policy, part.reason, text) for text in part.texts[:_SHOWN]]
    told = f": {name_few([*shown, *part.texts[_SHOWN:]], _SHOWN)}" if shown else ""
    verb = "was" if part.rows == 1 else "were"
    return f"{part.source}: {number} of this customer {verb} set aside: {part.reason}{told}"


def describe_later(table: str, rows: int, today: date) -> str:
    """Say how many rows lie after a day."""
    number, verb = count_things(rows, "row"), "lies" if rows == 1 else "lie"
    return f"{number} of {table} of this customer {verb} after {today}: not known yet"


def _describe_text(policy: Policy, reason: str, text: str) -> str:
    near = _find_nearest(policy, reason, text)
    hint = f" (did you mean {shorten_text(near)!r}?)" if near else ""
    return f"{shorten_text(text)!r}{hint}"


def _find_nearest(policy: Policy, reason: str, text: str) -> str | None:
    """Return what a text that means nothing may mean."""
    if reason == NO_EVENT:
        return Suggester().find_nearest(text, EVENTS)
    if reason not in (UNKNOWN, NO_NAME):
        return None
    kinds = (Product, Bundle, Touch) if reason == NO_NAME else (Product, Bundle)
    return NearestItems(policy, kinds).find_nearest(text)
