"""The index of a block of a list: what it gains over the chance that it uses the customer up.

For lists in which every offer stands once, with G the expected gain of a block, everything that its Yes unlocks included, and S the share of
customers who come back from it to the list, the best order is by G / (1 - S), highest first: of two neighbours, a goes before b
exactly if G_a + S_a G_b >= G_b + S_b G_a (adjacent exchange; Smith 1956, Cao & Sun 2019 for messages that may be abandoned).
"""

from math import inf
from random import Random
from typing import NamedTuple

from ipp.engine.policy import Policy
from ipp.path.names import folded
from ipp.value.chart import Chart
from ipp.value.listing import Listing
from ipp.value.lists import Block, Owner
from ipp.value.net import Net, TooMany, cast
from ipp.value.outcome import values, visits
from ipp.value.question import Question
from ipp.value.terms import Terms
from ipp.value.walk import Walk
from ipp.value.ways import END, Ways

NOTHING = Listing((), 0, (), ())
FEW = 2_000
"""Nodes below which a block is valued exactly."""
COARSE = 1e-3


class Worth(NamedTuple):
    """What a block gains, and the share of customers who are still there after it."""

    gain: float
    survival: float

    @property
    def rank(self) -> float:
        lost = 1 - self.survival
        if lost > 1e-12:
            return self.gain / lost
        return inf if self.gain > 0 else 0.0

    def then(self, other: "Worth") -> "Worth":
        """Return what two blocks are worth one after the other."""
        return Worth(self.gain + self.survival * other.gain, self.survival * other.survival)


def block_worth(
    policy: Policy, question: Question, owner: Owner, block: Block, like: Chart | None = None
) -> Worth:
    """Return what a block is worth to somebody for whom nothing else is left; `like`: a chart of this policy."""
    chart = _alone(policy, question, owner, block, like)
    walk = Walk(chart, question.horizon, question.thinking, max(question.rates.tiers, default=0))
    ways = Ways(walk)
    start = walk.nobody()._replace(first=0, ordered=0)
    name = _reader(policy, owner)
    if name:
        start = walk.entered(policy.goods[name])
    spot = ways.number(start)
    terms = Terms(ways, question.rates)
    return _worth(_net(terms, spot), terms, spot)


def _reader(policy: Policy, owner: Owner) -> str | None:
    """Return a product or bundle whose buyer reads the list; None for the store-wide one."""
    if owner.kind == "store":
        return None
    if owner.kind != "category":
        return owner.name
    wanted = folded(owner.name)
    members = (
        each for each in policy.path.products if each.category and folded(each.category.text) == wanted
    )
    return next((product.name.text for product in members), None)


def _alone(policy: Policy, question: Question, owner: Owner, block: Block, like: Chart | None) -> Chart:
    """Return a chart on which this block is all that stands in its list, and nothing follows."""
    chart = Chart(policy, question.attributes, question.today, like, frozenset())
    listing = chart.listed(policy.compiled(block, None if owner.kind == "store" else policy.usual_within))
    chart.storewide = NOTHING
    chart.ultimate = NOTHING
    chart.ready = None
    chart.turns = ()
    name = _reader(policy, owner)
    if name is None:
        chart.storewide = listing
    else:
        chart.replace(name, listing)
    return chart


def _net(terms: Terms, spot: int) -> Net:
    try:
        return cast(terms, {spot: 1.0}, limit=FEW)
    except TooMany:
        return cast(terms, {spot: 1.0}, threshold=COARSE, random=Random(1))


def _worth(net: Net, terms: Terms, spot: int) -> Worth:
    """Return gain and survival: who is neither lost by a No nor arrives comes back."""
    if net.starts.get(spot, END) == END:
        return Worth(0.0, 1.0)
    figures = values(net, terms)[net.starts[spot]]
    here = visits(net, terms, {spot: 1.0})
    lost = sum(
        here[place] * (1 - terms.takes[way.param]) * (1 - terms.stay) for place, way in enumerate(net.ways)
    )
    return Worth(figures.margin, max(0.0, 1 - lost - figures.chance))
