"""The walk without dates makes the same asks in the same order as the engine to somebody for whom no wait runs any more."""

import datetime as dt
import functools

from ipp.engine.customer.events import Bought, Customer, Did
from ipp.engine.customer.state import State
from ipp.engine.decision.decide import decide
from ipp.engine.decision.follow import make_events
from ipp.engine.policy.compile import Policy
from ipp.proof.assumptions import close_windows
from ipp.proof.customers.walk import CustomerWalk
from ipp.proof.replay import all_due, is_authored
from ipp.proof.ultimate.distance import follow_answers
from tests.amounts import amount
from tests.engine.agreement import read
from tests.oracle.strategies import store_of
from tests.proof.kinds import deceiving
from tests.proof.stores import policy_of, without

DAY = dt.date(2000, 1, 1)
MOST = 30
STORES = amount(6_000, most=300)


def _answers(policy: Policy, name: str, yes: bool) -> int | None:
    goal = policy.goal
    assert goal
    customer, today, count = Customer((Bought((name,), DAY),)), DAY, 0
    while True:
        state = State(policy, customer, today)
        if state.has_had(goal.good):
            return count
        today = all_due(state)
        decision = decide(policy, customer, today)
        action = decision.action
        if action is None or not is_authored(action):
            return None
        if action.name == goal.good.name:
            return count
        if action.offer is None:
            customer = customer.add_events(Did(action.name, today))
            continue
        customer = customer.add_events(*make_events(decision, yes, today))
        count += 1


def test_as_the_engine() -> None:
    """Days count for nothing: no wait runs any more, and no `within` is over."""
    asked = 0
    for seed in range(STORES):
        store = store_of(seed, given=seed % 2 == 0)
        plain = without(deceiving(store, seed), "within")
        if seed % 2 == 0:  # what is asked at each purchase is counted as if all happened on one day
            plain = functools.reduce(without, ("after", "gap", "spacing"), plain)
        policy = close_windows(read(plain).policy)
        if policy.goal is None:
            continue
        for name in policy.goods_in_order:
            if name == policy.goal.good.name or CustomerWalk(policy, name).arrived:
                continue
            for yes in (True, False):
                found = follow_answers(policy, name, yes=yes, most=MOST).listed
                assert found == _answers(policy, name, yes), (seed, name, yes)
                asked += found is not None
    assert asked > STORES


def test_more_than_are_counted() -> None:
    products = "\n".join(f"  P{number}: {{}}" for number in range(9))
    names = ", ".join(f"P{number}" for number in range(1, 9))
    policy = policy_of(f"ultimate: Club\nproducts:\n{products}\n  Club: {{}}\nnext: [{names}, Club]\n")
    assert follow_answers(policy, "P0", yes=True, most=20).listed == 8
    assert follow_answers(policy, "P0", yes=True, most=5).listed == 6
