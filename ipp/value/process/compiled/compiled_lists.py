"""The lists of a path as a walker reads them. Waits in days; facts are bits."""

from typing import Literal, NamedTuple

from ipp.engine.policy.clauses import Good, Offer, Renewal, Rung
from ipp.value.process.compiled.calendar import Calendar
from ipp.value.process.compiled.segments import CompiledSegment

Turn = Literal["", "refill", "rest", "leave"]
"""What comes again and is no step: of `rest`, a refill, a day on which a membership can be left."""


class Ask(NamedTuple):
    """An offer as it can be made at one place: a rung of a ladder, or a turn of `rest`. Waits in days."""

    offer: Offer
    turn: Turn
    good: Good
    rung: Rung | None
    number: int  # of the offer
    after: int
    patience: int
    gap: int
    on_the_spot: bool  # a gap of 0 of its own, which waives `spacing`
    gate: CompiledSegment | None
    open_days: Calendar | None
    within: int | None
    dead: int  # any of these facts, and it is not made now
    gone: int  # any of these, and it is never made again
    owned: int  # those of `dead` that say what is owned; the others are answers
    owned_in_full: tuple[int, ...]  # nor when all facts of one of these hold
    above: frozenset[int]  # the numbers of the offers above it
    renewal: int  # the renewal that this is a turn of, -1 for none

    def is_over(self, facts: int) -> bool:
        """Whether it can never be made again, as far as facts go."""
        return bool(facts & self.gone) or any(facts & whole == whole for whole in self.owned_in_full)

    def is_dead_each_time(self, facts: int, answered: int) -> bool:
        """Whether it is not made now where it is asked anew at each purchase; `answered` since the latest one."""
        return bool(answered & self.dead & ~self.owned) or self.is_over(facts)


class ListLine(NamedTuple):
    """An entry of a list: a ladder, or a touch (which has no asks, a name, and a fact that says it is done)."""

    gate: CompiledSegment | None
    after: int
    asks: tuple[Ask, ...]
    touch: str
    done: int
    open_days: Calendar | None
    within: int | None
    each_time: bool = False  # asked anew at each purchase of what the list belongs to
    of_goal: bool = False  # the ladder of the ultimate action

    def is_over(self, facts: int) -> bool:
        """Whether it can never be an action again, as far as facts go."""
        if self.done:
            return bool(facts & self.done)
        return all(ask.is_over(facts) for ask in self.asks)


class RenewalTurn(NamedTuple):
    """An entry of `rest`, or a refill."""

    renewal: Renewal
    gate: CompiledSegment | None
    ask: Ask | None  # None for a touch
    done: int


class Reach(NamedTuple):
    """For how many days something of a list hangs on the day since which it counts, and on that of the latest purchase."""

    since: int
    latest: int


class CompiledList(NamedTuple):
    """A list with what it hangs on."""

    lines: tuple[ListLine, ...]
    reads: int  # the facts that its lines hang on
    leads: tuple[str, ...]  # the products and bundles whose lists a Yes to its offers brings
    ambiguous: tuple[int, ...]  # the facts that settle each of its offers that waits differently elsewhere
    recent: int  # the answers that count since the latest purchase only

    def is_over(self, facts: int) -> bool:
        """Whether nothing of it can matter again, as far as facts go; that hangs on those it reads alone."""
        return all(line.is_over(facts) for line in self.lines) and all(
            facts & answered for answered in self.ambiguous
        )

    def find_reach(self, facts: int) -> Reach:
        """Return for how long its days matter to somebody of whom these facts hold."""
        since = latest = 0
        for line in self.lines:
            if line.is_over(facts):
                continue
            days = line.after
            latest = max(latest, _count_within(line.within))
            for ask in line.asks:
                if not ask.is_over(facts):
                    latest = max(latest, _count_within(ask.within))
                    days = max(days, count_hanging_days(line, ask) if ask.above else 0)
            if line.each_time:
                latest = max(latest, days)
            else:
                since = max(since, days)
        return Reach(since, latest)


def count_hanging_days(line: ListLine, ask: Ask) -> int:
    """Return for how many days an ask hangs on a No above it."""
    return max(line.after, ask.after, _count_within(ask.within))


def _count_within(within: int | None) -> int:
    return 0 if within is None else within + 1
