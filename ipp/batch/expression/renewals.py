"""Those for whom no list holds anything: refills, and `rest`. Sentence 12 of docs/meaning.md."""

from ipp.batch.expression.due_days import put_off
from ipp.batch.expression.frames import Frames, clip_day, find_day
from ipp.batch.expression.gates import add_gates, keep_open
from ipp.batch.expression.states import CustomerStates, find_blocked
from ipp.batch.lowering.codes import NONE, limit_days
from ipp.orders import sql
from ipp.orders.engines.relations import join_outer, make_number, union_tables
from ipp.orders.sql import Table, Value

LATER = 1 << 32
"""Added for each day that a turn lies ahead: what is due today comes first, and among that the first in the file."""


class RenewalTurns:
    """The turns of customers who are left over. `asked`: who, code (of products in open asks)."""

    def __init__(
        self, frames: Frames, states: CustomerStates, people: Table, asked: Table | None, turn: str = ""
    ) -> None:
        self.frames, self.states, self.people, self.turn = frames, states, people, turn
        self.asked = asked
        self.policy, self.codes = frames.lowered.policy, frames.lowered.codes

    def find_turns(self) -> Table | None:
        """Return whose turn what is: who, place, due; None where nobody ever has one."""
        if not self.policy.renewals:
            return None
        every = self.frames.add_stage(f"{self.turn}coming", self.add_due_days(self.find_open_turns()))
        ahead = sql.ifelse(every.due > self.frames.today, every.due - self.frames.today, make_number(0))
        every = every.mutate(turn=ahead * make_number(LATER) + every.place)
        first = every.group_by("who").agg(turn=every.turn.min())
        first = first.select("who", place=first.turn & make_number(LATER - 1))
        return every.join(first, ["who", "place"]).select("who", "place", "due")

    def find_first_open(self) -> Table | None:
        """Return the first turn that is open, due or not: who, place."""
        if not self.policy.renewals:
            return None
        turns = self.find_open_turns()
        return turns.group_by("who").agg(place=turns.place.min())

    def find_open_turns(self) -> Table:
        """Return each refill and each entry of `rest` that is open to them, and that no open ask is in the way of."""
        rests = self.frames["ipp_rests"]
        columns, parts = ("who", *rests.columns), []
        if any(not renewal.refill for renewal in self.policy.renewals):
            parts.append(self.people.cross_join(rests.filter(rests.refill == 0)).select(*columns))
        if any(renewal.refill for renewal in self.policy.renewals):
            bought = self.states.got.semi_join(self.people, "who")
            parts.append(bought.join(rests.filter(rests.refill == 1), "code").select(*columns))
        turns = union_tables(*parts)
        turns = keep_open(self.frames.lowered, add_gates(turns, self.states.words)).select(*columns)
        turns = self.frames.add_stage(f"{self.turn}open_turns", turns)
        blocked = find_blocked(self.frames, turns, self.asked, ("place",))
        return turns if blocked is None else turns.anti_join(blocked, ["who", "place"])

    def add_due_days(self, turns: Table) -> Table:
        """Say when each turn is due: who, place, due."""
        due: Value = make_number(self.frames.today)
        times = self.find_last_times(turns)
        if times is not None:
            turns = join_outer(turns, times, ["who", "place"])
            due = sql.ifelse(turns["last"].isnull(), due, clip_day(turns["last"] + turns.every))
        turns = turns.mutate(due=due)
        answers = self.states.answers
        if answers is not None:
            turns = join_outer(turns, answers.messages, "who")
            turns = turns.mutate(gap=self.make_gap(turns), spacing=make_number(self.spacing))
            turns = turns.mutate(due=put_off(turns, turns.due))
        return turns.select("who", "place", "due")

    def make_gap(self, turns: Table) -> Value:
        """Return the days between two asks; NONE for touches."""
        return sql.ifelse(
            turns.code == NONE, make_number(NONE), make_number(limit_days(self.policy.defaults.gap.days))
        )

    @property
    def spacing(self) -> int:
        return limit_days(self.policy.defaults.spacing.days) or NONE

    def find_last_times(self, turns: Table) -> Table | None:
        """Return when each turn was taken last: done, bought, offered or refused; None where nobody ever took one."""
        got, answers = self.states.got, self.states.answers
        keys = turns.select("who", "place", "code", "answer")
        times = []
        if any(renewal.good for renewal in self.policy.renewals):
            bought = keys.join(got.semi_join(self.frames["ipp_rests"], "code"), ["who", "code"])
            times.append(bought.select("who", "place", day=find_day(bought.moment)))
        if answers is not None:
            done = union_tables(answers.done, answers.offered)
            times.append(keys.join(done, ["who", "answer"]).select("who", "place", "day"))
        if not times:
            return None
        found = union_tables(*times)
        return found.group_by("who", "place").agg(last=found.day.max())
