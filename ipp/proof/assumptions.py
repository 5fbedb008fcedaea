"""The policy of one store as proofs take it: windows over, waits over, nothing paused."""

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import TypeVar

from ipp.engine.policy.clauses import Entry, Gate, Ladder, Rung, TouchStep
from ipp.engine.policy.compile import Policy
from ipp.engine.policy.goods import GoodsTable
from ipp.engine.windows import Window
from ipp.path.model import Bundle, Product, Step, Touch
from ipp.path.names import Names, list_items, list_steps

I = TypeVar("I", Product, Bundle, Touch)  # noqa: E741  # an item


def list_excused(policy: Policy) -> list[tuple[Gate, ...]]:
    """Return what is open to those alone of whom proofs say nothing: who is in the `never` segment gets nothing, as the shop wants it.

    A search for somebody to whom nothing is open counts it among what is.
    """
    return [(Gate(when=(policy.never,)),)] if policy.never else []


def open_paused(policy: Policy) -> Policy:
    """Return the policy of the same store with everything in stock: what is paused comes back."""
    paused = frozenset([item.name.text for item in list_items(policy.path) if item.paused])
    return _resume(policy, paused) if paused else policy


def open_ultimate(policy: Policy) -> Policy:
    """Return the policy of the same store with the ultimate action in stock: who asks what may be left without it needs no search."""
    goal = policy.goal
    return (
        _resume(policy, goal.good.products | {goal.good.name}) if goal and goal.good.unavailable else policy
    )


def _resume(policy: Policy, names: frozenset[str]) -> Policy:
    """Return the policy of the same store with some items not paused."""
    path = policy.path
    if not any(item.paused and item.name.text in names for item in list_items(path)):
        return policy
    resumed = path._replace(
        products=_resume_items(path.products, names),
        bundles=_resume_items(path.bundles, names),
        touches=_resume_items(path.touches, names),
    )
    return Policy(resumed, Names(resumed), supposed=policy.supposed)


def _resume_items(items: tuple[I, ...], names: frozenset[str]) -> tuple[I, ...]:
    return tuple(item._replace(paused=False) if item.name.text in names else item for item in items)


def close_windows(policy: Policy) -> Policy:
    """Return the policy of the same store after all dates in it: every step or rung with a window is closed for good."""
    if not any(step.from_ or step.until for step in list_steps(policy.path)):
        return policy
    return _LaterPolicy(policy, lambda gate: gate.dated)


def end_waits(policy: Policy) -> Policy:
    """Return the policy of the same store after all dates in it, for customers whose purchases lie longer ago than any `within`: who asks what may be left."""
    over = close_windows(policy)
    path = policy.path
    said = any(step.within for step in list_steps(path)) or any(each.within for each in path.channels or ())
    if policy.usual_within is None and not said:
        return over
    return _LaterPolicy(over, lambda gate: gate.within is not None)


class _LaterPolicy(Policy):
    """A policy as it is later on, when some gates are closed for good. What has none of them is that of the policy before."""

    def __init__(self, before: Policy, is_over: Callable[[Gate], bool]) -> None:
        super().__init__(before.path, before.names, supposed=before.supposed)
        self._before, self._is_over = before, is_over

    @cached_property
    def goods(self) -> GoodsTable:
        """What can be bought is the same."""
        return self._before.goods

    def find_entry(self, step: Step, within: int | None = None) -> Entry | None:
        entry = self._before.find_entry(step, within)
        match entry:
            case TouchStep():
                return entry._replace(gate=_close(entry.gate)) if self._is_over(entry.gate) else entry
            case Ladder() if any(self._is_over(rung.gate) for rung in entry.rungs):
                return entry._replace(rungs=tuple(map(self._close_rung, entry.rungs)))
            case _:
                return entry

    def compile_gate(self, step: Step, within: int | None = None, *, in_list: bool = True) -> Gate:
        gate = self._before.compile_gate(step, within, in_list=in_list)
        return _close(gate) if self._is_over(gate) else gate

    def _close_rung(self, rung: Rung) -> Rung:
        return rung._replace(gate=_close(rung.gate)) if self._is_over(rung.gate) else rung


def _close(gate: Gate) -> Gate:
    return gate._replace(windows=(Window(None, date.min),), within=None)
