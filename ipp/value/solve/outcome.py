r"""What a net is worth: one pass back for every figure of every entry, one pass forward for how often each offer is asked.

With a the take rate at node i, g what a Yes brings, s the share that stays after a No and w the weights of the children,

    V_i = a (g + w_y V_y) + (1 - a) s w_n V_n                          (backward)
    X_y += w_y X_i a,    X_n += w_n X_i (1 - a) s                      (forward, from the shares of the entries)
    dV/da = sum over nodes of X_i (g + w_y V_y - s w_n V_n)            (the worth of the rate itself)

The last line is exact where an offer is asked once in a history: V is then affine in its rate (docs/forecast.md).
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ipp.value.process.transitions import END, Transition
from ipp.value.solve.sweep import Sweep
from ipp.value.solve.valuation import Valuation

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

    def scale_by(self, factor: float) -> "Figures":
        return Figures(*(figure * factor for figure in self))

    def add_figures(self, other: "Figures") -> "Figures":
        return Figures(*(one + two for one, two in zip(self, other, strict=True)))

    def earn(self, money: float) -> "Figures":
        """Return the figures with money of partners besides; it costs nothing."""
        if not money:
            return self
        revenue, margin, lifetime_revenue, lifetime_margin, *others = self
        sums = (each + money for each in (revenue, margin, lifetime_revenue, lifetime_margin))
        return Figures(*sums, *others)


NO_FIGURES = Figures(*(0.0,) * 8)


class Outcome(NamedTuple):
    """What a net comes to: figures by start, and by param how often it is asked and what its rate is worth."""

    starts: dict[int, Figures]
    again: float  # the share who buy something after their first purchase
    reached: float  # the share who are asked for the ultimate action
    asked: list[float]
    slopes: list[float]  # of the margin, by the take rate
    margins: list[float]  # from each node on, weighted; the last is END's
    distances: list[
        int
    ]  # fewest answers from this ask to that for the ultimate action; FAR when it is never asked


def value_nodes(sweep: Sweep, terms: Valuation, takes: Sequence[float] | None = None) -> list[Figures]:
    """Return the figures from each node on, weighted; `takes` in the place of the rates of `terms`."""
    takes = terms.takes if takes is None else takes
    stays = terms.stays
    found = [NO_FIGURES] * (len(sweep.transitions) + 1)  # the last is END's
    for place in range(len(sweep.transitions) - 1, -1, -1):
        transition, weight = sweep.transitions[place], sweep.weights[place]
        yes = takes[transition.rate_key] * weight
        no = (weight - yes) * stays[transition.rate_key]
        r, m, lr, lm, c, d, k, ks = found[sweep.yes[place]].earn(terms.value_arrival(transition.yes))
        r2, m2, lr2, lm2, c2, d2, k2, ks2 = found[sweep.no[place]].earn(terms.value_arrival(transition.no))
        gr, gm, glr, glm = terms.value_yes(transition)
        asks = terms.asks[transition.rate_key]
        if transition.arrives:
            c, d = c + 1, d + transition.yes_day
        found[place] = Figures(
            yes * (r + gr) + no * r2,
            yes * (m + gm) + no * m2,
            yes * (lr + glr) + no * lr2,
            yes * (lm + glm) + no * lm2,
            yes * c + no * c2,
            yes * d + no * d2,
            asks * weight + yes * k + no * k2,
            yes * (ks + asks * c) + no * (ks2 + asks * c2),
        )
    return found


def find_gain(terms: Valuation, transition: Transition, yes: float, no: float) -> float:
    """Return how much more margin a Yes brings than a No; `yes` and `no` are the margins from the nodes on that they lead to."""
    stay = terms.stays[transition.rate_key]
    after_yes = terms.value_yes(transition)[1] + yes + terms.value_arrival(transition.yes)
    return after_yes - stay * (no + terms.value_arrival(transition.no))


def count_visits(sweep: Sweep, terms: Valuation, shares: Mapping[int, float]) -> list[float]:
    """Return how many of the customers come to each node, weighted; `shares` by start spot."""
    found = [0.0] * (len(sweep.transitions) + 1)
    for state, place in sweep.starts.items():
        found[place] += shares[state]
    takes, stays = terms.takes, terms.stays
    for place, transition in enumerate(sweep.transitions):
        here = found[place]
        yes = here * takes[transition.rate_key]
        child = sweep.yes[place]
        if child >= 0:
            found[child] += yes * sweep.weights[child]
        child = sweep.no[place]
        if child >= 0:
            found[child] += (here - yes) * stays[transition.rate_key] * sweep.weights[child]
    return found


def evaluate_sweep(sweep: Sweep, terms: Valuation, shares: Mapping[int, float]) -> Outcome:
    """Evaluate a net for entries with these shares."""
    worth = value_nodes(sweep, terms)
    here = count_visits(sweep, terms, shares)
    asked, slopes = [0.0] * len(terms.takes), [0.0] * len(terms.takes)
    for place, transition in enumerate(sweep.transitions):
        asked[transition.rate_key] += here[place]
        margins = worth[sweep.yes[place]].margin, worth[sweep.no[place]].margin
        gain = find_gain(terms, transition, *margins)
        slopes[transition.rate_key] += here[place] * gain
    starts = {state: worth[sweep.starts.get(state, END)].earn(terms.value_arrival(state)) for state in shares}
    reached = sum(here[place] for place, transition in enumerate(sweep.transitions) if transition.first)
    return Outcome(
        starts,
        _count_repeat_buyers(sweep, terms, shares),
        reached,
        asked,
        slopes,
        [figures.margin for figures in worth],
        _measure_distances(sweep, terms),
    )


def _count_repeat_buyers(sweep: Sweep, terms: Valuation, shares: Mapping[int, float]) -> float:
    """Return the share who say Yes at least once: those who come to a Yes by Noes alone."""
    only = [0.0] * (len(sweep.transitions) + 1)
    for state, place in sweep.starts.items():
        only[place] += shares[state]
    found = 0.0
    for place, transition in enumerate(sweep.transitions):
        take, stay = terms.takes[transition.rate_key], terms.stays[transition.rate_key]
        yes, no = sweep.yes[place], sweep.no[place]
        if terms.asks[transition.rate_key]:
            found += only[place] * take
        elif yes >= 0:
            only[yes] += only[place] * take * sweep.weights[yes]
        if no >= 0:
            only[no] += only[place] * (1 - take) * stay * sweep.weights[no]
    return found


def _measure_distances(sweep: Sweep, terms: Valuation) -> list[int]:
    goal = terms.policy.goal
    target = goal.offer if goal else None
    far = [FAR] * (len(sweep.transitions) + 1)
    found = [FAR] * len(terms.takes)
    for place in range(len(sweep.transitions) - 1, -1, -1):
        transition = sweep.transitions[place]
        asks = terms.asks[transition.rate_key]
        ultimate = asks and terms.params[transition.rate_key].offer == target
        far[place] = least = 0 if ultimate else asks + min(far[sweep.yes[place]], far[sweep.no[place]])
        found[transition.rate_key] = min(found[transition.rate_key], least)
    return found
