"""An offer costs more than 5 times what its customers bought before, with no smaller version at half its price or less.

Trust grows step by step. Something in between, or a smaller version after the No, keeps more customers. The rule checks the lists of products
and bundles that have a price, and of what can be bought without an offer. The price of a membership is that of one period. A membership that follows a membership is not checked.
The setting `price-jump` changes the number.

Wrong::

    ipp: 1
    ultimate: Club
    products:
      Mug: {price: 9, next: [Kiln, Club]}
      Kiln: {price: 890, next: Club}
      Club: {price: 29}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]

Right::

    ipp: 1
    ultimate: Club
    products:
      Mug: {price: 9, next: [Kiln, Club]}
      Kiln: {price: 890, next: Club, downsell: Small Kiln}
      Small Kiln: {price: 390, next: Club}
      Club: {price: 29}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]
"""

from collections.abc import Iterator

from ipp.engine.policy.clauses import Ladder
from ipp.engine.policy.entries import list_rungs
from ipp.lint.facts.store import Checked
from ipp.path.model import Product
from ipp.path.names import Item
from ipp.text.finding import Finding, Related, Rule
from ipp.text.words import count_things

RULE = Rule("IPP308", "price-jump", "info")


def check(checked: Checked) -> Iterator[Finding]:
    """Find offers that are far dearer than what their customers bought."""
    for good in checked.goods:
        if not good.price or (isinstance(good, Product) and not good.sold):
            continue
        most = checked.limits.price_jump * good.price
        for step, entry in checked.policy.pair_list(good.next):
            top = entry.rungs[0].price if isinstance(entry, Ladder) and entry.rungs else None
            if top is None or top <= most:
                continue
            if _is_membership(good) and _is_membership(checked.names.resolve_item(step.subject.text)):
                continue
            if any(rung.price is not None and rung.price * 2 <= top for rung in list_rungs(entry)):
                continue
            message = f"`{step.subject.text}` for {top} follows `{good.name.text}` for {good.price}: over {count_things(checked.limits.price_jump, 'time')} as much"
            help = "offer something in between first, or give it a `downsell` of at most half its price"
            related = (Related("what they bought", good.name.span),)
            yield Finding(RULE, message, step.subject.span, help, related, label="a long way up")


def _is_membership(item: Item | None) -> bool:
    return isinstance(item, Product) and item.every is not None
