"""What happened to everybody, as facts of today: the state machine of one customer, told in windows and joins.

The sentences are 1, 3, 7, 8 and 11 of docs/meaning.md, and `ipp/engine/state.py` is the same for one customer. Only the few
rows of the offers log are looked at in order; purchases are only grouped.
"""

from typing import NamedTuple

import ibis
from ibis import Table, Value

from ipp.batch.codes import MOMENTS, NONE, days
from ipp.batch.frames import (
    ACCEPTED,
    DECLINED,
    DID,
    OFFERED,
    Frames,
    age_of,
    ask_of,
    clipped,
    day_at,
    key_of,
    left,
    moment_of,
    nothing,
    number,
    together,
)
from ipp.batch.gates import known_of

BOUGHT = 0


class Answers(NamedTuple):
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


def gained(frames: Frames, lines: Table, key: str = "who") -> Table:
    """Return what customers hold, once each: the key, code, moment (the latest), since (the first day)."""
    joined = lines.join(frames["ipp_gives"], "item")
    moments = joined.select(key, "code", "day", moment=moment_of(joined))
    return moments.group_by(key, "code").agg(moment=moments.moment.max(), since=moments.day.min())


def ordered(got: Table, strange: Table) -> Table:
    """Return when customers ordered anything, first and last: who, first_order, last_order. `strange` are orders of unknown things."""
    known = got.select("who", first="since", last=day_at(got.moment))
    every = together(known, strange.select("who", first="day", last="day"))
    return every.group_by("who").agg(first_order=every["first"].min(), last_order=every["last"].max())


def reached(frames: Frames, got: Table, key: str) -> Table:
    """Return who has the ultimate action, bought or owned in full: the key, the latest moment of its purchase, and since when."""
    goal, codes = frames.lowered.policy.goal, frames.lowered.codes
    assert goal
    bought = codes.bought(goal.good)
    parts = sorted(codes.good[name] for name in goal.good.products)
    kept = sorted(codes.good[name] for name in goal.good.keeps)
    held = got.filter(got.code.isin(sorted({bought, *parts})))
    in_parts = held.code.isin(kept) if kept else ibis.literal(False)
    found = held.group_by(key).agg(
        moment=held.moment.max(),
        bought=held.since.min(where=held.code == bought),
        kept=held.count(where=in_parts),
        whole=held.since.max(where=in_parts),
    )
    since = found.bought
    if goal.good.kept_whole:
        whole = ibis.ifelse(found.kept == len(kept), found.whole, nothing())
        since = ibis.cases((since.isnull(), whole), (whole < since, whole), else_=since)
    found = found.select(key, "moment", since=since)
    return frames.stage(f"{key}_had", found.filter(found.since.notnull()))


def lists_of(frames: Frames, views: Table, held: Table, bought: Table, people: Table) -> Table:
    """Return which lists were read when offers were made, with their ages: seq, owner, age (0 for the first, the last the largest).

    `held` is what they had, `bought` are those who had ordered anything. Sentences 2, 10 and 11.
    """
    policy, codes = frames.lowered.policy, frames.lowered.codes
    goal, key = policy.goal, "seq"
    parts = [held.select(key, owner="code", age=age_of(held.moment))]
    parts.append(_last(bought, key, codes.special("store")))
    parts.append(_last(views.anti_join(bought, key), key, codes.special("prospects")))
    if goal and goal.cold:
        parts.append(_last(views, key, codes.special("ultimate")))
    if goal and goal.ready:
        with_attributes = views.join(people, "who")
        known = known_of(frames, with_attributes, key, held)
        ready = known.filter(known[f"in_{list(policy.conditions).index(goal.ready)}"])
        parts.append(ready.select(key, owner=number(codes.special("ready")), age=number(0)))
    if goal is None:
        return together(*parts)
    had = reached(frames, held, key)
    own = had.select(key, owner=number(codes.special("goal")), age=age_of(had.moment))
    return together(together(*parts).anti_join(had, key), own)


