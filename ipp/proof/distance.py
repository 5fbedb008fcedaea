"""How many answers lie between a purchase and the ask for the ultimate action.

The customer has no attributes that a segment names; windows count as closed.
"""

from ipp.engine.policy import Policy
from ipp.proof.walk import Walk


def answers(policy: Policy, bought: str, *, yes: bool, most: int) -> int | None:
    """Return how many answers come before the ask, all of them Yes or all No.

    It is `most` + 1 when there are more, and None when no list ever asks.
    """
    walk = Walk(policy, bought)
    goal = policy.goal
    for count in range(most + 1):
        found = walk.next()
        if found is None:
            return None
        if goal and found.good.name == goal.good.name:
            return count
        if yes:
            walk.buy(found.good)
        else:
            walk.declined.add(found.offer)
    return most + 1
