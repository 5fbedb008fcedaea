"""A counterexample is told only after the engine itself was led through it."""

import shlex
from datetime import date
from typing import NamedTuple

from ipp.engine.customer.event_order import sort_events
from ipp.engine.customer.events import Bought, Customer, Declined, Did
from ipp.engine.customer.state import State
from ipp.engine.days import add_days
from ipp.engine.decision.action import Action, label_offer
from ipp.engine.decision.decide import decide, decide_state
from ipp.engine.decision.live_steps import list_live
from ipp.engine.policy.clauses import Gate, Offer
from ipp.engine.policy.compile import Policy
from ipp.engine.policy.windows import Window
from ipp.path.lists import change_lists
from ipp.path.model import Step
from ipp.path.names import Names, list_steps
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
    attributes = {name: value for name, value in found.attributes.items() if value is not None}
    walk = _Replay(policy, Customer((), attributes))
    if found.moves:
        return walk.finish_replay() if all(map(walk.make_move, found.moves)) else None
    walk.customer = walk.customer.add_events(*(Bought((name,), _ANY_DAY) for name in found.bought))
    while len(walk.declined) <= len(found.declined):
        offer = walk.find_offered()
        if offer is None:
            return walk.finish_replay()
        if offer not in found.declined:
            return None
        walk.say_no(offer)
    return None


class _Replay:
    """One customer on the way through the engine; every action is taken when no wait runs any more.

    Else what they would be offered next hangs on the days between what they do.
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
            self.customer = self.customer.add_events(Did(action.name, self.today))
        return None

    def make_move(self, move: Move) -> bool:
        """Make a move, if it can be made."""
        if move.kind != "buys" and move.offer != self.find_offered():
            return False
        if move.kind == "no":
            self.say_no(move.offer)
        else:
            self.customer = self.customer.add_events(Bought((move.offer[0],), self.today))
        return True

    def say_no(self, offer: Offer) -> None:
        self.customer = self.customer.add_events(Declined(offer, self.today))
        self.declined.append(offer)

    def finish_replay(self) -> ReplayResult | None:
        return ReplayResult(self.customer, tuple(self.declined)) if self.find_offered() is None else None


def all_due(state: State) -> date:
    """Return the first day on which all that is live today is due: what comes first in reading order is the next action then."""
    return max((state.today, *(live.action.due for live in list_live(state, []))))


def is_authored(action: Action) -> bool:
    """Whether an action comes from a list, or from the ultimate's `ready`: neither from the cold ask nor from `rest`."""
    return action.origin not in ("ultimate", "rest", "refill")


def close_windows(policy: Policy) -> Policy:
    """Return the policy of the same store after all dates in it: every step or rung with a window is closed for good."""
    path = policy.path
    if not any(step.from_ or step.until for step in list_steps(path)):
        return policy
    over = change_lists(path, _close_steps)
    return Policy(over, Names(over))


class _WaitedPolicy(Policy):
    """A policy whose steps with `within` are over for good."""

    def compile_gate(self, step: Step, within: int | None = None) -> Gate:
        gate = super().compile_gate(step, within)
        if gate.within is None:
            return gate
        return gate._replace(windows=(*gate.windows, Window(None, date.min)), within=None)


def end_waits(policy: Policy) -> Policy:
    """Return the policy of the same store after all dates in it, for customers whose purchases lie longer ago than any `within`: who asks what may be left."""
    over = close_windows(policy)
    if policy.usual_within is None and not any(step.within for step in list_steps(policy.path)):
        return over
    return _WaitedPolicy(over.path, Names(over.path))


def _close_steps(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    return tuple(_close_step(step) for step in steps)


def _close_step(step: Step) -> Step:
    downsell = _close_steps(step.downsell) if step.downsell else step.downsell
    if step.from_ or step.until:
        return step._replace(from_=None, until=date.min, downsell=downsell)
    return step._replace(downsell=downsell) if step.downsell else step


def write_command(policy: Policy, file: str, found: Stranding) -> str:
    """Return the `ipp next` command line that shows a history."""
    words = ["ipp", "next", "--path", file]
    for name in found.bought:
        words += ["--bought", name]
    for offer in found.declined:
        words += ["--declined", label_offer(offer)]
    for name, value in found.attributes.items():
        if value is not None:
            words += ["--attr", f"{policy.spellings[name]}={policy.spellings[value]}"]
    return shlex.join(words)


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
