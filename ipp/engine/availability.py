"""Why a rung or a touch is open, closed or dead. Nobody else says so (docs/meaning.md, sentences 3 to 6 and 9); what waits, `decision/decide.py` says.

Dead for good is what was answered, is owned, or stands below a rung that is theirs; closed is what is not open for now: by a segment, a
window, or `within`. Whose facts these are is open: those of a customer on a day, or of a world that a proof supposes. Interpreters that compile (bits,
tables, the page) take `Deaths` and unpack it and `Gate` whole, so that what is added there is a type error with each of them.
"""

from collections.abc import Container, Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Generic, Literal, NamedTuple, Protocol, TypeVar, assert_never

from ipp.engine.days import add_days
from ipp.engine.ownership import find_owned, is_had, list_whole
from ipp.engine.policy.clauses import Entry, Gate, Good, Ladder, Offer, Rung, TouchStep, Unavailable
from ipp.engine.policy.conditions import SegmentJudge

Death = Literal["draft", "paused", "retired", "bought", "declined", "owned", "higher rung theirs"]
"""Why a rung is dead."""
Closing = Literal["closed segment", "not open yet", "window over", "within over"]
"""What closes a gate for now."""


class Facts(Protocol):
    """What is theirs and what they answered."""

    @property
    def bought(self) -> Container[str]:
        """Items bought under their own names."""
        ...

    @property
    def owned(self) -> AbstractSet[str]:
        """Products that count as owned."""
        ...

    @property
    def declined(self) -> Container[Offer]:
        """Offers to which a No was said, or silence became one."""
        ...


K = TypeVar("K")


class Recent(Generic[K]):
    """What happened on a day or after it, of all that happened, each with its last day."""

    def __init__(self, days: Mapping[K, date], since: date) -> None:
        self.days, self.since = days, since

    def __contains__(self, key: object) -> bool:
        day = self.days.get(key)  # type: ignore[arg-type]  # a Container is asked for any object
        return day is not None and day >= self.since


class RecentFacts(NamedTuple):
    """What is theirs, and what they bought and declined since some day."""

    bought: Container[str]
    owned: AbstractSet[str]
    declined: Container[Offer]


class Doings(Protocol):
    """Which touches were done."""

    @property
    def done(self) -> Container[str]:
        """Touches by name."""
        ...


class Judged(NamedTuple):
    """A rung of a ladder, with the reason why it is dead; `above` is the higher rung's good that is theirs, if that is the reason."""

    number: int
    rung: Rung
    death: Death | None
    above: Good | None = None


def find_death(rung: Rung, facts: Facts) -> Death | None:
    """Say why a rung is dead whatever stands above it; None when nothing makes it so."""
    good = rung.good
    if good.unavailable:
        return good.unavailable
    if good.name in facts.bought:
        return "bought"
    if rung.offer in facts.declined:
        return "declined"
    return "owned" if find_owned(good, facts.owned) else None


def judge_rungs(ladder: Ladder, facts: Facts) -> Iterator[Judged]:
    """Yield the rungs of a ladder from the top, dead or not."""
    theirs: Good | None = None
    for number, rung in enumerate(ladder.rungs):
        death = find_death(rung, facts)
        if death is None and theirs:
            yield Judged(number, rung, "higher rung theirs", theirs)
        else:
            yield Judged(number, rung, death)
        if theirs is None and is_had(rung.good, facts.bought, facts.owned):
            theirs = rung.good


def list_live_rungs(ladder: Ladder, facts: Facts) -> Iterator[tuple[int, Rung]]:
    """Yield the rungs that are not dead, with their numbers, from the top; they may be closed."""
    bought, owned = facts.bought, facts.owned
    for number, rung in enumerate(ladder.rungs):
        if find_death(rung, facts) is None:
            yield number, rung
        if is_had(rung.good, bought, owned):
            return  # everything below is dead


def find_end(touch_step: TouchStep, doings: Doings) -> Literal["done"] | Unavailable | None:
    """Say why a touch is never made again; None when nothing is in its way but what closes it."""
    if touch_step.touch in doings.done:
        return "done"
    return touch_step.unavailable


class Deaths(NamedTuple):
    """All that makes a rung dead, for interpreters that compile: any ONE of these.

    `bought`: one of these was bought by itself (its own good, and those above); `owned`: one of these products is owned; `wholes`: one of
    these, which stand above, is owned in full.
    """

    draft: bool
    bought: tuple[Good, ...]
    declined: Offer
    owned: frozenset[str]
    wholes: tuple[Good, ...]


def list_deaths(ladder: Ladder) -> Iterator[Deaths]:
    """Yield what makes each rung of a ladder dead, from the top."""
    bought: tuple[Good, ...] = ()
    wholes: tuple[Good, ...] = ()
    for rung in ladder.rungs:
        good = rung.good
        bought = (*bought, good)
        yield Deaths(good.draft, bought, rung.offer, good.durables, wholes)
        if list_whole(good):
            wholes = (*wholes, good)


class GateClosing(NamedTuple):
    """What closes a gate for now: a segment that holds or does not, or the calendar, with the day on which it opens or closed."""

    why: Closing
    segment: str | None = None
    day: date | None = None


def find_closing(
    gate: Gate, segments: SegmentJudge[bool], day: date, latest: date | None
) -> GateClosing | None:
    """Say what closes a gate to somebody for an action of that day; None when it is open.

    `latest` is the day from which `within` counts; None: it never runs out.
    """
    when, unless, windows, within = gate
    for segment in when:
        if not segments.judge(segment):
            return GateClosing("closed segment", segment)
    for segment in unless:
        if segments.judge(segment):
            return GateClosing("closed segment", segment)
    for window in windows:
        if not window.is_open_on(day):
            opens = window.find_next_day(day)
            return (
                GateClosing("not open yet", None, opens)
                if opens
                else GateClosing("window over", None, window.ends)
            )
    if within is None or latest is None or day <= add_days(latest, within):
        return None
    return GateClosing("within over", None, add_days(latest, within))


def is_conditional(entry: Entry) -> bool:
    """Whether an entry is for some customers, or some days of the calendar, only."""
    match entry:
        case TouchStep():
            gates = [entry.gate]
        case Ladder():
            gates = [entry.gate, entry.rungs[0].gate]
        case _:
            assert_never(entry)
    return any(gate.gated or gate.dated for gate in gates)
