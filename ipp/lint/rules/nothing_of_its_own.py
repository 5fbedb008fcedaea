"""Products have no next action of their own: the store-wide `next` follows them, and it knows nothing of what was bought.

The best next action is one for this very product. `next`, a series and the `next` of its category count as its own. The ultimate action needs none, and neither does a product
that is final, retired, a draft, or sold only as an offer. There is one finding for all these products, at the first one; the last line of `ipp validate` counts them.

Wrong::

    ipp: 1
    ultimate: Club
    products:
      Mug: {price: 9, next: Teapot}
      Teapot: {price: 29}
      Club: {price: 29}
    next: Club
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]

Right::

    ipp: 1
    ultimate: Club
    products:
      Mug: {price: 9, next: Teapot}
      Teapot: {price: 29, next: [How to brew]}
      Club: {price: 29}
    next: Club
    touches: {Letter: {kind: content}, How to brew: {kind: content}}
    rest: [{do: Letter, every: 30d}]
"""

from collections.abc import Iterator

from ipp.lint.facts.own_next import list_without_own_next
from ipp.lint.facts.store import Checked
from ipp.text.finding import Finding, Related, Rule
from ipp.text.words import count_things

RULE = Rule("IPP403", "nothing-of-its-own", "info")
_SHOWN = 3


def check(checked: Checked) -> Iterator[Finding]:
    """Find products after which only the store-wide list comes."""
    if not checked.policy.storewide:
        return
    found = [each for each in list_without_own_next(checked.policy) if each.name.text not in checked.doubtful]
    if found:
        first, others = found[0], found[1:]
        more = f" and {count_things(len(others), 'more product')}" if others else ""
        have = "have" if others else "has"
        message = f"`{first.name.text}`{more} {have} no next of {'their' if others else 'its'} own, only the store-wide one"
        related = tuple(Related("another", product.name.span) for product in others[:_SHOWN])
        yield Finding(
            RULE, message, first.name.span, "what suits who just bought it? `ipp suggest` names candidates", related,
            label="nothing of its own",
        )  # fmt: skip
