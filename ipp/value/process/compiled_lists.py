"""Lists of a policy as a forecast reads them: facts as bits, days as numbers."""

from typing import Literal, NamedTuple

from ipp.engine.policy.clauses import Good, Offer, Renewal, Rung
from ipp.value.process.segments import CompiledSegment

NEVER = -(10**6)
"""A day before all days."""


ALWAYS = 10**6
"""A day after all days."""


Turn = Literal["", "refill", "rest"]


class Ask(NamedTuple):
    """An offer as it can be made at one place: a rung of a ladder, or a turn of `rest`. Waits in days."""

    offer: Offer
    turn: Turn
    good: Good
    rung: Rung | None
    number: int  # of the offer
    after: int
    patience: int
    gate: CompiledSegment | None
    opens: int
    closes: int
    dead: int  # any of these facts, and it is never made again
    owned_in_full: tuple[int, ...]  # nor when all facts of one of these hold
    above: frozenset[int]  # the numbers of the offers above it
    renewal: int  # the renewal that this is a turn of, -1 for none

    def is_over(self, facts: int) -> bool:
        """Whether it can never be made again, as far as facts go."""
        return bool(facts & self.dead) or any(facts & whole == whole for whole in self.owned_in_full)


class ListLine(NamedTuple):
    """An entry of a list: a ladder, or a touch (which has no asks, and a fact that says it is done)."""

    gate: CompiledSegment | None
    after: int
    asks: tuple[Ask, ...]
    done: int
    opens: int
    closes: int

    def is_over(self, facts: int) -> bool:
        """Whether it can never be an action again, as far as facts go."""
        if self.done:
            return bool(facts & self.done)
        return all(ask.is_over(facts) for ask in self.asks)


class CompiledList(NamedTuple):
    """A list with what it hangs on. Waits in days."""

    lines: tuple[ListLine, ...]
    reads: int  # the facts that its lines hang on
    leads: tuple[str, ...]  # the products and bundles whose lists a Yes to its offers brings
    longest: int  # its longest wait
    ambiguous: tuple[int, ...]  # the facts that settle each of its offers that waits differently elsewhere

    def is_over(self, facts: int) -> bool:
        """Whether nothing of it can matter again, as far as facts go; that hangs on those it reads alone."""
        return all(line.is_over(facts) for line in self.lines) and all(
            facts & answered for answered in self.ambiguous
        )


class RenewalTurn(NamedTuple):
    """An entry of `rest`, or a refill."""

    renewal: Renewal
    gate: CompiledSegment | None
    ask: Ask | None  # None for a touch
    done: int
