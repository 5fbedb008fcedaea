"""What happened to everybody, as facts of today: the state machine of one customer, told in windows and joins.

The sentences are 1, 3, 7, 8 and 11 of docs/meaning.md, and `ipp/engine/customer/state.py` is the same for one customer. Only the few
rows of the offers log are looked at in order; purchases are only grouped.
"""

from typing import NamedTuple

from ipp.batch.expression.account.account import Account
from ipp.batch.expression.account.expiry import find_expiry
from ipp.batch.expression.account.ordered import Ordered
from ipp.batch.expression.frames import Frames, clip_day, get_ask
from ipp.batch.expression.offer_lines import OfferLines
from ipp.batch.lowering.codes import limit_days
from ipp.orders import sql
from ipp.orders.engines.relations import (
    drop_columns,
    join_outer,
    later_of,
    make_null,
    make_number,
    union_tables,
)
from ipp.orders.log import ACCEPTED, DECLINED, DID, OFFERED
from ipp.orders.sql import Table, Value

BOUGHT = 0
ROUNDS = 3
"""Asks in a row whose patience hangs on the one before that are followed."""


class OfferAnswers(NamedTuple):
    """What came of the offers made. A day is an ordinal.

    `declined`: who, answer, day (one row per No). `done`: who, answer, day (the last). `offered`: who, answer, day (the last
    on which it was offered or refused). `messages`: who, last_ask (missing where nothing was asked), first_message, last_message.
    `opens`: who, answer, made, seq, ends, ask and key (of the line that made the offer, if any): what is neither answered nor silent.
    `pending`: those of them that are waited for, one to each. `again`: who, again: the day on which a No to the ultimate action expires.
    """

    declined: Table
    done: Table
    offered: Table
    messages: Table
    opens: Table
    pending: Table
    again: Table | None


