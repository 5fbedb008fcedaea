"""Numbers into words: one row for every customer, as people and programs read it."""

from collections.abc import Callable

from ipp.batch.expression.frames import Frames, get_ask
from ipp.batch.expression.openings import Openings
from ipp.batch.expression.states import CustomerStates
from ipp.batch.lowering.codes import NONE
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
AWAITED = "the offer is made, and not answered yet"
BOUGHT, CANCELLED = "they bought ", "they cancelled "
SMALLER = ", a smaller version"
REASONS = {
    "store": "the store-wide list: nothing closer is left",
    "prospects": "the path of those who bought nothing yet",
    "ready": "they are ready for the ultimate action",
    "ultimate": "the ultimate action: nothing else is left",
    "rest": "nothing is left to offer; this keeps them warm",
    "refill": "it is used up by now",
}
COMPLETE, STRANDED = "the path is complete", "nothing is left for them"


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
        return self.replace_numbers(union_tables(*parts))

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
        event = sql.cases(
            (rows.state.isin(("wait", "complete", "stranded")), sql.null("string")),
            (rows.kind == "touch", "did"),
            else_="offered",
        )
        rows = rows.mutate(
            due=make_date(rows.due),
            reason=rows.reason.fill_null(self.begin_reason(rows) + rows.because) + rows.smaller,
            event=event,
        )
        day = sql.ifelse(rows.event.isnull(), sql.null("date"), make_date(make_number(self.today)))
        return rows.mutate(via=rows.channel, date=day).select("who", *COLUMNS)

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
