"""All ways from many products to the ultimate action pass through one offer.

A customer who says No to this offer is not led to the ultimate action by any list. If ten or more products depend on one offer, add a second
way. The rule does not know who already owns a part of a bundle, so a few more products may be affected. Stores of more than 10,000
items are not checked.

Wrong::

    ipp: 1
    ultimate: Club
    products:
      Insoles: {price: 39, next: [Socks, Club]}
      Socks: {price: 9, next: Club}
      A: {price: 9, next: [B, C, Insoles]}
      B: {price: 9, next: [A, C, Insoles]}
      C: {price: 9, next: [D, E, Insoles]}
      D: {price: 9, next: [E, F, Insoles]}
      E: {price: 9, next: [F, G, Insoles]}
      F: {price: 9, next: [G, H, Insoles]}
      G: {price: 9, next: [H, I, Insoles]}
      H: {price: 9, next: [I, J, Insoles]}
      I: {price: 9, next: [J, A, Insoles]}
      J: {price: 9, next: [A, B, Insoles]}
      Club: {price: 29}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]

Right::

    ipp: 1
    ultimate: Club
    products:
      Insoles: {price: 39, next: [Socks, Club]}
      Socks: {price: 9, next: Club}
      A: {price: 9, next: [B, Insoles, Club]}
      B: {price: 9, next: [A, Insoles, Club]}
      Club: {price: 29}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]
"""

from collections.abc import Iterator

from ipp.lint.facts.bottlenecks import find_bottlenecks
from ipp.lint.facts.store import Checked
from ipp.text.finding import Finding, Related, Rule
from ipp.text.words import count_things

RULE = Rule("IPP210", "bottleneck", "info")


def check(checked: Checked) -> Iterator[Finding]:
    """Find offers through which every way of many products leads."""
    for name, hanging in find_bottlenecks(checked):
        item = checked.names.resolve_item(name)
        assert item
        assert checked.goal
        message = f"every way of {count_things(hanging, 'product')} to `{checked.goal.good.name}` leads through `{name}`"
        related = (Related("the ultimate action", checked.goal_span),)
        yield Finding(
            RULE, message, item.name.span, "give them a second way, for those who say No to it", related
        )
