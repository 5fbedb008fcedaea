"""A sweep through the ways of all customers at once: exact, or with the unlikely ones drawn by lot.

Customers are moved answer by answer; those who stand at one spot after the same number of answers are one. Spots that few
customers reach are kept or dropped by lot ("Russian roulette"): a spot that is kept with chance p counts 1/p times, so that every sum over
the net is right on average, whatever rates and money it is taken with. With a threshold of 0 nothing is dropped.
Lots are drawn for a whole layer with one number ("systematic sampling"), which leaves the total of the kept nearly still.
"""

from collections.abc import Mapping
from random import Random
from typing import NamedTuple

from ipp.value.terms import Terms
from ipp.value.ways import END, Way

LEAST = 0.01
"""Rates count as at least this, and at most its complement, when it is asked how many customers reach a spot: a spot behind
a rate of 0 has to be looked at to learn what a better rate would be worth."""


class Net(NamedTuple):
    """One sweep, node by node, later layers later; a child is the place of a node, END for none."""

    spots: list[int]
    ways: list[Way]
    weights: list[float]  # 1 / the chance with which the node was kept
    yes: list[int]
    no: list[int]
    depths: list[int]  # answers before
    starts: dict[int, int]  # spot to node


class TooMany(Exception):
    """The net grew beyond its limit."""


def cast(
    terms: Terms,
    starts: Mapping[int, float],
    *,
    threshold: float = 0.0,
    random: Random | None = None,
    limit: int | None = None,
) -> Net:
    """Sweep from these spots, each with its share of the customers. Raises TooMany beyond `limit` nodes."""
    net = Net([], [], [], [], [], [], {})
    ways, takes, stay = terms.ways, terms.takes, terms.stay
    layer, first = dict(starts), True
    before: range = range(0)
    depth = 0
    while layer:
        places: dict[int, int] = {}
        following: dict[int, float] = {}
        lot = random.random() if random else 0.0
        begin = len(net.ways)
        for spot, arrived in layer.items():
            share, weight = arrived, 1.0
            if share < threshold and not first:
                lot += share / threshold
                if lot < 1:
                    continue
                lot -= 1
                weight, share = threshold / share, threshold
            way = ways.way(spot)
            if way is None:
                continue
            if way.param >= len(takes):
                terms.learn()
            places[spot] = len(net.ways)
            net.spots.append(spot)
            net.ways.append(way)
            net.weights.append(weight)
            net.depths.append(depth)
            take = min(max(takes[way.param], LEAST), 1 - LEAST)
            if way.yes != END:
                following[way.yes] = following.get(way.yes, 0.0) + share * take
            if way.no != END:
                following[way.no] = following.get(way.no, 0.0) + share * (1 - take) * stay
        for place in before:
            net.yes.append(places.get(net.ways[place].yes, END))
            net.no.append(places.get(net.ways[place].no, END))
        before = range(begin, len(net.ways))
        if first:
            net.starts.update(places)
            first = False
        layer, depth = following, depth + 1
        if limit is not None and max(len(net.ways), len(layer) * 3) > limit:
            raise TooMany
    net.yes.extend([END] * len(before))
    net.no.extend([END] * len(before))
    return net
