"""A sweep through the ways of all customers at once: exact, or with the unlikely ones drawn by lot.

Customers are moved answer by answer; those who stand at one spot after the same number of answers are one. Spots that few
customers reach are kept or dropped by lot ("Russian roulette"): a spot that is kept with chance p counts 1/p times, so that every sum over
the net is right on average, whatever rates and money it is taken with. With a threshold of 0 nothing is dropped.
Lots are drawn for a whole layer with one number ("systematic sampling"), which leaves the total of the kept nearly still.
"""

from collections.abc import Mapping
from random import Random
from typing import NamedTuple

from ipp.value.process.transitions import END, Transition
from ipp.value.solve.valuation import Valuation

LEAST = 0.01
"""Rates count as at least this, and at most its complement, when it is asked how many customers reach a spot: a spot behind
a rate of 0 has to be looked at to learn what a better rate would be worth."""


class Sweep(NamedTuple):
    """One sweep, node by node, later layers later; a child is the place of a node, END for none."""

    states: list[int]
    transitions: list[Transition]
    weights: list[float]  # 1 / the chance with which the node was kept
    yes: list[int]
    no: list[int]
    starts: dict[int, int]  # spot to node


class TooManyNodes(Exception):
    """The net grew beyond its limit."""


def run_sweep(
    terms: Valuation,
    starts: Mapping[int, float],
    *,
    threshold: float = 0.0,
    random: Random | None = None,
    limit: int | None = None,
) -> Sweep:
    """Sweep from these spots, each with its share of the customers. Raises TooMany beyond `limit` nodes."""
    sweep = Sweep([], [], [], [], [], {})
    transitions, takes, stays = terms.transitions, terms.takes, terms.stays
    layer, before, depth = dict(starts), range(0), 0
    while layer:
        places: dict[int, int] = {}
        following: dict[int, float] = {}
        draw = random.random() if random else 0.0
        begin = len(sweep.transitions)
        for state, arrived in layer.items():
            share, weight = arrived, 1.0
            if share < threshold and depth:
                draw += share / threshold
                if draw < 1:
                    continue
                draw -= 1
                weight, share = threshold / share, threshold
            transition = transitions.find_transition(state)
            if transition is None:
                continue
            if transition.rate_key >= len(takes):
                terms.learn_rate_keys()
            places[state] = len(sweep.transitions)
            sweep.states.append(state)
            sweep.transitions.append(transition)
            sweep.weights.append(weight)
            take = min(max(takes[transition.rate_key], LEAST), 1 - LEAST)
            _move_customers(
                following, transition, share * take, share * (1 - take) * stays[transition.rate_key]
            )
        _link_nodes(sweep, before, places)
        before = range(begin, len(sweep.transitions))
        if not depth:
            sweep.starts.update(places)
        layer, depth = following, depth + 1
        if limit is not None and max(len(sweep.transitions), len(layer) * 3) > limit:
            raise TooManyNodes
    _link_nodes(sweep, before, {})
    return sweep


def _move_customers(following: dict[int, float], transition: Transition, yes: float, no: float) -> None:
    """Add those who say Yes, and those who stay after a No, to the spots that they come to."""
    for child, share in ((transition.yes, yes), (transition.no, no)):
        if child != END:
            following[child] = following.get(child, 0.0) + share


def _link_nodes(sweep: Sweep, nodes: range, following: Mapping[int, int]) -> None:
    """Say of each of these nodes which nodes follow on Yes and on No; `following` holds the next layer, by state."""
    for node in nodes:
        sweep.yes.append(following.get(sweep.transitions[node].yes, END))
        sweep.no.append(following.get(sweep.transitions[node].no, END))
