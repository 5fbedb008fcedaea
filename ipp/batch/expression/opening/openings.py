"""Those for whom nothing is left today, but time alone opens something: sentence 12 of docs/meaning.md.

Up to the day on which the first open ask ends nothing changes but the day: a window opens, or the No to the ultimate action expires. On that
day the ask is a No, and everything is read anew.
"""

from typing import NamedTuple

from ipp.batch.expression.account.expiry import find_expiry
from ipp.batch.expression.due_days import find_in_windows
from ipp.batch.expression.frames import Frames
from ipp.batch.expression.history import OfferAnswers
from ipp.batch.expression.live_lines import LiveLines, read_lines
from ipp.batch.expression.renewals import RenewalTurns
from ipp.batch.expression.states import CustomerStates, find_blocked, find_settled
from ipp.batch.lowering.codes import NONE
from ipp.orders import sql
from ipp.orders.engines.relations import (
    drop_columns,
    join_outer,
    later_of,
    make_null,
    make_number,
    union_tables,
)
from ipp.orders.sql import Table


class Openings(NamedTuple):
    """What opens for whom: `lines` (who, key, due), `turns` (who, place, due), `asks` that end (who, ends, answer, ask, key). None: nothing ever."""

    lines: Table | None
    turns: Table | None
    asks: Table | None