class OfferHistory:
    """The offers log, event by event. `lines` are purchases, and charges that were a Yes; `account` says what was lost."""

    def __init__(
        self,
        frames: Frames,
        lines: Table,
        log: Table,
        people: Table,
        orders: Table,
        account: Account | None = None,
        given_up: Table | None = None,
        ordered: Ordered | None = None,
    ) -> None:
        self.frames, self.lines, self.log, self.find_next_orders = frames, lines, log, orders
        self.making = OfferLines(frames, lines, people, orders, account, ordered)
        self.lost = None if account is None else account.lost
        self.given_up = given_up
        self.policy = frames.lowered.policy
        self.patience = make_number(limit_days(self.policy.defaults.patience.days))

    def find_answers(self) -> OfferAnswers:
        log, stage = self.log, self.frames.add_stage
        events = stage("events", self.order_events())
        asks = stage("asks_made", self.settle_silence(events))
        noes = log.filter(log.event == DECLINED)
        silent = asks.filter(asks.silent)
        silences = silent.select("who", "answer", day=silent.ends)
        unanswered = silent.filter(silent.next_event.fill_null(BOUGHT) != DECLINED)
        if self.lost is not None:
            unanswered = union_tables(unanswered, self.find_separate_silences(silent, self.lost))
        done = log.filter(log.event == DID)
        refused = noes.select("who", "answer", "day")
        offered = union_tables(asks.select("who", "answer", "day"), refused, silences)
        declined = union_tables(refused, unanswered.select("who", "answer", day=unanswered.ends))
        if self.lost is not None:
            undone = stage("undone", self.find_undone(asks, self.lost))
            offered, declined = union_tables(offered, undone), union_tables(declined, undone)
        declined = stage("declined", declined)
        opens = asks.filter(~asks.answered & ~asks.silent & asks.next_event.isnull())
        opens = stage("open_asks", opens.select("who", "answer", "seq", "ends", "ask", "key", made="day"))
        again = find_expiry(self.frames, declined, self.given_up)
        return OfferAnswers(
            declined,
            stage("done", done.group_by("who", "answer").agg(day=done.day.max())),
            stage("offered", offered.group_by("who", "answer").agg(day=offered.day.max())),
            stage("messages", self.find_message_days(asks, done)),
            opens,
            stage("pending", self.find_pending(opens)),
            None if again is None else stage("again", again),
        )

    def find_separate_silences(self, silent: Table, lost: Table) -> Table:
        """Return the silent Noes to which a later No is no late answer: nothing was left of the item in between."""
        offers = self.frames["ipp_offers"].select("answer", "item")
        late = silent.filter(silent.next_event == DECLINED).join(offers, "answer")
        between = late.join(lost.select("who", item="code", lost="day"), ["who", "item"])
        between = between.filter((between.ends < between.lost) & (between.lost <= between.next_day))
        return late.semi_join(between, "seq").select(*silent.columns)

    def find_undone(self, asks: Table, lost: Table) -> Table:
        """Return the Noes that are said when nothing is left of an item: who, answer, day.

        They are to its list-price offer, and to the offers that were accepted since the item became theirs: told so, or open when it was bought.
        """
        offers = self.frames["ipp_offers"]
        lost = lost.rename(item="code")
        listed = lost.join(offers.filter(offers.listed == 1).select("answer", "item"), "item")
        log = self.log.filter(self.log.event == ACCEPTED)
        open_then = ~asks.answered & ~asks.silent & (asks.next_event == BOUGHT).fill_null(False)
        closed = asks.filter(open_then)
        of_day = asks.filter(asks.answered)
        taken = union_tables(
            log.select("who", "answer", "day"),
            closed.select("who", "answer", day="next_day"),
            of_day.select("who", "answer", "day"),
        ).distinct()
        taken = taken.join(offers.select("answer", "item"), "answer").rename(took="day")
        undone = taken.join(lost, ["who", "item"])
        undone = undone.filter(undone.day >= undone.took)
        undone = undone.group_by("who", "answer", "took").agg(day=undone.day.min())
        columns = ("who", "answer", "day")
        return union_tables(listed.select(*columns), undone.select(*columns)).distinct()

    def find_message_days(self, asks: Table, done: Table) -> Table:
        """Return when customers were asked last, and when they got the first and the last message."""
        own = self.list_unrecorded_asks()
        days = union_tables(asks.select("who", "day"), own).mutate(asked=make_number(1))
        days = union_tables(days, done.select("who", "day", asked=make_number(0)))
        return days.group_by("who").agg(
            last_ask=days.day.max(where=days.asked == 1),
            first_message=days.day.min(),
            last_message=days.day.max(),
        )

    def list_unrecorded_asks(self) -> Table:
        """Return the days of answers to offers of which no making was recorded since the previous answer: who, day.

        A purchase is an answer, but for the one that a Yes of that day tells of.
        """
        log = self.log.filter(self.log.event.isin((OFFERED, DECLINED, ACCEPTED)))
        yeses = log.filter(log.event == ACCEPTED).select("who", "answer", "day").distinct()
        bought = self.list_purchases(log).anti_join(yeses, ["who", "answer", "day"])
        told = union_tables(log.select("seq", "who", "event", "answer", "day"), bought)
        told = told.mutate(
            before=told.event.lag().over(
                group_by=[told.who, told.answer], order_by=[told.day, told.event, told.seq]
            )
        )
        answers = told.filter(told.event.isin((DECLINED, ACCEPTED)))
        return answers.filter(answers.before.fill_null(BOUGHT) != OFFERED).select("who", "day")

    def find_pending(self, opens: Table) -> Table:
        """Return the offers that are waited for: the one made last to each, since the last purchase."""
        waits = join_outer(opens, self.find_next_orders.select("who", "last_order"), "who")
        waits = waits.filter(waits.last_order.isnull() | (waits.made >= waits.last_order))
        last = waits.mutate(
            turn=sql.row_number().over(group_by=waits.who, order_by=[waits.made.desc(), waits.seq.desc()])
        )
        return last.filter(last.turn == 0).select("who", "ends", "answer", "ask", "key")

    def list_purchases(self, log: Table) -> Table:
        """Return the purchases of items to which answers are told, by themselves, as events: seq, who, event, answer, day."""
        offers = self.frames["ipp_offers"].select("answer", "item")
        goods = log.select("who", "answer").distinct().join(offers, "answer")
        lines = self.lines.select("who", "item", "day")
        bought = lines.join(goods, ["who", "item"]).select("who", "answer", "day").distinct()
        return bought.select("who", "answer", "day", seq=make_number(-1), event=make_number(BOUGHT))

    def order_events(self) -> Table:
        """Return what happened to each offer of each customer, in order, with what came before and after.

        Columns: seq, who, answer, day, event (BOUGHT is a purchase of the item by itself), next_event, next_day,
        last_bought (the day of the last purchase before or on the same day).
        """
        log = self.log.filter(self.log.event.isin((OFFERED, DECLINED)))
        columns = ("seq", "who", "event", "answer", "day")
        events = union_tables(log.select(*columns), self.list_purchases(log))
        order = {"group_by": [events.who, events.answer], "order_by": [events.day, events.event, events.seq]}
        before = sql.window(**order, rows=(None, -1))
        return events.mutate(
            next_event=events.event.lead().over(**order),
            next_day=events.day.lead().over(**order),
            last_bought=sql.ifelse(events.event == BOUGHT, events.day, make_null()).max().over(before),
        )

    def settle_silence(self, events: Table) -> Table:
        """Return the offers made, each with the end of its silence, whether it is a No by today, and the line that made it."""
        offered = events.filter(events.event == OFFERED)
        made = join_outer(offered, self.making.find_asks(offered), "seq")
        lines = self.frames["ipp_asks"].select("ask", "patience")
        made = join_outer(made, lines, "ask")
        again = bool(self.policy.renewed_goods)
        if again:
            made = join_outer(made, self.frames["ipp_offers"].select("answer", "rests"), "answer")
        made = made.mutate(answered=(made.last_bought == made.day).fill_null(False))
        if not again:
            return self.measure_silence(made, made.patience.fill_null(self.patience))
        return self.settle_renewed(events, self.frames.add_stage("asks_read", made))

    def settle_renewed(self, events: Table, made: Table) -> Table:
        """Return the same where `rest` makes offers, too: what is asked again has the patience of nobody's line.

        But a line that is asked at every purchase makes it, where it was not answered since the latest one. Then the patience of an ask can hang on
        the silence after the ask before it: that is followed for ROUNDS asks.
        """
        patience = made.patience.fill_null(self.patience)
        turn = (made.rests == 1) & made.last_bought.notnull()
        known = self.measure_silence(made, sql.ifelse(turn, self.patience, patience))
        lines = self.making.each_time
        for number in range(1, 2 if lines is None else ROUNDS + 1):
            refused = self.find_last_no_before(events, known)
            asked = join_outer(made, refused, "seq")
            again = (asked.rests == 1) & (asked.last_no.notnull() | asked.last_bought.notnull())
            asked = asked.mutate(again=again, ask=sql.ifelse(again, make_null(), asked.ask))
            patience = sql.ifelse(again, self.patience, asked.patience.fill_null(self.patience))
            if lines is not None:
                asked = self.frames.add_stage(f"asked_anew_{number}", self.choose_each_time(asked, lines))
                patience = asked.patience.fill_null(self.patience)
            known = drop_columns(self.measure_silence(asked, patience), "last_no", "again")
            if lines is not None:
                known = self.frames.add_stage(f"asks_known_{number}", known)
        return known

    def choose_each_time(self, asked: Table, each_time: Table) -> Table:
        """Give the asks that are made again the line that asks anew at every purchase, where it was not answered since the latest one."""
        lines = asked.filter(asked.again).select("seq", "last_no", "last_bought").join(each_time, "seq")
        free = (lines.last_no.isnull() | (lines.last_no < lines.since)) & (
            lines.last_bought.isnull() | (lines.last_bought < lines.since)
        )
        first = lines.filter(free).group_by("seq").agg(other=lines.key.min())
        asked = join_outer(asked, first, "seq")
        other = asked.other.notnull()
        asked = asked.mutate(
            ask=sql.ifelse(other, get_ask(asked.other), asked.ask),
            key=sql.ifelse(other, asked.other, asked.key),
        )
        asked = drop_columns(asked, "patience", "other")
        return join_outer(asked, self.frames["ipp_asks"].select("ask", "patience"), "ask")

    def measure_silence(self, made: Table, patience: Value) -> Table:
        """Say when the silence after each offer ends, and whether nothing came before that."""
        made = made.mutate(ends=clip_day(made.day + patience))
        reached = sql.ifelse(made.next_event == BOUGHT, made.next_day > made.ends, made.next_day >= made.ends)
        over = sql.ifelse(made.next_event.isnull(), made.ends <= self.frames.today, reached)
        return made.mutate(silent=~made.answered & over)

    def find_last_no_before(self, events: Table, made: Table) -> Table:
        """Return for each offer made the day of the last No to the same before it, said, silent or undone: seq, last_no.

        The patience of an offer that can be asked again depends on it. Up to the first No nothing was asked again, so that
        the silences found without asking this are right up to there, and further they need not be.
        """
        noes = join_outer(events, made.select("seq", "silent", "ends").filter(made.silent), "seq")
        order = {"group_by": [noes.who, noes.answer], "order_by": [noes.day, noes.event, noes.seq]}
        day = sql.cases(
            (noes.event == DECLINED, noes.day), (noes.silent.fill_null(False), noes.ends), else_=make_null()
        )
        before = sql.window(**order, rows=(None, -1))
        found = noes.mutate(last_no=day.max().over(before))
        found = found.filter(found.event == OFFERED).select("seq", "last_no")
        return found if self.lost is None else self.add_undone_before(made, found, self.lost)

    def add_undone_before(self, made: Table, found: Table, lost: Table) -> Table:
        """Return the same, with the days on which nothing was left of the item: those are Noes to its list-price offer."""
        offers = self.frames["ipp_offers"]
        items = made.select("seq", "who", "answer", "day").join(
            offers.filter(offers.listed == 1).select("answer", "item"), "answer"
        )
        past = items.join(lost.select("who", item="code", lost="day"), ["who", "item"])
        past = past.filter(past.lost <= past.day)
        past = past.group_by("seq").agg(undone=past.lost.max())
        found = join_outer(found, past, "seq")
        later = sql.ifelse(found.last_no.isnull(), found.undone, later_of(found.last_no, found.undone))
        return found.select("seq", last_no=later)
