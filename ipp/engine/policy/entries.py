"""What stands in lists: the offers of an entry, and the ladders among entries."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from ipp.engine.policy.clauses import Entry, Gate, Ladder, Rung, TouchStep
from ipp.path.model import Step


def list_rungs(entry: Entry) -> tuple[Rung, ...]:
    """Return the offers of an entry of a list; a touch has none."""
    match entry:
        case Ladder():
            return entry.rungs
        case TouchStep():
            return ()
        case _:
            assert_never(entry)


def list_gates(entry: Entry) -> Iterator[Gate]:
    """Yield the gate of an entry of a list, then those of its offers."""
    yield entry.gate
    yield from (rung.gate for rung in list_rungs(entry))


def is_each_time(entry: Entry) -> bool:
    """Whether an entry is asked anew at each purchase of what it belongs to."""
    return isinstance(entry, Ladder) and entry.each_time


def repeat_entry(step: Step, entry: Entry) -> Entry:
    """Return an entry of a list that belongs to a purchase: asked anew at each one, if its step says so."""
    return entry._replace(each_time=True) if step.each_time and isinstance(entry, Ladder) else entry


def list_ladders(entries: Iterable[Entry]) -> Iterator[Ladder]:
    """Yield the entries that offer something."""
    for entry in entries:
        match entry:
            case Ladder():
                yield entry
            case TouchStep():
                pass
            case _:
                assert_never(entry)
