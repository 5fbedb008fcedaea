"""How many answers lie between a purchase and the ask for the ultimate action, or the Yes by which it becomes theirs.

The customer has no attributes that a segment names; windows count as closed, and offers come in the order in which lists are read, as when no wait runs any more.
"""

from typing import Literal, NamedTuple

from ipp.engine.policy.compile import Policy
from ipp.proof.customers.walk import CustomerWalk


class AnswerCount(NamedTuple):
    """The answers of somebody who always says the same, and what comes after them.

    That is the ask for the ultimate action; `theirs`, when the last Yes made it theirs, as a bundle with it inside does; `cold`, when no list
    offers anything more and the cold ask comes; nothing, when that does not come either; or more offers than were counted. `work`: the answers, rungs and lists that were looked at.
    """

    answers: int
    ends: Literal["ask", "theirs", "cold", "nothing", "more"]
    work: int

    @property
    def listed(self) -> int | None:
        """The answers before a list asks, or a Yes makes it theirs, one more than were counted when there are more; None when no list leads there."""
        return None if self.ends in ("cold", "nothing") else self.answers

    @property
    def cold(self) -> int | None:
        """The answers before the cold ask; None when that does not come."""
        return self.answers if self.ends == "cold" else None


def follow_answers(policy: Policy, bought: str, *, yes: bool, most: int) -> AnswerCount:
    """Return the answers that come before the ask, all of them Yes or all No; at most `most` are counted."""
    walk = CustomerWalk(policy, bought)
    for count in range(most + 1):
        found = None if walk.arrived else walk.find_next()
        if found is None:
            return AnswerCount(count, _name_end(walk), count + walk.looked)
        if policy.goal and found.good.name == policy.goal.good.name:
            return AnswerCount(count, "ask", count + walk.looked)
        if yes:
            walk.buy_good(found.good)
        else:
            walk.declined.add(found.offer)
    return AnswerCount(most + 1, "more", most + walk.looked)


def _name_end(walk: CustomerWalk) -> Literal["theirs", "cold", "nothing"]:
    """Return what comes when no list offers anything more: never the cold ask for what is theirs in part."""
    goal = walk.policy.goal
    if walk.arrived:
        return "theirs"
    asked = goal and goal.cold and not goal.good.draft and not goal.good.durables & walk.owned
    return "cold" if asked else "nothing"
