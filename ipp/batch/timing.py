"""The day of a line, what puts it off, and what closes it on that day: sentence 9 of docs/meaning.md."""

import ibis
from ibis import Table, Value

from ipp.batch.expression.frames import Frames, clip_day, get_ask, get_day
from ipp.batch.holding import ordered
from ipp.batch.lowering.codes import NONE
from ipp.batch.standing import Standing
from ipp.orders.engines.relations import join_outer, later, left_all, make_null, make_number

TERMS = ("ask", "owner", "answer", "number", "after", "below", "gap", "spacing", "window", "within", "above")


class Timing:
    """Says when lines are due, and whether they are open on that day."""

    def __init__(self, frames: Frames, states: Standing, turn: str = "") -> None:
        self.frames, self.standing, self.turn = frames, states, turn
        self.lowered, self.codes = frames.lowered, frames.lowered.codes

    def dated(self, name: str, lines: Table) -> Table:
        """Add to lines (who, key) the day on which each is due, and `last`, the last day that `within` allows, if any.

        Of whom nothing is known yet, waits and `within` count from the day itself: it never runs out.
        """
        columns = lines.columns
        name = f"{self.turn}{name}"
        known = self.frames.add_stage(f"{name}_placed", self.with_places(lines))
        known = self.frames.add_stage(f"{name}_answered", self.with_last_no(known))
        waited = ibis.ifelse(known.since.isnull(), known.today, clip_day(known.since + known.after))
        due = ibis.ifelse(known.last_no.isnull(), waited, clip_day(known.last_no + known.below))
        known = self.put_off(self.not_before_again(known.mutate(due=due)))
        latest = known.latest.fill_null(known.first_message)
        last = clip_day(later(latest, known.last_no) + known.within)
        last = ibis.ifelse(known.within == NONE, make_null(), last)
        return self.frames.add_stage(f"{name}_dated", known.select(*columns, due=known.due, last=last))

    def with_places(self, lines: Table) -> Table:
        """Add the terms of lines, and the days from which their times count: `since`, `latest`, and those of messages."""
        states, special = self.standing, self.codes.get_special_code
        terms = self.frames["ipp_asks"].select(*TERMS)
        rest = (name for name in lines.columns if name not in TERMS)
        known = lines.select(*rest, ask=get_ask(lines.key)).join(terms, "ask")
        others: list[tuple[Table, str | tuple[str, ...]]] = [
            (self.since_of(lines), ("who", "owner")),
            (self.orders_of(lines), "who"),
        ]
        if states.answers is not None:
            others.append((states.answers.messages, "who"))
        if states.had is not None:
            others.append((states.had.select("who", goal_since="since"), "who"))
        if states.days is not None:
            others.append((states.days, "who"))
        known = left_all(known, *others)
        since = [(known.owner == special("store"), known.first_order)]
        messages = dict.fromkeys(("last_ask", "first_message", "last_message"), make_null())
        if states.answers is not None:
            since.append((known.owner == special("prospects"), known.first_message))
            messages = {}
        if states.had is not None:
            since.append((known.owner == special("goal"), known.goal_since))
        of_list = (known.owner < len(self.codes.goods)) | (known.owner == special("goal"))
        today = {} if states.days is not None else {"today": make_number(self.frames.today)}
        return known.mutate(
            since=ibis.cases(*since, else_=known.own_since),
            latest=ibis.ifelse(of_list, get_day(known.key), known.last_order),
            **messages,
            **today,
        )

    def since_of(self, lines: Table) -> Table:
        """Return since when the purchases are theirs to which lines belong: who, owner, own_since."""
        got = self.standing.got.select("who", owner="code", own_since="since")
        return got.semi_join(lines.select("who", "owner"), ["who", "owner"])

    def orders_of(self, lines: Table) -> Table:
        """Return the days of the first and the last order of those whose line belongs to no purchase."""
        asks = self.frames["ipp_asks"]
        shared = asks.filter(asks.owner >= len(self.codes.goods)).select("ask")
        special = (
            lines.select("who", ask=get_ask(lines.key)).semi_join(shared, "ask").select("who").distinct()
        )
        got = self.standing.got.semi_join(special, "who")
        return ordered(got, self.standing.strange.semi_join(special, "who"))

    def with_last_no(self, known: Table) -> Table:
        """Add the day of the latest No to a rung above, on or after the day from which the waits of a line count."""
        answers = self.standing.answers
        if answers is None:
            return known.mutate(last_no=make_null())
        above = known.filter(known.above != NONE).select("who", "key", "above", "since")
        noes = above.join(self.frames["ipp_aboves"], "above").join(answers.declined, ["who", "answer"])
        noes = noes.filter(noes.since.isnull() | (noes.day >= noes.since))
        return join_outer(known, noes.group_by("who", "key").agg(last_no=noes.day.max()), ["who", "key"])

    def not_before_again(self, known: Table) -> Table:
        """Put the ultimate action off until the No to it is expired."""
        answers, goal = self.standing.answers, self.lowered.policy.goal
        if answers is None or answers.again is None or goal is None:
            return known
        known = join_outer(known, answers.again, "who")
        is_goal = known.answer == self.codes.offers[goal.offer]
        return known.mutate(due=ibis.ifelse(is_goal, later(known.due, known.again), known.due))

    def put_off(self, known: Table) -> Table:
        """Put lines off by their gap and the spacing of messages."""
        if self.standing.answers is None:
            return known
        return known.mutate(due=put_off(known, known.due))

    def open(self, name: str, lines: Table) -> Table:
        """Leave out lines (who, key, window, within) whose window or `within` does not hold on their day."""
        timed = lines.filter((lines.window != NONE) | (lines.within != NONE))
        dated = self.standing.with_today(self.frames, self.dated(name, timed))
        dated = dated.mutate(day=later(dated.today, dated.due))
        dated = dated.filter(dated["last"].isnull() | (dated.day <= dated["last"]))
        return in_windows(self.frames, dated)


def put_off(rows: Table, due: Value) -> Value:
    """Return the day due, put off by `gap` since the last ask and `spacing` since the last message, unless these are NONE."""
    after_ask = ibis.ifelse(rows.gap == NONE, make_null(), clip_day(rows.last_ask + rows.gap))
    after_message = ibis.ifelse(rows.spacing == NONE, make_null(), clip_day(rows.last_message + rows.spacing))
    return later(later(due, after_ask), after_message)


def in_windows(frames: Frames, dated: Table) -> Table:
    """Keep lines (who, key, window, day) whose day lies in their windows: who, key."""
    spans = dated.join(frames["ipp_spans"], "window")
    spans = spans.filter((spans.opens <= spans.day) & (spans.day <= spans.closes))
    free = dated.filter(dated.window == NONE)
    return free.select("who", "key").union(spans.select("who", "key"), distinct=False)
