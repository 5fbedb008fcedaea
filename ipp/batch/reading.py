"""Everybody's next step: sentences 2 to 7, 9 and 10 of docs/meaning.md.

Every line of a list that is read has a key, smaller for what is read earlier. Of each list only the first live line counts: it is due, or it
holds up what is behind it. Most customers need no more than the head of the list of their latest purchase, the others its rest, and only those
for whom nothing is due there are read in full; `words` are the open gates of those of whom more than the head is read.
"""

from collections.abc import Callable

import ibis
from ibis import Table

from ipp.batch.codes import MOMENTS, NONE, Special
from ipp.batch.frames import Frames, age_of, key_of
from ipp.batch.gates import opened, with_gates
from ipp.batch.holding import ordered
from ipp.batch.standing import Standing, asked_products, blocked_of, settled_of
from ipp.batch.timing import Timing
from ipp.orders.dates import LAST_DAY
from ipp.orders.engines.relations import number, together
from ipp.orders.items import GOODS

LINE = ("ask", "answer", "kill", "window", "within", "share")


class Reading:
    """Reads the lists of customers who wait for no answer. `turn` tells the stages of one reading from those of another."""

    def __init__(self, frames: Frames, standing: Standing, turn: str = "") -> None:
        self.frames, self.standing, self.turn = frames, standing, turn
        self.lowered, self.codes = frames.lowered, frames.lowered.codes
        self.asks = frames["ipp_asks"]
        self.timing = Timing(frames, standing, turn)
        self.lists = standing.got
        self.settled = self.staged("settled", settled_of(frames, standing))
        self.asked = self.staged("asked_products", asked_products(frames, standing))

    def staged(self, name: str, table: Table | None) -> Table | None:
        return None if table is None else self.stage(name, table)

    def stage(self, name: str, table: Table) -> Table:
        return self.frames.stage(f"{self.turn}{name}", table)

    def chosen(self, gates: Callable[[Table], Table | None]) -> Table:
        """Return the next step of everybody who has one: who, key, due. `gates` says which gates are open for some people."""
        lists = self.lists = self.reading_lists()
        first = self.first_lists(lists)
        latest = self.stage(
            "first_lists", first if self.asked is None else first.anti_join(self.asked, "who")
        )
        lines = self.stage("head_open", self.head(latest))
        mortal = latest.semi_join(lines.filter(lines.kill != NONE), "who")
        head = self.stage(
            "head", self.due_first("head", self.live("head", lines, self.dead_in_lists(mortal)))
        )
        unserved = self.stage(
            "unserved", self.open_to(self.standing.people.select("who")).anti_join(head, "who")
        )
        self.standing = self.standing._replace(words=gates(unserved))
        latest = self.stage("unserved_lists", latest.semi_join(unserved, "who"))
        lines = self.stage("first_open", self.open(latest))
        first = self.stage(
            "first", self.due_first("first", self.live("first", lines, self.dead_in_lists(latest)))
        )
        left_over = self.stage("still_unserved", unserved.anti_join(first, "who"))
        further = self.stage("further", self.next_of(self.live_in_full(lists, left_over)))
        return self.stage("chosen", together(head, first, further))

    def reading_lists(self) -> Table:
        """Return the purchases whose lists hold something: who, owner, moment; without those who are through."""
        able = self.asks.filter(self.asks.able == 1).select(code="owner").distinct()
        found = self.standing.got.join(able, "code").select("who", "moment", owner="code")
        if self.standing.had is not None:
            found = found.anti_join(self.standing.had, "who")
        return self.stage("lists", self.open_to(found))

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
            parts.append(self.special(self.open_to(self.not_through(ready)), "ready", 0))
        return together(*parts, *self.own_of_goal(had))

    def not_through(self, people: Table) -> Table:
        had = self.standing.had
        return people if had is None else people.anti_join(had, "who")

    def own_of_goal(self, had: Table | None) -> list[Table]:
        """Return the list that is left to those who have the ultimate action."""
        if had is None:
            return []
        had = self.open_to(had)
        return [had.select("who", owner=number(self.codes.special("goal")), age=age_of(had.moment))]

    def all_lists(self, lists: Table, people: Table) -> Table:
        """Return every list of some people: who, owner, age. `lists` are those of purchases."""
        goal, had, ready = self.lowered.policy.goal, self.standing.had, self.standing.ready
        own = lists.semi_join(people, "who")
        parts = [own.select("who", "owner", age=age_of(own.moment))]
        if had is not None:
            parts += self.own_of_goal(had.semi_join(people, "who"))
            people = people.anti_join(had, "who")
        ordered_any = self.customers_of(people)
        parts.append(self.special(ordered_any, "store", MOMENTS - 1))
        parts.append(self.special(people.anti_join(ordered_any, "who"), "prospects", MOMENTS - 1))
        if ready is not None:
            parts.append(self.special(ready.semi_join(people, "who"), "ready", 0))
        if goal and goal.cold:
            parts.append(self.special(people, "ultimate", MOMENTS - 1))
        return together(*parts)

    def customers_of(self, people: Table) -> Table:
        """Return those who ordered anything, known or unknown."""
        orders = ordered(self.standing.got.semi_join(people, "who"), self.standing.strange)
        return people.semi_join(orders, "who")

    def special(self, people: Table, which: Special, age: int) -> Table:
        return people.select("who", owner=number(self.codes.special(which)), age=number(age))

    def open(self, lists: Table) -> Table:
        """Return the lines of these lists that are open to whoever reads them, and not answered."""
        asks = self.asks.filter(self.asks.able == 1).select("owner", "word", "bit", *LINE)
        lines = with_gates(lists, self.standing.words).join(asks, "owner")
        return self.unanswered(opened(self.lowered, lines))

    def head(self, lists: Table) -> Table:
        """Return the lines at the head of these lists, where nothing has a condition."""
        if self.standing.ready is not None and not self.is_headed("ready"):
            lists = lists.anti_join(self.standing.ready, "who")
        asks = self.asks.filter(self.asks["head"] == 1).select("owner", *LINE)
        return self.unanswered(lists.join(asks, "owner"))

    def is_headed(self, which: Special) -> bool:
        """Whether the head of a list is the whole of it."""
        table = self.lowered.tables["ipp_asks"]
        owner, able, head = (list(table.columns).index(name) for name in ("owner", "able", "head"))
        return all(row[head] for row in table.rows if row[owner] == self.codes.special(which) and row[able])

    def unanswered(self, lines: Table) -> Table:
        columns = ("who", "owner", *LINE[1:])
        lines = lines.select(*columns, key=key_of(lines.age, lines.ask))
        return lines if self.settled is None else lines.anti_join(self.settled, ["who", "answer"])

    def live(self, turn: str, lines: Table, dead: Table) -> Table:
        """Return the live lines: who, owner, key, share."""
        return self.timed(turn, self.undead(lines, dead)).select("who", "owner", "key", "share")

    def undead(self, lines: Table, dead: Table) -> Table:
        return lines.anti_join(together(dead, *self.dead_in_full(lines)), ["who", "key"])

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

    def timed(self, turn: str, lines: Table) -> Table:
        """Leave out lines whose window or `within` does not hold on their day."""
        if not self.lowered.timed:
            return lines
        lines = self.stage(f"{turn}_undead", lines)
        free = lines.filter((lines.window == NONE) & (lines.within == NONE))
        return together(free, lines.semi_join(self.timing.open(f"{turn}_timed", lines), ["who", "key"]))

    def due_first(self, name: str, live: Table) -> Table:
        """Return, of the first live lines of each list, the first that is due: who, key, due."""
        first = live.group_by("who", "owner").agg(key=live.key.min())
        dated = self.timing.dated(f"{name}_first", first)
        due = dated.filter(dated.due <= self.frames.today).select("who", "key", "due")
        if self.standing.ready is None:
            return due
        least = due.group_by("who").agg(key=due.key.min())
        return due.semi_join(least, ["who", "key"])

    def live_in_full(self, lists: Table, people: Table) -> Table:
        """Return the first live line of every list of some people: who, owner, key. No open ask stands in its way."""
        lines = self.stage("further_open", self.open(self.all_lists(lists, people)))
        live = self.stage("further_live", self.live("further", lines, self.dead(lines)))
        blocked = blocked_of(self.frames, live, self.asked, ("key",))
        if blocked is not None:
            live = self.unblocked(live, self.stage("blocked", blocked))
        return live.group_by("who", "owner").agg(key=live.key.min())

    def unblocked(self, live: Table, blocked: Table) -> Table:
        """Leave out lines that an open ask passes over, and the cold ask where there are such."""
        live = live.anti_join(blocked, ["who", "key"])
        cold = live.owner == self.codes.special("ultimate")
        return together(live.filter(~cold), live.filter(cold).anti_join(blocked, "who"))

    def next_of(self, first: Table) -> Table:
        """Return the next of the first live lines of all lists: who, key, due.

        What is due comes first, in reading order, otherwise what is due soonest. The store-wide list and the cold ask come only
        where no other list has a live line.
        """
        dated = self.timing.dated("further", first)
        store, cold = self.codes.special("store"), self.codes.special("ultimate")
        rank = ibis.cases(
            (dated.owner == store, number(1)), (dated.owner == cold, number(2)), else_=number(0)
        )
        waits = ibis.ifelse(dated.due > self.frames.today, dated.due, number(0))
        dated = dated.mutate(turn=rank * number(2 * LAST_DAY) + waits)
        soonest = dated.group_by("who").agg(turn=dated.turn.min())
        some = dated.semi_join(soonest, ["who", "turn"])
        least = some.group_by("who").agg(key=some.key.min())
        return some.semi_join(least, ["who", "key"]).select("who", "key", "due")
