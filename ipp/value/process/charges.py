"""How long nothing was ordered: the charges of memberships end `quiet_for`, though they are no purchases (docs/forecast.md)."""

from collections.abc import Iterator

from ipp.engine.policy.clauses import Good
from ipp.value.process.chain_state import ChainState, Numbered
from ipp.value.process.compiled.calendar import ALWAYS, NEVER
from ipp.value.process.compiled.compiled_policy import CompiledPolicy
from ipp.value.process.compiled.memberships import find_running


class Charges:
    """The charges of customers of one chart; none are followed where no segment asks for how long nothing was ordered."""

    def __init__(self, compiled: CompiledPolicy) -> None:
        self.quiet = compiled.quiet
        self.running = find_running(compiled.policy) if compiled.quiet else {}
        self.longest = max((days for days, _ in compiled.quiet), default=0)

    def join(self, state: ChainState, good: Good, day: int, pieces: int = 1) -> Numbered:
        """Return the coming payments of a customer who buys something on a day that was not theirs, for so many periods."""
        every = self.running.get(good.name)
        if every is None:
            return state.payments
        return tuple(sorted((*state.payments, (day + pieces * every, every))))

    def find_quiet_facts(self, state: ChainState) -> int:
        """Return the facts that hold today of how long nothing was ordered."""
        found = 0
        if state.ordered > NEVER and self.quiet:
            latest = _find_latest(state, state.day)
            for days, bit in self.quiet:
                found |= bit if state.day >= latest + days else 0
        return found

    def find_change(self, state: ChainState, horizon: int) -> int:
        """Return the first later day before the horizon on which a segment changes by time or by a charge, ALWAYS for none."""
        day = state.day if state.ordered > NEVER and self.quiet else horizon
        while day < horizon:
            latest = _find_latest(state, day)
            begins = min((latest + days for days, _ in self.quiet if latest + days > day), default=ALWAYS)
            charge = min((first for first, _ in _pass_payments(state.payments, day)), default=ALWAYS)
            if begins < charge or charge == ALWAYS:
                return begins
            if any(latest + days < charge for days, _ in self.quiet):
                return charge
            day = charge
        return ALWAYS

    def trim_charges(self, state: ChainState) -> tuple[int, Numbered]:
        """Return the day of the latest charge, as far as it matters, and the payments that are still to come."""
        if not self.quiet:
            return NEVER, ()
        latest, day = _find_latest(state, state.day), state.day
        matters = latest > max(state.ordered, day - self.longest)
        return latest if matters else NEVER, tuple(sorted({*_pass_payments(state.payments, day)}))


def _pass_payments(payments: Numbered, day: int) -> Iterator[tuple[int, int]]:
    """Yield the payments that come after a day."""
    for first, every in payments:
        yield first + max(0, (day - first) // every + 1) * every, every


def _find_latest(state: ChainState, day: int) -> int:
    """Return the day of the latest purchase or charge up to a day."""
    charges = (day - (day - first) % every for first, every in state.payments if first <= day)
    return max(state.ordered, state.charged, *charges)
