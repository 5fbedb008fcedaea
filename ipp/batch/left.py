"""Those for whom no list holds anything: refills, and `rest`. Sentence 12 of docs/meaning.md."""

import ibis
from ibis import Table, Value

from ipp.batch.codes import NONE, days
from ipp.batch.frames import Frames, clipped, day_at
from ipp.batch.gates import opened, with_gates
from ipp.batch.standing import Standing, asked_products, blocked_of
from ipp.batch.timing import put_off
from ipp.orders.engines.relations import left, number, together

LATER = 1 << 32
"""Added for each day that a turn lies ahead: what is due today comes first, and among that the first in the file."""


class Left:
    """The turns of customers who are left over."""

    def __init__(self, frames: Frames, standing: Standing, people: Table, turn: str = "") -> None:
        self.frames, self.standing, self.people, self.turn = frames, standing, people, turn
        self.policy, self.codes = frames.lowered.policy, frames.lowered.codes

    def turns(self) -> Table | None:
        """Return whose turn what is: who, place, due; None where nobody ever has one."""
        if not self.policy.renewals:
            return None
        every = self.frames.stage(f"{self.turn}coming", self.dated(self.open()))
        ahead = ibis.ifelse(every.due > self.frames.today, every.due - self.frames.today, number(0))
        every = every.mutate(turn=ahead * number(LATER) + every.place)
        first = every.group_by("who").agg(turn=every.turn.min())
        first = first.select("who", place=first.turn & number(LATER - 1))
        return every.join(first, ["who", "place"]).select("who", "place", "due")

    def first_open(self) -> Table | None:
        """Return the first turn that is open, due or not: who, place."""
        if not self.policy.renewals:
            return None
        turns = self.open()
        return turns.group_by("who").agg(place=turns.place.min())

    def open(self) -> Table:
        """Return each refill and each entry of `rest` that is open to them, and that no open ask is in the way of."""
        rests = self.frames["ipp_rests"]
        entries = rests.filter(rests.refill == 0)
        refills = rests.filter(rests.refill == 1)
        bought = self.standing.got.semi_join(self.people, "who").join(refills, "code")
        columns = ("who", *rests.columns)
        turns = together(self.people.cross_join(entries).select(*columns), bought.select(*columns))
        turns = opened(self.frames.lowered, with_gates(turns, self.standing.words)).select(*columns)
        turns = self.frames.stage(f"{self.turn}open_turns", turns)
        blocked = blocked_of(self.frames, turns, asked_products(self.frames, self.standing), ("place",))
        return turns if blocked is None else turns.anti_join(blocked, ["who", "place"])

    def dated(self, turns: Table) -> Table:
        """Say when each turn is due: who, place, due."""
        turns = left(turns, self.last_times(turns), ["who", "place"])
        due = ibis.ifelse(
            turns["last"].isnull(), number(self.frames.today), clipped(turns["last"] + turns.every)
        )
        turns = turns.mutate(due=due)
        answers = self.standing.answers
        if answers is not None:
            turns = left(turns, answers.messages, "who")
            turns = turns.mutate(gap=self.gap(turns), spacing=number(self.spacing))
            turns = turns.mutate(due=put_off(turns, turns.due))
        return turns.select("who", "place", "due")

    def gap(self, turns: Table) -> Value:
        """Return the days between two asks; NONE for touches."""
        return ibis.ifelse(turns.code == NONE, number(NONE), number(days(self.policy.defaults.gap.days)))

    @property
    def spacing(self) -> int:
        return days(self.policy.defaults.spacing.days) or NONE

    def last_times(self, turns: Table) -> Table:
        """Return when each turn was taken last: done, bought, offered or refused."""
        got, answers = self.standing.got, self.standing.answers
        keys = turns.select("who", "place", "code", "answer")
        bought = keys.join(got, ["who", "code"])
        times = [bought.select("who", "place", day=day_at(bought.moment))]
        if answers is not None:
            done = together(answers.done, answers.offered)
            times.append(keys.join(done, ["who", "answer"]).select("who", "place", "day"))
        found = together(*times)
        return found.group_by("who", "place").agg(last=found.day.max())
