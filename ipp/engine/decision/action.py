"""What `decide` says: an action, the state of the customer, and what was passed over."""

from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from ipp.engine.availability import Closing, Death
from ipp.engine.customer.asks import NoCause
from ipp.engine.policy.clauses import Good, Offer, Rung

Standing = Literal["offer", "touch", "rest", "wait", "complete", "stranded", "held", "stopped"]
Origin = Literal["list", "winback", "store", "prospects", "ready", "ultimate", "rest", "refill"]
Why = Literal[Death, Closing, NoCause, "done", "open ask", "not due yet", "held up", "given up"]


class Reason(NamedTuple):
    """Why something was passed over: the kind of reason, what it is about, and since or until when."""

    why: Why
    about: str | None = None
    day: date | None = None


class PassedOver(NamedTuple):
    """An offer or touch that was passed over, and the purchase to whose list it belongs."""

    step: str
    of: str | None
    reason: Reason


class Action(NamedTuple):
    """What to offer or do. `because` is the purchase whose step it is; a touch has neither offer, good, price nor rung.

    `smaller_than` is the first offer of the ladder, of each offer below it.
    """

    name: str
    kind: Literal["product", "bundle", "touch"]
    because: str | None
    due: date
    price: Decimal | None
    via: str | None
    rung: int | None
    offer: Offer | None
    good: Good | None
    origin: Origin
    smaller_than: Offer | None = None


class Stop(NamedTuple):
    """Why a customer gets nothing: the day on which they asked to stop, if they did, and the segment that `never` names, if they are in it."""

    asked: date | None
    segment: str | None


class Decision(NamedTuple):
    """The answer for one customer on one day; `passed` is what was passed over on the way, in reading order."""

    state: Standing
    action: Action | None
    passed: tuple[PassedOver, ...] = ()
    awaiting: bool = False  # an offer was made and still waits for its answer
    on: date = date.min  # the day for which it was decided
    stop: Stop | None = None  # why they are `stopped`


def make_touch_action(
    name: str, due: date, via: str | None, origin: Origin, because: str | None = None
) -> Action:
    """Return the action of making a touch."""
    return Action(name, "touch", because, due, None, via, None, None, None, origin)


def make_offer_action(
    rung: Rung, number: int, due: date, origin: Origin, because: str | None = None
) -> Action:
    """Return the action of offering a rung."""
    good = rung.good
    return Action(good.name, good.kind, because, due, rung.price, rung.via, number, rung.offer, good, origin)


def make_list_price_action(good: Good, due: date, via: str | None, origin: Origin) -> Action:
    """Return the action of offering a good at its list price, by no rung."""
    return Action(good.name, good.kind, None, due, good.price, via, 0, (good.name, None), good, origin)


def label_offer(offer: Offer) -> str:
    """Name an offer: the item, and its price when that is not the list price."""
    name, price = offer
    return name if price is None else f"{name} for {price}"
