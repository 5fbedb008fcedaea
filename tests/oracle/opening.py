"""Sentence 12: the first day on which time alone opens something for whom nothing is left today."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from .actions import Action
from .again import again_after_loss
from .holdings import all_orders
from .plain import days, list_price, plus, ultimate, ultimate_name
from .windows import opening_days

if TYPE_CHECKING:
    from .question import Question

LENGTHS = ("quiet_for", "after", "patience", "gap", "spacing", "within", "every", "refill", "again_after")


def first_opening(question: "Question") -> Action | None:
    """The first day after today on which an open ask ends, or a step or entry of `rest` is live,
    if nothing happens until then. The action is then the first live step on that day, in reading
    order (then `rest`), due on that day; if nothing is live, it is the open ask that ends.
    """
    for day in days_to_look_at(question):
        found = opened_on(question, day)
        if found is not None:
            return found
    return None


def opened_on(question: "Question", day: dt.date) -> Action | None:
    """What opens or ends on a day, if nothing happens until then."""
    known = [event for event in question.told if event["on"] <= question.today]
    later = type(question)(question.store, known, question.attributes, day)
    live = [one for _, one in later.live_steps()] + later.rest()
    if live:
        return {**live[0], "due": day}
    ended = [asked for asked in question.open_asks() if asked.ends == day]
    return question.wait_for(ended[-1]) if ended else None


def days_to_look_at(question: "Question") -> list[dt.date]:
    """The days after today on which an open ask ends, a No to the ultimate expires, who gave it back
    may be asked again, or a window opens.
    """
    again = days(ultimate(question.store).get("again_after", "90d"))
    ends = {asked.ends for asked in question.open_asks()}
    last = ultimate_name(question.store)
    offers = {asked.offer for asked in question.made if asked.offer[0] == last}
    offers |= {one for one in question.offers_named() if one[0] == last}
    offers.add((last, list_price(question.store, last)))
    noes = {no for offer in offers for no in question.noes(offer)}
    back = again_after_loss(question)
    found = ends | ({back} if back else set()) | {plus(day, again) for day in ends | noes}
    horizon = plus(max([question.today, *found]), all_waits(question.store)).year + 2
    found |= other_changes(question)
    found |= opening_days(question.store, range(question.today.year, horizon))
    after = after_holdout(question)
    found |= set(days_to_look_at(after)) | {asked.ends for asked in after.open_asks()} if after else set()
    return sorted(day for day in found if day > question.today)


def other_changes(question: "Question") -> set[dt.date]:
    """The days on which a customer will have ordered nothing for so long that a segment changes, and
    the day after the holdout.
    """
    segments = (question.store.get("segments") or {}).values()
    lengths = [days(made["quiet_for"]) for made in segments if "quiet_for" in made]
    orders = all_orders(question.store, question.history, question.today)
    found = {plus(order["on"], length) for order in orders for length in lengths}
    until = (question.store.get("holdout") or {}).get("until")
    return found | ({plus(dt.date.fromisoformat(until), 1)} if until else set())


def after_holdout(question: "Question") -> "Question | None":
    """What there is to ask on the day after the holdout, if nothing happens until then and it still lasts."""
    until = (question.store.get("holdout") or {}).get("until")
    over = plus(dt.date.fromisoformat(until), 1) if until else question.today
    if over <= question.today:
        return None
    known = [event for event in question.told if event["on"] <= question.today]
    return type(question)(question.store, known, question.attributes, over)


def all_waits(part: Any, key: str = "") -> int:
    """All lengths of time in a store, added up: no due date lies further ahead."""
    if isinstance(part, dict):
        return sum(all_waits(value, name) for name, value in part.items())
    if isinstance(part, list):
        return sum(all_waits(value, key) for value in part)
    return days(part) if key in LENGTHS and part not in ("month", "year", "week", "day", "quarter") else 0
