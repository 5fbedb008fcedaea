"""A counterexample is told only after the engine itself was led through it."""

import shlex
from datetime import date
from typing import NamedTuple

from ipp.engine.customer.events import Bought, Customer, Declined, Did
from ipp.engine.decision.action import Action, label_offer
from ipp.engine.decision.decide import decide
from ipp.engine.decision.follow import find_answer_day
from ipp.engine.policy.clauses import Offer
from ipp.engine.policy.compile import Policy
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

    `policy` comes from `with_windows_over`: proofs take windowed offers as closed. Where the order of moves does not count, Noes come as offers
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
    """One customer on the way through the engine; every action is taken on the day on which it is due."""

    def __init__(self, policy: Policy, customer: Customer) -> None:
        self.policy, self.customer = policy, customer
        self.today = _ANY_DAY
        self.declined: list[Offer] = []

    def find_offered(self) -> Offer | None:
        """Return what is offered now, touches done; None when nothing authored is left."""
        for _ in range(_MOST_ACTIONS):
            decision = decide(self.policy, self.customer, self.today)
            action = decision.action
            if action is None or not is_authored(action):
                return None
            self.today = find_answer_day(decision)
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
