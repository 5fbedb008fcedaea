"""Whose answers can differ at all: those whose lists lead to something that differs."""

from collections.abc import Iterable, Iterator

from ipp.diff.parts import PartKey
from ipp.engine.policy.clauses import Entry, TouchStep
from ipp.engine.policy.compile import Policy
from ipp.engine.policy.entries import list_rungs

_OF_ITEMS = ("item", "list", "winback", "ladder", "prices")
"""Parts that belong to one item; `names` concern nobody whose history is known, and all others everybody."""


def find_affected(policy: Policy, differing: Iterable[PartKey]) -> frozenset[str] | None:
    """Return the goods after whose purchase an answer may differ, on one side; None for all of them."""
    kinds = [(kind, name) for kind, name in differing if kind != "names"]
    if any(kind not in _OF_ITEMS for kind, _ in kinds):
        return None
    return _list_ancestors(policy, {name for _, name in kinds})


def _list_ancestors(policy: Policy, changed: set[str]) -> frozenset[str] | None:
    """Return what leads to something that is changed; None where everybody is led there."""
    before: dict[str, list[str]] = {}
    for name in policy.goods_in_order:
        for target in _list_targets(policy, name):
            before.setdefault(target, []).append(name)
    found, waiting = set(changed), list(changed)
    while waiting:
        for owner in before.get(waiting.pop(), ()):
            if owner not in found:
                found.add(owner)
                waiting.append(owner)
    return None if found & set(_list_shared(policy)) else frozenset(found)


def _list_targets(policy: Policy, name: str) -> Iterator[str]:
    """Yield what a purchase can lead to in one step, its contents included."""
    yield from policy.goods[name].products
    yield from _list_named((*policy.list_entries(name), *policy.list_winback(name)))


def _list_shared(policy: Policy) -> Iterator[str]:
    """Yield what everybody may be asked or sent."""
    goal = policy.goal
    yield from _list_named(
        (*policy.storewide, *policy.prospects, *((goal.ladder, *goal.own) if goal else ()))
    )
    yield from (renewal.name for renewal in policy.written_renewals if not renewal.refill)


def _list_named(entries: Iterable[Entry]) -> Iterator[str]:
    for entry in entries:
        if isinstance(entry, TouchStep):
            yield entry.touch
        else:
            yield from (rung.good.name for rung in list_rungs(entry))
