"""What a store says once for all of its lists: the ultimate action, `rest` and refills, and the terms of steps that have none of their own."""

from datetime import date
from decimal import Decimal
from typing import Annotated, NamedTuple

from ipp.path.keys import BarringSegments, ChannelName, Key, Kind, Name, Note, StayRate, TakeRate, TouchName
from ipp.path.values import Duration
from ipp.text.source import Span
from ipp.text.yaml.nodes import Node


class Refill(NamedTuple):
    """A reminder to buy a product again, with rates of its own if it says so."""

    every: Annotated[
        Duration | None, Key(Kind.PERIOD, "How long after the last purchase, or the last reminder.", True)
    ] = None
    take: Annotated[Decimal | None, Key(Kind.RATE, "The share of those reminded who buy.")] = None
    stay: StayRate = None


class Rest(NamedTuple):
    """One renewable entry for a customer for whom nothing else is left."""

    span: Span
    do: TouchName = None
    offer: Annotated[Name | None, Key(Kind.NAME, "The consumable to offer.")] = None
    every: Annotated[Duration | None, Key(Kind.PERIOD, "How long after the last time.", True)] = None
    via: ChannelName = None
    when: Annotated[
        tuple[Name, ...], Key(Kind.NAMES, "Segments that all must hold, or the entry is passed over.")
    ] = ()
    unless: BarringSegments = ()
    take: TakeRate = None
    stay: StayRate = None
    note: Note = None

    @property
    def subject(self) -> Name:
        """The name of what is offered or done."""
        subject = self.offer or self.do
        assert subject is not None
        return subject


class Ultimate(NamedTuple):
    """The offer that the whole path leads to."""

    offer: Annotated[Name | None, Key(Kind.NAME, "The product or bundle that the path leads to.", True)] = (
        None
    )
    ready: Annotated[Name | None, Key(Kind.NAME, "The segment that is asked as soon as it holds.")] = None
    again_after: Annotated[Duration, Key(Kind.DURATION, "How long after a No it is asked again.")] = Duration(
        90 * 24 * 60
    )
    retries: Annotated[int, Key(Kind.COUNT, "How often it is asked again at most.")] = 1
    cold: Annotated[bool, Key(Kind.FLAG, "Whether it is asked when nothing else is left.")] = True
    take: Annotated[
        dict[int, Decimal] | None,
        Key(Kind.RATES, "The share of those asked who say Yes; or rates by number of products owned."),
    ] = None


class Defaults(NamedTuple):
    """Terms for every step that has none of its own."""

    after: Annotated[Duration, Key(Kind.DURATION, "Wait before a step.")] = Duration(0)
    patience: Annotated[Duration, Key(Kind.DURATION, "Silence for so long is a No.")] = Duration(7 * 24 * 60)
    gap: Annotated[Duration, Key(Kind.DURATION, "The least time between two asks.")] = Duration(0)
    spacing: Annotated[
        Duration, Key(Kind.DURATION, "The least time between two messages, asks and touches alike.")
    ] = Duration(0)
    within: Annotated[
        Duration | None,
        Key(Kind.DURATION, "How long after a purchase the lists of products and bundles hold at most."),
    ] = None
    take: TakeRate = None
    stay: Annotated[Decimal, Key(Kind.RATE, "The share of customers who stay customers after a No.")] = (
        Decimal("0.9")
    )
    via: Annotated[Name | None, Key(Kind.CHANNEL, "The channel.")] = None


class Channel(NamedTuple):
    """A way to reach customers: what it can show, and the usual terms of the steps that go by it."""

    name: Name
    body: Node | None = None
    upsells: Annotated[
        int | None, Key(Kind.COUNT, "The most first rungs that one purchase may show there.")
    ] = None
    downsells: Annotated[
        int | None, Key(Kind.COUNT, "The most smaller versions that one purchase may show there.")
    ] = None
    offers: Annotated[int | None, Key(Kind.COUNT, "The most offers that one purchase may show there.")] = None
    after: Annotated[Duration | None, Key(Kind.DURATION, "The usual wait before a step.")] = None
    within: Annotated[
        Duration | None, Key(Kind.DURATION, "How long after a purchase a step usually holds at most.")
    ] = None
    patience: Annotated[
        Duration | None, Key(Kind.DURATION, "How long silence usually lasts before a No.")
    ] = None
    gap: Annotated[
        Duration | None,
        Key(Kind.DURATION, "The usual least time since the ask before; counts as the step's own."),
    ] = None
    note: Note = None


HELD = ("offers", "everything")
"""What a holdout can hold back."""


class Holdout(NamedTuple):
    """A fixed share of customers who get nothing, so that the worth of the path can be measured."""

    name: Annotated[
        Name | None, Key(Kind.NAME, "What it is called; its customers are drawn by it.", True)
    ] = None
    share: Annotated[Decimal | None, Key(Kind.RATE, "The share of customers who are held out.", True)] = None
    from_: Annotated[date | None, Key(Kind.DAY, "Its first day.", key="from")] = None
    until: Annotated[date | None, Key(Kind.DAY, "Its last day.")] = None
    of: Annotated[str, Key(Kind.HELD, "What they do not get: `offers`, or `everything`.")] = "offers"


class Ignore(NamedTuple):
    """A finding that the shop accepts, with its reason."""

    span: Span
    rule: Annotated[Name | None, Key(Kind.NAME, "The code or name of the rule.", True)] = None
    reason: Annotated[str | None, Key(Kind.TEXT, "Why it is accepted.", True)] = None
    at: Annotated[
        Name | None, Key(Kind.NAME, "The item that the finding is about; without it, every one.")
    ] = None
