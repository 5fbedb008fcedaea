"""Within how many days everybody surely hears something, and is surely asked: what need not be walked.

Theorem (silence). Let a customer hear nothing from day d on who comes to own nothing new. Every ask that is open ends within P days, P the longest patience. Every
step that is live and not blocked is due at the latest on d + max(A, P + R, G, S): its wait of at most A runs since a purchase that lies not after d, that of a
rung of at most R since a No that lies not after d + P, a gap of at most G and the spacing S since messages that do not lie after d. Then either one of them is a
message, or none is live, and an entry of `rest` that is open to everybody speaks within its period.

Theorem (silence of who buys something new every n days). From day d + Q on, Q = max(R', P + R, G, S) with R' the period of that entry of `rest`, nothing but a step whose wait since a
purchase still runs holds `rest` up. When the wait is over, the step is a message, unless a purchase in between took it away. Steps of the store-wide list, and those that may be taken away, hold `rest` up
until their waits are over at the most; then one more wait may run that cannot be taken away, and its step speaks.

Theorem (ask). Whoever comes to own nothing new reads the same lists all year. After A days no wait of a step runs any more, and each day lies within the patience,
the wait, the gap or the spacing of one rung or touch of these lists, each of which comes once. When nothing is left, the ultimate action is asked. Purchases of the same thing let open asks run on, and turns of renewals come in: each at
most once a period.
"""

from collections.abc import Iterable
from fractions import Fraction
from functools import cached_property
from itertools import accumulate, chain, pairwise
from math import ceil
from operator import or_
from typing import NamedTuple

from ipp.engine.ownership import list_whole
from ipp.engine.policy.clauses import Entry, Gate, Ladder, Renewal, Rung, TouchStep
from ipp.engine.policy.compile import Policy
from ipp.engine.policy.conditions import SegmentJudge, Truth
from ipp.engine.policy.entries import is_each_time, list_rungs


class Times(NamedTuple):
    """The longest wait of a step, of a rung, patience and gap in some lists, and the sum of all that takes time in them; in days."""

    after: int = 0
    below: int = 0
    patience: int = 0
    gap: int = 0
    total: int = 0

    def join_times(self, other: "Times") -> "Times":
        """Return the times of both."""
        return Times(
            max(self.after, other.after),
            max(self.below, other.below),
            max(self.patience, other.patience),
            max(self.gap, other.gap),
            self.total + other.total,
        )


class HeldStep(NamedTuple):
    """The wait of a step: the days on which it begins and ends; whether the step, if it is live, surely speaks then."""

    begins: int
    ends: int
    speaks: bool


def find_longest(quiet: int, waits: Iterable[HeldStep]) -> int:
    """Return the most days without a message, when a message follows after `quiet` days unless a wait holds it up."""
    waits = sorted(wait for wait in waits if wait.ends > quiet)
    days = {max(wait.begins, quiet) for wait in waits}
    return max((_find_end(day, waits) - day + quiet for day in days), default=quiet)


def _find_end(day: int, waits: list[HeldStep]) -> int:
    """Return the day until which waits, in the order of their beginnings, can hold up what is due on a day."""
    for begins, ends, speaks in waits:
        if not speaks and begins <= day < ends:
            day = ends
    last = day
    for begins, ends, _ in waits:
        if begins <= day and ends > last:
            last = ends
    return last


