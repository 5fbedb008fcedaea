"""A story, played on the engine: each step happens, or is compared with what the engine says."""

from collections.abc import Iterator
from datetime import date
from typing import assert_never

from ipp.engine.customer.events import (
    Accepted,
    Bought,
    Cancelled,
    Declined,
    Did,
    Event,
    Offered,
    Resumed,
    Returned,
    Stopped,
)
from ipp.engine.decision.action import Decision
from ipp.engine.decision.follow import find_answer_day, follow_yeses, make_events
from ipp.engine.lookup import find_offer_at, list_offers
from ipp.engine.policy.clauses import Offer
from ipp.engine.policy.compile import Policy
from ipp.errors import RequestError
from ipp.path.keys import Name
from ipp.stories.compare import compare_next, is_action
from ipp.stories.customer import StoryCustomer
from ipp.stories.labels import label_action, list_pieces, warn_of_unfounded
from ipp.stories.model import (
    Ban,
    Expectation,
    Identity,
    Knowledge,
    Loss,
    Purchase,
    ReachStep,
    Silence,
    Situation,
    Step,
    StopStep,
    Story,
    StoryAnswer,
    StoryDay,
    StoryFile,
)
from ipp.stories.names import Subject, find_subject
from ipp.stories.result import (
    BrokenBan,
    Failure,
    NoAnswer,
    NotReached,
    StoryResult,
    TranscriptLine,
    Unplayable,
)
from ipp.stories.silence import DUE, keep_silent
from ipp.stories.situation import read_situation
from ipp.stories.watcher import Watcher
from ipp.text.finding import FindingSink
from ipp.text.source import Span


def play_story(
    policy: Policy,
    file: StoryFile,
    story: Story,
    today: date,
    watcher: Watcher | None = None,
    report: FindingSink | None = None,
) -> StoryResult:
    """Return the transcript of a story. One that asks for an answer to what cannot be answered so ends there.

    What is given back and was not theirs is reported: it changes nothing.
    """
    play = StoryPlay(policy, today, watcher, report)
    return StoryResult(file, story, tuple(play.play_steps(story.steps)))


