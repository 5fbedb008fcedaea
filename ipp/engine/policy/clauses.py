"""The clauses of a policy: what can be offered or done, and on which terms.

Everything here is resolved: names are the names of things that exist, waits are whole days.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple
from unicodedata import normalize

from ipp.engine.policy.facts import Fact, Share, is_in_share
from ipp.engine.windows import Window
from ipp.text.source import Span

Offer = tuple[str, Decimal | None]
Basket = tuple[tuple[str, int], ...]
"""What is bought in one order: products and bundles by name, each once, with how many pieces of it; in the order of the path."""
"""What an answer answers: an item at a price; None is the list price."""


Unavailable = Literal["draft", "paused", "retired"]
"""Why an item is not offered or made, at all or for now; a bundle is not while anything in it is not."""


class Content(NamedTuple):
    """So many of a product in a good; `free` of them without charge."""

    product: str
    quantity: int
    free: int


class Good(NamedTuple):
    """A product or a bundle: what can be bought."""

    name: str
    kind: Literal["product", "bundle"]
    position: int  # in the file
    price: Decimal | None
    contents: tuple[Content, ...]
    products: frozenset[str]
    durables: frozenset[str]  # the products in it that count as owned: all but consumables
    unavailable: Unavailable | None
    membership: bool = False  # a continuity: bought while it is theirs, it is a charge and no purchase

    @property
    def draft(self) -> bool:
        """Whether it is not offered."""
        return self.unavailable is not None

    @property
    def kept_whole(self) -> bool:
        """Whether it has contents and all of them count as owned, so that it can be owned in full."""
        return bool(self.products) and len(self.durables) == len(self.products)


class OpenTimes(NamedTuple):
    """On which days something is open, whoever asks: in all windows, and no more than `within` days after the latest purchase."""

    windows: tuple[Window, ...]
    within: int | None


class Gate(NamedTuple):
    """When something is open: all of `when`, none of `unless`, on days in all windows, and no more than `within` days after the latest purchase.

    Who reads it unpacks it whole: a field that is added is a type error with each of them, until they read it too.
    """

    when: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    windows: tuple[Window, ...] = ()
    within: int | None = None

    @property
    def times(self) -> OpenTimes:
        """The part that asks for days alone."""
        _when, _unless, windows, within = self
        return OpenTimes(windows, within)

    @property
    def dated(self) -> bool:
        """Whether it has a window: a proof takes it as closed, because days decide."""
        return bool(self.windows)

    @property
    def gated(self) -> bool:
        """Whether it asks for segments."""
        when, unless, _windows, _within = self
        return bool(when or unless)

    def intersect_gate(self, outer: "Gate") -> "Gate":
        """Return the gate that is open when both are."""
        when, unless, windows, within = self
        outer_when, outer_unless, outer_windows, outer_within = outer
        return Gate(
            outer_when + tuple(name for name in when if name not in outer_when),
            outer_unless + tuple(name for name in unless if name not in outer_unless),
            outer_windows + tuple(window for window in windows if window not in outer_windows),
            min((days for days in (outer_within, within) if days is not None), default=None),
        )

    def split_gate(self) -> tuple["Gate", "Gate"]:
        """Return the part that asks for segments, which closes a whole ladder, and the times, which close each of its rungs."""
        when, unless, windows, within = self
        return Gate(when, unless), Gate((), (), windows, within)


class Rung(NamedTuple):
    """One offer of a ladder. `after` in days counts from the No above it; its gate includes the window and `within` of its step.

    `gap` in days replaces the default before this ask; `take` is the rate that is written for it; `span` is where its item is named.
    """

    good: Good
    offer: Offer
    price: Decimal | None
    after: int
    patience: int
    gap: int | None
    via: str | None
    gate: Gate
    take: Decimal | None
    span: Span


class Ladder(NamedTuple):
    """An offer and, under it, its downsells. `after` in days counts from the day since which its purchase is theirs; its gate asks for segments alone.

    `each_time`: only answers and purchases since the latest purchase of what it belongs to count, and its times from then.
    """

    gate: Gate
    after: int
    rungs: tuple[Rung, ...]
    each_time: bool = False


class TouchStep(NamedTuple):
    """A touch in a list."""

    gate: Gate
    after: int
    touch: str
    via: str | None
    unavailable: Unavailable | None

    @property
    def draft(self) -> bool:
        """Whether it is not made."""
        return self.unavailable is not None


Entry = Ladder | TouchStep


class Renewal(NamedTuple):
    """An entry of `rest`, or the refill of a product, due every so many days; `take` and `stay` are the rates that are written for it."""

    touch: str | None
    good: Good | None
    every: int
    via: str | None
    gate: Gate
    refill: bool
    take: Decimal | None = None
    stay: Decimal | None = None
    unavailable: Unavailable | None = None

    @property
    def name(self) -> str:
        """What is done or offered."""
        return self.good.name if self.good else self.touch or ""


class SegmentCondition(NamedTuple):
    """A segment: every part must hold."""

    where: tuple[tuple[str, frozenset[str]], ...]
    owns: int
    owns_any: frozenset[str]
    owns_all: frozenset[str]
    any: tuple[str, ...]
    all: tuple[str, ...]
    none: tuple[str, ...]
    facts: tuple[Fact, ...] = ()


class HoldoutTerms(NamedTuple):
    """The customers who get nothing for a time, so that the worth of the path can be measured, and between which days, both inclusive."""

    name: str
    share: Share
    first: date | None
    last: date | None
    everything: bool  # touches, too

    def lasts_on(self, day: date) -> bool:
        """Whether a day lies in it."""
        return (self.first or date.min) <= day <= (self.last or date.max)

    def holds_out(self, customer: str | None, day: date) -> bool:
        """Whether a customer gets nothing on a day; someone without an id is never held out."""
        return self.lasts_on(day) and is_in_share(self.share, customer)

    def counts_held(self, holdout: str, day: date) -> bool:
        """Whether what was held back on a day for the holdout of this name counts as made while this one lasts."""
        return normalize("NFC", holdout) == self.name and self.lasts_on(day)


class Goal(NamedTuple):
    """The ultimate action and its terms; `again_after` in days, `takes` its rates by the least number of products owned."""

    good: Good
    offer: Offer
    ladder: Ladder
    own: tuple[Entry, ...]
    ready: str | None
    again_after: int
    retries: int
    cold: bool
    takes: Mapping[int, Decimal]
