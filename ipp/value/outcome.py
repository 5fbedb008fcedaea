r"""What a net is worth: one pass back for every figure of every entry, one pass forward for how often each offer is asked.

With a the take rate at node i, g what a Yes brings, s the share that stays after a No and w the weights of the children,

    V_i = a (g + w_y V_y) + (1 - a) s w_n V_n                          (backward)
    X_y += w_y X_i a,    X_n += w_n X_i (1 - a) s                      (forward, from the shares of the entries)
    dV/da = sum over nodes of X_i (g + w_y V_y - s w_n V_n)            (the worth of the rate itself)

The last line is exact where an offer is asked once in a history: V is then affine in its rate (docs/forecast.md).
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ipp.value.net import Net
from ipp.value.terms import Terms

FAR = 10**9


class Figures(NamedTuple):
    """Expectations for one entering customer. Those that end in `sum` count only customers who arrive."""

    revenue: float
    margin: float
    lifetime_revenue: float
    lifetime_margin: float
    chance: float
    days_sum: float
    asks: float
    asks_sum: float

    def times(self, factor: float) -> "Figures":
        return Figures(*(figure * factor for figure in self))

    def plus(self, other: "Figures") -> "Figures":
        return Figures(*(one + two for one, two in zip(self, other, strict=True)))


NOTHING = Figures(*(0.0,) * 8)


class Outcome(NamedTuple):
    """What a net comes to: figures by start, and by param how often it is asked and what its rate is worth."""

    starts: dict[int, Figures]
    again: float  # the share who buy something after their first purchase
    met: float  # the share who are asked for the ultimate action
    asked: list[float]
    slopes: list[float]  # of the margin, by the take rate
    margins: list[float]  # from each node on, weighted; the last is END's
    distances: list[
        int
    ]  # fewest answers from this ask to that for the ultimate action; FAR when it is never asked


def values(net: Net, terms: Terms, takes: Sequence[float] | None = None) -> list[Figures]:
    """Return the figures from each node on, weighted; `takes` in the place of the rates of `terms`."""
    takes = terms.takes if takes is None else takes
    stay = terms.stay
    found = [NOTHING] * (len(net.ways) + 1)  # the last is END's
    for place in range(len(net.ways) - 1, -1, -1):
        way, weight = net.ways[place], net.weights[place]
        yes = takes[way.param] * weight
        no = (weight - yes) * stay
        r, m, lr, lm, c, d, k, ks = found[net.yes[place]]
        r2, m2, lr2, lm2, c2, d2, k2, ks2 = found[net.no[place]]
        gr, gm, glr, glm = terms.gains(way)
        if way.arrives:
            c, d, ks = c + 1, d + way.said, ks + net.depths[place] + 1
        found[place] = Figures(
            yes * (r + gr) + no * r2,
            yes * (m + gm) + no * m2,
            yes * (lr + glr) + no * lr2,
            yes * (lm + glm) + no * lm2,
            yes * c + no * c2,
            yes * d + no * d2,
            weight + yes * k + no * k2,
            yes * ks + no * ks2,
        )
    return found


def visits(net: Net, terms: Terms, shares: Mapping[int, float]) -> list[float]:
    """Return how many of the customers come to each node, weighted; `shares` by start spot."""
    found = [0.0] * (len(net.ways) + 1)
    for spot, place in net.starts.items():
        found[place] += shares[spot]
    takes, stay = terms.takes, terms.stay
    for place, way in enumerate(net.ways):
        here = found[place]
        yes = here * takes[way.param]
        child = net.yes[place]
        if child >= 0:
            found[child] += yes * net.weights[child]
        child = net.no[place]
        if child >= 0:
            found[child] += (here - yes) * stay * net.weights[child]
    return found


def outcome(net: Net, terms: Terms, shares: Mapping[int, float]) -> Outcome:
    """Evaluate a net for entries with these shares."""
    worth = values(net, terms)
    here = visits(net, terms, shares)
    asked, slopes = [0.0] * len(terms.takes), [0.0] * len(terms.takes)
    for place, way in enumerate(net.ways):
        asked[way.param] += here[place]
        gain = terms.gains(way)[1] + worth[net.yes[place]].margin - terms.stay * worth[net.no[place]].margin
        slopes[way.param] += here[place] * gain
    starts = {spot: worth[place] for spot, place in net.starts.items()}
    met = sum(here[place] for place, way in enumerate(net.ways) if way.first)
    return Outcome(
        starts,
        _bought_again(net, terms, shares),
        met,
        asked,
        slopes,
        [figures.margin for figures in worth],
        _distances(net, terms),
    )


def _bought_again(net: Net, terms: Terms, shares: Mapping[int, float]) -> float:
    """Return the share who say Yes at least once: those who come to a Yes by Noes alone."""
    only = [0.0] * (len(net.ways) + 1)
    for spot, place in net.starts.items():
        only[place] += shares[spot]
    found = 0.0
    for place, way in enumerate(net.ways):
        take, child = terms.takes[way.param], net.no[place]
        found += only[place] * take
        if child >= 0:
            only[child] += only[place] * (1 - take) * terms.stay * net.weights[child]
    return found


def _distances(net: Net, terms: Terms) -> list[int]:
    goal = terms.policy.goal
    target = goal.offer if goal else None
    far = [FAR] * (len(net.ways) + 1)
    found = [FAR] * len(terms.takes)
    for place in range(len(net.ways) - 1, -1, -1):
        way = net.ways[place]
        ultimate = terms.params[way.param].offer == target
        far[place] = least = 0 if ultimate else 1 + min(far[net.yes[place]], far[net.no[place]])
        found[way.param] = min(found[way.param], least)
    return found
