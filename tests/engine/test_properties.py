"""What holds of every store and every customer; on random ones."""

from collections import Counter
from decimal import Decimal

from ipp.engine.customer.events import Bought
from ipp.engine.customer.state import State
from tests.amounts import amount
from tests.engine.walks import Walk, durables, walks
from tests.oracle.customers import prices_of
from tests.oracle.plain import contents, is_consumable

WALKS = amount(5_000, least=100, most=250)


def test_what_they_own_is_never_offered_nor_are_durables_in_rest() -> None:
    """Sentences 4 and 12."""
    for walk in walks(WALKS):
        for turn in walk.turns:
            action = turn.decision.action
            if action is None or action.offer is None or turn.decision.awaiting:
                continue
            inside = set(contents(walk.plain, action.name))
            assert not inside & durables(walk.plain, turn.customer), (walk.seed, action)
            if turn.resting:
                assert all(is_consumable(walk.plain, product) for product in inside), (walk.seed, action)


def test_nothing_is_asked_twice_but_the_ultimate_and_rest() -> None:
    """Sentences 3 and 11: an offer once, the ultimate once and `retries` times more."""
    for walk in walks(WALKS):
        asks = Counter(turn.ask.offer for turn in walk.turns if turn.ask and not turn.resting)
        goal = walk.policy.goal
        assert goal
        for offer, times in asks.items():
            assert times <= (1 + goal.retries if offer == goal.offer else 1), (walk.seed, offer)


def test_what_was_bought_is_not_asked_again_at_any_price_outside_rest() -> None:
    """Sentence 3: buying an item answers its offers, asked or not."""
    for walk in walks(WALKS):
        for turn in walk.turns:
            if turn.ask and not turn.resting:
                orders = [event for event in turn.customer.events if isinstance(event, Bought)]
                assert all(turn.ask.name not in order.items for order in orders), (walk.seed, turn.ask)


def test_touches_are_done_once_outside_rest() -> None:
    for walk in walks(WALKS):
        touches = [turn.decision.action for turn in walk.turns if turn.decision.state == "touch"]
        names = [touch.name for touch in touches if touch]
        assert len(names) == len(set(names)), walk.seed


def test_every_walk_ends_after_as_many_answers_as_there_are_offers() -> None:
    """Rest, complete or stranded come after at most one answer for each offer of the file, and the retries."""
    longest = 0
    for walk in walks(WALKS):
        asks, ended = to_the_end(walk)
        assert ended, walk.seed
        goal = walk.policy.goal
        assert goal and asks <= offers_in(walk) + goal.retries, walk.seed
        longest = max(longest, asks)
    assert longest > 5  # else these stores prove little


def to_the_end(walk: Walk) -> tuple[int, bool]:
    """Count the asks before the first turn of rest, or before nothing is left; and say whether that came."""
    asks = 0
    for turn in walk.turns:
        if turn.resting or turn.decision.action is None:
            return asks, True
        asks += turn.ask is not None
    return asks, False


def offers_in(walk: Walk) -> int:
    """Count the offers in the file as written: items at prices."""
    names = [*walk.plain["products"], *walk.plain.get("bundles", {})]
    prices = {(name, price and Decimal(price)) for name in names for price in prices_of(walk.plain, name)[1:]}
    return len(prices) + sum("price" not in made for made in walk.plain["products"].values())


def test_what_is_waited_for_comes_on_its_day_and_not_before() -> None:
    """Sentence 2: of several that wait the one due soonest comes first, where neither windows nor open asks nor expiry open others."""
    waited = 0
    for walk in walks(WALKS):
        if "from" in str(walk.plain) or "until" in str(walk.plain):
            continue
        for turn, after in zip(walk.turns, walk.turns[1:], strict=False):
            state = State(walk.policy, turn.customer, turn.today)
            if turn.decision.state == "wait" and not (state.open_asks or state.again):
                assert after.decision.action == turn.decision.action, walk.seed
                assert after.decision.state != "wait", walk.seed
                waited += 1
    assert waited > WALKS // 4


def test_no_silence_is_waited_for_longer_than_its_patience() -> None:
    """Sentence 8: on the day that was named the offer is answered, with a No."""
    for walk in walks(WALKS):
        for turn, after in zip(walk.turns, walk.turns[1:], strict=False):
            if turn.decision.awaiting:
                assert turn.decision.action and after.today == turn.decision.action.due > turn.today
                assert not after.decision.awaiting, walk.seed
