"""A counterexample is told only after the engine itself was led through it."""

from datetime import date
from typing import NamedTuple

from ipp.engine.customer.event_order import sort_events
from ipp.engine.customer.events import Accepted, Bought, Customer, Declined, Did, Event, Returned
from ipp.engine.customer.state import State
from ipp.engine.days import add_days
from ipp.engine.decision.action import Action
from ipp.engine.decision.decide import decide, decide_state
from ipp.engine.decision.live_steps import list_live
from ipp.engine.policy.clauses import Offer
from ipp.engine.policy.compile import Policy
from ipp.proof.customers.fact_floors import find_floors, raise_values
from ipp.proof.customers.sellable import list_sellable
from ipp.proof.history import Move, Stranding

_ANY_DAY = date(2000, 1, 1)
_MOST_ACTIONS = 10_000


class ReplayResult(NamedTuple):
    """What the engine was told on the way, as events of one customer."""

    customer: Customer
    declined: tuple[Offer, ...]


def replay_history(policy: Policy, found: Stranding) -> ReplayResult | None:
    """Lead the engine through a history; None when it still has something authored to offer at the end.

    `policy` comes from `end_waits`: proofs of what may be left take windows and `within` as closed. Where the order of moves does not count, Noes come as offers
    are made; one that is not in the history refutes it.
    """
    walk = _Replay(policy, Customer((), _get_attributes(policy, found)))
    if found.moves:
        return walk.finish_replay() if all(map(walk.make_move, found.moves)) else None
    bought = (Bought((name,), _ANY_DAY) for name in found.bought)
    walk.customer = walk.customer.add_events(*(bought if found.bought else keep_nothing(policy, _ANY_DAY)))
    while len(walk.declined) <= len(found.declined):
        offer = walk.find_offered()
        if offer is None:
            return walk.finish_replay()
        if offer not in found.declined:
            return None
        walk.say_no(offer)
    return None


def keep_nothing(policy: Policy, day: date) -> tuple[Event, ...]:
    """Return what happened to somebody who kept nothing: something that can be bought was given back."""
    name = find_given_back(policy)
    return (Bought((name,), day), Returned(name, day)) if name else (Bought((), day, others=True),)


def find_given_back(policy: Policy) -> str | None:
    """Return a product whose return leaves no more than what everybody reads: no membership, and no part of the ultimate action."""
    goal = policy.goal.good.products | {policy.goal.good.name} if policy.goal else frozenset[str]()
    goods = map(policy.goods.__getitem__, list_sellable(policy))
    kept = (
        good for good in goods if good.kind == "product" and not good.membership and good.name not in goal
    )
    return next((good.name for good in kept), None)


def find_remaining_offer(policy: Policy, found: Stranding) -> Offer | None:
    """Return what is offered to somebody at the end of a history, in the policy of a store that has more to offer."""
    bought = [Bought((name,), _ANY_DAY) for name in found.bought] or keep_nothing(policy, _ANY_DAY)
    noes = (Declined(offer, _ANY_DAY) for offer in found.declined)
    return _Replay(policy, Customer((*bought, *noes), _get_attributes(policy, found))).find_offered()


def _get_attributes(policy: Policy, found: Stranding) -> dict[str, str]:
    """Return the attributes that somebody has in a history, with what their purchases say of supposed facts."""
    floors = find_floors(policy, map(policy.goods.__getitem__, found.bought))
    values = raise_values(policy, found.attributes, floors)
    return {name: value for name, value in values.items() if value is not None}


class _Replay:
    """One customer on the way through the engine, who is asked when no wait runs any more; else what they would be offered hangs on days.

    All that they do is told of one day, as by the command that shows it: what is asked at each purchase is asked once.
    """

    def __init__(self, policy: Policy, customer: Customer) -> None:
        self.policy, self.customer = policy, customer
        self.today = _ANY_DAY
        self.declined: list[Offer] = []

    def find_offered(self) -> Offer | None:
        """Return what is offered now, touches done; None when nothing authored is left."""
        for _ in range(_MOST_ACTIONS):
            self.today = all_due(State(self.policy, self.customer, self.today))
            action = decide(self.policy, self.customer, self.today).action
            if action is None or not is_authored(action):
                return None
            if action.offer is not None:
                return action.offer
            self.customer = self.customer.add_events(Did(action.name, _ANY_DAY))
        return None

    def make_move(self, move: Move) -> bool:
        """Make a move, if it can be made."""
        if move.kind != "buys" and move.offer != self.find_offered():
            return False
        if move.kind == "no":
            self.say_no(move.offer)
        else:
            self.customer = self.customer.add_events(self._take_good(move.offer))
        return True

    def _take_good(self, offer: Offer) -> Event:
        """Return the purchase of what is bought or accepted; of a membership that is theirs the Yes itself, for its order is only a charge."""
        good = self.policy.goods[offer[0]]
        theirs = good.membership and State(self.policy, self.customer, self.today).holdings.pieces.get(
            good.name
        )
        return Accepted(offer, _ANY_DAY) if theirs else Bought((good.name,), _ANY_DAY)

    def say_no(self, offer: Offer) -> None:
        self.customer = self.customer.add_events(Declined(offer, _ANY_DAY))
        self.declined.append(offer)

    def finish_replay(self) -> ReplayResult | None:
        if State(self.policy, self.customer, self.today).is_stopped:
            return None  # proofs look at nobody who is in `never`
        return ReplayResult(self.customer, tuple(self.declined)) if self.find_offered() is None else None


def all_due(state: State) -> date:
    """Return the first day on which all that is live today is due: what comes first in reading order is the next action then."""
    return max((state.today, *(live.action.due for live in list_live(state, []))))


def is_authored(action: Action) -> bool:
    """Whether an action comes from a list, or from the ultimate's `ready`: neither from the cold ask nor from `rest`."""
    return action.origin not in ("ultimate", "rest", "refill")


def find_charge(policy: Policy, found: Stranding) -> str | None:
    """Return a membership of which a Yes in a history is only a charge, because it came in a bundle before."""
    theirs = set[str]()
    for move in found.history:
        good = policy.goods[move.offer[0]]
        if move.kind == "yes" and good.membership and good.name in theirs:
            return good.name
        theirs |= good.products if move.kind != "no" else set()
    return None


def hears_nothing(policy: Policy, customer: Customer, first: date, since: int, days: int) -> bool:
    """Whether the engine, asked on each day of a silence in between, has nothing to do; days count from `first`.

    What happened on the day on which the silence begins is known, purchases in it too, but no message.
    """
    begins = add_days(first, since)
    state = State(policy, customer, begins)
    orders = sort_events(event for event in customer.events if event.on > begins)
    for day in (add_days(begins, number) for number in range(days)):
        state.advance_to(day, *(event for event in orders if event.on == day))
        if decide_state(state, customer).state not in ("wait", "stranded", "complete"):
            return False
    return True
