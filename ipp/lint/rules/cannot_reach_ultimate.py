"""No list leads from this product to the ultimate action.

Whoever buys it, and says Yes to everything, is never led to the ultimate action by any `next`, series, category, ladder or
bundle: only the cold ask is left, made when nothing else is, and that is the weakest of all. A `ready` segment counts as a way. Products that
already have no next action, or stand in a closed loop, are told by those rules alone.

Wrong::

    ipp: 1
    ultimate: Club
    products:
      Slippers: {price: 24, next: Nail Kit}
      Nail Kit: {price: 22, final: true}
      Insoles: {price: 39, next: Club}
      Club: {price: 29}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]

Right::

    ipp: 1
    ultimate: Club
    products:
      Slippers: {price: 24, next: [Nail Kit, Club]}
      Nail Kit: {price: 22, final: true}
      Insoles: {price: 39, next: Club}
      Club: {price: 29}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]
"""

from collections.abc import Iterator

from ipp.engine.edges import Node
from ipp.lint.checked import Checked
from ipp.lint.gaps import gap_of
from ipp.lint.loops import closed_loops
from ipp.lint.ways import leading
from ipp.path.model import Product
from ipp.text.finding import Finding, Related, Rule

RULE = Rule("IPP202", "cannot-reach-ultimate", "error")


def check(checked: Checked) -> Iterator[Finding]:
    """Find products from which no list leads to the ultimate action."""
    goal = checked.goal
    if goal is None or goal.ready or goal.good.name in checked.doubtful:
        return
    lost = list(_lost(checked))
    others = [good for good in checked.leading_on if isinstance(good, Product)]
    if lost and len(lost) == len(others) and not checked.before.get(goal.good.name):
        yield Finding(RULE, f"no list names the ultimate action `{goal.good.name}`", checked.goal_span, _HELP)
        return
    told = _told_already(checked) if lost else set()
    for product in lost:
        if product.name.text not in told:
            message = f"no way leads from `{product.name.text}` to the ultimate action `{goal.good.name}`"
            related = (Related("the ultimate action", checked.goal_span),)
            yield Finding(RULE, message, product.name.span, _HELP, related)


_HELP = "name it in a `next` on the way, or in the store-wide `next`"


def _lost(checked: Checked) -> Iterator[Product]:
    fine = leading(checked)
    for good in checked.leading_on:
        if isinstance(good, Product) and good.name.text not in fine:
            yield good


def _told_already(checked: Checked) -> set[Node]:
    told: set[Node] = set()
    for group in closed_loops(checked).groups:
        told |= group
    for good in checked.leading_on:
        gap = gap_of(checked, good)
        if gap and gap.everyone:
            told.add(good.name.text)
    return told
