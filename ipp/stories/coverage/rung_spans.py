"""Where rungs are written: the first of a ladder in its step, those under it in the downsell that they come from."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from ipp.engine.decision.action import Action, Decision
from ipp.engine.policy.clauses import Rung
from ipp.engine.policy.compile import Policy
from ipp.engine.policy.entries import list_rungs
from ipp.path.model import Bundle, Product, Step
from ipp.text.source import Span


class LocatedRung(NamedTuple):
    """A rung with its number in the ladder, and the place in the path file where it is written."""

    rung: Rung
    number: int
    span: Span


class RungSpans:
    """The rungs of each list of a path; a list is gone through when it is first asked for."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.list_of = lru_cache(maxsize=None)(self._list_of)
        path = policy.path
        self.storewide = tuple(self._list_located(path.next))
        self.prospects = tuple(self._list_located(path.prospects))
        self.goal = tuple(self._list_goal())

    def list_every(self) -> Iterator[LocatedRung]:
        """Yield the rungs of every list."""
        for name in self.policy.goods_in_order:
            yield from self.list_of(name)
            yield from self.list_of(name, winback=True)
        yield from (*self.storewide, *self.prospects)
        goal = self.policy.goal
        if goal and (goal.cold or goal.ready):
            yield from self.goal

    def find_rung(self, decision: Decision) -> LocatedRung | None:
        """Return the rung by which an offer is next; a turn of `rest` is made by none."""
        action = decision.action
        if action is None or action.offer is None or action.rung is None:
            return None
        found = (
            located for located in self._list_read(action)
            if located.number == action.rung and located.rung.offer == action.offer
        )  # fmt: skip
        return next(found, None)

    def _list_of(self, name: str, *, winback: bool = False) -> tuple[LocatedRung, ...]:
        item = self.policy.names.resolve_item(name)
        if winback:
            return tuple(self._list_located(item.winback)) if isinstance(item, Product) and item.every else ()
        steps = self.policy.list_steps(item) if isinstance(item, Product | Bundle) else ()
        return tuple(self._list_located(steps, self.policy.usual_within))

    def _list_located(self, steps: Iterable[Step], within: int | None = None) -> Iterator[LocatedRung]:
        for step, entry in self.policy.pair_entries(steps, within):
            for number, rung in enumerate(list_rungs(entry)):
                yield LocatedRung(rung, number, rung.span if number else step.subject.span)

    def _list_goal(self) -> Iterator[LocatedRung]:
        rungs = self.policy.goal.ladder.rungs if self.policy.goal else ()
        return (LocatedRung(rung, number, rung.span) for number, rung in enumerate(rungs))

    def _list_read(self, action: Action) -> tuple[LocatedRung, ...]:
        """Return the list in which an action stands."""
        match action.origin:
            case "list" | "winback" if action.because:
                return (
                    self.list_of(action.because, winback=True)
                    if action.origin == "winback"
                    else self.list_of(action.because)
                )
            case "store":
                return self.storewide
            case "prospects":
                return self.prospects
            case "ready" | "ultimate":
                return self.goal
            case _:
                return ()
