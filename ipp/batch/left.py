"""Those for whom no list holds anything: the ultimate action once more, refills, `rest`. Sentences 11 and 12 of docs/meaning.md."""

import ibis
from ibis import Table

from ipp.batch.codes import NONE, days
from ipp.batch.frames import Frames, clipped, day_at
from ipp.batch.gates import opened, with_gates
from ipp.batch.reading import Standing, gap_over
from ipp.engine.ownership import buy_goods
from ipp.orders.engines.relations import left, number, together

LATER = 1 << 32
"""Added for each day that a turn lies ahead: what is due today comes first, and among that the first in the file."""


class Left:
    """The turns of customers who are left over."""

    def __init__(self, frames: Frames, standing: Standing, people: Table) -> None:
        self.frames, self.standing, self.people = frames, standing, people
        self.policy, self.codes = frames.lowered.policy, frames.lowered.codes

    def turns(self) -> Table | None:
        """Return whose turn what is: who, place (0 is the ultimate action), due; None where nobody ever has one."""
        parts = [part for part in (self.again(), self.renewed()) if part is not None]
        if not parts:
            return None
        every = self.frames.stage("coming", together(*parts))
        ahead = ibis.greatest(every.due - self.frames.today, number(0))
        every = every.mutate(turn=ahead * number(LATER) + every.place)
        first = every.group_by("who").agg(turn=every.turn.min())
        place = first.turn & number(LATER - 1)
        first = first.select("who", place=place)
        return every.join(first, ["who", "place"]).select("who", "place", "due")

    def again(self) -> Table | None:
        """Return the next ask of a declined ultimate action."""
        goal, answers = self.policy.goal, self.standing.answers
        if goal is None or answers is None or goal.good.draft:
            return None
        declined = answers.declined
        noes = declined.filter(declined.answer == self.codes.offers[goal.offer])
        noes = noes.group_by("who").agg(noes=noes.count(), last_no=noes.day.max())
        asked = noes.filter(noes.noes <= goal.retries).semi_join(self.people, "who")
        theirs = buy_goods((goal.good,)).owned
        codes = sorted({self.codes.bought(goal.good), *(self.codes.good[name] for name in theirs)})
        got = self.standing.got
        asked = asked.anti_join(got.filter(got.code.isin(codes)), "who")
        if self.standing.had is not None:
            asked = asked.anti_join(self.standing.had, "who")
        asked = left(asked, answers.asked, "who")
        due = clipped(asked.last_no + number(days(goal.again_after)))
        return asked.select(
            "who", place=number(0), due=ibis.greatest(due, gap_over(self.frames, asked.last_ask))
        )

    def renewed(self) -> Table | None:
        """Return the next turn of each refill and each entry of `rest` that is open to them."""
        if not self.policy.renewals:
            return None
        rests, today = self.frames["ipp_rests"], number(self.frames.today)
        entries = rests.filter(rests.refill == 0)
        refills = rests.filter(rests.refill == 1)
        bought = self.standing.got.semi_join(self.people, "who").join(refills, "code")
        columns = ("who", *rests.columns)
        turns = together(self.people.cross_join(entries).select(*columns), bought.select(*columns))
        turns = opened(self.frames.lowered, with_gates(turns, self.standing.words))
        turns = left(turns, self.last_times(turns), ["who", "place"])
        due = ibis.ifelse(turns.last.isnull(), today, clipped(turns.last + turns.every))
        turns = turns.mutate(due=due)
        answers = self.standing.answers
        if answers is None:
            return turns.select("who", "place", "due")
        turns = left(turns, answers.asked, "who")
        gap = gap_over(self.frames, turns.last_ask)
        return turns.select(
            "who", "place", due=ibis.ifelse(turns.code == NONE, turns.due, ibis.greatest(turns.due, gap))
        )

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
