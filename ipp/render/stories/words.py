"""What failed in a story, in words: expected, got, and why."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple, assert_never

from ipp.engine.decision.action import Action, Decision
from ipp.render.answers.reasons import write_reason
from ipp.render.money import describe_distance, write_amount, write_day
from ipp.stories.model import ExpectedValue, StoryDay
from ipp.stories.result import (
    Absence,
    AttributeHint,
    BrokenBan,
    Failure,
    NoAnswer,
    NotReached,
    Unplayable,
    WrongNext,
)
from ipp.text.source import Span
from ipp.text.words import count_things


class FailureWords(NamedTuple):
    """A failure as people read it: where, what was expected, what came, and why, a sentence each."""

    span: Span
    expected: str
    got: str
    why: tuple[str, ...]


def describe_failure(failure: Failure, clock: date) -> FailureWords:
    """Return a failure in words, as seen on the day of it."""
    match failure:
        case WrongNext():
            return _describe_wrong_next(failure, clock)
        case NoAnswer(answer, decision):
            wanted = answer.name.text if answer.name else ("a touch" if answer.word == "did" else "an offer")
            return FailureWords(
                answer.span, f"{answer.word}: {wanted}", describe_decision(decision, clock), ()
            )
        case BrokenBan(_, name, action):
            return FailureWords(name.span, f"never {name.text}", describe_action(action, clock), ())
        case NotReached():
            return _describe_not_reached(failure)
        case Unplayable(span, message):
            return FailureWords(span, "a possible history", message, ())
        case _:
            assert_never(failure)


def _describe_wrong_next(failure: WrongNext, clock: date) -> FailureWords:
    expectation, decision = failure.expectation, failure.decision
    got = describe_decision(decision, clock)
    if expectation.blank:
        return FailureWords(expectation.span, "?", got, ("`ipp test --update` fills it in",))
    expected = ", ".join(_describe_value(each, clock) for each in expectation.values)
    others = [
        _describe_got(each, decision)
        for each in failure.wrong
        if each.key not in ("name", "offer", "do", "due", "price")
    ]
    return FailureWords(
        expectation.span, expected, ", ".join([got, *others]), tuple(_explain_absence(failure))
    )


def _describe_value(value: ExpectedValue, clock: date) -> str:
    if value.key == "name":
        return value.text
    if value.key == "due" and isinstance(value.value, StoryDay):
        return f"due {write_day(value.value.find_date(clock))} ({value.text})"
    return f"{value.key} {value.text}"


def _describe_got(value: ExpectedValue, decision: Decision) -> str:
    """Say what a key of an expectation would be right."""
    action = decision.action
    if value.key == "state":
        return f"state {decision.state}"
    if action is None:
        return f"{value.key} none"
    found = {"via": action.via, "rung": action.rung, "because": action.because}.get(value.key)
    return f"{value.key} {'none' if found is None else found}"


def describe_decision(decision: Decision, clock: date) -> str:
    """Say what is next: the action with price and day, or the word for there being none."""
    if decision.action is None:
        return decision.state
    waits = "asked already and waiting for an answer, " if decision.awaiting else ""
    return describe_action(decision.action, clock, waits)


def describe_action(action: Action, clock: date, waits: str = "") -> str:
    """Say what an action is: its name, price, and day."""
    price = f" for {write_amount(action.price)}" if action.price is not None else ""
    due = (
        "today" if action.due <= clock else f"{write_day(action.due)}, {describe_distance(action.due, clock)}"
    )
    return f"{action.name}{price} ({waits}due {due})"


def _explain_absence(failure: WrongNext) -> Iterator[str]:
    subject = next((each.text for each in failure.wrong if each.key in ("name", "offer", "do")), "")
    for each in failure.reasons:
        of = f" (after {each.of})" if each.of else ""
        yield f"{each.step} was passed over{of}: {write_reason(each.reason)}"
    if failure.absence and failure.absence != "passed over":
        yield f"{subject}: {_ABSENCES[failure.absence]}"
    yield from map(write_hint, failure.hints)


_ABSENCES: dict[Absence, str] = {
    "behind": "it comes later, something else is next",
    "nowhere": "no list that is read for this customer leads to it",
    "an answer is waited for": "an earlier offer still waits for its answer",
}


def write_hint(hint: AttributeHint) -> str:
    """Say which attribute a segment asks for."""
    wanted = " or ".join(hint.wanted)
    if hint.value is None:
        return (
            f"{hint.segment} asks for {hint.attribute}: {wanted}. The story does not say what it is, and unknown is neither "
            f"no nor false. Write `with: {{{hint.attribute}: …}}`"
        )
    return f"{hint.segment} asks for {hint.attribute}: {wanted}; in the story it is {hint.value}"


def _describe_not_reached(failure: NotReached) -> FailureWords:
    reach = failure.reach
    limits = [
        count_things(reach.asks, "ask") if reach.asks is not None else "",
        count_things(reach.days, "day") if reach.days is not None else "",
    ]
    within = " and ".join(filter(None, limits))
    expected = f"reaches {reach.name.text}" + (f" within {within}" if within else "")
    if failure.asks is None or failure.days is None:
        return FailureWords(
            reach.span,
            expected,
            f"with every answer Yes the path leads elsewhere: {_ENDS.get(failure.ends, failure.ends)}",
            (),
        )
    return FailureWords(
        reach.span,
        expected,
        f"it takes {count_things(failure.asks, 'ask')} and {count_things(failure.days, 'day')}",
        (),
    )


_ENDS = {
    "ultimate": "to the ultimate action",
    "rest": "then nothing but `rest` is left",
    "complete": "the path is complete before that",
    "stranded": "then nothing is left",
    "cut": "it was not asked within 1,000 steps",
}
