"""What happened to everybody, as facts of today: the state machine of one customer, told in windows and joins.

The sentences are 1, 3, 7 and 8 of docs/meaning.md, and `ipp/engine/customer/state.py` is the same for one customer. Only the few
rows of the offers log are looked at in order; purchases are only grouped.
"""

from typing import NamedTuple

import ibis
from ibis import Table, Value

from ipp.batch.expression.frames import Frames, clip_day, get_ask, make_key, measure_age
from ipp.batch.expression.gates import evaluate_segments
from ipp.batch.lowering.codes import MOMENTS, NONE, limit_days
from ipp.engine.ownership import list_whole
from ipp.orders.engines.relations import join_outer, make_number, union_tables
from ipp.orders.log import DECLINED, DID, OFFERED
from ipp.orders.moments import moment_of

BOUGHT = 0


class OfferAnswers(NamedTuple):
    """What came of the offers made. A day is an ordinal.

    `declined`: who, answer, day (one row per No). `done`: who, answer, day (the last). `offered`: who, answer, day (the last
    on which it was offered or refused). `asked`: who, last_ask. `latest`: who, last_event. `pending`: who, ends, answer,
    ask and key (of the line that made the offer, if any).
    """

    declined: Table
    done: Table
    offered: Table
    asked: Table
    latest: Table
    pending: Table


def find_held(frames: Frames, lines: Table, key: str = "who") -> Table:
    """Return what customers hold, once each: the key, code, moment (the latest)."""
    joined = lines.join(frames["ipp_gives"], "item")
    moments = joined.select(key, "code", moment=moment_of(joined))
    return moments.group_by(key, "code").agg(moment=moments.moment.max())


def find_ultimate_owners(frames: Frames, got: Table, key: str) -> Table:
    """Return who has the ultimate action, bought or owned in full: the key, and the latest moment of its purchase."""
    goal, codes = frames.lowered.policy.goal, frames.lowered.codes
    assert goal
    bought = codes.get_purchase_code(goal.good)
    parts = sorted(codes.good[name] for name in goal.good.products)
    whole = sorted(codes.good[name] for name in list_whole(goal.good))
    held = got.filter(got.code.isin(sorted({bought, *parts})))
    found = held.group_by(key).agg(
        moment=held.moment.max(),
        bought=held.count(where=held.code == bought),
        kept=held.count(where=held.code.isin(whole) if whole else ibis.literal(False)),
    )
    had = found.bought > 0
    if whole:
        had |= found.kept == len(whole)
    return frames.add_stage(f"{key}_had", found.filter(had).select(key, "moment"))


def find_lists(frames: Frames, views: Table, held: Table, key: str, people: Table) -> Table:
    """Return which lists are read for each view, with their ages: the key, owner, age (0 for the first, the last the largest).

    A view is a customer, today or when an offer was made to them; `held` is what they have. Sentences 2, 10 and 11.
    """
    policy, codes = frames.lowered.policy, frames.lowered.codes
    goal = policy.goal
    bought = held.select(key).distinct()
    parts = [held.select(key, owner="code", age=measure_age(held.moment))]
    parts.append(_make_last_list(bought, key, codes.get_special_code("store")))
    parts.append(_make_last_list(views.anti_join(bought, key), key, codes.get_special_code("prospects")))
    if goal and goal.cold:
        parts.append(_make_last_list(views, key, codes.get_special_code("ultimate")))
    if goal and goal.ready:
        with_attributes = views.join(people, "who")
        known = evaluate_segments(frames, with_attributes, key, held)
        ready = known.filter(known[f"in_{list(policy.conditions).index(goal.ready)}"])
        parts.append(
            ready.select(key, owner=make_number(codes.get_special_code("ready")), age=make_number(0))
        )
    if goal is None:
        return union_tables(*parts)
    had = find_ultimate_owners(frames, held, key)
    own = had.select(key, owner=make_number(codes.get_special_code("goal")), age=measure_age(had.moment))
    return union_tables(union_tables(*parts).anti_join(had, key), own)


def _make_last_list(views: Table, key: str, owner: int) -> Table:
    return views.select(key, owner=make_number(owner), age=make_number(MOMENTS - 1))


