"""The first live line of everybody's lists: sentences 2 to 6, 9 and 10 of docs/meaning.md.

Every line of a list that is read has a key, smaller for what is read earlier; the smallest key among the live lines is the
next action. Most customers need no more than the head of the list of their latest purchase, the others its rest, and only those
who are left are read in full; `words` are the open gates of those of whom more than the head is read.
"""

from collections.abc import Callable
from typing import NamedTuple

import ibis
from ibis import Table

from ipp.batch.expression.frames import Frames, clip_day, find_day, get_ask, get_day, make_key, measure_age
from ipp.batch.expression.gates import add_gates, keep_open
from ipp.batch.expression.history import OfferAnswers
from ipp.batch.lowering.codes import MOMENTS, NONE, Special, limit_days
from ipp.orders.engines.relations import join_outer, make_number, union_tables
from ipp.orders.items import GOODS


class CustomerStates(NamedTuple):
    """Where customers stand today. None stands for what no customer has.

    `people`: who. `got`: who, code, moment. `had`: who, moment (of the ultimate action). `ready`: who. `words`: who, open
    gates. `answers`: what came of offers.
    """

    people: Table
    got: Table
    had: Table | None
    ready: Table | None
    words: Table | None
    answers: OfferAnswers | None


class LiveLines:
    """Reads the lists of customers who wait for no answer."""

    def __init__(
        self, frames: Frames, states: CustomerStates, gates: Callable[[Table], Table | None]
    ) -> None:
        self.frames, self.states, self.gates = frames, states, gates
        self.lowered, self.codes = frames.lowered, frames.lowered.codes
        self.asks = frames["ipp_asks"]

    def choose_lines(self) -> Table:
        """Return the first live line of everybody who has one: who, key, due."""
        lists = self.list_reading()
        stage = self.frames.add_stage
        latest = stage("first_lists", self.find_first_lists(lists))
        lines = stage("head_open", self.find_head_lines(latest))
        mortal = latest.semi_join(lines.filter(lines.kill != NONE), "who")
        head = stage("head", self.find_live("head", lines, self.find_dead_in_lists(mortal)))
        unserved = stage(
            "unserved", self.drop_waiting(self.states.people.select("who")).anti_join(head, "who")
        )
        self.states = self.states._replace(words=self.gates(unserved))
        latest = stage("unserved_lists", latest.semi_join(unserved, "who"))
        lines = stage("first_open", self.find_open_lines(latest))
        first = stage("first", self.find_live("first", lines, self.find_dead_in_lists(latest)))
        lines = stage(
            "further_open",
            self.find_open_lines(self.find_other_lists(lists, unserved.anti_join(first, "who"))),
        )
        further = stage("further", self.find_live("further", lines, self.find_dead(lines)))
        return stage("chosen", self.add_due_days(union_tables(head, first, further)))

    def list_reading(self) -> Table:
        """Return the purchases whose lists hold something: who, owner, moment; without those who are through."""
        able = self.asks.filter(self.asks.able == 1).select(code="owner").distinct()
        found = self.states.got.join(able, "code").select("who", "moment", owner="code")
        return self.frames.add_stage("lists", self.drop_waiting(found))

    def drop_waiting(self, table: Table) -> Table:
        """Leave out those who wait for an answer."""
        answers = self.states.answers
        return table if answers is None else table.anti_join(answers.pending, "who")

    def find_first_lists(self, lists: Table) -> Table:
        """Return what is read first: the ready ultimate, and the latest purchase; for who is through, what follows."""
        had, ready = self.states.had, self.states.ready
        packed = lists.moment * make_number(GOODS) + (make_number(GOODS - 1) - lists.owner)
        latest = lists.group_by("who").agg(packed=packed.max())
        moment = latest.packed >> ibis.literal(GOODS.bit_length() - 1, type="int32")
        owner = make_number(GOODS - 1) - (latest.packed & make_number(GOODS - 1))
        parts = [latest.select("who", owner=owner, age=measure_age(moment))]
        if ready is not None:
            parts.append(self.make_special_list(self.drop_waiting(ready), "ready", 0))
        if had is None:
            return union_tables(*parts)
        own = self.drop_waiting(had).select(
            "who", owner=make_number(self.codes.get_special_code("goal")), age=measure_age(had.moment)
        )
        return union_tables(union_tables(*parts).anti_join(had, "who"), own)

    def find_other_lists(self, lists: Table, people: Table) -> Table:
        """Return every list of those for whom nothing was live in the first."""
        had, goal = self.states.had, self.lowered.policy.goal
        if had is not None:
            people = people.anti_join(had, "who")
        people, bought = self.frames.add_stage("still_unserved", people), self.states.got
        own = lists.semi_join(people, "who")
        parts = [
            own.select("who", "owner", age=measure_age(own.moment)),
            self.make_special_list(people.semi_join(bought, "who"), "store", MOMENTS - 1),
            self.make_special_list(people.anti_join(bought, "who"), "prospects", MOMENTS - 1),
        ]
        if goal and goal.cold:
            parts.append(self.make_special_list(people, "ultimate", MOMENTS - 1))
        return union_tables(*parts)

    def make_special_list(self, people: Table, which: Special, age: int) -> Table:
        return people.select(
            "who", owner=make_number(self.codes.get_special_code(which)), age=make_number(age)
        )

    def find_open_lines(self, lists: Table) -> Table:
        """Return the lines of these lists that are open to whoever reads them, and not answered."""
        asks = self.asks.filter(self.asks.able == 1).select(
            "ask", "owner", "answer", "word", "bit", "kill", "closes"
        )
        lines = add_gates(lists, self.states.words).join(asks, "owner")
        lines = keep_open(self.lowered, lines)
        lines = lines.select("who", "answer", "kill", "closes", key=make_key(lines.age, lines.ask))
        return self.drop_answered(lines)

    def find_head_lines(self, lists: Table) -> Table:
        """Return the lines at the head of these lists, where nothing has a condition."""
        asks = self.asks.filter(self.asks["head"] == 1).select("ask", "owner", "answer", "kill", "closes")
        lines = lists.join(asks, "owner")
        return self.drop_answered(
            lines.select("who", "answer", "kill", "closes", key=make_key(lines.age, lines.ask))
        )

    def find_live(self, turn: str, lines: Table, dead: Table) -> Table:
        """Return the first live line of everybody who has one: who, key."""
        dead = union_tables(dead, *self.find_dead_in_full(lines))
        lines = self.drop_late(turn, lines.anti_join(dead, ["who", "key"]))
        return lines.group_by("who").agg(key=lines.key.min())

    def drop_answered(self, lines: Table) -> Table:
        answers = self.states.answers
        if answers is None:
            return lines
        settled = union_tables(answers.declined.select("who", "answer"), answers.done.select("who", "answer"))
        return lines.anti_join(settled, ["who", "answer"])

    def find_dead(self, lines: Table) -> Table:
        """Return the lines of which something in it, or a rung above, is theirs."""
        kills = lines.select("who", "key", "kill").join(self.frames["ipp_kills"], "kill")
        return kills.semi_join(self.states.got, ["who", "code"]).select("who", "key")

    def find_dead_in_lists(self, lists: Table) -> Table:
        """Return the same for whole lists: far quicker when each customer reads one list only."""
        held = self.states.got.select("who", "code").join(lists, "who")
        dead = held.join(self.frames["ipp_list_kills"], ["owner", "code"])
        return dead.select("who", key=make_key(dead.age, dead.ask))

    def find_dead_in_full(self, lines: Table) -> list[Table]:
        """Return the lines above which stands a bundle that is owned in full, part by part."""
        if not self.lowered.tables["ipp_wholes"].rows:
            return []
        above = lines.select("who", "key", "kill").join(self.frames["ipp_whole_kills"], "kill")
        parts = above.join(self.frames["ipp_wholes"], "bundle").semi_join(self.states.got, ["who", "code"])
        owned = parts.group_by("who", "key", "bundle", "parts").agg(owned=parts.count())
        return [owned.filter(owned.owned == owned.parts).select("who", "key")]

    def drop_late(self, turn: str, lines: Table) -> Table:
        """Leave out what is due only after its window."""
        if not self.lowered.windowed:
            return lines
        lines = self.frames.add_stage(f"{turn}_live", lines)
        bounded = lines.filter(lines.closes != NONE).select("who", "key", "closes")
        late = self.add_due_days(bounded)
        late = late.filter(late.due > late.closes)
        return lines.anti_join(late, ["who", "key"])

    def add_due_days(self, lines: Table) -> Table:
        """Add to lines (who, key) the day on which each is due."""
        today = make_number(self.frames.today)
        columns = lines.columns
        terms = self.asks.select("ask", "owner", "number", "after", "below", "opens", "above")
        rows = lines.mutate(ask=get_ask(lines.key)).join(terms, "ask")
        rows = rows.mutate(purchase=self.get_purchase_day(rows))
        rows = self.add_last_no(self.add_base_day(rows))
        waited = ibis.ifelse(rows.base.isnull(), today, clip_day(rows.base + rows.after))
        due = ibis.ifelse(rows.last_no.isnull(), waited, clip_day(rows.last_no + rows.below))
        rows = self.add_gap(rows.mutate(due=ibis.greatest(due, rows.opens)))
        due = ibis.ifelse(rows.number == NONE, rows.due, ibis.greatest(rows.due, rows.gap))
        return rows.select(*columns, due=due)

    def get_purchase_day(self, rows: Table) -> ibis.Value:
        """Return the day of the purchase that a line belongs to; missing for lists that belong to none."""
        own = (rows.owner < len(self.codes.goods)) | (rows.owner == self.codes.get_special_code("goal"))
        return ibis.ifelse(own, get_day(rows.key), ibis.null("int64"))

    def add_base_day(self, rows: Table) -> Table:
        """Add the day from which waits count: of the purchase, of the latest, or of what a prospect did last."""
        got, answers = self.states.got, self.states.answers
        store = rows.filter(rows.owner == self.codes.get_special_code("store"))
        latest = got.semi_join(store, "who")
        rows = join_outer(rows, latest.group_by("who").agg(latest=latest.moment.max()), "who")
        base = ibis.cases(
            (rows.owner == self.codes.get_special_code("store"), find_day(rows.latest)),
            else_=rows.purchase,
        )
        rows = rows.mutate(since=base, base=base)
        if answers is None:
            return rows
        rows = join_outer(rows, answers.latest, "who")
        prospect = rows.owner == self.codes.get_special_code("prospects")
        return rows.mutate(base=ibis.ifelse(prospect, rows.last_event, rows.base))

    def add_last_no(self, rows: Table) -> Table:
        """Add the day of the latest No to a rung above, since the purchase that a line belongs to."""
        answers = self.states.answers
        if answers is None:
            return rows.mutate(last_no=ibis.null("int64"))
        above = rows.filter(rows.above != NONE).select("who", "key", "above", "since")
        noes = above.join(self.frames["ipp_aboves"], "above").join(answers.declined, ["who", "answer"])
        noes = noes.filter(noes.since.isnull() | (noes.day >= noes.since))
        return join_outer(rows, noes.group_by("who", "key").agg(last_no=noes.day.max()), ["who", "key"])

    def add_gap(self, rows: Table) -> Table:
        """Add the first day on which the gap after the last ask allows another."""
        answers = self.states.answers
        if answers is None:
            return rows.mutate(gap=make_number(NONE))
        rows = join_outer(rows, answers.asked, "who")
        return rows.mutate(gap=find_gap_end(self.frames, rows.last_ask))


def find_gap_end(frames: Frames, last_ask: ibis.Value) -> ibis.Value:
    """Return the first day on which the gap after the last ask allows another; -1 where there was none."""
    gap = make_number(limit_days(frames.lowered.policy.defaults.gap.days))
    return clip_day(last_ask + gap).fill_null(NONE)
