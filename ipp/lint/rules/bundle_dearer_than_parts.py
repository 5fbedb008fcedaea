"""A bundle costs more than its parts bought one by one.

Customers who add up the prices feel cheated. All items count at their list prices, including the free ones.

Wrong::

    ipp: 1
    ultimate: Club
    products:
      Slippers: {price: 24, next: [Nail Kit, Club]}
      Nail Kit: {price: 22, next: [Slippers, Club]}
      Club: {price: 29, next: Foot Pair}
    bundles:
      Foot Pair: {items: [Slippers, Nail Kit], price: 49}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]

Right::

    ipp: 1
    ultimate: Club
    products:
      Slippers: {price: 24, next: [Nail Kit, Club]}
      Nail Kit: {price: 22, next: [Slippers, Club]}
      Club: {price: 29, next: Foot Pair}
    bundles:
      Foot Pair: {items: [Slippers, Nail Kit], price: 39}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]
"""

from collections.abc import Iterator

from ipp.engine.prices import sum_single_prices
from ipp.lint.facts.store import Checked, find_key_span
from ipp.text.finding import Finding, Rule

RULE = Rule("IPP301", "bundle-dearer-than-parts", "warning")


def check(checked: Checked) -> Iterator[Finding]:
    """Find bundles dearer than the sum of their parts."""
    for bundle in (each for each in checked.bundles if each.name.text in checked.sellable):
        singly = sum_single_prices(checked.policy, checked.policy.goods[bundle.name.text])
        if singly is not None and bundle.price is not None and bundle.price > singly:
            message = f"`{bundle.name.text}` costs {bundle.price}, and its parts cost {singly} one by one"
            span = find_key_span(bundle.name, bundle, "price")
            yield Finding(RULE, message, span, f"ask less than {singly}", label=f"{singly} one by one")
