"""First purchases and up to five answers, walked on both sides at once, until the two say something else.

Each customer says Yes and No to every offer, and each touch is made; after an offer it is compared how long it waits for its answer, too.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ipp.diff.affected import find_affected
from ipp.diff.pairs import ItemPairs
from ipp.diff.parts import PartKey
from ipp.engine.customer.events import Bought, Customer, Offered
from ipp.engine.decision.action import Decision, label_offer
from ipp.engine.decision.decide import decide
from ipp.engine.decision.follow import find_answer_day, make_events
from ipp.engine.policy.compile import Policy
from ipp.engine.policy.entries import list_rungs
from ipp.path.model import Touch
from ipp.stories.coverage.goals import list_all_entries
from ipp.stories.generate.profiles import Profile, list_profiles

DEPTH = 5
MOST_DECISIONS = 15_000
"""Answers of the engine that one comparison may ask for, both sides together."""
MOST_PROFILES = 24
_STRANDED = ("stranded",)
_NOTHING = ("complete", "stranded", "stopped", "held")


class Shown(NamedTuple):
    """What a customer notices of an answer: its state, what is offered or done, at which price, how, and in how many days."""

    state: str
    name: str | None
    price: Decimal | None
    via: str | None
    days: int


class StartingCustomer(NamedTuple):
    """Somebody who is looked at: what they buy first (None: nothing yet), and what is known of them."""

    name: str | None
    profile: Profile


class Departure(NamedTuple):
    """Where the two sides part: the first purchase, the answers up to there, and what each says."""

    start: StartingCustomer
    answers: tuple[str, ...]
    before: Shown
    after: Shown

    @property
    def loses(self) -> bool:
        """Whether nothing is left where something was."""
        return self.after.state in _STRANDED and self.before.name is not None


class Walked(NamedTuple):
    """How many first purchases were looked at, and where the sides part for whom; how many kinds of customers were left out for the bound."""

    looked: int
    left: int
    departures: tuple[Departure, ...]


class _Node(NamedTuple):
    old: Customer
    new: Customer
    day: date
    answers: tuple[str, ...]


def walk_both(
    old: Policy, new: Policy, pairs: ItemPairs, differing: Iterable[PartKey], today: date
) -> Walked:
    """Return where two policies part for whom, each by the fewest answers."""
    walker = _Walker(old, new, pairs, today)
    starts = list(_list_starts(old, new, pairs))
    differing = list(differing)
    affected = _join_affected(old, new, pairs, differing)
    departures: list[Departure] = []
    left = 0
    walked: set[str | None] = set()
    for start in starts:
        if affected is not None and start.name not in affected:
            walked.add(start.name)
            continue  # nothing that differs can ever be next for them
        if walker.asked > MOST_DECISIONS:
            left += 1
            continue
        walked.add(start.name)
        found = walker.find_departure(start)
        if found:
            departures.append(found)
    return Walked(len(walked), left, tuple(departures))


def _join_affected(
    old: Policy, new: Policy, pairs: ItemPairs, differing: list[PartKey]
) -> frozenset[str] | None:
    back = {after: before for before, after in pairs.renamed.items()}
    of_new = find_affected(new, differing)
    of_old = find_affected(old, [(kind, back.get(name, name)) for kind, name in differing])
    if of_new is None or of_old is None:
        return None
    return of_new | {pairs.rename(name) for name in of_old}


def _list_starts(old: Policy, new: Policy, pairs: ItemPairs) -> Iterator[StartingCustomer]:
    """Yield those who bought nothing, then each purchase that both sides know; all of them without, then with what may be known."""
    known = {after.name.text for before, after in pairs.both if not isinstance(after, Touch)}
    sold = [name for name in new.goods_in_order if name in known]
    profiles = dict.fromkeys([*list_profiles(new), *list_profiles(old)])
    for profile in list(profiles)[:MOST_PROFILES]:
        yield StartingCustomer(None, profile)
        yield from (StartingCustomer(name, profile) for name in sold)


class _Walker:
    def __init__(self, old: Policy, new: Policy, pairs: ItemPairs, today: date) -> None:
        self.old, self.new, self.pairs, self.today = old, new, pairs, today
        self.back: Mapping[str, str] = {after: before for before, after in pairs.renamed.items()}
        self.asked = 0
        before = {pairs.rename(name): days for name, days in _list_patience(old).items()}
        after = _list_patience(new)
        self.patience = {name for name in after if before.get(name) != after[name]}

    def find_departure(self, start: StartingCustomer) -> Departure | None:
        """Return where the sides part after the fewest answers; None where they never do."""
        nodes = [self._begin(start)]
        for depth in range(DEPTH + 1):
            further: list[_Node] = []
            for node in nodes:
                decision, other = self._decide(node.old, node.new, node.day)
                before, after = self._show(decision, node.day, True), self._show(other, node.day, False)
                if before != after:
                    return Departure(start, node.answers, before, after)
                waits = self._compare_patience(node, decision, other)
                if waits:
                    return Departure(start, (*node.answers, f"silent on {after.name}"), *waits)
                if depth < DEPTH:
                    further += self._answer(node, decision, other)
            nodes = further
        return None

    def _begin(self, start: StartingCustomer) -> _Node:
        name, (attributes, id) = start
        known = dict(attributes)
        if name is None:
            nobody = Customer((), known, date.max, id)
            return _Node(nobody, nobody, self.today, ())
        bought = Bought((name,), self.today)
        was = Bought((self.back.get(name, name),), self.today)
        return _Node(
            Customer((was,), known, date.max, id), Customer((bought,), known, date.max, id), self.today, ()
        )

    def _decide(self, old: Customer, new: Customer, day: date) -> tuple[Decision, Decision]:
        self.asked += 2
        return decide(self.old, old, day), decide(self.new, new, day)

    def _show(self, decision: Decision, day: date, is_old: bool) -> Shown:
        action = decision.action
        if action is None:
            return Shown(decision.state, None, None, None, 0)
        name = self.pairs.rename(action.name) if is_old else action.name
        return Shown(decision.state, name, action.price, action.via, max(0, (action.due - day).days))

    def _compare_patience(
        self, node: _Node, decision: Decision, other: Decision
    ) -> tuple[Shown, Shown] | None:
        """Return what each side waits for after an offer without an answer, where that differs."""
        if not (decision.action and other.action and decision.action.offer and other.action.offer):
            return None
        if other.action.name not in self.patience or decision.state in _NOTHING or decision.awaiting:
            return None
        day = find_answer_day(decision)
        asked = node.old.add_events(Offered(decision.action.offer, day))
        was_asked = node.new.add_events(Offered(other.action.offer, day))
        one, two = self._decide(asked, was_asked, day)
        before, after = self._show(one, day, True), self._show(two, day, False)
        return None if before == after else (before, after)

    def _answer(self, node: _Node, decision: Decision, other: Decision) -> Iterator[_Node]:
        action = decision.action
        if action is None or other.action is None or decision.state in _NOTHING:
            return
        day = find_answer_day(decision)
        for yes in (True, False) if action.offer else (True,):
            word = "" if action.offer is None else "Yes to " if yes else "No to "
            told = f"{word}{label_offer(action.offer) if action.offer else action.name}"
            old, new = make_events(decision, yes, day), make_events(other, yes, day)
            yield _Node(node.old.add_events(*old), node.new.add_events(*new), day, (*node.answers, told))


def _list_patience(policy: Policy) -> dict[str, set[int]]:
    """Return for how many days offers of each item wait for their answer, and in the place of what no list offers the usual number."""
    usual = policy.defaults.patience.days
    found = {name: {usual} for name in policy.goods_in_order}
    for entry in list_all_entries(policy):
        for rung in list_rungs(entry):
            found.setdefault(rung.good.name, {usual}).add(rung.patience)
    return found