class Bounds:
    """The bounds of one store; each list is looked at once."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self._known: dict[tuple[int, ...], Times] = {}
        self._joined: dict[str, Times] = {}
        self._waits: dict[tuple[str, int], tuple[int, list[Entry]]] = {}

    def bound_silence_after(self, name: str) -> int | None:
        """Return the most days that somebody hears nothing who buys just this, once or again and again; None when this is not known."""
        return None if self._asks_anew(name) else self._bound_silence(self._measure_lists(name))

    def _asks_anew(self, name: str) -> bool:
        """Whether a list of a purchase asks something at each purchase: then a wait begins again and again, and no bound holds."""
        return any(map(is_each_time, chain.from_iterable(self._own_lists(name))))

    @cached_property
    def _resting(self) -> int | None:
        """The shortest period in days of an entry of `rest` that is a touch for everybody."""
        periods = (each.every for each in self.policy.renewals if each.touch and not each.gate.gated)
        return min(periods, default=None)

    def _bound_silence(self, times: Times) -> int | None:
        quiet = self._quiet(times)
        return None if quiet is None else max(times.after, quiet)

    def _quiet(self, times: Times) -> int | None:
        """Return the days after which `rest` is due, asks are over, and no step waits but for an `after` that still runs."""
        if self._resting is None:
            return None
        defaults = self.policy.defaults
        return max(
            times.patience + times.below, times.gap,
            defaults.patience.days, defaults.spacing.days, self._resting,
        )  # fmt: skip

    def bound_silence_of_buying(self, names: tuple[str, ...], every: int) -> int | None:
        """Return the same for somebody who buys these one after the other, every so many days."""
        times = Times()
        for name in names:
            times = times.join_times(self._measure_lists(name))
        quiet = self._quiet(times)
        if quiet is None or self._arrives(names) or any(map(self._asks_anew, names)):
            return None
        waits = [HeldStep(0, self._measure_entries(self.policy.storewide).after, False)]
        for number, name in enumerate(names):
            day, (short, long) = number * every, self._split_waits(name, every)
            waits.append(HeldStep(day, day + short, True))
            for entry in long:
                taken = self._may_be_taken(entry, names, number, entry.after // every)
                waits.append(HeldStep(day, day + entry.after, not taken))
        return find_longest(quiet, waits)

    def _arrives(self, names: tuple[str, ...]) -> bool:
        """Whether these purchases make the ultimate action theirs, so that other lists are read from then on."""
        goal, goods = self.policy.goal, self.policy.goods
        if goal is None or goal.good.name in names:
            return goal is not None
        whole = list_whole(goal.good)
        return bool(whole) and all(any(each in goods[name].durables for name in names) for each in whole)

    def _split_waits(self, name: str, every: int) -> tuple[int, list[Entry]]:
        """Return the longest wait of less than `every` days after a purchase, and the steps with longer ones."""
        if (name, every) not in self._waits:
            entries = list(chain.from_iterable(self._own_lists(name)))
            short = max((entry.after for entry in entries if entry.after < every), default=0)
            self._waits[name, every] = short, [entry for entry in entries if entry.after >= every]
        return self._waits[name, every]

    def _may_be_taken(self, entry: Entry, names: tuple[str, ...], number: int, count: int) -> bool:
        """Whether one of so many purchases after that of a number takes a step of its list away, or closes it by a segment."""
        later = names[number + 1 : number + 1 + count]
        if any(self._takes(each, entry) for each in later):
            return True
        gates = [gate for gate in (entry.gate, *(rung.gate for rung in list_rungs(entry))) if gate.gated]
        if not gates:
            return False
        owned = accumulate((self.policy.goods[name].durables for name in names), or_)
        judges = [SegmentJudge(self.policy.conditions, Truth(each, {})) for each in owned]
        return any(_closes(gate, judges[number : number + 1 + count]) for gate in gates)

    def _takes(self, name: str, entry: Entry) -> bool:
        """Whether a purchase can be what a step offers, or a part of it."""
        products = self.policy.goods[name].products
        return any(not rung.good.products.isdisjoint(products) for rung in list_rungs(entry))

    def bound_ask_after(self, name: str, again: int = 0) -> int | None:
        """Return the most days until somebody is asked who buys just this, once or `again` every so many days; None when this is not known."""
        good, goal = self.policy.goods[name], self.policy.goal
        if goal is None or goal.good.draft or goal.good.durables & good.durables or name == goal.good.name:
            return None
        open_to_all = goal.ladder.rungs[0] if goal.cold else None
        if not (open_to_all and _is_open(goal.ladder)) and not any(
            map(self._has_ask, self._find_lists(name))
        ):
            return None
        if again and self._asks_anew(name):
            return None
        times = self._measure_lists(name)
        total = times.after + times.patience + times.total
        return self._add_renewal_delay(total, name, again) if again else total

    def _add_renewal_delay(self, total: int, name: str, again: int) -> int | None:
        """Return how long it takes at most while the turns of renewals, which come in while asks are open, put it off."""
        turns, names = self._turns, dict.fromkeys((name, *self.policy.goods[name].products))
        refills = [each for each in map(self._refills.get, names) if each and each.every <= again]
        once = sum(map(self._last, (*turns, *refills)))
        share = sum(
            (Fraction(self._last(each), max(each.every, 1)) for each in (*turns, *refills)), Fraction(0)
        )
        return None if share >= 1 else ceil((total + once) / (1 - share))

    @cached_property
    def _turns(self) -> list[Renewal]:
        """The entries of `rest`."""
        return [each for each in self.policy.renewals if not each.refill]

    @cached_property
    def _refills(self) -> dict[str, Renewal]:
        """The refills, by what they offer; who buys it again sooner never gets theirs."""
        return {each.name: each for each in self.policy.renewals if each.refill}

    def _last(self, renewal: Renewal) -> int:
        """Return the days that a turn puts others off."""
        defaults = self.policy.defaults
        ask = defaults.patience.days + defaults.gap.days if renewal.good else 0
        return ask + defaults.spacing.days

    def _has_ask(self, entries: tuple[Entry, ...]) -> bool:
        """Whether a list asks everybody for the ultimate action."""
        goal = self.policy.goal
        ladders = (entry for entry in entries if isinstance(entry, Ladder))
        return any(goal and each.rungs[0].offer == goal.offer and _is_open(each) for each in ladders)

    def _find_lists(self, name: str) -> list[tuple[Entry, ...]]:
        """Return the lists that somebody reads who bought just this, the store-wide one included."""
        return [*self._own_lists(name), self.policy.storewide]

    def _own_lists(self, name: str) -> list[tuple[Entry, ...]]:
        """Return the lists of a purchase, those of its contents included."""
        names = dict.fromkeys((name, *sorted(self.policy.goods[name].products)))
        return list(map(self.policy.list_entries, names))

    def _measure_lists(self, name: str) -> Times:
        """Return the times of these lists, and of the ultimate action's."""
        if name not in self._joined:
            goal = self.policy.goal
            found = self._measure_entries((goal.ladder,)) if goal else Times()
            own = (goal.own,) if goal and self._arrives((name,)) else ()
            for entries in (*self._find_lists(name), *own):
                found = found.join_times(self._measure_entries(entries))
            self._joined[name] = found
        return self._joined[name]

    def _measure_entries(self, entries: Iterable[Entry]) -> Times:
        key = tuple(map(id, entries))
        if key not in self._known:
            found = Times()
            for entry in entries:
                found = found.join_times(self._measure_entry(entry))
            self._known[key] = found
        return self._known[key]

    def _measure_entry(self, entry: Entry) -> Times:
        spacing = self.policy.defaults.spacing.days
        if isinstance(entry, TouchStep):
            return Times(after=entry.after, total=spacing)
        found = Times(after=entry.after)
        for rung in entry.rungs:
            gap = self._find_gap(rung)
            total = rung.patience + rung.after + gap + spacing
            found = found.join_times(Times(0, rung.after, rung.patience, gap, total))
        return found

    def _find_gap(self, rung: Rung) -> int:
        return self.policy.defaults.gap.days if rung.gap is None else rung.gap


def _closes(gate: Gate, judges: list[SegmentJudge[bool]]) -> bool:
    """Whether a gate that is open after one purchase is closed after a later one."""
    opens = [segments.judge_gates(gate) for segments in judges]
    return any(before and not after for before, after in pairwise(opens))


def _is_open(ladder: Ladder) -> bool:
    """Whether a ladder and its first rung are open to everybody at any time."""
    gate = ladder.rungs[0].gate
    return not (ladder.gate.gated or gate.gated or gate.dated or gate.within is not None)
