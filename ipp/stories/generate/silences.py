"""Stories of long silences: the shortest histories that the proof knows (IPP212), walked with the path as it is."""

from collections.abc import Iterator
from datetime import date
from random import Random

from ipp.engine.customer.events import Bought, Cancelled, Did, Offered
from ipp.lint.facts.store import Checked
from ipp.lint.limits import RuleLimits
from ipp.loading import Store
from ipp.proof.silence.habits import NOTHING
from ipp.proof.silence.year import FIRST_DAY, LENGTH, Year
from ipp.stories.coverage.rung_spans import RungSpans
from ipp.stories.generate.walk import LONGEST_WALK, Start, StoryWalker, Walk
from ipp.text.words import count_things

_MOST_TRIED = 10
"""Histories that are walked until the engine confirms one on the days of the stories."""


def list_silent_walks(spans: RungSpans, today: date, longest: int) -> Iterator[Walk]:
    """Yield a walk through a silence of more than `longest` days, and one through a year without the ultimate action, if there are such."""
    policy = spans.policy
    store = Store(policy.path.files[0][0], policy.path, policy.names, policy, ())
    checked = Checked(store, limits=RuleLimits(silence=longest))
    silent, unasked = checked.silences.found
    for years, walk in ((silent, _walk_silence), (unasked, _walk_unasked)):
        walked = (walk(spans, year, today) for year in years[:_MOST_TRIED] if year.first != NOTHING)
        found = next((each for each in walked if each), None)
        if found:
            yield found


def _walk_silence(spans: RungSpans, year: Year, today: date) -> Walk | None:
    """Walk through a silence; None where it is no story for a page, or something is sent in it on these days."""
    start = Start(year.first, told=f"hears nothing for {count_things(year.silence, 'day')} (IPP212)")
    walker = StoryWalker(spans, today, frozenset(), Random(0), [])
    walker.begin(start)
    begins, ends = year.since, year.since + year.silence
    _live_on(walker, year, 0, begins + 1)
    sent = _count_messages(walker)
    _live_on(walker, year, begins + 1, ends)
    same = _count_messages(walker) == sent and len(walker.told) <= LONGEST_WALK
    return Walk(start, tuple(walker.told)) if same else None


def _walk_unasked(spans: RungSpans, year: Year, today: date) -> Walk | None:
    """Walk through a year in which the ultimate action is not asked; None where it is, on these days."""
    goal = spans.policy.goal
    assert goal  # a year without one has nobody to ask
    start = Start(year.first, told=f"is not asked within {LENGTH} days (IPP212)")
    walker = StoryWalker(spans, today, frozenset(), Random(0), [])
    walker.begin(start)
    _live_on(walker, year, 0, LENGTH)
    asks = [event for event in walker.play.customer.events if isinstance(event, Offered)]
    asked = any(event.offer[0] == goal.good.name for event in asks)
    return None if asked or len(walker.told) > LONGEST_WALK else Walk(start, tuple(walker.told))


def _live_on(walker: StoryWalker, year: Year, day: int, until: int) -> None:
    """Let a customer live from one day of a year to another: what they buy and cancel of their own accord, and silence between."""
    for event in year.customer.events:
        number = (event.on - FIRST_DAY).days
        if not isinstance(event, Bought | Cancelled) or not 0 < number < until or number < day:
            continue
        if number > day:
            walker.stay_silent(number - day)
            day = number
        if isinstance(event, Cancelled):
            walker.cancel(event.item)
        else:
            walker.buy(event.items[0])
    if until > day:
        walker.stay_silent(until - day)


def _count_messages(walker: StoryWalker) -> int:
    return sum(isinstance(event, Offered | Did) for event in walker.play.customer.events)
