"""A price is lower than the cost of the goods.

A bundle without its own `cost` costs as much as its contents, including the free ones. If an offer is meant to lose money,
accept the finding and give the reason.

Wrong::

    ipp: 1
    ultimate: Club
    products:
      Slippers: {price: 24, cost: 26, next: Club}
      Club: {price: 29}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]

Right::

    ipp: 1
    ultimate: Club
    products:
      Slippers: {price: 24, cost: 6, next: Club}
      Club: {price: 29}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]
"""

from collections.abc import Iterator

from ipp.engine.prices import find_cost
from ipp.lint.facts.store import Checked, find_key_span
from ipp.path.model import Bundle, Product
from ipp.text.finding import Finding, Rule

RULE = Rule("IPP304", "below-cost", "warning")
_HELP = "raise the price, or accept the loss with a reason"


def check(checked: Checked) -> Iterator[Finding]:
    """Find items and steps that sell for less than they cost."""
    for good in (each for each in checked.goods if each.name.text in checked.sellable):
        cost = find_cost(checked.policy, good)
        if cost is not None and good.price is not None and good.price < cost:
            message = f"`{good.name.text}` costs the shop {cost} and sells for {good.price}"
            yield Finding(
                RULE, message, find_key_span(good.name, good, "price"), _HELP, label=f"it costs {cost}"
            )
    for step in checked.steps:
        item = checked.names.resolve_item(step.offer.text) if step.price is not None and step.offer else None
        cost = find_cost(checked.policy, item) if isinstance(item, (Product, Bundle)) else None
        if item and step.offer and cost is not None and step.price is not None and step.price < cost:
            message = f"`{item.name.text}` costs the shop {cost} and is offered for {step.price}"
            yield Finding(RULE, message, step.offer.span, _HELP, label=f"it costs {cost}")
