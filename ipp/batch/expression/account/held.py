"""What customers hold, since when, and whether it is the ultimate action: sentence 1 of docs/meaning.md."""

from ipp.batch.expression.frames import Frames, find_day
from ipp.orders import sql
from ipp.orders.engines.relations import make_null, union_tables
from ipp.orders.moments import moment_of
from ipp.orders.sql import Table


def find_held(frames: Frames, lines: Table, key: str = "who") -> Table:
    """Return what customers hold, once each: the key, code, moment (the latest), since (the first day)."""
    joined = lines.join(frames["ipp_gives"], "item")
    moments = joined.select(key, "code", "day", moment=moment_of(joined))
    return moments.group_by(key, "code").agg(moment=moments.moment.max(), since=moments.day.min())


def find_order_days(got: Table, strange: Table) -> Table:
    """Return when customers ordered anything, first and last: who, first_order, last_order. `strange` are orders of unknown things."""
    known = got.select("who", first="since", last=find_day(got.moment))
    every = union_tables(known, strange.select("who", first="day", last="day"))
    return every.group_by("who").agg(first_order=every["first"].min(), last_order=every["last"].max())


def list_order_days(lines: Table) -> Table:
    """Return the same of lines of orders (who, day)."""
    return lines.group_by("who").agg(first_order=lines.day.min(), last_order=lines.day.max())


def find_ultimate_owners(frames: Frames, got: Table, key: str) -> Table:
    """Return who has the ultimate action, bought or owned in full: the key, the latest moment of its purchase, and since when."""
    goal, codes = frames.lowered.policy.goal, frames.lowered.codes
    assert goal
    bought = codes.get_purchase_code(goal.good)
    parts = sorted(codes.good[name] for name in goal.good.products)
    kept = sorted(codes.good[name] for name in goal.good.durables)
    held = got.filter(got.code.isin(sorted({bought, *parts})))
    in_parts = held.code.isin(kept) if kept else sql.literal(False)
    found = held.group_by(key).agg(
        moment=held.moment.max(),
        bought=held.since.min(where=held.code == bought),
        kept=held.count(where=in_parts),
        whole=held.since.max(where=in_parts),
    )
    since = found.bought
    if goal.good.kept_whole:
        whole = sql.ifelse(found.kept == len(kept), found.whole, make_null())
        since = sql.cases((since.isnull(), whole), (whole < since, whole), else_=since)
    found = found.select(key, "moment", since=since)
    return frames.add_stage(f"{key}_had", found.filter(found.since.notnull()))
