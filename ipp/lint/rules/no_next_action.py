"""After a purchase of this product, no customer is offered anything.

Consider a customer who bought only this product, or only this bundle. Its own `next`, its series, its category and the
store-wide `next` offer them nothing: every offer there is a draft, contains something they just bought, or is closed to everybody.
Touches keep trust but lead nowhere by themselves, so they do not count. Offers with dates count as closed. The ultimate action itself
may be the end, and so may a product marked `final: true`. The rule also looks at owners of retired products, and counts paused products as
in stock. A customer who gave everything back reads only the store-wide `next`; where there is one, it must offer them something.

Wrong::

    ipp: 1
    ultimate: Club
    products:
      Slippers: {price: 24, next: Club}
      Nail Kit: {price: 22}
      Club: {price: 29}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]

Right::

    ipp: 1
    ultimate: Club
    products:
      Slippers: {price: 24, next: Club}
      Nail Kit: {price: 22, next: [Slippers, Club]}
      Club: {price: 29}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]
"""

from collections.abc import Iterator

from ipp.lint.facts.no_offer import find_gap_with_nothing, find_judged_gap
from ipp.lint.facts.store import Checked
from ipp.lint.repairs import ask_everybody
from ipp.path.model import Product
from ipp.text.finding import Finding, Rule

RULE = Rule("IPP201", "no-next-action", "error")


def check(checked: Checked) -> Iterator[Finding]:
    """Find purchases after which nobody is offered anything, and a store-wide `next` that offers nothing to who kept nothing."""
    for good in checked.leading_on:
        gap = find_judged_gap(checked, good)
        if gap and gap.everyone:
            what = "product" if isinstance(good, Product) else "bundle"
            touches = any(step.do or step.name for step in checked.policy.list_steps(good))
            only = " but touches, or what was just bought" if touches else ""
            message = f"after the {what} `{good.name.text}` nothing is offered{only}"
            help = "give it a `next`, or the store a `next` for everything"
            yield Finding(
                RULE, message, good.name.span, help, fix=ask_everybody(checked), label="nothing follows"
            )
    gap = find_gap_with_nothing(checked)
    if gap and gap.everyone:
        message = (
            "a customer who gave everything back is offered nothing: they read only the store-wide `next`"
        )
        help = "end the store-wide `next` with a step for everybody"
        span = checked.path.next[0].subject.span
        yield Finding(RULE, message, span, help, fix=ask_everybody(checked), label="nothing for them")
