"""Customers are made up so that each share has one whom no holdout leaves without offers."""

from datetime import date

from ipp.engine.policy.facts import Share, is_in_share
from ipp.stories.coverage.goals import list_goals
from ipp.stories.generate.profiles import Profile, list_profiles
from ipp.stories.generate.search import choose_walks
from tests.stories.shop import load_shop

STORE = """ipp: 1
ultimate: Club
products:
  Mug: {price: 24, next: [{offer: Jug, when: [few, tea]}, {offer: Pot, when: rest}, Club]}
  Jug: {price: 19}
  Pot: {price: 29}
  Club: {price: 35}
segments:
  few: {share: 1%}
  rest: {share: 20% to 60%, salt: other}
  tea: {where: {drink: tea}}
  nobody: {share: 0.0001%}
holdout: {name: autumn, share: 30%}
"""


def test_each_share_has_a_customer_outside_the_holdout() -> None:
    policy = load_shop(STORE).policy
    known = list(list_profiles(policy))
    assert known[0] == Profile()
    assert Profile((("drink", "tea"),)) in known
    ids = {each.customer for each in known if each.customer}
    shares = [fact for fact in policy.facts if isinstance(fact, Share)]
    drawn = [sum(is_in_share(share, id) for id in ids) > 0 for share in shares]
    assert sorted(drawn) == [False, True, True], "one share is too small to find anybody in it"
    assert policy.holdout
    assert not any(is_in_share(policy.holdout.share, id) for id in ids)


def test_steps_for_shares_are_reached() -> None:
    policy = load_shop(STORE).policy
    chosen = choose_walks(policy, date(2026, 11, 22), 50)
    reached = frozenset().union(*(each.walk.told[-1].reached for each in chosen))
    missing = [(goal.name, goal.end) for goal in list_goals(policy) if goal.key not in reached]
    assert missing == [("nobody", "true")]
