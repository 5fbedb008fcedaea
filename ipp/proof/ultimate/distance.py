"""How many answers lie between a purchase and the ask for the ultimate action.

The customer has no attributes that a segment names; windows count as closed.
"""

from ipp.engine.policy.compile import Policy
from ipp.proof.customers.walk import CustomerWalk


def count_answers(policy: Policy, bought: str, *, yes: bool, most: int) -> int | None:
    """Return how many answers come before the ask, all of them Yes or all No.

    It is `most` + 1 when there are more, and None when no list ever asks.
    """
    walk = CustomerWalk(policy, bought)
    goal = policy.goal
    for count in range(most + 1):
        found = walk.find_next()
        if found is None:
            return None
        if goal and found.good.name == goal.good.name:
            return count
        if yes:
            walk.buy_good(found.good)
        else:
            walk.declined.add(found.offer)
    return most + 1
