"""Within how many days everybody surely hears something, and is surely asked: what need not be walked.

Theorem (silence). Let a customer hear nothing from day d on who comes to own nothing new. Every ask that is open ends within P days, P the longest patience. Every
step that is live and not blocked is due at the latest on d + max(A, P + R, G, S): its wait of at most A runs since a purchase that lies not after d, that of a
rung of at most R since a No that lies not after d + P, a gap of at most G and the spacing S since messages that do not lie after d. Then either one of them is a
message, or none is live, and an entry of `rest` that is open to everybody speaks within its period.

Theorem (waiting). Let this customer read nothing that is asked at each purchase, and segments hang on no orders. While something is left to them, they hear something within d + max(A, P + R, G, S, T, P + O) days:
T is the longest period of a touch of `rest`, O that of an offer of `rest`, which runs since an ask or a No that lies not after d + P, if they do not buy it themselves. So whoever hears nothing for
longer has nothing left, which IPP212 does not report.

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

from ipp.engine.policy.clauses import Entry, Gate, Ladder, Renewal
from ipp.engine.policy.compile import Policy
from ipp.engine.policy.conditions import SegmentJudge, Truth
from ipp.engine.policy.entries import list_rungs
from ipp.proof.silence.list_times import ListTimes, Times


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
        self.lists = ListTimes(policy)
        self._heard: dict[str, int | None] = {}
        self._asked: dict[str, tuple[Times, list[Renewal]] | None] = {}
        self._delayed: dict[int, int | None] = {}
        self._waits: dict[tuple[str, int], tuple[int, list[Entry]]] = {}

    def bound_silence_after(self, name: str) -> int | None:
        """Return the most days that somebody hears nothing who buys just this, once or again and again; None when this is not known."""
        if name not in self._heard:
            self._heard[name] = self.bound_silence(self.lists.measure_lists(name))
        return self._heard[name]

    @cached_property
    def _resting(self) -> int | None:
        """The shortest period in days of an entry of `rest` that is a touch for everybody."""
        periods = (each.every for each in self.policy.renewals if each.touch and not each.gate.gated)
        return min(periods, default=None)

    def bound_silence(self, times: Times) -> int | None:
        """Return the most days that somebody hears nothing who reads lists with these times; None when this is not known."""
        quiet = self._quiet(times)
        return None if quiet is None or times.endless else max(times.after, quiet)

    def _quiet(self, times: Times) -> int | None:
        """Return the days after which `rest` is due, asks are over, and no step waits but for an `after` that still runs."""
        if self._resting is None:
            return None
        defaults = self.policy.defaults
        return max(
            times.patience + times.below, times.gap,
            defaults.patience.days, defaults.spacing.days, self._resting,
        )  # fmt: skip

    def bound_wait_after(self, name: str, *, again: bool) -> int | None:
        """Return the most days that somebody hears nothing to whom something is left, who buys just this, once or again; None when this is not known."""
        times = self.lists.measure_lists(name)
        if times.endless or self.policy.facts or (again and self._is_renewed_by(name)):
            return None
        defaults = self.policy.defaults
        offers = max((each.every for each in self._turns_of_rest if each.good), default=None)
        asks = 0 if offers is None else max(times.patience, defaults.patience.days) + offers
        return max(
            times.after, times.patience + times.below, times.gap, asks, defaults.gap.days,
            defaults.patience.days, defaults.spacing.days, *(each.every for each in self._turns_of_rest),
        )  # fmt: skip

    def _is_renewed_by(self, name: str) -> bool:
        """Whether buying something puts off an offer of `rest`, because it is in what is bought."""
        bought = {name, *self.policy.goods[name].products}
        return any(each.good and each.good.name in bought for each in self._turns_of_rest)

    @cached_property
    def _turns_of_rest(self) -> list[Renewal]:
        return [each for each in self.policy.renewals if not each.refill]

    def bound_silence_of_buying(self, names: tuple[str, ...], every: int) -> int | None:
        """Return the same for somebody who buys these one after the other, every so many days."""
        times = Times()
        for name in names:
            times = times.join_times(self.lists.measure_lists(name))
        quiet = self._quiet(times)
        if quiet is None or times.endless or self.lists.arrives(names):
            return None
        waits = [HeldStep(0, self.lists.storewide.after, False)]
        for number, name in enumerate(names):
            day, (short, long) = number * every, self._split_waits(name, every)
            waits.append(HeldStep(day, day + short, True))
            for entry in long:
                taken = self._may_be_taken(entry, names, number, entry.after // every)
                waits.append(HeldStep(day, day + entry.after, not taken))
        return find_longest(quiet, waits)

    def _split_waits(self, name: str, every: int) -> tuple[int, list[Entry]]:
        """Return the longest wait of less than `every` days after a purchase, and the steps with longer ones."""
        if (name, every) not in self._waits:
            entries = list(chain.from_iterable(self.lists.list_own(name)))
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
        if self.policy.reading.judge_gates(*gates).facts:
            return True  # orders and days change what holds
        owned = accumulate((self.policy.goods[name].durables for name in names), or_)
        judges = [SegmentJudge(self.policy.conditions, Truth(each, {})) for each in owned]
        return any(_closes(gate, judges[number : number + 1 + count]) for gate in gates)

    def _takes(self, name: str, entry: Entry) -> bool:
        """Whether a purchase can be what a step offers, or a part of it."""
        products = self.policy.goods[name].products
        return any(not rung.good.products.isdisjoint(products) for rung in list_rungs(entry))

    def bound_ask_after(self, name: str, again: int = 0) -> int | None:
        """Return the most days until somebody is asked who buys just this, once or `again` every so many days; None when this is not known."""
        if name not in self._asked:
            known = self.lists.measure_lists(name), self._list_refills(name)
            self._asked[name] = known if self._is_asked_after(name) else None
        found = self._asked[name]
        return self.bound_ask(found[0], again, found[1]) if found else None

    def bound_ask(self, times: Times, again: int, refills: list[Renewal]) -> int | None:
        """Return the same for somebody who reads lists with these times, and may get these refills."""
        total = times.after + times.patience + times.total
        if not again:
            return total
        sooner = [each for each in refills if each.every <= again]
        return None if times.endless else self._add_renewal_delay(total, sooner)

    def _is_asked_after(self, name: str) -> bool:
        """Whether the ultimate action is asked of whoever buys just this, sooner or later."""
        good, goal = self.policy.goods[name], self.policy.goal
        if goal is None or goal.good.draft or goal.good.durables & good.durables or name == goal.good.name:
            return False
        return self.asks_everybody or any(map(self._has_ask, self.lists.list_own(name)))

    @cached_property
    def asks_everybody(self) -> bool:
        """Whether the ultimate action is asked of everybody, whatever they bought."""
        goal = self.policy.goal
        return goal is not None and (
            (goal.cold and _is_open(goal.ladder)) or self._has_ask(self.policy.storewide)
        )

    def _list_refills(self, name: str) -> list[Renewal]:
        """Return the refills of what somebody bought."""
        owners = self.lists.list_owners(name) if self.refills else ()
        return [self.refills[each] for each in owners if each in self.refills]

    def _add_renewal_delay(self, total: int, refills: list[Renewal]) -> int | None:
        """Return how long it takes at most while the turns of renewals, which come in while asks are open, put it off."""
        if refills:
            return self._delay(total, refills)
        if total not in self._delayed:
            self._delayed[total] = self._delay(total, [])
        return self._delayed[total]

    def _delay(self, total: int, refills: list[Renewal]) -> int | None:
        once, share = self._turns
        once, share = once + sum(map(self._last, refills)), sum(map(self._share, refills), share)
        return None if share >= 1 else ceil((total + once) / (1 - share))

    @cached_property
    def _turns(self) -> tuple[int, Fraction]:
        """The days for which the entries of `rest` put others off, once each, and their share of all days."""
        turns = self._turns_of_rest
        return sum(map(self._last, turns)), sum(map(self._share, turns), Fraction(0))

    @cached_property
    def refills(self) -> dict[str, Renewal]:
        """The refills, by what they offer; who buys it again sooner never gets theirs."""
        return {each.name: each for each in self.policy.renewals if each.refill}

    def _share(self, renewal: Renewal) -> Fraction:
        return Fraction(self._last(renewal), max(renewal.every, 1))

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


def _closes(gate: Gate, judges: list[SegmentJudge[bool]]) -> bool:
    """Whether a gate that is open after one purchase is closed after a later one."""
    opens = [segments.judge_gates(gate) for segments in judges]
    return any(before and not after for before, after in pairwise(opens))


def _is_open(ladder: Ladder) -> bool:
    """Whether a ladder and its first rung are open to everybody at any time."""
    return ladder.gate == ladder.rungs[0].gate == Gate()
