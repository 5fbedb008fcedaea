"""Sentences 2, 6 and 10: which steps are read, in which order, and the rungs of each."""

import datetime as dt
import itertools
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from .belonging import in_segment
from .customer import (
    became_theirs,
    had,
    lists_read,
    purchases,
    purchases_of,
    times_had,
)
from .plain import (
    Event,
    Mapping,
    Store,
    as_written,
    contents,
    days,
    default,
    folded,
    item,
    kind_of,
    list_price,
    many,
    same,
    true,
    ultimate,
    ultimate_name,
)

Offer = tuple[str, Decimal | None]


@dataclass
class Rung:
    """One offer of a ladder."""

    item: str
    price: Decimal | None
    after: int
    """Its own `after`; a rung below the first has none unless it says so."""
    patience: int
    gap: str | None
    """The step's or its own `gap`, if one is written."""
    via: str | None
    doors: list[Mapping]
    """The mappings whose `when` and `unless` close it."""
    terms: Mapping
    """Its own mapping, whose window and `within` close it alone."""

    @property
    def offer(self) -> Offer:
        """An offer is an item *at a price*."""
        return (self.item, self.price)


@dataclass
class Step:
    """One entry of a list that is read: a touch or a ladder."""

    because: str | None
    whose: str
    """"ready", "purchase", "winback", "prospect", "store" or "cold": the kind of list that it stands in."""
    since: dt.date | None
    """The day from which its `after` counts; None for the ready and the cold ultimate, and for prospects."""
    latest: dt.date | None
    """The day from which its `within` counts: the latest purchase of what it belongs to."""
    after: int
    within: str | None
    via: str | None
    terms: Mapping
    """Its own mapping, whose window closes all of it."""
    each_time: bool = False
    """Whether only answers and purchases since then count, and its times from then on."""
    touch: str | None = None
    rungs: list[Rung] = field(default_factory=list)

    @property
    def group(self) -> tuple[str, str | None]:
        """The list that it stands in: a step that waits holds up what is behind it there."""
        return self.whose, self.because


def flat(store: Store, entry: Any, top: Mapping, doors: list[Mapping], before: list[Offer]) -> list[Rung]:
    """A ladder is flat: the offer, then for each entry of its `downsell` that rung followed by
    that rung's own `downsell`, and so on.

    "An offer that stands in one ladder twice counts at its first place." "A step's `downsell`
    replaces the item's; a step of the form `offer:` without `downsell` keeps it." "A rung takes
    `via`, `patience` and `gap` from the step unless it has its own." "[`when`, `unless`] close that rung and the
    rungs that its own `downsell` adds."
    """
    terms: Mapping = entry if isinstance(entry, dict) else {"offer": entry}
    name = as_written(store, terms["offer"])
    price = Decimal(str(terms["price"])) if "price" in terms else list_price(store, name)
    if (name, price) in before:
        return []
    before.append((name, price))
    doors = [*doors, terms]
    rung = Rung(
        item=name,
        price=price,
        after=days(terms.get("after", "0")),
        patience=days(usual(store, "patience", terms, top) or default(store, "patience")),
        gap=usual(store, "gap", terms, top),
        via=via_of(store, terms, top),
        doors=doors,
        terms=terms,
    )
    under = terms["downsell"] if "downsell" in terms else item(store, name).get("downsell")
    found = [rung]
    for lower in many(under):
        found += flat(store, lower, top, doors, before)
    return found


