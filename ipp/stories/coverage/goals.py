"""What stories can reach of a path: rungs with their answers, touches, segments both ways, the ultimate action, rest, win-backs."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from ipp.engine.decision.action import label_offer
from ipp.engine.policy.clauses import Entry, TouchStep
from ipp.engine.policy.compile import Policy
from ipp.path.model import Path
from ipp.stories.coverage.rung_spans import RungSpans
from ipp.text.source import Span

GoalKind = Literal["rung", "touch", "segment", "ultimate", "rest", "win-back"]
RUNG_ENDS = ("asked", "accepted", "declined", "silent")
GoalKey = tuple[GoalKind, str, int, str]
"""Kind, file, place in it, and what is to happen there: equal goals have equal keys."""


class CoverageGoal(NamedTuple):
    """One thing that a story can reach: a place of the path file, and what is to happen there."""

    kind: GoalKind
    name: str
    end: str
    span: Span

    @property
    def key(self) -> GoalKey:
        return make_key(self.kind, self.span, self.end)


def make_key(kind: GoalKind, span: Span, end: str) -> GoalKey:
    """Return the key of a goal."""
    return kind, span.source.name, span.start, end


def list_goals(policy: Policy, spans: RungSpans | None = None) -> tuple[CoverageGoal, ...]:
    """Return the goals of a path, by place in its files, each once; what is not offered or made is none."""
    path = policy.path
    found = [
        *_list_rung_goals(spans or RungSpans(policy)),
        *_list_touch_goals(path, _list_touches(policy)),
        *_list_other_goals(policy),
    ]
    each = {goal.key: goal for goal in found}
    order = {source.name: number for number, (source, _) in enumerate(path.files)}
    return tuple(sorted(each.values(), key=lambda goal: (order[goal.span.source.name], goal.span.start)))


def list_all_entries(policy: Policy) -> Iterator[Entry]:
    """Yield the entries of every list of a path."""
    for name in policy.goods_in_order:
        yield from policy.list_entries(name)
        yield from policy.list_winback(name)
    yield from policy.storewide
    yield from policy.prospects
    if policy.goal:
        yield from policy.goal.own
        if policy.goal.cold or policy.goal.ready:
            yield policy.goal.ladder


def _list_rung_goals(spans: RungSpans) -> Iterator[CoverageGoal]:
    for rung, _, span in spans.list_every():
        if not rung.good.draft:
            yield from (CoverageGoal("rung", label_offer(rung.offer), end, span) for end in RUNG_ENDS)


def _list_touches(policy: Policy) -> set[str]:
    """Return the touches that a list, or `rest`, makes."""
    steps = (entry for entry in list_all_entries(policy) if isinstance(entry, TouchStep) and not entry.draft)
    renewed = (renewal.touch for renewal in policy.renewals if renewal.touch)
    return {step.touch for step in steps} | set(renewed)


def _list_touch_goals(path: Path, made: set[str]) -> Iterator[CoverageGoal]:
    for touch in path.touches:
        if touch.name.text in made:
            yield CoverageGoal("touch", touch.name.text, "done", touch.name.span)


def _list_other_goals(policy: Policy) -> Iterator[CoverageGoal]:
    for segment in policy.names.segments.values():
        for end in ("true", "false"):
            yield CoverageGoal("segment", segment.name.text, end, segment.name.span)
    ultimate = policy.path.ultimate
    if policy.goal and ultimate and ultimate.offer:
        for end in ("asked", "accepted"):
            yield CoverageGoal("ultimate", policy.goal.good.name, end, ultimate.offer.span)
    for rest, renewal in policy.listed_rest():
        if renewal.unavailable is None:
            yield CoverageGoal("rest", renewal.name, "done", rest.span)
    for product in policy.path.products:
        if policy.list_winback(product.name.text):
            yield CoverageGoal("win-back", product.name.text, "read", product.name.span)
