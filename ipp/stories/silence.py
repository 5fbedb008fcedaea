"""Days without an answer: what is due is made, as by a shop that asks every day, and nobody answers."""

from collections.abc import Iterator
from datetime import date

from ipp.engine.customer.events import Did, Held, Offered
from ipp.engine.decision.action import Action, Decision
from ipp.engine.decision.follow import make_events
from ipp.engine.decision.openings import find_next_change
from ipp.stories.customer import StoryCustomer
from ipp.stories.labels import label_action
from ipp.stories.model import Silence, StoryDay
from ipp.stories.result import TranscriptLine
from ipp.stories.watcher import Watcher

MOST_ON_ONE_DAY = 100
"""Messages that one day of silence may bring."""
DUE = ("offer", "touch", "rest")
"""States in which something is to be done today."""


def keep_silent(customer: StoryCustomer, step: Silence, watcher: Watcher | None) -> Iterator[TranscriptLine]:
    """Let days pass; what is due before the last of them is made, or held, and nobody answers."""
    end = StoryDay("", step.days).find_date(customer.clock)
    yield TranscriptLine(customer.clock, "silent", step.text, step)
    made = 0
    while True:
        decision = customer.decide()
        if watcher:
            watcher.watch_decision(customer)
        if decision.state in (*DUE, "held") and decision.action and made < MOST_ON_ONE_DAY:
            made += 1
            yield _make_message(customer, decision, decision.action, watcher)
            continue
        day = _find_next_look(customer, decision)
        if day is None or day >= end:
            break
        made = 0
        customer.move_clock(day)
    customer.move_clock(end)
    if watcher:
        watcher.watch_decision(customer)


def _make_message(
    customer: StoryCustomer, decision: Decision, action: Action, watcher: Watcher | None
) -> TranscriptLine:
    made = make_events(decision, False, customer.clock)[0]
    word = "asked" if action.offer else "did"
    holdout = customer.policy.holdout
    if decision.state == "held" and holdout:
        assert isinstance(made, Offered | Did)
        made, word = Held(made, holdout.name), "held"
    elif watcher:
        watcher.watch_answer(decision, word)
    customer.add_events(made)
    return TranscriptLine(customer.clock, word, label_action(action), None)


def _find_next_look(customer: StoryCustomer, decision: Decision) -> date | None:
    """Return the next day on which something may be next that is not now."""
    clock, action = customer.clock, decision.action
    change = find_next_change(customer.state)
    days = [day for day in (change, action.due if action else None) if day and day > clock]
    return min(days, default=None)