class OfferHistory:
    """The offers log, event by event."""

    def __init__(self, frames: Frames, lines: Table, log: Table, people: Table) -> None:
        self.frames, self.lines, self.log, self.people = frames, lines, log, people
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
        done = log.filter(log.event == DID)
        refused = noes.select("who", "answer", "day")
        offered = union_tables(asks.select("who", "answer", "day"), refused, silences)
        latest = union_tables(log.select("who", "day"), silences.select("who", "day"))
        own_asks = events.filter(events.event == DECLINED)
        own_asks = own_asks.filter(own_asks.last_event.fill_null(BOUGHT) != OFFERED)
        request = union_tables(asks.select("who", "day"), own_asks.select("who", "day"))
        declined = union_tables(refused, unanswered.select("who", "answer", day=unanswered.ends))
        return OfferAnswers(
            stage("declined", declined),
            stage("done", done.group_by("who", "answer").agg(day=done.day.max())),
            stage("offered", offered.group_by("who", "answer").agg(day=offered.day.max())),
            stage("asked", request.group_by("who").agg(last_ask=request.day.max())),
            stage("latest", latest.group_by("who").agg(last_event=latest.day.max())),
            stage("pending", self.find_pending(asks)),
        )

    def find_pending(self, asks: Table) -> Table:
        """Return the offers that are waited for: the one made last to each."""
        waits = asks.filter(
            asks.next_event.isnull()
            & ~asks.bought_then
            & asks.next_order.isnull()
            & (asks.ends > self.frames.today)
        )
        last = waits.mutate(
            turn=ibis.row_number().over(group_by=waits.who, order_by=[waits.day.desc(), waits.seq.desc()])
        )
        return last.filter(last.turn == 0).select("who", "ends", "answer", "ask", "key")

    def order_events(self) -> Table:
        """Return what happened to each offer of each customer, in order, with what came before and after.

        Columns: seq, who, answer, day, event (BOUGHT is a purchase of the item by itself), next_event, next_day, last_event,
        last_bought (the day of the last purchase before or on the same day).
        """
        log = self.log.filter(self.log.event.isin((OFFERED, DECLINED)))
        offers = self.frames["ipp_offers"].select("answer", "item")
        goods = log.select("who", "answer").distinct().join(offers, "answer")
        bought = (
            self.lines.select("who", "item", "day")
            .join(goods, ["who", "item"])
            .select("who", "answer", "day")
        )
        bought = bought.distinct().mutate(seq=make_number(-1), event=make_number(BOUGHT))
        columns = ("seq", "who", "event", "answer", "day")
        events = union_tables(log.select(*columns), bought)
        order = {"group_by": [events.who, events.answer], "order_by": [events.day, events.event, events.seq]}
        before = ibis.window(**order, rows=(None, -1))
        return events.mutate(
            next_event=events.event.lead().over(**order),
            next_day=events.day.lead().over(**order),
            last_event=events.event.lag().over(**order),
            last_bought=ibis.ifelse(events.event == BOUGHT, events.day, ibis.null("int64"))
            .max()
            .over(before),
        )

    def settle_silence(self, events: Table) -> Table:
        """Return the offers made, each with the end of its silence, whether it is a No by today, and the line that made it."""
        offered = events.filter(events.event == OFFERED)
        made = join_outer(offered, self.find_asks(offered), "seq")
        lines = self.frames["ipp_asks"].select("ask", "patience")
        made = join_outer(join_outer(made, lines, "ask"), self.find_next_orders(offered), "seq")
        made = join_outer(made, self.frames["ipp_offers"].select("answer", "goal", "rests"), "answer")
        made = made.mutate(bought_then=(made.last_bought == made.day).fill_null(False))
        made = self.frames.add_stage("asks_read", made)
        turn = (made.rests == 1) & made.last_bought.notnull()
        first = self.measure_silence(
            made, ibis.ifelse(turn, self.patience, made.patience.fill_null(self.patience))
        )
        made = join_outer(made, self.find_refused_before(events, first), "seq")
        again = ((made.goal == 1) & made.refused) | (
            (made.rests == 1) & (made.refused | made.last_bought.notnull())
        )
        made = made.mutate(ask=ibis.ifelse(again, ibis.null("int64"), made.ask))
        return self.measure_silence(
            made, ibis.ifelse(again, self.patience, made.patience.fill_null(self.patience))
        )

    def measure_silence(self, made: Table, patience: Value) -> Table:
        """Say when the silence after each offer ends, and whether nothing came before that."""
        made = made.mutate(ends=clip_day(made.day + patience))
        undisturbed = made.next_order.isnull() | (made.next_order >= made.ends)
        reached = ibis.ifelse(
            made.next_event == BOUGHT, made.next_day > made.ends, made.next_day >= made.ends
        )
        over = ibis.ifelse(made.next_event.isnull(), made.ends <= self.frames.today, reached)
        return made.mutate(silent=~made.bought_then & undisturbed & over)

    def find_refused_before(self, events: Table, made: Table) -> Table:
        """Return for each offer made whether a No to the same stood already, said or silent.

        The patience of an offer that can be asked again depends on it. Up to the first No nothing was asked again, so that
        the silences found without asking this are right up to there, and further they need not be.
        """
        noes = join_outer(events, made.select("seq", "silent").filter(made.silent), "seq")
        order = {"group_by": [noes.who, noes.answer], "order_by": [noes.day, noes.event, noes.seq]}
        no = (noes.event == DECLINED) | noes.silent.fill_null(False)
        before = ibis.window(**order, rows=(None, -1))
        found = noes.mutate(
            refused=(ibis.ifelse(no, make_number(1), make_number(0)).max().over(before) == 1).fill_null(False)
        )
        return found.filter(found.event == OFFERED).select("seq", "refused")

    def find_next_orders(self, offered: Table) -> Table:
        """Return the first day after each offer on which anything was bought."""
        lines = self.lines.select("who", bought="day").distinct()
        later = offered.select("seq", "who", "day").join(lines, "who")
        later = later.filter(later.bought > later.day)
        return later.group_by("seq").agg(next_order=later.bought.min())

    def find_asks(self, offered: Table) -> Table:
        """Return the line by which each offer was made: seq, ask, age (of the purchase it belongs to), owner.

        It is the first in reading order, as of that day, that makes the offer, open or closed, live or not.
        """
        views = offered.select("seq", "who", "answer", "day")
        held = self.frames.add_stage("seq_got", self.find_held_then(views))
        owners = find_lists(self.frames, views.select("seq", "who"), held, "seq", self.people)
        read = owners.join(views.select("seq", "answer"), "seq")
        asks, offers = self.frames["ipp_asks"], self.frames["ipp_offers"]
        rungs = asks.filter(asks.number >= 0)
        parts = [self.first_of(read, rungs)]
        if self.renewable:
            parts = [self.first_of(read, rungs.semi_join(offers.filter(offers.rests == 0), "answer"))]
            parts.append(
                self.live_of(read, rungs.semi_join(offers.filter(offers.rests == 1), "answer"), held)
            )
        found = union_tables(*parts)
        first = found.group_by("seq").agg(key=make_key(found.age, found.ask).min())
        return first.select("seq", "key", ask=get_ask(first.key))

    @property
    def renewable(self) -> bool:
        """Whether a list makes an offer that `rest` makes too."""
        lowered = self.frames.lowered
        listed = {row[2] for row in lowered.tables["ipp_asks"].rows if row[3] != NONE}
        return any(rests and answer in listed for answer, _, _, rests in lowered.tables["ipp_offers"].rows)

    def first_of(self, read: Table, rungs: Table) -> Table:
        """Return the first rung of each list that makes the offer: seq, age, ask."""
        makes = rungs.group_by("owner", "answer").agg(ask=rungs.ask.min())
        return read.join(makes, ["owner", "answer"]).select("seq", "age", "ask")

    def live_of(self, read: Table, rungs: Table, held: Table) -> Table:
        """Return the rungs that make the offer and are not dead: seq, age, ask."""
        lines = read.join(rungs.select("owner", "answer", "ask", "kill"), ["owner", "answer"])
        lines = self.frames.add_stage("seq_turns", lines.select("seq", "age", "ask", "kill"))
        dead = lines.join(self.frames["ipp_kills"], "kill").semi_join(held, ["seq", "code"])
        dead = dead.select("seq", "ask")
        if self.frames.lowered.tables["ipp_wholes"].rows:
            dead = union_tables(dead, self.dead_in_full(lines, held))
        return lines.anti_join(dead, ["seq", "ask"]).select("seq", "age", "ask")

    def dead_in_full(self, lines: Table, held: Table) -> Table:
        """Return the rungs above which stands a bundle that is owned in full, part by part: seq, ask."""
        above = lines.select("seq", "ask", "kill").join(self.frames["ipp_whole_kills"], "kill")
        parts = above.join(self.frames["ipp_wholes"], "bundle").semi_join(held, ["seq", "code"])
        owned = parts.group_by("seq", "ask", "bundle", "parts").agg(owned=parts.count())
        return owned.filter(owned.owned == owned.parts).select("seq", "ask")

    def find_held_then(self, views: Table) -> Table:
        """Return what customers held when an offer was made to them: seq, code, moment."""
        lines = self.lines.select("who", "item", "rank", bought="day")
        past = views.select("seq", "who", until="day").join(lines, "who")
        past = past.filter(past.bought <= past.until).rename(day="bought")
        return find_held(self.frames, past, "seq")
