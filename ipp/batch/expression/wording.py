"""Numbers into words: one row for every customer, as people and programs read it."""

from collections.abc import Callable

from ipp.batch.expression.frames import Frames, clip_day, get_ask
from ipp.batch.expression.opening.openings import Openings
from ipp.batch.expression.states import CustomerStates
from ipp.batch.lowering.codes import NONE
from ipp.batch.lowering.tables import LoweredPolicy
from ipp.orders import sql
from ipp.orders.engines.relations import (
    EPOCH,
    EPOCH_DAY,
    join_outer,
    join_outer_all,
    make_number,
    union_tables,
)
from ipp.orders.sql import Table, Value

COLUMNS = (
    "state",
    "action",
    "kind",
    "because",
    "due",
    "price",
    "list_price",
    "via",
    "rung",
    "reason",
    "event",
    "date",
)
COUPON = ("valid_until",)
"""The column of the last day of coupons, in plans of paths that have some."""
EARNS, HOLDOUT = ("earns",), ("holdout",)
"""Columns of what partners pay, and of the holdout that holds a row back, likewise."""
AWAITED = "the offer is made, and not answered yet"
BOUGHT, CANCELLED = "they bought ", "they cancelled "
SMALLER = ", a smaller version"
TODAY = ("offer", "touch", "rest")
"""The states in which something is to be done today."""
REASONS = {
    "store": "the store-wide list: nothing closer is left",
    "prospects": "the path of those who bought nothing yet",
    "ready": "they are ready for the ultimate action",
    "ultimate": "the ultimate action: nothing else is left",
    "rest": "nothing is left to offer; this keeps them warm",
    "refill": "they need a new one by now",
}
COMPLETE, STRANDED = "the path is complete", "nothing is left for them"
STOPPED, NEVER = "they asked to stop", "they are in the segment that `never` names"


def list_columns(lowered: LoweredPolicy) -> tuple[str, ...]:
    """Return the columns of a plan: those of COLUMNS, and those that only some paths need."""
    kinds = {touch.kind for touch in lowered.policy.path.touches}
    return (
        *COLUMNS,
        *(COUPON if "coupon" in kinds else ()),
        *(EARNS if "partner" in kinds else ()),
        *(HOLDOUT if lowered.policy.holdout else ()),
    )


