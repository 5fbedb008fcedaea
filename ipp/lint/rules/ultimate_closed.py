"""A customer can reach a point from which they can never be asked for the ultimate action, whatever they buy or answer.

There are two possible reasons. The ultimate action is a bundle and they own a part of it, and an offer that contains an owned product is never made. Or it is not asked cold
(`cold: false`), and the conditions of `ready` and of every list that names it can never be true for them. A retired product brings nobody closer: its
owners have it, and nobody else can buy it. The rule also looks at customers who gave everything back.

Wrong::

    ipp: 1
    ultimate: {offer: Club, cold: false}
    products:
      Slippers: {price: 24, next: [{offer: Club, when: runners}, Nail Kit]}
      Nail Kit: {price: 22, next: [{offer: Club, when: runners}, Slippers]}
      Club: {price: 29}
    segments: {runners: {where: {sport: running}}}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]

Right::

    ipp: 1
    ultimate: {offer: Club, cold: false}
    products:
      Slippers: {price: 24, next: [{offer: Club, when: runners}, Nail Kit, Club]}
      Nail Kit: {price: 22, next: [{offer: Club, when: runners}, Slippers, Club]}
      Club: {price: 29}
    segments: {runners: {where: {sport: running}}}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]
"""

from collections.abc import Iterator

from ipp.lint.facts.store import Checked
from ipp.lint.wording import describe_customer
from ipp.proof.ultimate.closed import NOTHING_KEPT, ClosedCustomers
from ipp.text.finding import Finding, Related, Rule
from ipp.text.source import Span

RULE = Rule("IPP207", "ultimate-closed", "error")


def check(checked: Checked) -> Iterator[Finding]:
    """Find purchases and attributes that shut the ultimate action off for good."""
    goal = checked.goal
    if goal is None or checked.doubtful:
        return
    asks = checked.asks
    anybody = asks.find_closed(None)
    if anybody:
        yield _make_finding(checked, goal.good.name, anybody, checked.goal_span)
        return
    for good in checked.goods:
        closed = asks.find_closed(good.name.text)
        if closed:
            yield _make_finding(checked, goal.good.name, closed, good.name.span)
    closed = asks.find_closed(NOTHING_KEPT)
    if closed:
        yield _make_finding(checked, goal.good.name, closed, checked.goal_span)


def _make_finding(checked: Checked, goal: str, closed: ClosedCustomers, span: Span) -> Finding:
    who = describe_customer(checked.policy, closed.attributes)
    if closed.bought is not None:
        did = f"bought `{closed.bought}`" if closed.bought else "gave everything back"
        who += f"{' and' if closed.attributes else ''} who {did}"
    message = f"{who} can never be asked for `{goal}`"
    if closed.bought is None and not closed.attributes:
        message = f"nobody can ever be asked for `{goal}`"
    if not closed.holding:
        return Finding(RULE, message, span, "name it in a list without `when`, or let it be asked cold")
    message += f": it contains `{closed.holding}`, which they own"
    related = (Related("the ultimate action", checked.goal_span),)
    return Finding(RULE, message, span, "make the ultimate action a product of its own", related)
