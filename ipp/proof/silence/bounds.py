"""Within how many days everybody surely hears something, and is surely asked: what need not be walked.

Theorem (silence). Let a customer hear nothing from day d on who comes to own nothing new. Every ask that is open ends within P days, P the longest patience. Every
step that is live and not blocked is due at the latest on d + max(A, P + R, G, S): its wait of at most A runs since a purchase that lies not after d, that of a
rung of at most R since a No that lies not after d + P, a gap of at most G and the spacing S since messages that do not lie after d. Then either one of them is a
message, or none is live, and an entry of `rest` that is open to everybody speaks within its period. Who buys something new every n
days adds the waits of new purchases, n or A days: when the first of them ends there is a message, if no purchase takes it away.

Theorem (ask). Whoever comes to own nothing new reads the same lists all year. After A days no wait of a step runs any more, and each day lies within the patience,
the wait, the gap or the spacing of one rung or touch of these lists, each of which comes once. When nothing is left, the ultimate action is asked. Purchases of the same thing let open asks run on, and turns of renewals come in: each at
most once a period.
"""

from collections.abc import Iterable
from fractions import Fraction
from functools import cached_property
from math import ceil
from typing import NamedTuple

from ipp.engine.policy import Policy
from ipp.engine.terms import Deed, Entry, Ladder, Rung


class Times(NamedTuple):
    """The longest wait of a step, of a rung, patience and gap in some lists, and the sum of all that takes time in them; in days."""

    after: int = 0
    below: int = 0
    patience: int = 0
    gap: int = 0
    total: int = 0

    def joined(self, other: "Times") -> "Times":
        """Return the times of both."""
        return Times(
            max(self.after, other.after),
            max(self.below, other.below),
            max(self.patience, other.patience),
            max(self.gap, other.gap),
            self.total + other.total,
        )


class Bounds:
    """The bounds of one store; each list is looked at once."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self._known: dict[tuple[int, ...], Times] = {}

    def heard_within(self, name: str) -> int | None:
        """Return the most days that somebody hears nothing who buys just this, once or again and again; None when this is not known."""
        return self._heard(self._of_lists(name))

    @cached_property
    def _resting(self) -> int | None:
        """The shortest period in days of an entry of `rest` that is a touch for everybody."""
        periods = (each.every for each in self.policy.renewals if each.touch and not each.gate.gated)
        return min(periods, default=None)

    def _heard(self, times: Times) -> int | None:
        if self._resting is None:
            return None
        defaults = self.policy.defaults
        return max(
            times.after, times.patience + times.below, times.gap,
            defaults.patience.days, defaults.spacing.days, self._resting,
        )  # fmt: skip

    def heard_within_buying(self, names: tuple[str, ...], every: int) -> int | None:
        """Return the same for somebody who buys these one after the other, every so many days.

        Their new waits hold up `rest`; none of them may be cut off by a purchase, so that one of them speaks.
        """
        times = Times()
        for name in names:
            times = times.joined(self._of_lists(name))
        within = self._heard(times)
        if within is None or (times.after >= every and not self._surely_speak(names, every)):
            return None
        return within + max(times.after, every) + 1

    def _surely_speak(self, names: tuple[str, ...], every: int) -> bool:
        """Whether no purchase of these, and no segment, takes away a step of their lists that waits so long."""
        return not any(
            self._may_be_taken(entry, names)
            for name in names
            for entries in self._lists(name)
            for entry in entries
            if entry.after >= every
        )

    def _may_be_taken(self, entry: Entry, names: tuple[str, ...]) -> bool:
        if isinstance(entry, Deed):
            return entry.gate.gated
        goods = self.policy.goods
        return entry.gate.gated or any(
            rung.gate.gated or not rung.good.products.isdisjoint(goods[name].products)
            for rung in entry.rungs
            for name in names
        )

    def asked_within(self, name: str, again: int = 0) -> int | None:
        """Return the most days until somebody is asked who buys just this, once or `again` every so many days; None when this is not known."""
        good, goal = self.policy.goods[name], self.policy.goal
        if goal is None or goal.good.draft or goal.good.keeps & good.keeps or name == goal.good.name:
            return None
        open_to_all = goal.ladder.rungs[0] if goal.cold else None
        if not (open_to_all and _is_open(goal.ladder)) and not any(map(self._asks, self._lists(name))):
            return None
        times = self._of_lists(name)
        total = times.after + times.patience + times.total
        return self._slowed(total, name, again) if again else total

    def _slowed(self, total: int, name: str, again: int) -> int | None:
        """Return how long it takes at most while the turns of renewals, which come in while asks are open, put it off."""
        defaults = self.policy.defaults
        once, share = 0, Fraction(0)
        for each in self.policy.renewals:
            bought = each.good is not None and each.name in (name, *self.policy.goods[name].products)
            if each.refill and (not bought or each.every > again):
                continue  # they buy it again before it is due
            ask = defaults.patience.days + defaults.gap.days if each.good else 0
            once += ask + defaults.spacing.days
            share += Fraction(ask + defaults.spacing.days, max(each.every, 1))
        return None if share >= 1 else ceil((total + once) / (1 - share))

    def _asks(self, entries: tuple[Entry, ...]) -> bool:
        """Whether a list asks everybody for the ultimate action."""
        goal = self.policy.goal
        ladders = (entry for entry in entries if isinstance(entry, Ladder))
        return any(goal and each.rungs[0].offer == goal.offer and _is_open(each) for each in ladders)

    def _lists(self, name: str) -> list[tuple[Entry, ...]]:
        """Return the lists that somebody reads who bought just this, the store-wide one included."""
        names = dict.fromkeys((name, *sorted(self.policy.goods[name].products)))
        return [*map(self.policy.entries, names), self.policy.storewide]

    def _of_lists(self, name: str) -> Times:
        """Return the times of these lists, and of the ultimate action's ladder."""
        goal = self.policy.goal
        found = self._times((goal.ladder,)) if goal else Times()
        for entries in self._lists(name):
            found = found.joined(self._times(entries))
        return found

    @cached_property
    def _longest(self) -> Times:
        goal = self.policy.goal
        found = self._times(self.policy.storewide)
        for entries in ((goal.ladder,), goal.own) if goal else ():
            found = found.joined(self._times(entries))
        for name in self.policy.goods_in_order:
            found = found.joined(self._times(self.policy.entries(name)))
        return found

    def _times(self, entries: Iterable[Entry]) -> Times:
        key = tuple(map(id, entries))
        if key not in self._known:
            found = Times()
            for entry in entries:
                found = found.joined(self._of_entry(entry))
            self._known[key] = found
        return self._known[key]

    def _of_entry(self, entry: Entry) -> Times:
        spacing = self.policy.defaults.spacing.days
        if isinstance(entry, Deed):
            return Times(after=entry.after, total=spacing)
        found = Times(after=entry.after)
        for rung in entry.rungs:
            gap = self._gap(rung)
            total = rung.patience + rung.after + gap + spacing
            found = found.joined(Times(0, rung.after, rung.patience, gap, total))
        return found

    def _gap(self, rung: Rung) -> int:
        return self.policy.defaults.gap.days if rung.gap is None else rung.gap


def _is_open(ladder: Ladder) -> bool:
    """Whether a ladder and its first rung are open to everybody at any time."""
    gate = ladder.rungs[0].gate
    return not (ladder.gate.gated or gate.gated or gate.dated or gate.within is not None)
