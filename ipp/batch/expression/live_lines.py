"""Everybody's next step: sentences 2 to 7, 9 and 10 of docs/meaning.md.

Every line of a list that is read has a key, smaller for what is read earlier. Of each list only the first live line counts: it is due, or it
holds up what is behind it. Most customers need no more than the head of the list of their latest purchase, the others its rest, and only those
for whom nothing is due there are read in full; `words` are the open gates of those of whom more than the head is read.
"""

from collections.abc import Callable

from ipp.batch.expression.dead_lines import DeadLines
from ipp.batch.expression.due_days import LineTiming
from ipp.batch.expression.frames import Frames, get_day, make_key, measure_age
from ipp.batch.expression.gates import add_gates, keep_open
from ipp.batch.expression.next_lines import NextLines
from ipp.batch.expression.states import CustomerStates, find_asked_products, find_blocked, find_settled
from ipp.batch.lowering.codes import MOMENTS, NONE, Special
from ipp.orders import sql
from ipp.orders.engines.relations import make_number, union_tables
from ipp.orders.items import GOODS
from ipp.orders.sql import Table

LINE = ("ask", "answer", "kill", "window", "within", "share")
ANEW = ("anew", "fresh")
"""Columns of lines where some are asked anew at every purchase."""


def read_lines(frames: Frames, states: CustomerStates, turn: str = "") -> "LiveLines":
    """Return a reading of the lists on the day of the states."""
    settled, asked = find_settled(frames, states), find_asked_products(frames, states)
    return LiveLines(
        frames,
        states,
        None if settled is None else frames.add_stage(f"{turn}settled", settled),
        None if asked is None else frames.add_stage(f"{turn}asked_products", asked),
        turn,
    )


