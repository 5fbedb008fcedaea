"""What playing stories comes to: a transcript of each, and what failed in it."""

from datetime import date
from typing import Literal, NamedTuple

from ipp.engine.decision.action import Action, Decision, PassedOver
from ipp.path.keys import Name
from ipp.stories.model import Ban, Expectation, ExpectedValue, ReachStep, Step, Story, StoryAnswer, StoryFile
from ipp.text.finding import Finding
from ipp.text.source import Span

Absence = Literal["passed over", "behind", "nowhere", "an answer is waited for"]


class AttributeHint(NamedTuple):
    """A segment that decided against what was expected asks for an attribute that is unset, or has another value."""

    segment: str
    attribute: str
    wanted: tuple[str, ...]
    value: str | None


class WrongNext(NamedTuple):
    """Something else came next; `absence` says where the expected was, `reasons` why it was passed over."""

    expectation: Expectation
    wrong: tuple[ExpectedValue, ...]
    decision: Decision
    absence: Absence | None = None
    reasons: tuple[PassedOver, ...] = ()
    hints: tuple[AttributeHint, ...] = ()


class NoAnswer(NamedTuple):
    """What is next cannot be answered so: the story ends there."""

    answer: StoryAnswer
    decision: Decision


class BrokenBan(NamedTuple):
    """What must never come next was next."""

    ban: Ban
    name: Name
    action: Action


class NotReached(NamedTuple):
    """Saying Yes leads elsewhere, or takes longer: the asks and days that it takes, if it is reached at all."""

    reach: ReachStep
    asks: int | None
    days: int | None
    ends: str


class Unplayable(NamedTuple):
    """The history of a case cannot have happened; the message says why."""

    span: Span
    message: str


Failure = WrongNext | NoAnswer | BrokenBan | NotReached | Unplayable


class TranscriptLine(NamedTuple):
    """One line of a transcript: the day, what happened or was asked, and what failed there."""

    day: date
    word: str
    text: str
    step: Step | None
    failures: tuple[Failure, ...] = ()


class StoryResult(NamedTuple):
    """One story as it was played; `broken` stories were not."""

    file: StoryFile
    story: Story
    moments: tuple[TranscriptLine, ...]
    broken: bool = False

    @property
    def failures(self) -> tuple[Failure, ...]:
        return tuple(failure for moment in self.moments for failure in moment.failures)

    @property
    def passed(self) -> bool:
        return not self.broken and not self.failures


class StoryReport(NamedTuple):
    """All stories that were asked for, and what is wrong with their files; `unserved` files name a path file that cannot be used, `unread` files tell no story for what is wrong with them."""

    results: tuple[StoryResult, ...]
    findings: tuple[Finding, ...]
    files: int
    unserved: int = 0
    unread: int = 0

    @property
    def played(self) -> int:
        return sum(not result.broken for result in self.results)

    @property
    def failed(self) -> int:
        return sum(not result.broken and not result.passed for result in self.results)

    @property
    def broken(self) -> int:
        return sum(result.broken for result in self.results)
