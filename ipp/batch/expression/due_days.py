"""The day of a line, what puts it off, and what closes it on that day: sentence 9 of docs/meaning.md."""

from ipp.batch.expression.frames import Frames, clip_day, get_ask, get_day
from ipp.batch.expression.states import CustomerStates
from ipp.batch.lowering.codes import NONE
from ipp.orders import sql
from ipp.orders.engines.relations import (
    join_outer,
    join_outer_all,
    later_of,
    make_null,
    make_number,
    union_tables,
)
from ipp.orders.sql import Table, Value

TERMS = (
    "ask",
    "owner",
    "answer",
    "number",
    "after",
    "below",
    "gap",
    "spacing",
    "window",
    "within",
    "above",
    "anew",
    "of_goal",
)


class LineTiming:
    """Says when lines are due, and whether they are open on that day."""

    def __init__(self, frames: Frames, states: CustomerStates, turn: str = "") -> None:
        self.frames, self.standing, self.turn = frames, states, turn
        self.lowered, self.codes = frames.lowered, frames.lowered.codes

    def add_due_days(self, name: str, lines: Table) -> Table:
        """Add to lines (who, key) the day on which each is due, and `last`, the last day that `within` allows, if any.

        Of whom nothing is terms yet, waits and `within` count from the day itself: it never runs out.
        """
        columns = lines.columns
        name = f"{self.turn}{name}"
        terms = self.add_last_no(name, self.add_anchors(lines))
        waited = sql.ifelse(terms.since.isnull(), terms.today, clip_day(terms.since + terms.after))
        due = sql.ifelse(terms.last_no.isnull(), waited, clip_day(terms.last_no + terms.below))
        terms = self.add_put_off(self.wait_for_return(self.wait_for_expiry(terms.mutate(due=due))))
        latest = terms.latest.fill_null(terms.first_message)
        last = clip_day(later_of(latest, terms.last_no) + terms.within)
        last = sql.ifelse(terms.within == NONE, make_null(), last)
        return self.frames.add_stage(f"{name}_dated", terms.select(*columns, due=terms.due, last=last))

    def add_anchors(self, lines: Table) -> Table:
        """Add the terms of lines, and the days from which their times count: `since`, `latest`, and those of messages."""
        states, special = self.standing, self.codes.get_special_code
        terms = self.frames["ipp_asks"].select(*TERMS)
        rest = (name for name in lines.columns if name not in TERMS)
        dated = self.add_since(lines)
        terms = dated.select(*rest, "own_since", ask=get_ask(dated.key)).join(terms, "ask")
        others: list[tuple[Table, str | tuple[str, ...]]] = [(self.find_order_days(lines), "who")]
        if states.answers is not None:
            others.append((states.answers.messages, "who"))
        if states.had is not None:
            others.append((states.had.select("who", goal_since="since"), "who"))
        if states.days is not None:
            others.append((states.days, "who"))
        terms = join_outer_all(terms, *others)
        bought = get_day(terms.key)
        since = [(terms.owner == special("store"), terms.first_order)]
        of_list = (terms.owner < len(self.codes.goods)) | (terms.owner == special("goal"))
        if states.winbacks is not None:
            of_winback = terms.owner.isin(list(self.codes.winbacks.values()))
            since.append((of_winback, bought))
            of_list |= of_winback
        if self.lowered.anew:
            since.append((terms.anew == 1, bought))
        messages = dict.fromkeys(("last_ask", "first_message", "last_message"), make_null())
        if states.answers is not None:
            since.append((terms.owner == special("prospects"), terms.first_message))
            messages = {}
        if states.had is not None:
            since.append((terms.owner == special("goal"), terms.goal_since))
        today = {} if states.days is not None else {"today": make_number(self.frames.today)}
        return terms.mutate(
            since=sql.cases(*since, else_=terms.own_since),
            latest=sql.ifelse(of_list, bought, terms.last_order),
            **messages,
            **today,
        )

    def add_since(self, lines: Table) -> Table:
        """Add to lines since when the purchases are theirs to which they belong, as `own_since`; missing for lists of no purchase."""
        got = self.standing.got.select("who", owner="code", own_since="since")
        of_purchase = lines.owner < len(self.codes.goods)
        own = lines.filter(of_purchase).join(got, ["who", "owner"])
        return union_tables(own, lines.filter(~of_purchase).mutate(own_since=make_null()))

    def find_order_days(self, lines: Table) -> Table:
        """Return the days of the first and the last order of those whose line belongs to no purchase."""
        asks = self.frames["ipp_asks"]
        of_purchase = (*self.codes.winbacks.values(), self.codes.get_special_code("goal"))
        shared = asks.filter((asks.owner >= len(self.codes.goods)) & ~asks.owner.isin(list(of_purchase)))
        shared = shared.select("ask")
        special = (
            lines.select("who", ask=get_ask(lines.key)).semi_join(shared, "ask").select("who").distinct()
        )
        return self.standing.find_order_days(special)

    def add_last_no(self, name: str, terms: Table) -> Table:
        """Add the day of the latest No to a rung above, on or after the day from which the waits of a line count."""
        answers = self.standing.answers
        if answers is None or not self.lowered.tables["ipp_aboves"].rows:
            return terms.mutate(last_no=make_null())
        terms = self.frames.add_stage(f"{name}_placed", terms)
        above = terms.filter(terms.above != NONE).select("who", "key", "above", "since")
        noes = above.join(self.frames["ipp_aboves"], "above").join(answers.declined, ["who", "answer"])
        noes = noes.filter(noes.since.isnull() | (noes.day >= noes.since))
        return join_outer(terms, noes.group_by("who", "key").agg(last_no=noes.day.max()), ["who", "key"])

    def wait_for_expiry(self, terms: Table) -> Table:
        """Put the ultimate action off until the No to it is expired."""
        answers, goal = self.standing.answers, self.lowered.policy.goal
        if answers is None or answers.again is None or goal is None:
            return terms
        terms = join_outer(terms, answers.again, "who")
        is_goal = terms.answer == self.codes.offers[goal.offer]
        return terms.mutate(due=sql.ifelse(is_goal, later_of(terms.due, terms.again), terms.due))

    def wait_for_return(self, terms: Table) -> Table:
        """Put the ultimate action that was given up off until it may be asked again."""
        gave_up = self.standing.gave_up
        if gave_up is None:
            return terms
        terms = join_outer(terms, gave_up, "who")
        back = sql.ifelse(terms.of_goal == 1, terms.back, make_null())
        return terms.mutate(due=later_of(terms.due, back))

    def add_put_off(self, terms: Table) -> Table:
        """Put lines off by their gap and the spacing of messages."""
        if self.standing.answers is None:
            return terms
        return terms.mutate(due=put_off(terms, terms.due))

    def drop_closed(self, name: str, lines: Table) -> Table:
        """Leave out lines (who, key, window, within) whose window or `within` does not hold on their day."""
        timed = lines.filter((lines.window != NONE) | (lines.within != NONE))
        dated = self.standing.add_today(self.frames, self.add_due_days(name, timed))
        dated = dated.mutate(day=later_of(dated.today, dated.due))
        dated = dated.filter(dated["last"].isnull() | (dated.day <= dated["last"]))
        return find_in_windows(self.frames, dated)


def put_off(rows: Table, due: Value) -> Value:
    """Return the day due, put off by `gap` since the last ask and `spacing` since the last message, unless these are NONE."""
    after_ask = sql.ifelse(rows.gap == NONE, make_null(), clip_day(rows.last_ask + rows.gap))
    after_message = sql.ifelse(rows.spacing == NONE, make_null(), clip_day(rows.last_message + rows.spacing))
    return later_of(later_of(due, after_ask), after_message)


def find_in_windows(frames: Frames, dated: Table) -> Table:
    """Keep lines (who, key, window, day) whose day lies in their windows: who, key."""
    free = dated.filter(dated.window == NONE).select("who", "key")
    if not frames.lowered.opening:
        return free
    spans = dated.join(frames["ipp_spans"], "window")
    spans = spans.filter((spans.opens <= spans.day) & (spans.day <= spans.closes))
    return union_tables(free, spans.select("who", "key"))
