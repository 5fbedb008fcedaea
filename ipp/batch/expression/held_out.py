"""Who gets nothing: those who asked to stop or never get anything, and the holdout, of whom what is held back counts as made while it lasts."""

from datetime import date

from ipp.batch.expression.frames import Frames
from ipp.batch.lowering.tables import LoweredPolicy
from ipp.orders.engines.relations import make_number, union_tables
from ipp.orders.log import RESUMED, STOPPED
from ipp.orders.people.shares import list_shares
from ipp.orders.sql import Table


def find_stopped(frames: Frames, stops: Table | None, never: Table | None) -> Table | None:
    """Return who gets nothing: who, asked (1 where they asked for it); on one day a stop counts, not a `resumed`."""
    parts = []
    if stops is not None:
        told = stops.filter(stops.day <= frames.today)
        last = told.group_by("who").agg(
            stopped=told.day.max(where=told.event == STOPPED),
            resumed=told.day.max(where=told.event == RESUMED),
        )
        asked = last.filter(last.stopped.notnull() & (last.stopped >= last.resumed.fill_null(0)))
        parts.append(asked.select("who", asked=make_number(1)))
    if never is not None:
        parts.append(never.select("who", asked=make_number(0)))
    if not parts:
        return None
    found = union_tables(*parts)
    return frames.add_stage("stopped", found.group_by("who").agg(asked=found.asked.max()))


def find_held_out(lowered: LoweredPolicy, people: Table) -> Table | None:
    """Return who is in the holdout that lasts today."""
    if not lowered.holds_out or lowered.policy.holdout is None:
        return None
    column = list_shares(lowered.policy)[lowered.policy.holdout.share]
    return people.filter(people[column] == 1).select("who")


def keep_held(lowered: LoweredPolicy, log: Table, people: Table) -> Table:
    """Leave out what was held back of customers who are not held out today, and on days that are none of the holdout."""
    holdout = lowered.policy.holdout
    assert holdout
    out = find_held_out(lowered, people)
    assert out is not None
    first, last = (holdout.first or date.min).toordinal(), (holdout.last or date.max).toordinal()
    held = log.filter((log.held == 1) & (log.day >= first) & (log.day <= last)).semi_join(out, "who")
    return union_tables(log.filter(log.held == 0), held)


def forget_held(lowered: LoweredPolicy, log: Table, people: Table) -> Table:
    """Return the log of those who are held out today, without what was held back."""
    out = find_held_out(lowered, people)
    assert out is not None
    return log.filter(log.held == 0).semi_join(out, "who")
