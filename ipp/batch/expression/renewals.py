"""Those for whom no list holds anything: the ultimate action once more, refills, `rest`. Sentences 11 and 12 of docs/meaning.md."""

import ibis
from ibis import Table

from ipp.batch.expression.frames import Frames, clip_day, find_day
from ipp.batch.expression.gates import add_gates, keep_open
from ipp.batch.expression.live_lines import CustomerStates, find_gap_end
from ipp.batch.lowering.codes import NONE, limit_days
from ipp.engine.ownership import buy_goods
from ipp.orders.engines.relations import join_outer, make_number, union_tables

LATER = 1 << 32
"""Added for each day that a turn lies ahead: what is due today comes first, and among that the first in the file."""


class RenewalTurns:
    """The turns of customers who are left over."""

    def __init__(self, frames: Frames, states: CustomerStates, people: Table) -> None:
        self.frames, self.states, self.people = frames, states, people
        self.policy, self.codes = frames.lowered.policy, frames.lowered.codes

    def find_turns(self) -> Table | None:
        """Return whose turn what is: who, place (0 is the ultimate action), due; None where nobody ever has one."""
        parts = [part for part in (self.find_ultimate_again(), self.find_renewals()) if part is not None]
        if not parts:
            return None
        every = self.frames.add_stage("coming", union_tables(*parts))
        ahead = ibis.greatest(every.due - self.frames.today, make_number(0))
        every = every.mutate(turn=ahead * make_number(LATER) + every.place)
        first = every.group_by("who").agg(turn=every.turn.min())
        place = first.turn & make_number(LATER - 1)
        first = first.select("who", place=place)
        return every.join(first, ["who", "place"]).select("who", "place", "due")

    def find_ultimate_again(self) -> Table | None:
        """Return the next ask of a declined ultimate action."""
        goal, answers = self.policy.goal, self.states.answers
        if goal is None or answers is None or goal.good.draft:
            return None
        declined = answers.declined
        noes = declined.filter(declined.answer == self.codes.offers[goal.offer])
        noes = noes.group_by("who").agg(noes=noes.count(), last_no=noes.day.max())
        request = noes.filter(noes.noes <= goal.retries).semi_join(self.people, "who")
        theirs = buy_goods((goal.good,)).owned
        codes = sorted({self.codes.get_purchase_code(goal.good), *(self.codes.good[name] for name in theirs)})
        got = self.states.got
        request = request.anti_join(got.filter(got.code.isin(codes)), "who")
        if self.states.had is not None:
            request = request.anti_join(self.states.had, "who")
        request = join_outer(request, answers.asked, "who")
        due = clip_day(request.last_no + make_number(limit_days(goal.again_after)))
        return request.select(
            "who", place=make_number(0), due=ibis.greatest(due, find_gap_end(self.frames, request.last_ask))
        )

    def find_renewals(self) -> Table | None:
        """Return the next turn of each refill and each entry of `rest` that is open to them."""
        if not self.policy.renewals:
            return None
        rests, today = self.frames["ipp_rests"], make_number(self.frames.today)
        entries = rests.filter(rests.refill == 0)
        refills = rests.filter(rests.refill == 1)
        bought = self.states.got.semi_join(self.people, "who").join(refills, "code")
        columns = ("who", *rests.columns)
        turns = union_tables(self.people.cross_join(entries).select(*columns), bought.select(*columns))
        turns = keep_open(self.frames.lowered, add_gates(turns, self.states.words))
        turns = join_outer(turns, self.find_last_times(turns), ["who", "place"])
        due = ibis.ifelse(turns.last.isnull(), today, clip_day(turns.last + turns.every))
        turns = turns.mutate(due=due)
        answers = self.states.answers
        if answers is None:
            return turns.select("who", "place", "due")
        turns = join_outer(turns, answers.asked, "who")
        gap = find_gap_end(self.frames, turns.last_ask)
        return turns.select(
            "who", "place", due=ibis.ifelse(turns.code == NONE, turns.due, ibis.greatest(turns.due, gap))
        )

    def find_last_times(self, turns: Table) -> Table:
        """Return when each turn was taken last: done, bought, offered or refused."""
        got, answers = self.states.got, self.states.answers
        keys = turns.select("who", "place", "code", "answer")
        bought = keys.join(got, ["who", "code"])
        times = [bought.select("who", "place", day=find_day(bought.moment))]
        if answers is not None:
            done = union_tables(answers.done, answers.offered)
            times.append(keys.join(done, ["who", "answer"]).select("who", "place", "day"))
        found = union_tables(*times)
        return found.group_by("who", "place").agg(last=found.day.max())
