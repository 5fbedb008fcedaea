"""After this product, customers in some segments are offered nothing, while others are offered something.

Every offer that follows is open only to some customers, and a customer can have attributes for which all of them are closed. The finding names
such attributes. To reach these customers, add a last step without `when`, or a store-wide `next`. The rule also looks at customers who gave everything back; they read only the store-wide `next`.

Wrong::

    ipp: 1
    ultimate: Club
    products:
      Slippers: {price: 24, next: [{offer: Club, when: runners}]}
      Club: {price: 29}
    segments: {runners: {where: {sport: running}}}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]

Right::

    ipp: 1
    ultimate: Club
    products:
      Slippers: {price: 24, next: [{offer: Insoles, when: runners}, Club]}
      Insoles: {price: 39, next: Club}
      Club: {price: 29}
    segments: {runners: {where: {sport: running}}}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]
"""

from collections.abc import Iterator

from ipp.lint.facts.no_offer import find_gap_with_nothing, find_judged_gap
from ipp.lint.facts.store import Checked
from ipp.lint.repairs import ask_everybody
from ipp.lint.wording import describe_customer
from ipp.text.finding import Finding, Rule

RULE = Rule("IPP204", "segment-gap", "error")


def check(checked: Checked) -> Iterator[Finding]:
    """Find purchases after which some customers are offered nothing."""
    for good in checked.leading_on:
        gap = find_judged_gap(checked, good)
        if gap and not gap.everyone:
            who = describe_customer(checked.policy, gap.attributes)
            message = f"after `{good.name.text}` {who} is offered nothing"
            yield Finding(
                RULE,
                message,
                good.name.span,
                "add a step without `when` at the end, or a store-wide `next`",
                fix=ask_everybody(checked),
                label="nothing follows for some",
            )
    gap = find_gap_with_nothing(checked)
    if gap and not gap.everyone:
        who = describe_customer(checked.policy, gap.attributes)
        message = (
            f"after giving everything back, {who} is offered nothing: they read only the store-wide `next`"
        )
        help = "end the store-wide `next` with a step without `when`"
        span = checked.path.next[0].subject.span
        yield Finding(RULE, message, span, help, fix=ask_everybody(checked), label="nothing for some of them")
