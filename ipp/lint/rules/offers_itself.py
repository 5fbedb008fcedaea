"""A product or bundle leads to itself, or is its own downsell.

Nobody is offered what they have just bought. Use `refill` or `rest` to offer a consumable again: there it returns
regularly, and does not hold up the path.

Wrong::

    ipp: 1
    ultimate: Club
    products:
      Formula: {price: 19, consumable: true, next: [Formula, Club]}
      Club: {price: 29}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]

Right::

    ipp: 1
    ultimate: Club
    products:
      Formula: {price: 19, consumable: true, refill: 45d, next: Club}
      Club: {price: 29}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]
"""

from collections.abc import Iterator

from ipp.engine.policy.clauses import Ladder
from ipp.lint.facts.store import Checked
from ipp.text.finding import Finding, Rule

RULE = Rule("IPP306", "offers-itself", "error")


def check(checked: Checked) -> Iterator[Finding]:
    """Find steps and rungs of an item that name the item."""
    for good in checked.goods:
        for step, entry in checked.policy.pair_own_steps(good):
            if isinstance(entry, Ladder) and entry.rungs[0].good.name == good.name.text:
                message = f"`{good.name.text}` leads to itself"
                yield Finding(
                    RULE,
                    message,
                    step.subject.span,
                    "remove it; for a refill write `refill: 45d`",
                    label="itself",
                )
        for step in good.downsell:
            if checked.names.resolve_item(step.subject.text) is good and step.price in (None, good.price):
                yield Finding(
                    RULE,
                    f"`{good.name.text}` is its own downsell",
                    step.subject.span,
                    "name a smaller version",
                    label="itself",
                )