class StoryPlay:
    """One story while it is played."""

    def __init__(
        self, policy: Policy, today: date, watcher: Watcher | None, report: FindingSink | None = None
    ) -> None:
        self.policy = policy
        self.report = report
        self.customer = StoryCustomer(policy, today)
        self.watcher = watcher
        self.bans: list[tuple[Ban, Name, Subject]] = []

    def play_steps(self, steps: tuple[Step, ...]) -> Iterator[TranscriptLine]:
        """Yield a line for each step, and for what happens in silences."""
        for step in steps:
            ends = False
            for moment in self.play_step(step):
                yield moment._replace(failures=(*moment.failures, *self._find_broken_bans()))
                ends = any(isinstance(failure, NoAnswer | Unplayable) for failure in moment.failures)
            if ends:
                return

    def play_step(self, step: Step) -> Iterator[TranscriptLine]:
        """Let one step happen, line by line."""
        match step:
            case Purchase():
                yield self._buy(step)
            case Loss():
                yield self._lose(step)
            case StoryAnswer():
                yield self._answer(step)
            case Silence():
                yield from keep_silent(self.customer, step, self.watcher)
            case Knowledge() | Identity():
                yield self._learn(step)
            case StopStep():
                yield self._stop(step)
            case Expectation():
                decision = self._decide()
                if self.watcher:
                    self.watcher.watch_answer(decision, "next")
                wrong = compare_next(self.customer, step)
                text = ", ".join(f"{each.text}" for each in step.values) or "?"
                yield self._note("next", text, step, *((wrong,) if wrong else ()))
            case Ban():
                yield self._ban(step)
            case ReachStep():
                yield self._reach(step)
            case Situation():
                yield self._begin_case(step)
            case _:
                assert_never(step)

    def _learn(self, step: Knowledge | Identity) -> TranscriptLine:
        if isinstance(step, Identity):
            self.customer.name_customer(step.id)
            return self._note("customer", step.id, step)
        self.customer.learn({name.text: text for name, text in step.attributes})
        return self._note("with", ", ".join(f"{name.text}: {text}" for name, text in step.attributes), step)

    def _stop(self, step: StopStep) -> TranscriptLine:
        day = self._find_day(step.on)
        self.customer.add_events(Stopped(day) if step.word == "stopped" else Resumed(day))
        return TranscriptLine(day, step.word, "", step)

    def _note(self, word: str, text: str, step: Step | None, *failures: Failure) -> TranscriptLine:
        return TranscriptLine(self.customer.clock, word, text, step, failures)

    def _decide(self) -> Decision:
        decision = self.customer.decide()
        self._watch_decision()
        return decision

    def _watch_decision(self) -> None:
        if self.watcher:
            self.watcher.watch_decision(self.customer)

    def _find_day(self, on: StoryDay | None) -> date:
        """Return the day of something; the clock never goes back, and moves to a day that lies ahead."""
        day = on.find_date(self.customer.clock) if on else self.customer.clock
        self.customer.move_clock(max(day, self.customer.clock))
        return day

    def _find_name(self, name: Name) -> Subject:
        subject = find_subject(self.policy.names, name.text)
        assert subject is not None, name.text  # names are checked before
        return subject

    def _buy(self, step: Purchase) -> TranscriptLine:
        day = self._find_day(step.on)
        names = tuple(self._find_name(item.name).name for item in step.items)
        counts = tuple(item.number for item in step.items)
        self.customer.add_events(Bought(names, day, counts if set(counts) != {1} else ()))
        return TranscriptLine(day, "bought", list_pieces(names, step.items), step)

    def _lose(self, step: Loss) -> TranscriptLine:
        day = self._find_day(step.on)
        names = tuple(self._find_name(item.name).name for item in step.items)
        before = self._count_unfounded()
        if step.word == "cancelled":
            self.customer.add_events(*(Cancelled(name, day) for name in names))
        else:
            pieces = (item.number for item in step.items)
            self.customer.add_events(
                *(Returned(*each) for each in zip(names, [day] * len(names), pieces, strict=True))
            )
        self._report_unfounded(step.span, before)
        return TranscriptLine(day, step.word, list_pieces(names, step.items), step)

    def _count_unfounded(self) -> int:
        """Return how many pieces were given back that they did not have."""
        return self.customer.state.holdings.unfounded if self.report else 0

    def _report_unfounded(self, span: Span, before: int) -> None:
        number = self._count_unfounded() - before
        if self.report and number > 0:
            self.report(warn_of_unfounded(number, span))

    def _answer(self, step: StoryAnswer) -> TranscriptLine:
        if step.name is not None and step.on is not None:
            return self._record_answer(step, self._find_name(step.name), self._find_day(step.on))
        decision = self._decide()
        action = decision.action
        if not self._can_answer(step, decision) or action is None:
            return self._note(step.word, step.name.text if step.name else "", step, NoAnswer(step, decision))
        day = self._find_day(step.on) if step.on else find_answer_day(decision)
        if self.watcher:
            self.watcher.watch_answer(decision, step.word)
        self.customer.move_clock(max(day, self.customer.clock))
        self.customer.add_events(*make_events(decision, step.word == "accepts", day))
        return TranscriptLine(day, step.word, label_action(action), step)

    def _can_answer(self, step: StoryAnswer, decision: Decision) -> bool:
        action = decision.action
        if action is None or decision.state not in (*DUE, "wait"):
            return False
        if (action.offer is None) is not (step.word == "did"):
            return False
        return step.name is None or is_action(action, self._find_name(step.name))

    def _record_answer(self, step: StoryAnswer, subject: Subject, day: date) -> TranscriptLine:
        """Let something named happen on a day, whatever is next."""
        events: tuple[Event, ...]
        if step.word == "did":
            events = (Did(subject.name, day),)
        else:
            offer = self._find_offer(subject)
            if offer is None:
                message = f"`{subject.name}` is not offered for {subject.price}"
                return self._note(step.word, subject.name, step, Unplayable(step.span, message))
            said: Event = Accepted(offer, day) if step.word == "accepts" else Declined(offer, day)
            events = (Offered(offer, day), said)
        self.customer.add_events(*events)
        return TranscriptLine(day, step.word, subject.name, step)

    def _find_offer(self, subject: Subject) -> Offer | None:
        """Return the offer that a name means: of several prices, a bare name is the dearest."""
        offers = list_offers(self.policy, (subject.name,))[subject.name]
        if subject.price is None:
            return offers[0]
        return find_offer_at(self.policy, subject.name, subject.price, offers)

    def _ban(self, step: Ban) -> TranscriptLine:
        self.bans += [(step, name, self._find_name(name)) for name in step.names]
        return self._note("never", ", ".join(name.text for name in step.names), step)

    def _find_broken_bans(self) -> Iterator[BrokenBan]:
        """Yield what is next though it must never be, each once."""
        if not self.bans:
            return
        action = self._decide().action
        for each in tuple(self.bans):
            ban, name, subject = each
            if action and is_action(action, subject):
                self.bans.remove(each)
                yield BrokenBan(ban, name, action)

    def _reach(self, step: ReachStep) -> TranscriptLine:
        customer, subject = self.customer, self._find_name(step.name)
        self._watch_decision()
        actions, ends, days = follow_yeses(self.policy, customer.customer, customer.clock)
        place = next((place for place, action in enumerate(actions) if is_action(action, subject)), None)
        if place is None:
            return self._note("reaches", step.name.text, step, NotReached(step, None, None, ends))
        asks = sum(action.offer is not None for action in actions[: place + 1])
        length = (days[place] - customer.clock).days
        late = (step.asks is not None and asks > step.asks) or (step.days is not None and length > step.days)
        failures = (NotReached(step, asks, length, ends),) if late else ()
        return self._note("reaches", step.name.text, step, *failures)

    def _begin_case(self, step: Situation) -> TranscriptLine:
        try:
            history = read_situation(self.policy, step, self.customer.clock)
        except RequestError as error:
            return self._note("told", "", step, Unplayable(step.span, str(error)))
        self.customer.add_events(*history.customer.events)
        self._report_unfounded(step.span, 0)
        told = [f"{option} {name.text}" for option, name in step.told]
        told += [f"{word} {day.text}" for word, day in step.stops]
        return self._note("told", ", ".join(told) or "nothing bought", step)
