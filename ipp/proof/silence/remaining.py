"""A customer's state that reads no entry again which is dead for good: a year asks hundreds of times, and most lists are soon used up."""

from collections.abc import Iterator
from datetime import date
from typing import assert_never

from ipp.engine.availability import find_death, find_end, list_live_rungs
from ipp.engine.customer.anchor import Anchor
from ipp.engine.customer.events import Accepted, Bought, Cancelled, Customer, Did, Event, Returned
from ipp.engine.customer.offer_rungs import Pending
from ipp.engine.customer.state import State
from ipp.engine.policy.clauses import Entry, Renewal, Rung, TouchStep
from ipp.engine.policy.compile import Policy
from ipp.engine.policy.entries import is_each_time, list_rungs
from ipp.engine.policy.facts import BoughtAny, Fact, OrderCount, PieceCount, QuietFor, Share, Spent

Key = tuple[object, ...]


class Remaining(State):
    """The state of a walked customer, for a policy with every window over.

    Between two returns what is bought, owned, declined or done stays so, but for a No to the ultimate action, which expires, and for what is asked at
    each purchase. Segments change with purchases and returns, and on the day on which a `quiet_for` begins to hold; attributes stay as they are.
    """

    def __init__(self, policy: Policy, customer: Customer, today: date) -> None:
        self._grown: tuple[int, ...] = ()
        self._remaining: list[tuple[Entry, Anchor]] | None = None
        self._dead: set[int] = set()  # by identity: the policy keeps its entries
        self._hangs_on: dict[int, frozenset[object]] = {}  # the offers and touches of entries
        super().__init__(policy, customer, today)

    def advance_to(self, today: date, *events: Event) -> None:
        """Let days pass, then more happen."""
        before, quiet = self.declined, self._count_quiet()
        super().advance_to(today, *events)
        if self._count_quiet() != quiet:
            self._remaining = None
        changed: set[object] = set()
        for event in events:
            match event:
                case Returned() | Cancelled():
                    self._remaining, self._dead = None, set()
                case Bought() | Accepted():
                    self._remaining = None
                case Did(touch):
                    changed.add(touch)
                case _:
                    pass
        if self.declined is not before:
            changed |= self.declined.keys() - before.keys()
            if not before.keys() <= self.declined.keys():  # a No to the ultimate action expired
                self._remaining = None
        if self._remaining and changed:
            self._remaining = [
                each
                for each in self._remaining
                if self._hangs_on[id(each[0])].isdisjoint(changed) or self._remains(*each)
            ]

    def _count_quiet(self) -> int:
        """Return how many of the `quiet_for` that segments name hold today."""
        age = self._count_age(self.record.quiet_since, max(self.policy.quiet_days, default=0))
        return 0 if age is None else sum(age >= days for days in self.policy.quiet_days)

    def list_reading_order(self) -> Iterator[tuple[Entry, Anchor]]:
        """Yield the entries that are not dead, in order."""
        if self._remaining is None:
            dead = self._dead
            self._remaining = [
                each
                for each in super().list_reading_order()
                if id(each[0]) not in dead and self._remains(*each)
            ]
            self._hangs_on.update(
                (id(entry), _find_ends(entry))
                for entry, _ in self._remaining
                if id(entry) not in self._hangs_on
            )
        return iter(self._remaining)

    def _remains(self, entry: Entry, anchor: Anchor) -> bool:
        """Whether an entry can still be the next action before the next purchase, or before a No to the ultimate action expires."""
        if not self._is_dead(entry, anchor):
            return not entry.gate.gated or self.segments.judge_gates(entry.gate)
        revives = is_each_time(entry) or (self.again is not None and self._asks(entry))
        if not revives:
            self._dead.add(id(entry))
        return False

    def _is_dead(self, entry: Entry, anchor: Anchor) -> bool:
        if isinstance(entry, TouchStep):
            return entry.gate.dated or find_end(entry, self) is not None
        facts = self.find_facts(entry, anchor.since)
        first = entry.rungs[0]
        if not first.gate.windows and find_death(first, facts) is None:
            return False  # as most are
        return all(rung.gate.dated for _, rung in list_live_rungs(entry, facts))

    def _asks(self, entry: Entry) -> bool:
        goal = self.policy.goal
        return goal is not None and any(rung.offer == goal.offer for rung in list_rungs(entry))

    def describe_future(self) -> Key | None:
        """Return all that what comes hangs on, days counted from today: two days with the same are followed by the same, if the same things are bought.

        None while a No to the ultimate action has yet to expire, for each comes once, and when something became more since this was asked last.
        """
        goal = self.policy.goal
        if goal and max(self.again or date.min, self.may_return or date.min) > self.today:
            return None
        left = tuple(self.list_reading_order())
        grown = len(self.bought), len(self.owned), len(self.noes), len(self.done), len(left)
        if grown != self._grown:
            self._grown = grown
            return None
        gaps = [rung.gap or 0 for entry, _ in left for rung in list_rungs(entry)]
        defaults = self.policy.defaults
        spacing = defaults.spacing.days
        return (
            grown,  # what only grows is the same while it is as many
            goal and self.again and len(self.noes[goal.offer]),
            self._count_age(self.last_ask, max(defaults.gap.days, *gaps) if gaps else defaults.gap.days),
            self._count_age(self.last_message, spacing),
            tuple(map(self._describe_ask, self.open_asks)),
            tuple(self.lists_read.list_owners()),
            tuple(self._describe_entry(entry, anchor) for entry, anchor in left),
            tuple(map(self._describe_renewal, self.policy.renewals)),
            tuple(map(self._describe_fact, self.policy.facts)),
        )  # fmt: skip

    def _describe_fact(self, fact: Fact) -> object:
        """Say how much of what a segment asks of their orders there is; what exceeds it does not matter any more."""
        match fact:
            case OrderCount(least):
                return min(self.record.purchases, least)
            case PieceCount(item, least):
                return min(self.record.pieces.get(item, 0), least)
            case Spent(least):
                return min(self.record.spent, least)
            case QuietFor(days):
                return self._count_age(self.record.quiet_since, days)
            case BoughtAny() | Share():
                return self.record.holds_fact(fact)
            case _:
                assert_never(fact)

    def _count_age(self, day: date | None, most: int) -> int | None:
        """Return how many days ago something was; from `most` days on it does not matter any more."""
        return None if day is None else min((self.today - day).days, most)

    def _describe_ask(self, pending: Pending) -> Key:
        return pending.offer, (pending.ends - self.today).days, self.is_waited_for(pending)

    def _describe_entry(self, entry: Entry, anchor: Anchor) -> Key:
        rungs = list_rungs(entry)
        most = max(_find_longest(entry), *map(_find_longest_of_rung, rungs), 0)
        noes = tuple(self._count_age(self._find_last_no(rung), most + 1) for rung in rungs)
        return (
            id(entry),
            anchor.because,
            self._count_age(anchor.since, most + 1),
            self._count_age(anchor.latest, most + 1),
            noes,
            self._describe_answers(entry, anchor),
        )

    def _describe_answers(self, entry: Entry, anchor: Anchor) -> Key:
        """Say what is answered of what is asked at each purchase; of all else an answer stays."""
        facts = self.find_facts(entry, anchor.since)
        rungs = list_rungs(entry) if is_each_time(entry) else ()
        return tuple((rung.offer in facts.declined, rung.good.name in facts.bought) for rung in rungs)

    def _find_last_no(self, rung: Rung) -> date | None:
        noes = self.noes.get(rung.offer)
        return noes[-1] if noes else None

    def _describe_renewal(self, renewal: Renewal) -> Key:
        name, most = renewal.name, renewal.every
        return (
            self._count_age(self.done.get(name), most), self._count_age(self.got.get(name), most),
            self._count_age(self.bought.get(name), most), self._count_age(self.offered.get((name, None)), most),
        )  # fmt: skip


def _find_ends(entry: Entry) -> frozenset[object]:
    """Return the offers, or the touch, that end an entry when they were answered, or done."""
    return frozenset((entry.touch,) if isinstance(entry, TouchStep) else (rung.offer for rung in entry.rungs))


def _find_longest(entry: Entry) -> int:
    return max(entry.after, entry.gate.within or 0)


def _find_longest_of_rung(rung: Rung) -> int:
    return max(rung.after, rung.gate.within or 0)
