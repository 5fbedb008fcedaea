"""Everything that `ipp next` says of one customer, before it is put into words."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ipp.engine.customer.events import Bought, Customer
from ipp.engine.customer.state import State
from ipp.engine.days import add_days
from ipp.engine.decision.action import Action, Decision
from ipp.engine.decision.decide import decide_state
from ipp.engine.decision.follow import (
    Journey,
    OfferAhead,
    decide_after,
    find_answer_day,
    find_first,
    find_offer_ahead,
    make_events,
    walk_yeses,
)
from ipp.engine.policy.compile import Policy
from ipp.engine.prices import find_saving
from ipp.path.model import Product, Touch
from ipp.path.values import Discount, Duration

MOST_NOES = 5
"""Noes in a row that an answer follows down."""


class Coupon(NamedTuple):
    """The code of a coupon, what it takes off, and the last day on which one that is given on the day of its action is valid."""

    code: str | None
    off: Discount | None
    until: date | None


class About(NamedTuple):
    """What an answer says of an action besides the action itself: the kind of a touch, how often a continuity is paid, what is saved.

    `earns` is what a partner pays for each customer who buys there; `note` is what the author wrote beside the item.
    """

    touch: str | None
    every: Duration | None
    url: str | None
    saving: Decimal | None
    coupon: Coupon | None = None
    earns: Decimal | None = None
    note: str | None = None


class Recommendation(NamedTuple):
    """The next action, what follows on Yes and on each further No, and the path of the customer who says Yes.

    `ultimate` is the name of the ultimate action; `known` says something about every action in it, by name, price and day.
    `on_noes` is what comes next on each further No. `yes` and `noes` are what follows from a Yes and from each No to what comes first: a touch does not
    follow from a No, so the offer behind it stands there, if there is one. `ahead` is what is done first where that is something else, as time
    opens it before what is waited for is due; of touches that come first it is the offer behind them.
    `bought_as` names what they bought for the purchases that actions follow, where it was a bundle with the product in it.
    `lapsed` has the memberships that were not paid any more, and the last day on which each lapsed.
    """

    store: str | None
    currency: str | None
    ultimate: str | None
    today: date
    decision: Decision
    on_yes: Decision | None
    on_noes: tuple[Decision, ...]
    journey: Journey
    known: Mapping[tuple[str, Decimal | None, date], About]
    customer: Customer
    ahead: OfferAhead | None
    yes: Decision | None
    noes: tuple[Decision, ...]
    bought_as: Mapping[str, str]
    lapsed: Mapping[str, date]

    def describe_action(self, action: Action) -> About:
        """Return what is said of one of its actions."""
        return self.known[action.name, action.price, action.due]


def recommend_next(policy: Policy, customer: Customer, today: date) -> Recommendation:
    """Return the next action of a customer with all that follows from it."""
    state = State(policy, customer, today)
    decision = decide_state(state, customer)
    on_yes = decide_after(policy, customer, decision, yes=True)
    on_noes = _follow_noes(policy, customer, decision)
    path, ahead = _find_ahead(policy, customer, decision)
    they, then = (ahead.customer, ahead.decision) if ahead else (customer, decision)
    yes, noes = _find_first_after_yes(policy, they, then), _follow_noes(policy, they, then, first=True)
    follow_ups = [
        each.action for each in (decision, on_yes, *on_noes, ahead and ahead.decision, yes, *noes) if each
    ]
    actions = (action for action in (*follow_ups, *path.actions) if action)
    return Recommendation(
        policy.path.store,
        policy.path.currency,
        policy.goal.good.name if policy.goal else None,
        today,
        decision,
        on_yes,
        on_noes,
        path,
        {
            (action.name, action.price, action.due): _describe_action(policy, action, today)
            for action in actions
        },
        customer,
        ahead,
        yes,
        noes,
        _find_bundles_bought(
            policy,
            customer,
            {each.because for each in (decision.action, ahead and ahead.decision.action) if each},
        ),
        state.holdings.lapsed,
    )


def _find_ahead(policy: Policy, customer: Customer, decision: Decision) -> tuple[Journey, OfferAhead | None]:
    """Return the path, and what comes before the action of a decision, or behind its touch."""
    first = find_first(policy, customer, decision)
    path, ahead = walk_yeses(policy, customer, first)
    if first.action and first.action.offer:
        ahead = None
    return path, ahead or (OfferAhead((), first, customer) if first is not decision else None)


def _find_bundles_bought(policy: Policy, customer: Customer, causes: set[str | None]) -> dict[str, str]:
    """Return the bundle that was bought last with a product in it, for products that were not bought later by themselves."""
    found: dict[str, str] = {}
    for event in customer.events:
        for item in event.items if isinstance(event, Bought) else ():
            for product in causes & {*policy.goods[item].products, item}:
                found[str(product)] = item
    return {product: item for product, item in found.items() if product != item}


def _describe_action(policy: Policy, action: Action, today: date) -> About:
    item = policy.names.resolve_item(action.name)
    return About(
        item.kind if isinstance(item, Touch) else None,
        item.every if isinstance(item, Product) else None,
        item.url if item else None,
        find_saving(policy, action.good, action.price),
        _make_coupon(item, max(action.due, today)) if isinstance(item, Touch) else None,
        item.earns if isinstance(item, Touch) else None,
        item.note if item else None,
    )


def _make_coupon(touch: Touch, day: date) -> Coupon | None:
    if touch.kind != "coupon":
        return None
    return Coupon(touch.code, touch.off, add_days(day, touch.valid.days) if touch.valid else None)


def _follow_noes(
    policy: Policy, customer: Customer, decision: Decision, *, first: bool = False
) -> tuple[Decision, ...]:
    """Follow the Noes as long as they lead to a smaller version, and one further; `first`: to what is done first then, or the offer behind its touches."""
    found: list[Decision] = []
    while len(found) < MOST_NOES:
        after = decide_after(policy, customer, decision, yes=False)
        if after is None or decision.action is None:
            break
        customer = customer.add_events(*make_events(decision, False, find_answer_day(decision)))
        if first:
            after, customer = _find_first_offer(policy, customer, after)
        found.append(after)
        if not is_smaller_version(after.action, decision.action):
            break
        decision = after
    return tuple(found)


def _find_first_after_yes(policy: Policy, customer: Customer, decision: Decision) -> Decision | None:
    after = decide_after(policy, customer, decision, yes=True)
    if after is None:
        return None
    events = make_events(decision, True, find_answer_day(decision))
    return find_first(policy, customer.add_events(*events), after)


def _find_first_offer(policy: Policy, customer: Customer, decision: Decision) -> tuple[Decision, Customer]:
    """Return what is done first; of touches the offer behind them, if there is one; and the customer then."""
    first = find_first(policy, customer, decision)
    if first.action is None or first.action.offer:
        return first, customer
    behind = find_offer_ahead(policy, customer, first.on)
    return (behind.decision, behind.customer) if behind else (first, customer)


def is_smaller_version(action: Action | None, than: Action) -> bool:
    """Whether an action is a rung below another of the same ladder."""
    return bool(action and action.rung and than.rung is not None and action.rung > than.rung)