def _last(views: Table, key: str, owner: int) -> Table:
    return views.select(key, owner=number(owner), age=number(MOMENTS - 1))


def again_of(frames: Frames, declined: Table) -> Table | None:
    """Return on which day a No to the ultimate action expires: who, again. `declined` are all Noes, a row each."""
    goal = frames.lowered.policy.goal
    if goal is None or goal.good.draft or not goal.retries:
        return None
    offers = frames["ipp_offers"]
    noes = declined.join(offers.filter(offers.of_goal == 1), "answer")
    found = noes.group_by("who").agg(noes=noes.goal.sum(), last_no=noes.day.max())
    found = found.filter(found.noes.between(1, goal.retries))
    return found.select("who", again=clipped(found.last_no + number(days(goal.again_after))))


class Told:
    """The offers log, event by event."""

    def __init__(self, frames: Frames, lines: Table, log: Table, people: Table, orders: Table) -> None:
        self.frames, self.lines, self.log, self.people, self.orders = frames, lines, log, people, orders
        self.policy = frames.lowered.policy
        self.patience = number(days(self.policy.defaults.patience.days))

    def answers(self) -> Answers:
        log, stage = self.log, self.frames.stage
        events = stage("events", self.sequence())
        asks = stage("asks_made", self.settled(events))
        noes = log.filter(log.event == DECLINED)
        silent = asks.filter(asks.silent)
        silences = silent.select("who", "answer", day=silent.ends)
        unanswered = silent.filter(silent.next_event.fill_null(BOUGHT) != DECLINED)
        done = log.filter(log.event == DID)
        refused = noes.select("who", "answer", "day")
        offered = together(asks.select("who", "answer", "day"), refused, silences)
        declined = together(refused, unanswered.select("who", "answer", day=unanswered.ends))
        declined = stage("declined", declined)
        opens = asks.filter(~asks.answered & ~asks.silent & asks.next_event.isnull())
        opens = stage("open_asks", opens.select("who", "answer", "seq", "ends", "ask", "key", made="day"))
        again = again_of(self.frames, declined)
        return Answers(
            declined,
            stage("done", done.group_by("who", "answer").agg(day=done.day.max())),
            stage("offered", offered.group_by("who", "answer").agg(day=offered.day.max())),
            stage("messages", self.messages(asks, done)),
            opens,
            stage("pending", self.pending(opens)),
            None if again is None else stage("again", again),
        )

    def messages(self, asks: Table, done: Table) -> Table:
        """Return when customers were asked last, and when they got the first and the last message."""
        own = self.asked_with_answers()
        days = together(asks.select("who", "day"), own).mutate(asked=number(1))
        days = together(days, done.select("who", "day", asked=number(0)))
        return days.group_by("who").agg(
            last_ask=days.day.max(where=days.asked == 1),
            first_message=days.day.min(),
            last_message=days.day.max(),
        )

    def asked_with_answers(self) -> Table:
        """Return the days of answers to offers of which no making was recorded since the previous answer: who, day.

        A purchase is an answer, but for the one that a Yes of that day tells of.
        """
        log = self.log.filter(self.log.event.isin((OFFERED, DECLINED, ACCEPTED)))
        yeses = log.filter(log.event == ACCEPTED).select("who", "answer", "day").distinct()
        bought = self.bought(log).anti_join(yeses, ["who", "answer", "day"])
        told = together(log.select("seq", "who", "event", "answer", "day"), bought)
        told = told.mutate(
            before=told.event.lag().over(
                group_by=[told.who, told.answer], order_by=[told.day, told.event, told.seq]
            )
        )
        answers = told.filter(told.event.isin((DECLINED, ACCEPTED)))
        return answers.filter(answers.before.fill_null(BOUGHT) != OFFERED).select("who", "day")

    def pending(self, opens: Table) -> Table:
        """Return the offers that are waited for: the one made last to each, since the last purchase."""
        waits = left(opens, self.orders.select("who", "last_order"), "who")
        waits = waits.filter(waits.last_order.isnull() | (waits.made >= waits.last_order))
        last = waits.mutate(
            turn=ibis.row_number().over(group_by=waits.who, order_by=[waits.made.desc(), waits.seq.desc()])
        )
        return last.filter(last.turn == 0).select("who", "ends", "answer", "ask", "key")

    def bought(self, log: Table) -> Table:
        """Return the purchases of items to which answers are told, by themselves, as events: seq, who, event, answer, day."""
        offers = self.frames["ipp_offers"].select("answer", "item")
        goods = log.select("who", "answer").distinct().join(offers, "answer")
        lines = self.lines.select("who", "item", "day")
        bought = lines.join(goods, ["who", "item"]).select("who", "answer", "day").distinct()
        return bought.select("who", "answer", "day", seq=number(-1), event=number(BOUGHT))

    def sequence(self) -> Table:
        """Return what happened to each offer of each customer, in order, with what came before and after.

        Columns: seq, who, answer, day, event (BOUGHT is a purchase of the item by itself), next_event, next_day,
        last_bought (the day of the last purchase before or on the same day).
        """
        log = self.log.filter(self.log.event.isin((OFFERED, DECLINED)))
        columns = ("seq", "who", "event", "answer", "day")
        events = together(log.select(*columns), self.bought(log))
        order = {"group_by": [events.who, events.answer], "order_by": [events.day, events.event, events.seq]}
        before = ibis.window(**order, rows=(None, -1))
        return events.mutate(
            next_event=events.event.lead().over(**order),
            next_day=events.day.lead().over(**order),
            last_bought=ibis.ifelse(events.event == BOUGHT, events.day, nothing()).max().over(before),
        )

    def settled(self, events: Table) -> Table:
        """Return the offers made, each with the end of its silence, whether it is a No by today, and the line that made it."""
        offered = events.filter(events.event == OFFERED)
        made = left(offered, self.made_by(offered), "seq")
        lines = self.frames["ipp_asks"].select("ask", "patience")
        made = left(left(made, lines, "ask"), self.frames["ipp_offers"].select("answer", "rests"), "answer")
        made = made.mutate(answered=(made.last_bought == made.day).fill_null(False))
        made = self.frames.stage("asks_read", made)
        patience = made.patience.fill_null(self.patience)
        if not self.frames.lowered.policy.renewals:
            return self.silenced(made, patience)
        turn = (made.rests == 1) & made.last_bought.notnull()
        first = self.silenced(made, ibis.ifelse(turn, self.patience, patience))
        made = left(made, self.refused_before(events, first), "seq")
        again = (made.rests == 1) & (made.refused | made.last_bought.notnull())
        made = made.mutate(ask=ibis.ifelse(again, nothing(), made.ask))
        return self.silenced(made, ibis.ifelse(again, self.patience, made.patience.fill_null(self.patience)))

    def silenced(self, made: Table, patience: Value) -> Table:
        """Say when the silence after each offer ends, and whether nothing came before that."""
        made = made.mutate(ends=clipped(made.day + patience))
        reached = ibis.ifelse(
            made.next_event == BOUGHT, made.next_day > made.ends, made.next_day >= made.ends
        )
        over = ibis.ifelse(made.next_event.isnull(), made.ends <= self.frames.today, reached)
        return made.mutate(silent=~made.answered & over)

    def refused_before(self, events: Table, made: Table) -> Table:
        """Return for each offer made whether a No to the same stood already, said or silent.

        The patience of an offer that can be asked again depends on it. Up to the first No nothing was asked again, so that
        the silences found without asking this are right up to there, and further they need not be.
        """
        noes = left(events, made.select("seq", "silent").filter(made.silent), "seq")
        order = {"group_by": [noes.who, noes.answer], "order_by": [noes.day, noes.event, noes.seq]}
        no = (noes.event == DECLINED) | noes.silent.fill_null(False)
        before = ibis.window(**order, rows=(None, -1))
        found = noes.mutate(
            refused=(ibis.ifelse(no, number(1), number(0)).max().over(before) == 1).fill_null(False)
        )
        return found.filter(found.event == OFFERED).select("seq", "refused")

    def made_by(self, offered: Table) -> Table:
        """Return the line by which each offer was made: seq, ask, age (of the purchase it belongs to), owner.

        It is the first in reading order, as of that day, that makes the offer, open or closed, live or not.
        """
        views = offered.select("seq", "who", "answer", "day")
        held = self.frames.stage("seq_got", self.held_then(views))
        orders = self.orders.select("who", "first_order").join(views.select("seq", "who", "day"), "who")
        bought = orders.filter(orders.first_order <= orders.day).select("seq")
        owners = lists_of(self.frames, views.select("seq", "who"), held, bought, self.people)
        read = owners.join(views.select("seq", "answer"), "seq")
        asks, offers = self.frames["ipp_asks"], self.frames["ipp_offers"]
        rungs = asks.filter(asks.number >= 0)
        parts = [self.first_of(read, rungs)]
        if self.renewable:
            parts = [self.first_of(read, rungs.semi_join(offers.filter(offers.rests == 0), "answer"))]
            parts.append(
                self.live_of(read, rungs.semi_join(offers.filter(offers.rests == 1), "answer"), held)
            )
        found = together(*parts)
        first = found.group_by("seq").agg(key=key_of(found.age, found.ask).min())
        return first.select("seq", "key", ask=ask_of(first.key))

    @property
    def renewable(self) -> bool:
        """Whether a list makes an offer that `rest` makes too."""
        lowered = self.frames.lowered
        listed = {row[2] for row in lowered.tables["ipp_asks"].rows if row[3] != NONE}
        return any(rests and answer in listed for answer, _, _, _, rests in lowered.tables["ipp_offers"].rows)

    def first_of(self, read: Table, rungs: Table) -> Table:
        """Return the first rung of each list that makes the offer: seq, age, ask."""
        makes = rungs.group_by("owner", "answer").agg(ask=rungs.ask.min())
        return read.join(makes, ["owner", "answer"]).select("seq", "age", "ask")

    def live_of(self, read: Table, rungs: Table, held: Table) -> Table:
        """Return the rungs that make the offer and are not dead: seq, age, ask."""
        lines = read.join(rungs.select("owner", "answer", "ask", "kill"), ["owner", "answer"])
        lines = self.frames.stage("seq_turns", lines.select("seq", "age", "ask", "kill"))
        dead = lines.join(self.frames["ipp_kills"], "kill").semi_join(held, ["seq", "code"])
        dead = dead.select("seq", "ask")
        if self.frames.lowered.tables["ipp_wholes"].rows:
            dead = together(dead, self.dead_in_full(lines, held))
        return lines.anti_join(dead, ["seq", "ask"]).select("seq", "age", "ask")

    def dead_in_full(self, lines: Table, held: Table) -> Table:
        """Return the rungs above which stands a bundle that is owned in full, part by part: seq, ask."""
        above = lines.select("seq", "ask", "kill").join(self.frames["ipp_whole_kills"], "kill")
        parts = above.join(self.frames["ipp_wholes"], "bundle").semi_join(held, ["seq", "code"])
        owned = parts.group_by("seq", "ask", "bundle", "parts").agg(owned=parts.count())
        return owned.filter(owned.owned == owned.parts).select("seq", "ask")

    def held_then(self, views: Table) -> Table:
        """Return what customers held when an offer was made to them: seq, code, moment."""
        lines = self.lines.select("who", "item", "rank", bought="day")
        past = views.select("seq", "who", until="day").join(lines, "who")
        past = past.filter(past.bought <= past.until).rename(day="bought")
        return gained(self.frames, past, "seq")
