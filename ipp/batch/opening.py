"""Those for whom nothing is left today, but time alone opens something: sentence 12 of docs/meaning.md.

Up to the day on which the first open ask ends nothing changes but the day: a window opens, or the No to the ultimate action expires. On that
day the ask is a No, and everything is read anew.
"""

from typing import NamedTuple

import ibis
from ibis import Table

from ipp.batch.codes import NONE
from ipp.batch.frames import Frames
from ipp.batch.history import Answers, again_of
from ipp.batch.left import Left
from ipp.batch.reading import Reading
from ipp.batch.standing import Standing, blocked_of, settled_of
from ipp.batch.timing import in_windows
from ipp.orders.engines.relations import later, left, nothing, number, together


class Opened(NamedTuple):
    """What opens for whom: `lines` (who, key, due), `turns` (who, place, due), `asks` that end (who, ends, answer, ask, key). None: nothing ever."""

    lines: Table | None
    turns: Table | None
    asks: Table | None


class Opening:
    """Finds what time opens for people for whom the reading of today found nothing."""

    def __init__(self, frames: Frames, reading: Reading, people: Table) -> None:
        self.frames, self.reading, self.people = frames, reading, people
        self.standing, self.lowered = reading.standing, frames.lowered

    def opened(self) -> Opened:
        """Return what opens, and when."""
        answers, lines = self.standing.answers, None
        ends = None if answers is None else self.frames.stage("ends", self.ends(answers))
        if self.lowered.timed or (answers and answers.again is not None):
            lines = self.frames.stage("opening", self.opening_lines(ends))
        if answers is None or ends is None:
            return Opened(lines, None, None)
        if lines is not None:
            ends = self.frames.stage("ends_first", ends.anti_join(lines, "who"))
        read, turns, asks = self.read_at_end(answers, ends)
        return Opened(read if lines is None else together(lines, read), turns, asks)

    def ends(self, answers: Answers) -> Table:
        """Return on which day the first open ask of each ends: who, today."""
        opens = answers.opens.semi_join(self.people, "who")
        return opens.group_by("who").agg(today=opens.ends.min())

    def opening_lines(self, ends: Table | None) -> Table:
        """Return the first line that a window or an expired No opens before an open ask ends: who, key, due."""
        lines = self.frames.stage("opening_lines", self.undead())
        blocked = blocked_of(self.frames, lines, self.reading.asked, ("key",))
        shut = (
            None
            if blocked is None
            else self.frames.stage("opening_blocked", lines.semi_join(blocked, ["who", "key"]))
        )
        if shut is not None:
            lines = self.frames.stage("opening_free", lines.anti_join(shut, ["who", "key"]))
        found = self.frames.stage("opening_days", self.opening_days(lines))
        if ends is not None:
            found = left(found, ends.rename(end="today"), "who")
            found = found.filter(found.end.isnull() | (found.due < found.end))
        if shut is not None:
            found = self.without_cold(found, shut)
        first = found.group_by("who").agg(due=found.due.min())
        found = found.semi_join(first, ["who", "due"])
        return found.group_by("who", "due").agg(key=found.key.min()).select("who", "key", "due")

    def undead(self) -> Table:
        """Return the lines that nothing but a day, or an open ask, is in the way of; those that a No closes for some time are among them."""
        reading = Reading(self.frames, self.standing, "opening_")
        settled = settled_of(self.frames, self.standing, for_good=True)
        reading.settled = reading.staged("settled_for_good", settled)
        lines = self.frames.stage(
            "opening_open", reading.open(reading.all_lists(self.reading.lists, self.people))
        )
        return reading.undead(lines, reading.dead(lines))

    def opening_days(self, lines: Table) -> Table:
        """Return on which day each line opens, of those that open: who, key, owner, due."""
        dated = self.with_again(self.reading.timing.dated("opening", lines))
        dated = dated.filter((dated.window != NONE) | (dated.again > self.frames.today))
        dated = dated.mutate(day=later(number(self.frames.today + 1), dated.due))
        spans = dated.join(self.frames["ipp_spans"], "window")
        spans = spans.filter(spans.closes >= spans.day)
        spans = spans.mutate(day=later(spans.day, spans.opens))
        days = spans.group_by("who", "key").agg(day=spans.day.min())
        columns = ("who", "key", "owner", "due", "last", "again")
        in_span = dated.select(*columns).join(days, ["who", "key"]).select(*columns, "day")
        free = dated.filter(dated.window == NONE)
        found = together(free.select(*columns, "day"), in_span)
        found = found.filter(found["last"].isnull() | (found.day <= found["last"]))
        at_once = (found.again > self.frames.today) & (found.day == found.due)
        return found.select("who", "key", "owner", due=ibis.ifelse(at_once, found.again, found.day))

    def with_again(self, dated: Table) -> Table:
        """Add the day on which the No to the ultimate action expires to the lines that it closes."""
        answers, goal = self.standing.answers, self.lowered.policy.goal
        if answers is None or answers.again is None or goal is None:
            return dated.mutate(again=nothing())
        dated = left(dated, answers.again, "who")
        is_goal = dated.answer == self.lowered.codes.offers[goal.offer]
        return dated.mutate(again=ibis.ifelse(is_goal, dated.again, nothing()))

    def without_cold(self, found: Table, shut: Table) -> Table:
        """Leave out the cold ask on days on which a ladder is live but for an open ask."""
        cold = found.owner == self.lowered.codes.special("ultimate")
        asked = found.filter(cold).select("who", "due").distinct().rename(then="due")
        dated = self.with_again(self.reading.timing.dated("opening_shut", shut)).join(asked, "who")
        dated = dated.mutate(day=later(dated.then, dated.due))
        dated = dated.filter(dated["last"].isnull() | (dated.day <= dated["last"]))
        dated = dated.filter(dated.again.isnull() | (dated.again <= dated.then))
        live = in_windows(self.frames, dated.select("who", "key", "window", "day"))
        return together(found.filter(~cold), found.filter(cold).anti_join(live, "who"))

    def read_at_end(self, answers: Answers, ends: Table) -> tuple[Table, Table | None, Table]:
        """Return what is first on the day on which the first open ask of each ends: the line, the turn, or else the ask."""
        opens = left(answers.opens.semi_join(ends, "who"), ends, "who")
        ended = self.frames.stage("ended", opens.filter(opens.ends == opens.today))
        standing = self.standing_at_end(answers, opens, ended, ends)
        people = ends.select("who")
        reading = Reading(self.frames, standing, "end_")
        live = self.frames.stage("end_live", reading.live_in_full(self.reading.lists, people))
        lines = left(live.group_by("who").agg(key=live.key.min()), ends, "who")
        lines = self.frames.stage("end_lines", lines.select("who", "key", due="today"))
        people = people.anti_join(lines, "who")
        turns = Left(self.frames, standing, people, "end_").first_open()
        if turns is not None:
            turns = self.frames.stage(
                "end_turns", left(turns, ends, "who").select("who", "place", due="today")
            )
            people = people.anti_join(turns, "who")
        order = {"group_by": ended.who, "order_by": [ended.made.desc(), ended.seq.desc()]}
        last = ended.mutate(turn=ibis.row_number().over(**order))
        last = (
            last.filter(last.turn == 0).semi_join(people, "who").select("who", "ends", "answer", "ask", "key")
        )
        return lines, turns, self.frames.stage("end_asks", last)

    def standing_at_end(self, answers: Answers, opens: Table, ended: Table, ends: Table) -> Standing:
        """Return where people stand when an ask of theirs has become a No."""
        noes = ended.select("who", "answer", day="ends")
        declined = self.frames.stage("end_declined", together(answers.declined.semi_join(ends, "who"), noes))
        again = again_of(self.frames, declined)
        later_answers = answers._replace(
            declined=declined,
            opens=opens.filter(opens.ends > opens.today).select(*answers.opens.columns),
            again=None if again is None else self.frames.stage("end_again", again),
        )
        return self.standing._replace(answers=later_answers, days=ends)