class LiveLines:
    """Reads the lists of customers who wait for no answer. `turn` tells the stages of one reading from those of another.

    `settled`: who, answer (of what is answered or done). `asked`: who, code (of products in open asks).
    """

    states: CustomerStates
    timing: LineTiming
    next_lines: NextLines
    dead: DeadLines
    left_over: Table
    """For whom no list holds anything: who; known once lines are chosen."""

    def __init__(
        self, frames: Frames, states: CustomerStates, settled: Table | None, asked: Table | None, turn: str
    ) -> None:
        self.frames, self.turn = frames, turn
        self.settled, self.asked = settled, asked
        self.lowered, self.codes = frames.lowered, frames.lowered.codes
        self.asks = frames["ipp_asks"]
        self.set_states(states)
        self.lists = states.got
        self.line = (
            *LINE,
            *(ANEW if self.lowered.anew else ()),
            *(("of_goal",) if states.gave_up is not None else ()),
        )

    def add_stage(self, name: str, table: Table) -> Table:
        return self.frames.add_stage(f"{self.turn}{name}", table)

    def choose_lines(self, gates: Callable[[CustomerStates, Table], Table | None]) -> Table:
        """Return the next step of everybody who has one: who, key, due. `gates` says which gates are open for some people, as they stand."""
        first = self.find_first_lists(self.list_owned())
        latest = self.add_stage("first_lists", self.drop_hindered(first))
        lines = self.add_stage("head_open", self.find_head_lines(latest))
        dead = self.dead.find_dead(lines.filter(lines.kill != NONE))  # few are in the head
        head = self.add_stage("head", self.find_due_first("head", self.find_live("head", lines, dead)))
        unserved = self.add_stage(
            "unserved", self.drop_waiting(self.states.people.select("who")).anti_join(head, "who")
        )
        self.read_only(unserved)
        self.states = self.states._replace(words=gates(self.states, unserved))
        found = [head]
        if self.lowered.gates or self.settled is not None:
            found.append(self.read_first_lists(latest, unserved))
            unserved = self.add_stage("still_unserved", unserved.anti_join(found[-1], "who"))
        lists = self.lists = self.list_reading()
        further = self.add_stage("further", self.next_lines.find_next(self.find_all_live(lists, unserved)))
        self.left_over = unserved.anti_join(further, "who")
        if self.states.winbacks is not None:
            found = [each.mutate(firm=make_number(1)) for each in found]
        return self.add_stage("chosen", union_tables(*found, further))

    def read_only(self, people: Table) -> None:
        """Read from here on what belongs to some people: they are few, and what is theirs is read many times."""
        states = self.states
        got = self.add_stage("unserved_got", states.got.semi_join(people, "who"))
        orders = states.orders and self.add_stage("unserved_orders", states.orders.semi_join(people, "who"))
        self.set_states(states._replace(got=got, orders=orders))

    def set_states(self, states: CustomerStates) -> None:
        """Take where customers stand from other tables."""
        self.states = states
        self.timing = LineTiming(self.frames, states, self.turn)
        self.next_lines = NextLines(self.frames, states, self.timing)
        self.dead = DeadLines(self.frames, states.got)

    def drop_hindered(self, lists: Table) -> Table:
        """Leave out those whose lists are not read one by one: for an open ask, a win-back, or an ultimate action that was given up."""
        for others in (self.asked, self.states.winbacks, self.states.gave_up):
            lists = lists if others is None else lists.anti_join(others, "who")
        return lists

    def read_first_lists(self, latest: Table, unserved: Table) -> Table:
        """Return the next step of those for whom the rest of the first list holds one: who, key, due.

        There is none where no line has a condition and nothing is answered: then what stands behind the head is never reached.
        """
        latest = self.add_stage("unserved_lists", latest.semi_join(unserved, "who"))
        lines = self.add_stage("first_open", self.find_open_lines(latest))
        return self.add_stage(
            "first",
            self.find_due_first(
                "first", self.find_live("first", lines, self.dead.find_dead_in_lists(latest))
            ),
        )

    def list_owned(self) -> Table:
        """Return the purchases whose lists hold something: who, owner, moment."""
        able = self.asks.filter(self.asks.able == 1).select(code="owner").distinct()
        return self.states.got.join(able, "code").select("who", "moment", owner="code")

    def list_reading(self) -> Table:
        """Return the same without those who are through, and those who wait for an answer."""
        return self.drop_waiting(self.drop_through(self.list_owned()))

    def drop_waiting(self, table: Table) -> Table:
        """Leave out those who wait for an answer."""
        answers = self.states.answers
        return table if answers is None else table.anti_join(answers.pending, "who")

    def find_first_lists(self, lists: Table) -> Table:
        """Return what is read first of lists: the ready ultimate, and the latest purchase; for who is through, what follows."""
        had, ready = self.states.had, self.states.ready
        packed = lists.moment * make_number(GOODS) + (make_number(GOODS - 1) - lists.owner)
        latest = lists.group_by("who").agg(packed=packed.max())
        latest = self.drop_waiting(self.drop_through(latest))  # fewer rows than what they are found in
        moment = latest.packed >> sql.literal(GOODS.bit_length() - 1, type="int32")
        owner = make_number(GOODS - 1) - (latest.packed & make_number(GOODS - 1))
        parts = [latest.select("who", owner=owner, age=measure_age(moment))]
        if ready is not None:
            parts.append(self.make_special_list(self.drop_waiting(self.drop_through(ready)), "ready", 0))
        return union_tables(*parts, *self.find_own_of_goal(had))

    def drop_through(self, people: Table) -> Table:
        had = self.states.had
        return people if had is None else people.anti_join(had, "who")

    def find_own_of_goal(self, had: Table | None) -> list[Table]:
        """Return the list that is left to those who have the ultimate action."""
        if had is None:
            return []
        had = self.drop_waiting(had)
        return [
            had.select(
                "who", owner=make_number(self.codes.get_special_code("goal")), age=measure_age(had.moment)
            )
        ]

    def find_all_lists(self, lists: Table, people: Table) -> Table:
        """Return every list of some people: who, owner, age. `lists` are those of purchases."""
        goal, had, ready = self.lowered.policy.goal, self.states.had, self.states.ready
        own = lists.semi_join(people, "who")
        parts = [own.select("who", "owner", age=measure_age(own.moment))]
        if self.states.winbacks is not None:
            ended = self.states.winbacks.semi_join(people, "who")
            ended = ended if had is None else ended.anti_join(had, "who")
            parts.append(ended.select("who", "owner", age=measure_age(ended.moment)))
        if had is not None:
            parts += self.find_own_of_goal(had.semi_join(people, "who"))
            people = people.anti_join(had, "who")
        ordered_any = self.find_customers(people)
        parts.append(self.make_special_list(ordered_any, "store", MOMENTS - 1))
        parts.append(self.make_special_list(people.anti_join(ordered_any, "who"), "prospects", MOMENTS - 1))
        if ready is not None:
            parts.append(self.make_special_list(ready.semi_join(people, "who"), "ready", 0))
        if goal and goal.cold:
            parts.append(self.make_special_list(people, "ultimate", MOMENTS - 1))
        return union_tables(*parts)

    def find_customers(self, people: Table) -> Table:
        """Return those who ordered anything, known or unknown."""
        return people.semi_join(self.states.find_order_days(people), "who")

    def make_special_list(self, people: Table, which: Special, age: int) -> Table:
        return people.select(
            "who", owner=make_number(self.codes.get_special_code(which)), age=make_number(age)
        )

    def find_open_lines(self, lists: Table) -> Table:
        """Return the lines of these lists that are open to whoever reads them, not answered, and not given up."""
        return self.drop_given_up(self.find_unanswered(lists))

    def find_unanswered(self, lists: Table) -> Table:
        """Return the lines of these lists that are open to whoever reads them, and not answered."""
        asks = self.asks.filter(self.asks.able == 1).select("owner", "word", "bit", *self.line)
        lines = add_gates(lists, self.states.words).join(asks, "owner")
        return self.drop_answered(keep_open(self.lowered, lines))

    def find_head_lines(self, lists: Table) -> Table:
        """Return the lines at the head of these lists, where nothing has a condition."""
        if self.states.ready is not None and not self.is_headed("ready"):
            lists = lists.anti_join(self.states.ready, "who")
        asks = self.asks.filter(self.asks["head"] == 1).select("owner", *self.line)
        return self.drop_answered(lists.join(asks, "owner"))

    def is_headed(self, which: Special) -> bool:
        """Whether the head of a list is the whole of it."""
        table = self.lowered.tables["ipp_asks"]
        owner, able, head = (list(table.columns).index(name) for name in ("owner", "able", "head"))
        return all(
            row[head] for row in table.rows if row[owner] == self.codes.get_special_code(which) and row[able]
        )

    def drop_answered(self, lines: Table) -> Table:
        columns = ("who", "owner", *self.line[1:])
        lines = lines.select(*columns, key=make_key(lines.age, lines.ask))
        if self.settled is None:
            return lines
        if not self.lowered.anew:
            return lines.anti_join(self.settled, ["who", "answer"])
        anew = lines.filter(lines.anew == 1)
        answers = anew.select("who", "key", "answer").join(self.settled, ["who", "answer"])
        answered = answers.filter(answers.day >= get_day(answers.key))
        others = lines.filter(lines.anew == 0).anti_join(self.settled, ["who", "answer"])
        return union_tables(others, anew.anti_join(answered, ["who", "key"]))

    def drop_given_up(self, lines: Table) -> Table:
        """Leave out rungs of the ultimate action that was given up, until it may be asked again."""
        gave_up = self.states.gave_up
        if gave_up is None:
            return lines
        back = self.states.add_today(self.frames, gave_up)
        closed = back.filter(back.back > back.today)
        return union_tables(
            lines.filter(lines.of_goal == 0), lines.filter(lines.of_goal == 1).anti_join(closed, "who")
        )

    def find_live(self, turn: str, lines: Table, dead: Table) -> Table:
        """Return the live lines: who, owner, key, share."""
        return self.drop_closed(turn, self.dead.drop_dead(lines, dead)).select("who", "owner", "key", "share")

    def drop_closed(self, turn: str, lines: Table) -> Table:
        """Leave out lines whose window or `within` does not hold on their day."""
        if not self.lowered.timed:
            return lines
        lines = self.add_stage(f"{turn}_undead", lines)
        free = lines.filter((lines.window == NONE) & (lines.within == NONE))
        return union_tables(
            free, lines.semi_join(self.timing.drop_closed(f"{turn}_timed", lines), ["who", "key"])
        )

    def find_due_first(self, name: str, live: Table) -> Table:
        """Return, of the first live lines of each list, the first that is due: who, key, due."""
        first = live.group_by("who", "owner").agg(key=live.key.min())
        dated = self.timing.add_due_days(f"{name}_first", first)
        due = dated.filter(dated.due <= self.frames.today).select("who", "key", "due")
        if self.states.ready is None:
            return due
        least = due.group_by("who").agg(key=due.key.min())
        return due.semi_join(least, ["who", "key"])

    def find_all_live(self, lists: Table, people: Table) -> Table:
        """Return the first live line of every list of some people: who, owner, key. No open ask stands in its way."""
        lines = self.add_stage("further_open", self.find_open_lines(self.find_all_lists(lists, people)))
        live = self.add_stage("further_live", self.find_live("further", lines, self.dead.find_dead(lines)))
        blocked = find_blocked(self.frames, live, self.asked, ("key", "owner"))
        if blocked is not None:
            live = self.drop_blocked(live, self.add_stage("blocked", blocked))
        return live.group_by("who", "owner").agg(key=live.key.min())

    def drop_blocked(self, live: Table, blocked: Table) -> Table:
        """Leave out lines that an open ask passes over, and the cold ask where there are such."""
        live = live.anti_join(blocked, ["who", "key"])
        if not self.lowered.asks_cold:
            return live
        cold = live.owner == self.codes.get_special_code("ultimate")
        blocked = self.next_lines.drop_winbacks(blocked)
        return union_tables(live.filter(~cold), live.filter(cold).anti_join(blocked, "who"))
