"""A smaller version is not cheaper than the version above it on the ladder.

After a No, the smaller version is offered. A customer who has just said No to 59 will not say Yes to 65, and will say Yes to 59 only for something else.
If only the order of the downsells is wrong, `--fix --unsafe-fixes` sorts them.

Wrong::

    ipp: 1
    ultimate: Club
    products:
      Massager: {price: 89, downsell: Slippers, next: Club}
      Slippers: {price: 99, next: [Massager, Club]}
      Club: {price: 29}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]

Right::

    ipp: 1
    ultimate: Club
    products:
      Massager: {price: 89, downsell: Slippers, next: Club}
      Slippers: {price: 24, next: [Massager, Club]}
      Club: {price: 29}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]
"""

from collections.abc import Iterator

from ipp.engine.policy.clauses import Rung
from ipp.lint.facts.ladders import list_ladders
from ipp.lint.facts.store import Checked
from ipp.lint.repairs import sort_downsells
from ipp.text.finding import Finding, Related, Rule

RULE = Rule("IPP302", "downsell-not-smaller", "error")


def check(checked: Checked) -> Iterator[Finding]:
    """Find rungs that cost as much as a rung above, or more."""
    for ladder in list_ladders(checked):
        above: Rung | None = None
        for rung in ladder.rungs:
            if rung.price is None:
                continue
            if above and above.price is not None and rung.price >= above.price:
                message = f"the downsell `{rung.good.name}` costs {rung.price}, `{above.good.name}` above it {above.price}"
                related = (Related(f"the rung above, for {above.price}", above.span),)
                help = "put the most expensive version first and the cheapest last"
                fix = sort_downsells(checked, ladder)
                yield Finding(RULE, message, rung.span, help, related, fix, label=f"{rung.price}")
            above = rung
