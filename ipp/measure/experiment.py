"""What is compared: the holdout of a path, or an arm of an experiment, with its share and its days."""

from datetime import date
from typing import Literal, NamedTuple

from ipp.engine.policy.clauses import Entry, Gate
from ipp.engine.policy.compile import Policy
from ipp.engine.policy.conditions import find_parts
from ipp.engine.policy.entries import list_gates
from ipp.engine.policy.facts import LOWEST, Share
from ipp.errors import RequestError
from ipp.orders.log import DID, OFFERED
from ipp.path.names import fold_name
from ipp.text.suggest import Suggester
from ipp.text.visible import shorten_text


class Experiment(NamedTuple):
    """Who is compared with whom.

    `holdout`: those of `share` get nothing, and the effect is what the others have more; `arm`: the effect is what those of `share` have more.
    `first`, `last`: the days on which people can enter, None where nothing bounds them. `events`: what makes somebody enter a holdout. `goods`: the
    purchases that make somebody enter an arm, None where everybody who bought does.
    """

    kind: Literal["holdout", "arm"]
    name: str
    share: Share
    first: date | None
    last: date | None
    events: tuple[int, ...] = (OFFERED,)
    goods: frozenset[str] | None = None

    @property
    def planned(self) -> float:
        """The share of all customers that belongs to the group."""
        low = int(self.share.first or LOWEST, 16)
        high = 2**32 if self.share.end is None else int(self.share.end, 16)
        return (high - low) / 2**32


def find_holdout(policy: Policy, name: str | None = None) -> Experiment:
    """Return the holdout of a path; raises RequestError where it has none, or another one than is asked for."""
    terms = policy.holdout
    if terms is None:
        raise RequestError(
            "the path has no holdout, so there is nobody to compare with",
            "add `holdout: {name: NAME, share: 10%}` to it, or see with --power how long it would take",
        )
    if name is not None and fold_name(name) != fold_name(terms.name):
        raise RequestError(
            f"--holdout {shorten_text(name)!r}: the path has {shorten_text(terms.name)!r}",
            "to measure an earlier holdout, use the path file of that time (--path FILE)",
        )
    events = (OFFERED, DID) if terms.everything else (OFFERED,)
    found = Experiment("holdout", terms.name, terms.share, terms.first, terms.last, events)
    return _check_share(found)


def find_arm(policy: Policy, name: str, since: date | None = None) -> Experiment:
    """Return an arm, a segment with a share; raises RequestError where there is no such segment, or nothing reads it."""
    segment = policy.names.resolve_segment(name)
    if segment is None:
        names = [each.name.text for each in policy.path.segments if each.share is not None]
        near = Suggester().find_nearest(name, names)
        others = f"those with a share: {', '.join(names)}" if names else "no segment of the path has a share"
        raise RequestError(
            f"--segment {shorten_text(name)!r}: the path has no such segment",
            f"did you mean {near!r}?" if near else shorten_text(others, 200),
        )
    own = segment.name.text
    share = next((fact for fact in policy.conditions[own].facts if isinstance(fact, Share)), None)
    if share is None:
        raise RequestError(
            f"--segment {shorten_text(own)!r}: it has no share", "give it one, such as `share: 50%`"
        )
    readers = _list_readers(policy, own)
    goods = frozenset(name for name in policy.goods_in_order if _reads(policy.list_entries(name), readers))
    if _reads_storewide(policy, readers):
        return _check_share(Experiment("arm", own, share, since, None))
    if not goods:
        raise RequestError(
            f"--segment {shorten_text(own)!r}: no step reads it, so all customers are treated alike"
        )
    return _check_share(Experiment("arm", own, share, since, None, goods=goods))


def _check_share(experiment: Experiment) -> Experiment:
    if not 0 < experiment.planned < 1:
        raise RequestError(
            f"{shorten_text(experiment.name)!r} holds out everybody or nobody, so there is nobody to compare with"
        )
    return experiment


def _list_readers(policy: Policy, name: str) -> frozenset[str]:
    """Return a segment and all that are made of it."""
    found = {name}
    while more := {
        each
        for each, condition in policy.conditions.items()
        if each not in found and found.intersection(find_parts(condition))
    }:
        found |= more
    return frozenset(found)


def _reads_storewide(policy: Policy, readers: frozenset[str]) -> bool:
    """Whether what is read for every customer asks for one of some segments."""
    goal = policy.goal
    lists = (policy.storewide, policy.prospects, goal.own if goal else ())
    winbacks = (policy.list_winback(name) for name in policy.goods_in_order)
    gates = [renewal.gate for renewal in policy.renewals]
    return (
        bool(goal and goal.ready in readers)
        or any(_reads(each, readers) for each in (*lists, *winbacks))
        or any(_asks_for(gate, readers) for gate in gates)
    )


def _reads(entries: tuple[Entry, ...], readers: frozenset[str]) -> bool:
    return any(_asks_for(gate, readers) for entry in entries for gate in list_gates(entry))


def _asks_for(gate: Gate, readers: frozenset[str]) -> bool:
    return not readers.isdisjoint((*gate.when, *gate.unless))
