"""One walk through a path: a beginning, and answers that lead where no walk has been."""

from datetime import date
from random import Random
from typing import NamedTuple

from ipp.engine.decision.action import Action, Decision
from ipp.path.keys import Name, Quantity
from ipp.stories.coverage.goals import GoalKey, make_key
from ipp.stories.coverage.record import StoryWatch
from ipp.stories.coverage.rung_spans import RungSpans
from ipp.stories.generate.profiles import Profile
from ipp.stories.model import (
    AnswerWord,
    Identity,
    Knowledge,
    Loss,
    Purchase,
    Silence,
    Step,
    StoryAnswer,
    StoryDay,
)
from ipp.stories.play import StoryPlay
from ipp.text.source import Source, Span

LONGEST_WALK = 15
"""Answers of one story: about a page."""
_NOWHERE = Span(Source("", ""), 0, 0)
_YEAR = 365


class Start(NamedTuple):
    """How a story begins: a purchase (or none, of a prospect) on a day, what is known, and whether it is given back."""

    first: str | None
    known: Profile = Profile()
    wait: int = 0  # days after `today`
    cancels: bool = False
    year: bool = False  # of silence, in which all that is left is asked
    told: str = ""  # why the story is told: what a proof found


class WalkStep(NamedTuple):
    """A step of a walk, what was next after it, on which day, and all that the walk had reached by then."""

    step: Step
    decision: Decision
    clock: date
    reached: frozenset[GoalKey]
    action: Action | None = None  # that was answered


class Walk(NamedTuple):
    """A whole walk, step by step."""

    start: Start
    told: tuple[WalkStep, ...]


def walk_path(
    spans: RungSpans,
    start: Start,
    today: date,
    reached: frozenset[GoalKey],
    chance: Random,
    more: list[str],
    *,
    eager: bool = False,
) -> Walk:
    """Return a walk that answers as no walk before it did, as long as there is something new; `more` is bought then, at once if `eager`."""
    return StoryWalker(spans, today, reached, chance, more).walk(start, 1 if eager else 3)


class StoryWalker:
    """Who walks, step by step."""

    def __init__(
        self, spans: RungSpans, today: date, reached: frozenset[GoalKey], chance: Random, more: list[str]
    ) -> None:
        self.policy = policy = spans.policy
        self.known, self.chance, self.more = reached, chance, more
        self.reached: set[GoalKey] = set()
        self.watch = StoryWatch(policy, spans, self.reached)
        self.play = StoryPlay(policy, today, self.watch)
        self.told: list[WalkStep] = []

    def walk(self, start: Start, patience: int) -> Walk:
        """Walk as long as there is something new; after so many answers without it, buy something more."""
        self.begin(start)
        dry = 0
        while len(self.told) < LONGEST_WALK and dry < 5:
            before = len(self.reached | self.known)
            if not self._answer_next():
                break
            dry = 0 if len(self.reached | self.known) > before else dry + 1
            if dry >= patience and self.more:
                dry = 0
                self.buy(self.more.pop())
        return Walk(start, tuple(self.told))

    def buy(self, name: str) -> None:
        """Let something be bought."""
        self._take(_buy(name, 0))

    def cancel(self, name: str) -> None:
        """Let a membership be ended."""
        self._take(Loss(_NOWHERE, "cancelled", (Quantity(Name(name, _NOWHERE), 1),), None))

    def stay_silent(self, days: int) -> None:
        """Let so many days pass without an answer."""
        self._take(Silence(_NOWHERE, f"{days}d", days))

    def answer(self, word: AnswerWord) -> None:
        """Let what is next be answered."""
        self._take(StoryAnswer(_NOWHERE, word, None, None), self.play.customer.decide().action)

    def begin(self, start: Start) -> None:
        """Let a story begin."""
        attributes, customer = start.known
        if customer is not None:
            self._take(Identity(_NOWHERE, customer))
        if attributes:
            names = tuple((Name(name, _NOWHERE), value) for name, value in attributes)
            self._take(Knowledge(_NOWHERE, names))
        if start.first is not None:
            self._take(_buy(start.first, start.wait))
            if start.cancels:
                items = (Quantity(Name(start.first, _NOWHERE), 1),)
                self._take(Loss(_NOWHERE, "cancelled", items, StoryDay("30d", 30)))
        if start.year:
            self.stay_silent(_YEAR)

    def _take(self, step: Step, action: Action | None = None) -> None:
        """Let a step happen, and see what is next after it."""
        for _ in self.play.play_step(step):
            pass
        customer = self.play.customer
        decision = customer.decide()
        self.watch.watch_decision(customer)
        self.watch.watch_answer(decision, "next")
        self.told.append(WalkStep(step, decision, customer.clock, frozenset(self.reached), action))

    def _answer_next(self) -> bool:
        """Answer what is next; tell whether there was something to answer."""
        decision = self.play.customer.decide()
        action = decision.action
        if action is None or decision.state not in ("offer", "touch", "rest", "wait"):
            return False
        if action.offer is None:
            self._take(StoryAnswer(_NOWHERE, "did", None, None), action)
            return True
        self._take(self._choose_answer(decision, action), action)
        return True

    def _choose_answer(self, decision: Decision, action: Action) -> Step:
        """Return the answer to an offer that was not given before; of several any."""
        located = self.watch.spans.find_rung(decision)
        ends = {"declined": "declines", "silent": "silent", "accepted": "accepts"}
        fresh = [
            word for end, word in ends.items()
            if located and not {make_key("rung", located.span, end)} & (self.known | self.reached)
        ]  # fmt: skip
        word = fresh[0] if fresh else self.chance.choice(["declines", "declines", "accepts"])
        if word == "silent":
            patience = located.rung.patience if located else self.policy.defaults.patience.days
            clock = self.play.customer.clock
            days = max(1, (max(action.due, clock) - clock).days + (0 if decision.awaiting else patience))
            return Silence(_NOWHERE, f"{days}d", days)
        return StoryAnswer(_NOWHERE, "accepts" if word == "accepts" else "declines", None, None)


def _buy(name: str, wait: int) -> Purchase:
    on = StoryDay(f"{wait}d", wait) if wait else None
    return Purchase(_NOWHERE, (Quantity(Name(name, _NOWHERE), 1),), on)