def read(
    store: Store, entries: Any, because: str | None, whose: str,
    since: dt.date | None = None, latest: dt.date | None = None,
) -> list[Step]:  # fmt: skip
    """The steps of one list. "`defaults.within` holds for the lists of products and bundles."."""
    listed = default(store, "within") if whose == "purchase" else None
    steps = []
    for entry in many(entries):
        terms: Mapping = entry if isinstance(entry, dict) else {"offer": entry}
        name = as_written(store, terms["offer"] if "offer" in terms else terms["do"])
        step = Step(
            because=because,
            whose=whose,
            since=since,
            latest=latest,
            after=days(usual(store, "after", terms) or default(store, "after")),
            within=usual(store, "within", terms) or listed,
            via=via_of(store, terms),
            terms=terms,
            each_time=whose == "purchase" and true(terms.get("each_time")),
        )
        if step.each_time:
            step.since = latest
        if kind_of(store, name) == "touch":
            step.touch = name
        else:
            step.rungs = flat(store, entry, terms, [], [])
        steps.append(step)
    return steps


def via_of(store: Store, *terms: Mapping) -> str | None:
    """The channel of the first that says one, else the default one, as it is declared."""
    said: list[str | None] = [one["via"] for one in terms if "via" in one] + [default(store, "via")]
    declared = [name for name in store.get("channels") or {} if same(name, said[0])]
    return declared[0] if declared else said[0]


def usual(store: Store, key: str, *terms: Mapping) -> Any:
    """ "First what the step says, then its channel" (a rung before its step); None: `defaults` count."""
    said = [one[key] for one in terms if key in one]
    channel = (store.get("channels") or {}).get(via_of(store, *terms)) or {}
    return said[0] if said else channel.get(key)


def own_series_category(store: Store, name: str) -> list[Any]:
    """The steps of a product are its own `next`, then its series successor, then its category's.

    "A product that stands in two series has two successors, in the order of the file." A bundle
    has its own `next` only.
    """
    entries = many(item(store, name).get("next"))
    if kind_of(store, name) == "bundle":
        return entries
    for series in (store.get("series") or {}).values():
        for here, there in itertools.pairwise(series):
            if same(here, name):
                entries.append(there)
    for level in levels(item(store, name).get("category", "")):
        for category, value in (store.get("categories") or {}).items():
            if levels(category)[:1] == [level]:
                entries += many((value or {}).get("next"))
    return entries


def levels(category: Any) -> list[list[str]]:
    """A category and those above it: of `A > B`, then of `A`."""
    parts = [folded(part) for part in str(category).split(">")]
    return [parts[:length] for length in range(len(parts), 0, -1)]


def ready(store: Store, history: list[Event], attributes: dict[str, str], day: dt.date) -> bool:
    """As soon as its `ready` segment holds ("with `ready` given and holding")."""
    if ultimate(store).get("ready") is None:
        return False
    return all(in_segment(store, history, attributes, day, name) for name in many(ultimate(store)["ready"]))


def reading(store: Store, history: list[Event], attributes: dict[str, str], day: dt.date) -> list[Step]:
    """Reading order on a day: the ready ultimate, from the most recent purchase back, the
    store-wide `next`, once, and the cold ultimate. Someone who never bought anything reads
    `prospects` instead. An accepted ultimate leaves only its own `next`.
    """
    last = ultimate_name(store)
    if had(store, history, day, last):
        bought = purchases(store, history, day)
        latest = max(on for name, on in bought if name in [last, *contents(store, last)])
        since, _ = times_had(store, history, day, last)
        return read(store, item(store, last).get("next"), last, "purchase", since, latest)
    orders = [order["on"] for order in purchases_of(store, history, day)]
    newest = max(orders, default=None)
    steps = []
    if ready(store, history, attributes, day):
        steps += read(store, last, None, "ready", None, newest)
    for name, on, is_winback in lists_read(store, history, day):
        if is_winback:
            steps += read(store, item(store, name).get("winback"), name, "winback", on, on)
        else:
            since = became_theirs(store, history, day, name)
            steps += read(store, own_series_category(store, name), name, "purchase", since, on)
    if orders:
        steps += read(store, store.get("next"), None, "store", min(orders), newest)
    else:
        steps += read(store, store.get("prospects"), None, "prospect")
    if true(ultimate(store).get("cold", True)):
        steps += read(store, last, None, "cold", None, newest)
    return steps