class AnswerWording:
    """Puts actions into words."""

    def __init__(self, frames: Frames, states: CustomerStates) -> None:
        self.frames, self.states = frames, states
        self.codes, self.policy = frames.lowered.codes, frames.lowered.policy
        self.today = frames.today

    def word_everybody(self, chosen: Table, turns: Table | None, opened: Openings, others: Table) -> Table:
        """Return a row for everybody: whose line is chosen, who waits, whose turn something is, for whom something opens, and the others."""
        pending = None if self.states.answers is None else self.states.answers.pending
        groups: list[tuple[Callable[[Table], Table], tuple[Table | None, Table | None]]] = [
            (self.word_chosen, (chosen, opened.lines)),
            (self.word_turns, (turns, opened.turns)),
            (self.word_awaited, (pending, opened.asks)),
        ]
        parts = []
        for word, tables in groups:
            some_of = [table for table in tables if table is not None]
            if some_of:
                parts.append(word(union_tables(*some_of)))
        for some in opened:
            others = others if some is None else others.anti_join(some, "who")
        parts.append(self.word_nothing(self.frames.add_stage("nobody", others)))
        rows, stopped = union_tables(*parts), self.states.stopped
        if stopped is not None:
            rows = union_tables(rows.anti_join(stopped, "who"), self.word_stopped(stopped))
        return self.replace_numbers(rows)

    def word_chosen(self, chosen: Table) -> Table:
        lines = self.frames["ipp_asks"].select("ask", "owner", "answer", "number", "via")
        found = chosen.mutate(ask=get_ask(chosen.key)).join(lines, "ask")
        touch = found.number == NONE
        state = self.choose_state(found.due, sql.ifelse(touch, "touch", "offer"))
        smaller = sql.ifelse(found.number > 0, SMALLER, "")
        special = {
            name: self.codes.get_special_code(name) for name in ("store", "prospects", "ready", "ultimate")
        }
        reason = sql.cases(*((found.owner == code, REASONS[name]) for name, code in special.items()))
        return _make_row(
            found, state, found.owner, sql.ifelse(touch, sql.null("int64"), found.number), reason, smaller
        )

    def word_awaited(self, pending: Table) -> Table:
        lines = self.frames["ipp_asks"].select("ask", "owner", "number", "via")
        found = join_outer(pending, lines, "ask").mutate(due=pending.ends)
        found = found.mutate(via=sql.ifelse(found.ask.isnull(), self.get_default_channel(), found.via))
        return _make_row(
            found, sql.literal("wait"), found.owner, found.number.fill_null(0), sql.literal(AWAITED)
        )

    def word_turns(self, turns: Table) -> Table:
        rests = self.frames["ipp_rests"].select("place", "answer", "via", "code", "refill")
        found = turns.join(rests, "place")
        reason = sql.ifelse(found.refill == 1, REASONS["refill"], REASONS["rest"])
        rung = sql.ifelse(found.code == NONE, sql.null("int64"), make_number(0))
        return _make_row(
            found, self.choose_state(found.due, sql.literal("rest")), make_number(NONE), rung, reason
        )

    def word_nothing(self, others: Table) -> Table:
        """Say who is through, and who is stranded."""
        had = self.states.had
        columns = {"due": _make_missing(), "answer": _make_missing(), "via": make_number(NONE)}
        stranded = (others if had is None else others.anti_join(had, "who")).mutate(**columns)
        rows = _make_row(
            stranded, sql.literal("stranded"), make_number(NONE), _make_missing(), sql.literal(STRANDED)
        )
        if had is None:
            return rows
        through = others.semi_join(had, "who").mutate(**columns)
        return union_tables(
            rows,
            _make_row(
                through, sql.literal("complete"), make_number(NONE), _make_missing(), sql.literal(COMPLETE)
            ),
        )

    def word_stopped(self, stopped: Table) -> Table:
        """Say who gets nothing, and why."""
        columns = {"due": _make_missing(), "answer": _make_missing(), "via": make_number(NONE)}
        some = stopped.semi_join(self.states.people, "who").mutate(**columns)
        reason = sql.ifelse(some.asked == 1, STOPPED, NEVER)
        return _make_row(some, sql.literal("stopped"), make_number(NONE), _make_missing(), reason)

    def hold_back(self, rows: Table) -> Table:
        """Take back what is for today of those who are held out: an offer, and where everything is held a touch."""
        held_out, holdout = self.states.held_out, self.policy.holdout
        if held_out is None or holdout is None:
            return rows
        rows = join_outer(rows, held_out.mutate(out=make_number(1)), "who")
        held = rows.state.isin(TODAY) & (rows.out == 1).fill_null(False)
        held = held if holdout.everything else held & (rows.kind != "touch")
        return rows.mutate(state=sql.ifelse(held, "held", rows.state))

    def choose_state(self, due: Value, now: Value) -> Value:
        return sql.ifelse(due > self.today, "wait", now)

    def number_channel(self, channel: str | None) -> int:
        return NONE if channel is None else self.frames.lowered.vias[channel]

    def get_default_channel(self) -> Value:
        return make_number(self.number_channel(self.policy.usual_via))

    def replace_numbers(self, rows: Table) -> Table:
        """Return rows with names in the place of numbers."""
        frames = self.frames
        rows = join_outer_all(
            rows,
            (frames["ipp_things"], "answer"),
            (frames["ipp_prices"], "answer"),
            (frames["ipp_vias"], "via"),
            (frames["ipp_becauses"], "owner"),
        )
        rows = self.hold_back(rows)
        held = () if self.states.held_out is None else ((rows.state == "held", "held"),)
        nothing = ("wait", "complete", "stranded", *(("stopped",) if self.states.stopped is not None else ()))
        event = sql.cases(
            (rows.state.isin(nothing), sql.null("string")),
            *held,
            (rows.kind == "touch", "did"),
            else_="offered",
        )
        rows = rows.mutate(
            due_day=rows.due,
            due=make_date(rows.due),
            reason=rows.reason.fill_null(self.begin_reason(rows) + rows.because) + rows.smaller,
            event=event,
        )
        day = sql.ifelse(rows.event.isnull(), sql.null("date"), make_date(make_number(self.today)))
        rows = self.add_terms(rows.mutate(via=rows.channel, date=day))
        return rows.select("who", *list_columns(frames.lowered))

    def add_terms(self, rows: Table) -> Table:
        """Add what only some paths have: the terms of coupons, what partners pay, and the holdout."""
        columns = list_columns(self.frames.lowered)
        if {*COUPON, *EARNS} & {*columns}:
            rows = join_outer(rows, self.frames["ipp_terms"], "answer")
            last = sql.ifelse(rows.due_day > self.today, rows.due_day, make_number(self.today)) + rows.valid
            rows = rows.mutate(valid_until=make_date(clip_day(last)))
        if "holdout" in columns:
            if self.states.held_out is None:
                return rows.mutate(holdout=sql.null("string"))
            rows = join_outer(rows, self.frames["ipp_holdouts"], "state")
        return rows

    def begin_reason(self, rows: Table) -> Value:
        """Return the words before the purchase or the cancellation that an action follows."""
        if self.states.winbacks is None:
            return sql.literal(BOUGHT)
        return sql.ifelse(rows.owner.isin(list(self.codes.winbacks.values())), CANCELLED, BOUGHT)


def make_date(day: Value) -> Value:
    """Return the date of an ordinal."""
    return EPOCH_DAY.add_days(day - make_number(EPOCH))


def _make_row(
    found: Table, state: Value, owner: Value, rung: Value, reason: Value, smaller: Value | str = ""
) -> Table:
    smaller = sql.literal(smaller) if isinstance(smaller, str) else smaller
    return found.select(
        "who",
        state=state,
        answer=found.answer,
        owner=owner,
        due=found.due,
        rung=rung,
        via=found.via,
        reason=reason,
        smaller=smaller,
    )


def _make_missing() -> Value:
    return sql.null("int64")
