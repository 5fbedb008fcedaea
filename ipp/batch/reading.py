"""The first live line of everybody's lists: sentences 2 to 6, 9 and 10 of docs/meaning.md.

Every line of a list that is read has a key, smaller for what is read earlier; the smallest key among the live lines is the
next action. Most customers need no more than the head of the list of their latest purchase, the others its rest, and only those
who are left are read in full; `words` are the open gates of those of whom more than the head is read.
"""

from collections.abc import Callable
from typing import NamedTuple

import ibis
from ibis import Table

from ipp.batch.codes import MOMENTS, NONE, Special, days
from ipp.batch.frames import Frames, age_of, ask_of, clipped, day_at, day_of, key_of
from ipp.batch.gates import opened, with_gates
from ipp.batch.history import Answers
from ipp.orders.engines.relations import left, number, together
from ipp.orders.items import GOODS


class Standing(NamedTuple):
    """Where customers stand today. None stands for what no customer has.

    `people`: who. `got`: who, code, moment. `had`: who, moment (of the ultimate action). `ready`: who. `words`: who, open
    gates. `answers`: what came of offers.
    """

    people: Table
    got: Table
    had: Table | None
    ready: Table | None
    words: Table | None
    answers: Answers | None


class Reading:
    """Reads the lists of customers who wait for no answer."""

    def __init__(self, frames: Frames, standing: Standing, gates: Callable[[Table], Table | None]) -> None:
        self.frames, self.standing, self.gates = frames, standing, gates
        self.lowered, self.codes = frames.lowered, frames.lowered.codes
        self.asks = frames["ipp_asks"]

    def chosen(self) -> Table:
        """Return the first live line of everybody who has one: who, key, due."""
        lists = self.reading_lists()
        stage = self.frames.stage
        latest = stage("first_lists", self.first_lists(lists))
        lines = stage("head_open", self.head(latest))
        mortal = latest.semi_join(lines.filter(lines.kill != NONE), "who")
        head = stage("head", self.live("head", lines, self.dead_in_lists(mortal)))
        unserved = stage("unserved", self.open_to(self.standing.people.select("who")).anti_join(head, "who"))
        self.standing = self.standing._replace(words=self.gates(unserved))
        latest = stage("unserved_lists", latest.semi_join(unserved, "who"))
        lines = stage("first_open", self.open(latest))
        first = stage("first", self.live("first", lines, self.dead_in_lists(latest)))
        lines = stage("further_open", self.open(self.other_lists(lists, unserved.anti_join(first, "who"))))
        further = stage("further", self.live("further", lines, self.dead(lines)))
        return stage("chosen", self.dated(together(head, first, further)))

    def reading_lists(self) -> Table:
        """Return the purchases whose lists hold something: who, owner, moment; without those who are through."""
        able = self.asks.filter(self.asks.able == 1).select(code="owner").distinct()
        found = self.standing.got.join(able, "code").select("who", "moment", owner="code")
        return self.frames.stage("lists", self.open_to(found))

    def open_to(self, table: Table) -> Table:
        """Leave out those who wait for an answer."""
        answers = self.standing.answers
        return table if answers is None else table.anti_join(answers.pending, "who")

    def first_lists(self, lists: Table) -> Table:
        """Return what is read first: the ready ultimate, and the latest purchase; for who is through, what follows."""
        had, ready = self.standing.had, self.standing.ready
        packed = lists.moment * number(GOODS) + (number(GOODS - 1) - lists.owner)
        latest = lists.group_by("who").agg(packed=packed.max())
        moment = latest.packed >> ibis.literal(GOODS.bit_length() - 1, type="int32")
        owner = number(GOODS - 1) - (latest.packed & number(GOODS - 1))
        parts = [latest.select("who", owner=owner, age=age_of(moment))]
        if ready is not None:
            parts.append(self.special(self.open_to(ready), "ready", 0))
        if had is None:
            return together(*parts)
        own = self.open_to(had).select(
            "who", owner=number(self.codes.special("goal")), age=age_of(had.moment)
        )
        return together(together(*parts).anti_join(had, "who"), own)

    def other_lists(self, lists: Table, people: Table) -> Table:
        """Return every list of those for whom nothing was live in the first."""
        had, goal = self.standing.had, self.lowered.policy.goal
        if had is not None:
            people = people.anti_join(had, "who")
        people, bought = self.frames.stage("still_unserved", people), self.standing.got
        own = lists.semi_join(people, "who")
        parts = [
            own.select("who", "owner", age=age_of(own.moment)),
            self.special(people.semi_join(bought, "who"), "store", MOMENTS - 1),
            self.special(people.anti_join(bought, "who"), "prospects", MOMENTS - 1),
        ]
        if goal and goal.cold:
            parts.append(self.special(people, "ultimate", MOMENTS - 1))
        return together(*parts)

    def special(self, people: Table, which: Special, age: int) -> Table:
        return people.select("who", owner=number(self.codes.special(which)), age=number(age))

    def open(self, lists: Table) -> Table:
        """Return the lines of these lists that are open to whoever reads them, and not answered."""
        asks = self.asks.filter(self.asks.able == 1).select(
            "ask", "owner", "answer", "word", "bit", "kill", "closes"
        )
        lines = with_gates(lists, self.standing.words).join(asks, "owner")
        lines = opened(self.lowered, lines)
        lines = lines.select("who", "answer", "kill", "closes", key=key_of(lines.age, lines.ask))
        return self.unanswered(lines)

    def head(self, lists: Table) -> Table:
        """Return the lines at the head of these lists, where nothing has a condition."""
        asks = self.asks.filter(self.asks["head"] == 1).select("ask", "owner", "answer", "kill", "closes")
        lines = lists.join(asks, "owner")
        return self.unanswered(
            lines.select("who", "answer", "kill", "closes", key=key_of(lines.age, lines.ask))
        )

    def live(self, turn: str, lines: Table, dead: Table) -> Table:
        """Return the first live line of everybody who has one: who, key."""
        dead = together(dead, *self.dead_in_full(lines))
        lines = self.within_window(turn, lines.anti_join(dead, ["who", "key"]))
        return lines.group_by("who").agg(key=lines.key.min())

    def unanswered(self, lines: Table) -> Table:
        answers = self.standing.answers
        if answers is None:
            return lines
        settled = together(answers.declined.select("who", "answer"), answers.done.select("who", "answer"))
        return lines.anti_join(settled, ["who", "answer"])

    def dead(self, lines: Table) -> Table:
        """Return the lines of which something in it, or a rung above, is theirs."""
        kills = lines.select("who", "key", "kill").join(self.frames["ipp_kills"], "kill")
        return kills.semi_join(self.standing.got, ["who", "code"]).select("who", "key")

    def dead_in_lists(self, lists: Table) -> Table:
        """Return the same for whole lists: far quicker when each customer reads one list only."""
        held = self.standing.got.select("who", "code").join(lists, "who")
        dead = held.join(self.frames["ipp_list_kills"], ["owner", "code"])
        return dead.select("who", key=key_of(dead.age, dead.ask))

    def dead_in_full(self, lines: Table) -> list[Table]:
        """Return the lines above which stands a bundle that is owned in full, part by part."""
        if not self.lowered.tables["ipp_wholes"].rows:
            return []
        above = lines.select("who", "key", "kill").join(self.frames["ipp_whole_kills"], "kill")
        parts = above.join(self.frames["ipp_wholes"], "bundle").semi_join(self.standing.got, ["who", "code"])
        owned = parts.group_by("who", "key", "bundle", "parts").agg(owned=parts.count())
        return [owned.filter(owned.owned == owned.parts).select("who", "key")]

    def within_window(self, turn: str, lines: Table) -> Table:
        """Leave out what is due only after its window."""
        if not self.lowered.windowed:
            return lines
        lines = self.frames.stage(f"{turn}_live", lines)
        bounded = lines.filter(lines.closes != NONE).select("who", "key", "closes")
        late = self.dated(bounded)
        late = late.filter(late.due > late.closes)
        return lines.anti_join(late, ["who", "key"])

    def dated(self, lines: Table) -> Table:
        """Add to lines (who, key) the day on which each is due."""
        today = number(self.frames.today)
        columns = lines.columns
        terms = self.asks.select("ask", "owner", "number", "after", "below", "opens", "above")
        known = lines.mutate(ask=ask_of(lines.key)).join(terms, "ask")
        known = known.mutate(purchase=self.purchase_day(known))
        known = self.with_last_no(self.with_base(known))
        waited = ibis.ifelse(known.base.isnull(), today, clipped(known.base + known.after))
        due = ibis.ifelse(known.last_no.isnull(), waited, clipped(known.last_no + known.below))
        known = self.with_gap(known.mutate(due=ibis.greatest(due, known.opens)))
        due = ibis.ifelse(known.number == NONE, known.due, ibis.greatest(known.due, known.gap))
        return known.select(*columns, due=due)

    def purchase_day(self, known: Table) -> ibis.Value:
        """Return the day of the purchase that a line belongs to; missing for lists that belong to none."""
        own = (known.owner < len(self.codes.goods)) | (known.owner == self.codes.special("goal"))
        return ibis.ifelse(own, day_of(known.key), ibis.null("int64"))

    def with_base(self, known: Table) -> Table:
        """Add the day from which waits count: of the purchase, of the latest, or of what a prospect did last."""
        got, answers = self.standing.got, self.standing.answers
        store = known.filter(known.owner == self.codes.special("store"))
        latest = got.semi_join(store, "who")
        known = left(known, latest.group_by("who").agg(latest=latest.moment.max()), "who")
        base = ibis.cases(
            (known.owner == self.codes.special("store"), day_at(known.latest)),
            else_=known.purchase,
        )
        known = known.mutate(since=base, base=base)
        if answers is None:
            return known
        known = left(known, answers.latest, "who")
        prospect = known.owner == self.codes.special("prospects")
        return known.mutate(base=ibis.ifelse(prospect, known.last_event, known.base))

    def with_last_no(self, known: Table) -> Table:
        """Add the day of the latest No to a rung above, since the purchase that a line belongs to."""
        answers = self.standing.answers
        if answers is None:
            return known.mutate(last_no=ibis.null("int64"))
        above = known.filter(known.above != NONE).select("who", "key", "above", "since")
        noes = above.join(self.frames["ipp_aboves"], "above").join(answers.declined, ["who", "answer"])
        noes = noes.filter(noes.since.isnull() | (noes.day >= noes.since))
        return left(known, noes.group_by("who", "key").agg(last_no=noes.day.max()), ["who", "key"])

    def with_gap(self, known: Table) -> Table:
        """Add the first day on which the gap after the last ask allows another."""
        answers = self.standing.answers
        if answers is None:
            return known.mutate(gap=number(NONE))
        known = left(known, answers.asked, "who")
        return known.mutate(gap=gap_over(self.frames, known.last_ask))


def gap_over(frames: Frames, last_ask: ibis.Value) -> ibis.Value:
    """Return the first day on which the gap after the last ask allows another; -1 where there was none."""
    gap = number(days(frames.lowered.policy.defaults.gap.days))
    return clipped(last_ask + gap).fill_null(NONE)
