"""How many answers lie between a purchase and the ask for the ultimate action, or the Yes by which it becomes theirs.

The customer has no attributes that a segment names; windows count as closed, and offers come in the order in which lists are read, as when no wait runs any more.
"""

from typing import Literal, NamedTuple

from ipp.engine.policy.compile import Policy
from ipp.proof.customers.walk import CustomerWalk


class AnswerCount(NamedTuple):
    """The answers of somebody who always says the same, and what comes after them.

    That is the ask for the ultimate action; `theirs`, when the last Yes made it theirs, as a bundle with it inside does; nothing, when no list
    offers anything more; or more offers than were counted.
    """

    answers: int
    ends: Literal["ask", "theirs", "nothing", "more"]


def follow_answers(policy: Policy, bought: str, *, yes: bool, most: int) -> AnswerCount:
    """Return the answers that come before the ask, all of them Yes or all No; at most `most` are counted."""
    walk = CustomerWalk(policy, bought)
    goal = policy.goal
    for count in range(most + 1):
        if walk.arrived:
            return AnswerCount(count, "theirs")
        found = walk.find_next()
        if found is None:
            return AnswerCount(count, "nothing")
        if goal and found.good.name == goal.good.name:
            return AnswerCount(count, "ask")
        if yes:
            walk.buy_good(found.good)
        else:
            walk.declined.add(found.offer)
    return AnswerCount(most + 1, "more")


def count_answers(policy: Policy, bought: str, *, yes: bool, most: int) -> int | None:
    """Return how many answers come before the ask, or make the ultimate action theirs.

    It is `most` + 1 when there are more, and None when no list leads there.
    """
    way = follow_answers(policy, bought, yes=yes, most=most)
    return None if way.ends == "nothing" else way.answers
