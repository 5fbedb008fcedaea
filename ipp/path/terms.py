"""What a store says once for all of its lists: the ultimate action, `rest` and refills, and the terms of steps that have none of their own."""

from decimal import Decimal
from typing import Annotated, NamedTuple

from ipp.path.keys import BarringSegments, Channel, Key, Kind, Name, Note, StayRate, TakeRate, TouchName
from ipp.path.values import Duration
from ipp.text.source import Span


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
    via: Channel = None
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
    via: Annotated[str | None, Key(Kind.TEXT, "The channel.")] = None