class OpeningSearch:
    """Finds what time opens for people for whom the reading of today found nothing."""

    def __init__(self, frames: Frames, reading: LiveLines, people: Table) -> None:
        self.frames, self.reading, self.people = frames, reading, people
        self.states, self.lowered = reading.states, frames.lowered

    def find_openings(self) -> Openings:
        """Return what opens, and when."""
        answers, lines = self.states.answers, None
        ends = None if answers is None else self.frames.add_stage("ends", self.find_ends(answers))
        barred = self.states.gave_up is not None or (answers and answers.again is not None)
        if self.lowered.opening or barred:
            lines = self.frames.add_stage("opening", self.find_opening_lines(ends))
        if answers is None or ends is None:
            return Openings(lines, None, None)
        if lines is not None:
            ends = self.frames.add_stage("ends_first", ends.anti_join(lines, "who"))
        read, turns, asks = self.read_at_end(answers, ends)
        return Openings(read if lines is None else union_tables(lines, read), turns, asks)

    def find_ends(self, answers: OfferAnswers) -> Table:
        """Return on which day the first open ask of each ends: who, today."""
        opens = answers.opens.semi_join(self.people, "who")
        return opens.group_by("who").agg(today=opens.ends.min())

    def find_opening_lines(self, ends: Table | None) -> Table:
        """Return the first line that a window or an expired No opens before an open ask ends: who, key, due."""
        lines = self.frames.add_stage("opening_lines", self.find_undead())
        blocked = find_blocked(self.frames, lines, self.reading.asked, ("key",))
        shut = (
            None
            if blocked is None
            else self.frames.add_stage("opening_blocked", lines.semi_join(blocked, ["who", "key"]))
        )
        if shut is not None:
            lines = self.frames.add_stage("opening_free", lines.anti_join(shut, ["who", "key"]))
        found = self.frames.add_stage("opening_days", self.find_opening_days(lines))
        if ends is not None:
            found = join_outer(found, ends.rename(end="today"), "who")
            found = found.filter(found.end.isnull() | (found.due < found.end))
        if shut is not None and self.lowered.asks_cold:
            found = self.drop_cold(found, shut)
        first = found.group_by("who").agg(due=found.due.min())
        found = found.semi_join(first, ["who", "due"])
        return found.group_by("who", "due").agg(key=found.key.min()).select("who", "key", "due")

    def find_undead(self) -> Table:
        """Return the lines that nothing but a day, or an open ask, is in the way of; those that a No closes for some time are among them."""
        answers, settled = self.states.answers, self.reading.settled
        if answers and answers.again is not None:
            settled = find_settled(self.frames, self.states, for_good=True)
            settled = None if settled is None else self.frames.add_stage("settled_for_good", settled)
        reading = LiveLines(self.frames, self.states, settled, self.reading.asked, "opening_")
        lines = self.frames.add_stage(
            "opening_open", reading.find_unanswered(reading.find_all_lists(self.reading.lists, self.people))
        )
        return reading.dead.drop_dead(lines, reading.dead.find_dead(lines))

    def find_opening_days(self, lines: Table) -> Table:
        """Return on which day each line opens, of those that open: who, key, owner, due."""
        dated = self.add_bars(self.reading.timing.add_due_days("opening", lines))
        dated = dated.filter((dated.window != NONE) | (dated.again > self.frames.today))
        dated = dated.mutate(day=later_of(make_number(self.frames.today + 1), dated.due))
        columns = ("who", "key", "owner", "due", "last", "again", "day")
        found = dated.filter(dated.window == NONE).select(*columns)
        if self.lowered.opening:
            found = union_tables(found, self.find_days_in_windows(dated).select(*columns))
        found = found.filter(found["last"].isnull() | (found.day <= found["last"]))
        at_once = (found.again > self.frames.today) & (found.day == found.due)
        return found.select("who", "key", "owner", due=sql.ifelse(at_once, found.again, found.day))

    def find_days_in_windows(self, dated: Table) -> Table:
        """Return lines with windows, with the first day of each from `day` on that lies in them."""
        spans = dated.join(self.frames["ipp_spans"], "window")
        spans = spans.filter(spans.closes >= spans.day)
        spans = spans.mutate(day=later_of(spans.day, spans.opens))
        days = spans.group_by("who", "key").agg(day=spans.day.min())
        return drop_columns(dated, "day").join(days, ["who", "key"])

    def add_bars(self, dated: Table) -> Table:
        """Add, as `again`, the day up to which a No to the ultimate action, or giving it up, closes a line."""
        answers, goal, gave_up = self.states.answers, self.lowered.policy.goal, self.states.gave_up
        again = make_null()
        if answers is not None and answers.again is not None and goal is not None:
            dated = join_outer(dated, answers.again, "who")
            again = sql.ifelse(
                dated.answer == self.lowered.codes.offers[goal.offer], dated.again, make_null()
            )
        if gave_up is None:
            return dated.mutate(again=again)
        dated = join_outer(dated.mutate(again=again), gave_up, "who")
        back = sql.ifelse(dated.of_goal == 1, dated.back, make_null())
        return dated.mutate(again=sql.ifelse(dated.again.isnull(), back, later_of(dated.again, back)))

    def drop_cold(self, found: Table, blocked: Table) -> Table:
        """Leave out the cold ask on days on which a ladder is live but for an open ask."""
        cold = found.owner == self.lowered.codes.get_special_code("ultimate")
        request = found.filter(cold).select("who", "due").distinct().rename(then="due")
        blocked = self.reading.next_lines.drop_winbacks(blocked)
        dated = self.add_bars(self.reading.timing.add_due_days("opening_shut", blocked)).join(request, "who")
        dated = dated.mutate(day=later_of(dated.then, dated.due))
        dated = dated.filter(dated["last"].isnull() | (dated.day <= dated["last"]))
        dated = dated.filter(dated.again.isnull() | (dated.again <= dated.then))
        live = find_in_windows(self.frames, dated.select("who", "key", "window", "day"))
        return union_tables(found.filter(~cold), found.filter(cold).anti_join(live, "who"))

    def read_at_end(self, answers: OfferAnswers, ends: Table) -> tuple[Table, Table | None, Table]:
        """Return what is first on the day on which the first open ask of each ends: the line, the turn, or else the ask."""
        opens = join_outer(answers.opens.semi_join(ends, "who"), ends, "who")
        ended = self.frames.add_stage("ended", opens.filter(opens.ends == opens.today))
        states = self.find_states_at_end(answers, opens, ended, ends)
        people = ends.select("who")
        reading = read_lines(self.frames, states, "end_")
        live = self.frames.add_stage("end_live", reading.find_all_live(self.reading.lists, people))
        lines = join_outer(live.group_by("who").agg(key=live.key.min()), ends, "who")
        lines = self.frames.add_stage("end_lines", lines.select("who", "key", due="today"))
        people = people.anti_join(lines, "who")
        turns = RenewalTurns(self.frames, states, people, reading.asked, "end_").find_first_open()
        if turns is not None:
            turns = self.frames.add_stage(
                "end_turns", join_outer(turns, ends, "who").select("who", "place", due="today")
            )
            people = people.anti_join(turns, "who")
        order = [ended.made.desc(), ended.seq.desc()]
        last = ended.mutate(turn=sql.row_number().over(group_by=ended.who, order_by=order))
        last = (
            last.filter(last.turn == 0).semi_join(people, "who").select("who", "ends", "answer", "ask", "key")
        )
        return lines, turns, self.frames.add_stage("end_asks", last)

    def find_states_at_end(
        self, answers: OfferAnswers, opens: Table, ended: Table, ends: Table
    ) -> CustomerStates:
        """Return where people stand when an ask of theirs has become a No."""
        noes = ended.select("who", "answer", day="ends")
        declined = self.frames.add_stage(
            "end_declined", union_tables(answers.declined.semi_join(ends, "who"), noes)
        )
        again = find_expiry(self.frames, declined, self.states.given_up)
        later_answers = answers._replace(
            declined=declined,
            opens=opens.filter(opens.ends > opens.today).select(*answers.opens.columns),
            again=None if again is None else self.frames.add_stage("end_again", again),
        )
        return self.states._replace(answers=later_answers, days=ends)
