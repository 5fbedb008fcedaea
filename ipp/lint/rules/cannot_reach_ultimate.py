"""For some or all buyers of this product, no sequence of answers leads to the ultimate action.

Whatever these buyers answer, no `next`, series, category, ladder or bundle ever asks them for the
ultimate action. Only the cold ask is left, which is made when nothing else is, and which is the weakest of all. The search follows real customers,
not only the arrows: an offer that contains an owned product is never made, a condition must become true, and nobody has two values of one attribute.
Offers with dates count as over. Purchases that customers might make without an offer do not count. So a condition that asks for three products
can never become true where only two are offered. A `ready` segment counts as a way if answers can make it true, or if it reads attributes, which may become known later.

If only some buyers are affected, the finding names their attributes. Other rules report products after which somebody has no next action, products in a
closed loop, and customers who can never be asked at all; this rule does not repeat them. In a very large store the search for one product
can stop without a result; `ipp validate --proof` names these products.

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

from ipp.engine.policy.edges import Node
from ipp.lint.facts.loops import find_closed_loops
from ipp.lint.facts.no_offer import find_judged_gap
from ipp.lint.facts.reachability import find_lost
from ipp.lint.facts.store import Checked
from ipp.lint.repairs import ask_everybody
from ipp.lint.wording import describe_customer
from ipp.path.model import Product
from ipp.proof.ultimate.lost import LostCustomers
from ipp.text.finding import Finding, Related, Rule

RULE = Rule("IPP202", "cannot-reach-ultimate", "error")


def check(checked: Checked) -> Iterator[Finding]:
    """Find products from which answers do not lead to the ultimate action."""
    goal = checked.goal
    found = find_lost(checked)
    if goal is None or not found:
        return
    products = [good for good in checked.leading_on if isinstance(good, Product)]
    nobody = len(found) == len(products) and all(each.everyone for each in found.values())
    if nobody and not checked.before.get(goal.good.name):
        ready = f", and no answers make anybody `{goal.ready}`" if goal.ready else ""
        message = f"no list names the ultimate action `{goal.good.name}`{ready}"
        yield Finding(RULE, message, checked.goal_span, _HELP, fix=ask_everybody(checked))
        return
    told, unasked = _list_reported(checked), dict[str, None]()
    for product in products:
        who = found.get(product.name.text)
        if who is None or product.name.text in told:
            continue
        if who.everyone or checked.leads.may_ask(who.attributes):
            yield _make_finding(checked, product, who)
        else:
            unasked[describe_customer(checked.policy, who.attributes)] = None
    for name in unasked:
        message = f"no list names the ultimate action `{goal.good.name}` for {name}"
        yield Finding(RULE, message, checked.goal_span, _HELP_SOME, fix=ask_everybody(checked))


_HELP = "name it in a `next` on the way, or in the store-wide `next`"
_HELP_SOME = "name it without a condition in a `next` on the way, or in the store-wide `next`"


def _make_finding(checked: Checked, product: Product, customers: LostCustomers) -> Finding:
    assert checked.goal
    message = f"no way leads from `{product.name.text}` to the ultimate action `{checked.goal.good.name}`"
    related = (Related("the ultimate action", checked.goal_span),)
    fix, span = ask_everybody(checked), product.name.span
    if customers.everyone:
        return Finding(RULE, message, span, _HELP, related, fix, label="no way from here")
    message += f" for {describe_customer(checked.policy, customers.attributes)}"
    return Finding(RULE, message, span, _HELP_SOME, related, fix, label="no way from here for some")


def _list_reported(checked: Checked) -> set[Node]:
    """Return what is told by `no-next-action`, `segment-gap` and `closed-loop`."""
    told: set[Node] = {good.name.text for good in checked.leading_on if find_judged_gap(checked, good)}
    if checked.goal and not checked.goal.ready:
        told.update(*find_closed_loops(checked).groups)
    return told
