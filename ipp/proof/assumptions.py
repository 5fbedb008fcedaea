"""The policy of one store as proofs take it: windows over, waits over, nothing paused."""

from datetime import date
from typing import TypeVar

from ipp.engine.policy.clauses import Gate
from ipp.engine.policy.compile import Policy
from ipp.engine.windows import Window
from ipp.path.lists import change_lists
from ipp.path.model import Bundle, Product, Step, Touch
from ipp.path.names import Names, list_items, list_steps

I = TypeVar("I", Product, Bundle, Touch)  # noqa: E741  # an item


def open_paused(policy: Policy) -> Policy:
    """Return the policy of the same store with everything in stock: what is paused comes back."""
    return _resume(policy, frozenset(item.name.text for item in list_items(policy.path) if item.paused))


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
    path = policy.path
    if not any(step.from_ or step.until for step in list_steps(path)):
        return policy
    over = change_lists(path, _close_steps)
    return Policy(over, Names(over), supposed=policy.supposed)


class _WaitedPolicy(Policy):
    """A policy whose steps with `within` are over for good."""

    def compile_gate(self, step: Step, within: int | None = None, *, in_list: bool = True) -> Gate:
        gate = super().compile_gate(step, within, in_list=in_list)
        if gate.within is None:
            return gate
        return gate._replace(windows=(*gate.windows, Window(None, date.min)), within=None)


def end_waits(policy: Policy) -> Policy:
    """Return the policy of the same store after all dates in it, for customers whose purchases lie longer ago than any `within`: who asks what may be left."""
    over = close_windows(policy)
    path = policy.path
    said = any(step.within for step in list_steps(path)) or any(each.within for each in path.channels or ())
    if policy.usual_within is None and not said:
        return over
    return _WaitedPolicy(over.path, Names(over.path), supposed=policy.supposed)


def _close_steps(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    return tuple(_close_step(step) for step in steps)


def _close_step(step: Step) -> Step:
    downsell = _close_steps(step.downsell) if step.downsell else step.downsell
    if step.from_ or step.until:
        return step._replace(from_=None, until=date.min, downsell=downsell)
    return step._replace(downsell=downsell) if step.downsell else step
