"""The history of a case: texts as `ipp next` takes them."""

import re
from collections.abc import Iterator
from datetime import date

from ipp.engine.customer.typed import History, read_history
from ipp.engine.policy.compile import Policy
from ipp.path.names import Names
from ipp.path.values import BadValue
from ipp.stories.model import Situation, StoryDay
from ipp.stories.reading.values import parse_story_day

_DATED = re.compile(r"(.+)@([^@]{1,12})", re.DOTALL)


def split_day(names: Names, text: str) -> tuple[str, StoryDay | None]:
    """Return a name without its day, and the day: `Mug@2026-11-10`, `Mug@-12d`; a name may hold an `@`."""
    found = None if names.find_offer(text) else _DATED.fullmatch(text)
    try:
        return (found[1], parse_story_day(found[2])) if found else (text, None)
    except BadValue:
        return text, None


def find_bad_day(names: Names, text: str) -> BadValue | None:
    """Return what is wrong with the day behind a known name; None where nothing is."""
    found = None if names.find_offer(text) else _DATED.fullmatch(text)
    if found is None or not names.find_offer(found[1]):
        return None
    try:
        parse_story_day(found[2])
    except BadValue as bad:
        return bad
    return None


def read_situation(policy: Policy, situation: Situation, today: date) -> History:
    """Return the customer of a case; raises RequestError for a price or a day that cannot be."""
    told = {option: list(_list_texts(policy, situation, option, today)) for option, _ in situation.told}
    return read_history(
        policy,
        today,
        bought=told.get("bought", ()),
        declined=told.get("declined", ()),
        offered=told.get("offered", ()),
        did=told.get("did", ()),
        returned=told.get("returned", ()),
        cancelled=told.get("cancelled", ()),
        stopped=_list_stops(situation, "stopped", today),
        resumed=_list_stops(situation, "resumed", today),
    )


def _list_stops(situation: Situation, wanted: str, today: date) -> list[str]:
    return [day.find_date(today).isoformat() for word, day in situation.stops if word == wanted]


def _list_texts(policy: Policy, situation: Situation, option: str, today: date) -> Iterator[str]:
    for each, name in situation.told:
        if each == option:
            bare, own = split_day(policy.names, name.text)
            day = own or situation.on
            yield f"{bare}@{day.find_date(today)}" if day else bare
