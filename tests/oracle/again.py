"""Sentences 10 and 11: when the ultimate action is asked again."""

import datetime as dt
from typing import TYPE_CHECKING

from .customer import times_had
from .plain import days, list_price, plus, ultimate, ultimate_name
from .reading import Offer, Step

if TYPE_CHECKING:
    from .question import Question


def expires(question: "Question", offer: Offer) -> dt.date | None:
    """The day on which the No to the ultimate's list-price offer expires, if it does:
    `again_after` after the latest No to any offer of it, while there are at most `retries`
    Noes to its list-price offer since it was last theirs.
    """
    last = ultimate_name(question.store)
    if offer != (last, list_price(question.store, last)):
        return None
    noes, retries = question.noes(offer), int(ultimate(question.store).get("retries", 1))
    lost = day_lost(question) or dt.date.min
    if not noes or not retries or len([no for no in noes if no >= lost]) > retries:
        return None
    named = {one for one in question.offers_named() if one[0] == last} | {offer}
    latest = max(no for one in named for no in question.noes(one))
    return plus(latest, again_after(question))


def again_after(question: "Question") -> int:
    """How long it is left alone."""
    return days(ultimate(question.store).get("again_after", "90d"))


def day_lost(question: "Question") -> dt.date | None:
    """The last day on which the ultimate ceased to be theirs."""
    return times_had(question.store, question.history, question.today, ultimate_name(question.store))[1]


def again_after_loss(question: "Question") -> dt.date | None:
    """ "Once cancelled or given back, no rung of its ladder is asked […] before `again_after` has passed."."""
    lost = day_lost(question)
    return lost and plus(lost, again_after(question))


def kept_from(question: "Question", step: Step, item: str) -> dt.date | None:
    """The same for one rung: a ladder of the ultimate, wherever it is listed, and the ultimate in
    other ladders; "its `winback` speaks meanwhile".
    """
    last = ultimate_name(question.store)
    if (step.whose, step.because) == ("winback", last) or last not in (step.rungs[0].item, item):
        return None
    return again_after_loss(question)
