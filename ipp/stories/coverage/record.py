"""Who counts what stories reach."""

from decimal import Decimal
from typing import NamedTuple

from ipp.engine.decision.action import Action, Decision
from ipp.engine.policy.clauses import Offer
from ipp.engine.policy.compile import Policy
from ipp.stories.coverage.goals import CoverageGoal, GoalKey, GoalKind, list_goals, make_key
from ipp.stories.coverage.rung_spans import RungSpans
from ipp.stories.customer import StoryCustomer
from ipp.text.source import Span

_ENDS = {
    "accepts": ("asked", "accepted"),
    "declines": ("asked", "declined"),
    "asked": ("asked",),
    "next": ("asked",),
}
"""What an answer to a rung reaches."""


class Coverage(NamedTuple):
    """How much of a path stories reach."""

    path: str
    goals: tuple[CoverageGoal, ...]
    reached: frozenset[GoalKey]

    @property
    def missing(self) -> tuple[CoverageGoal, ...]:
        return tuple(goal for goal in self.goals if goal.key not in self.reached)

    @property
    def percent(self) -> int:
        """The share that is reached, rounded down: 100 means all."""
        return 100 * (len(self.goals) - len(self.missing)) // len(self.goals) if self.goals else 100

    def is_at_least(self, share: Decimal) -> bool:
        """Whether so much is reached, from 0 to 1; nothing is rounded."""
        return len(self.goals) - len(self.missing) >= share * len(self.goals)


class CoverageRecord:
    """What the stories of one path reach, all together."""

    def __init__(self, policy: Policy, path: str) -> None:
        self.policy, self.path = policy, path
        self.spans = RungSpans(policy)
        self.reached: set[GoalKey] = set()

    def watch_story(self) -> "StoryWatch":
        """Return who watches the next story."""
        return StoryWatch(self.policy, self.spans, self.reached)

    def count_goals(self) -> Coverage:
        """Return what was reached of all goals."""
        goals = list_goals(self.policy, self.spans)
        return Coverage(self.path, goals, frozenset(self.reached))


class StoryWatch:
    """Notes what one story reaches."""

    def __init__(self, policy: Policy, spans: RungSpans, reached: set[GoalKey]) -> None:
        self.policy, self.reached = policy, reached
        self.spans = spans
        self._open: dict[Offer, Span] = {}  # asked in a silence, by place
        segments = policy.names.segments.values()
        self._segments = {segment.name.text: segment.name.span for segment in segments}

    def watch_decision(self, customer: StoryCustomer) -> None:
        """Note which segments hold, and which asks were answered by silence."""
        state = customer.state
        for name, span in self._segments.items():
            self.reached.add(make_key("segment", span, "true" if state.segments.judge(name) else "false"))
        waiting = {pending.offer for pending in state.open_asks}
        for offer in [offer for offer in self._open if offer not in waiting]:
            span = self._open.pop(offer)
            if offer in state.noes:
                self.reached.add(make_key("rung", span, "silent"))

    def watch_answer(self, decision: Decision, word: str) -> None:
        """Note what is asked, answered or done; `next` says that it is told as the next action."""
        action = decision.action
        if action is None:
            return
        if action.origin in ("rest", "refill"):
            self._note_rest(action)
        if action.origin == "winback":
            self._note_item("win-back", action.because or "", "read")
        if action.offer is None:
            if word == "did":
                self._note_item("touch", action.name, "done")
            return
        self._note_offer(decision, action, word)

    def _note_offer(self, decision: Decision, action: Action, word: str) -> None:
        ends = _ENDS.get(word, ())
        goal, ultimate = self.policy.goal, self.policy.path.ultimate
        if goal and ultimate and ultimate.offer and action.name == goal.good.name:
            self.reached.update(make_key("ultimate", ultimate.offer.span, end) for end in ends)
        assert action.offer
        located = self.spans.find_rung(decision)
        span = self._open.get(action.offer) if decision.awaiting else located and located.span
        if word in ("accepts", "declines"):
            self._open.pop(action.offer, None)
        if span is None:
            return
        self.reached.update(make_key("rung", span, end) for end in ends)
        if word == "asked":
            self._open[action.offer] = span

    def _note_rest(self, action: Action) -> None:
        for rest, renewal in self.policy.listed_rest():
            if renewal.name == action.name:
                self.reached.add(make_key("rest", rest.span, "done"))

    def _note_item(self, kind: GoalKind, name: str, end: str) -> None:
        item = self.policy.names.resolve_item(name)
        if item is not None:
            self.reached.add(make_key(kind, item.name.span, end))
