"""Those for whom nothing is left today, where time changes more than windows: segments by `quiet_for`, and the end of a holdout.

On each day on which something may open, up to the first end of an open ask, everything is read anew as if each customer were another one on each
day: a `view`. The first day on which something is live, or an open ask ends, counts (sentence 12 of docs/meaning.md).
"""

from collections.abc import Callable
from functools import partial

from ipp.batch.expression.account.expiry import find_expiry
from ipp.batch.expression.frames import Frames, clip_day, make_key
from ipp.batch.expression.gates import evaluate_segments, pack_gates
from ipp.batch.expression.history import OfferAnswers
from ipp.batch.expression.live_lines import LiveLines, read_lines
from ipp.batch.expression.opening.openings import Openings, OpeningSearch
from ipp.batch.expression.renewals import RenewalTurns
from ipp.batch.expression.states import CustomerStates
from ipp.batch.lowering.codes import NONE, limit_days
from ipp.batch.lowering.tables import LoweredPolicy
from ipp.orders import sql
from ipp.orders.engines.relations import join_outer, later_of, make_number, union_tables
from ipp.orders.sql import Table, Value

Spread = Callable[[Table], Table]
"""Returns rows with `who` once for each view of a customer, the view as `who`."""


def changes_by_time(lowered: LoweredPolicy) -> bool:
    """Whether time alone changes who is in a segment, or ends a holdout that lasts."""
    return bool(lowered.policy.quiet_days) or ends_holdout(lowered)


def ends_holdout(lowered: LoweredPolicy) -> bool:
    """Whether the holdout that lasts today has a last day."""
    return bool(lowered.holds_out and lowered.policy.holdout and lowered.policy.holdout.last)


class DaysAhead:
    """Reads the days to come. `people`: who. `attributes`: who, and what segments read of people."""

    def __init__(self, frames: Frames, reading: LiveLines, people: Table, attributes: Table) -> None:
        self.frames, self.reading, self.people = frames, reading, people
        self.attributes, self.after = attributes, reading.states.after
        self.states, self.lowered = reading.states, frames.lowered
        self.policy = frames.lowered.policy

    def find_openings(self) -> Openings:
        """Return what opens, and when."""
        stage = self.frames.add_stage
        days = stage("days_ahead", self.list_days())
        view = days.who.cast("string") + sql.literal("/") + days.day.cast("string")
        views = stage("views", days.select("who", "day", "last", visit=view))
        spread = partial(spread_rows, views.select("who", "visit"))
        states = self.find_states(views, spread)
        reading = read_lines(self.frames, states, "ahead_")
        lists = spread(self.reading.lists)
        people = views.select(who="visit")
        live = stage("ahead_live", reading.find_all_live(lists, people))
        lines = stage("ahead_lines", live.group_by("who").agg(key=live.key.min()))
        others = people.anti_join(lines, "who")
        turns = RenewalTurns(self.frames, states, others, reading.asked, "ahead_").find_first_open()
        parts = [lines.select("who")]
        if turns is not None:
            turns = stage("ahead_turns", turns.select("who", "place"))
            parts.append(turns.select("who"))
        asks = self.find_ends(views)
        if asks is not None:
            asks = stage("ahead_asks", asks.anti_join(union_tables(*parts), "who"))
            parts.append(asks.select("who"))
        return self.keep_first(views, stage("ahead_found", union_tables(*parts)), lines, turns, asks)

    def keep_first(
        self, views: Table, found: Table, lines: Table, turns: Table | None, asks: Table | None
    ) -> Openings:
        """Keep the first day of each on which there is something."""
        dated = views.join(found, views.visit == found.who).select("visit", "day", who=views.who)
        least = dated.group_by("who").agg(day=dated.day.min())
        first = self.frames.add_stage(
            "ahead_first", dated.join(least, ["who", "day"]).select("who", "visit", due="day")
        )
        first = first.rename(person="who", who="visit")

        def name_people(rows: Table, *columns: str) -> Table:
            return rows.join(first, "who").select("due", *columns, who="person")

        return Openings(
            name_people(lines, "key").select("who", "key", "due"),
            None if turns is None else name_people(turns, "place").select("who", "place", "due"),
            None
            if asks is None
            else name_people(asks, "answer", "ask", "key").select("who", "answer", "ask", "key", ends="due"),
        )

    def list_days(self) -> Table:
        """Return the days on which something may open: who, day, and `last`, the first end of an open ask, if there is one."""
        search = OpeningSearch(self.frames, self.reading, self.people)
        changes = self.frames.add_stage("changes_ahead", self.list_changes())
        parts = [changes]
        if self.lowered.opening or self.states.gave_up is not None or self.has_expiry:
            parts += self.list_line_days(changes)
        if self.after is not None:
            parts += self.list_days_after(self.after)
        answers = self.states.answers
        days = union_tables(*parts)
        if answers is None:
            return days.filter(days.day > self.frames.today).distinct().mutate(last=sql.null("int64"))
        ends = self.frames.add_stage("ends", search.find_ends(answers))
        days = union_tables(days, ends.select("who", day="today")).distinct()
        days = join_outer(days, ends.select("who", last="today"), "who")
        return days.filter(
            (days.day > self.frames.today) & (days["last"].isnull() | (days.day <= days["last"]))
        )

    @property
    def has_expiry(self) -> bool:
        answers = self.states.answers
        return answers is not None and answers.again is not None

    def list_days_after(self, after: OfferAnswers) -> list[Table]:
        """Return the days on which asks end, or the No to the ultimate action expires, when all that was held is forgotten."""
        holdout = self.policy.holdout
        assert holdout and holdout.last
        found = [after.opens.select("who", day="ends")]
        if after.again is not None:
            found.append(after.again.select("who", day="again"))
        over = holdout.last.toordinal()
        return [days.filter(days.day > over).semi_join(self.people, "who") for days in found]

    def list_changes(self) -> Table:
        """Return the days on which segments change or the holdout is over: who, day."""
        parts, facts, policy = [], self.states.facts, self.policy
        if facts is not None and policy.quiet_days:
            some = facts.filter(facts.last_order.notnull()).semi_join(self.people, "who")
            parts += [
                some.select("who", day=clip_day(some.last_order + make_number(limit_days(days))))
                for days in policy.quiet_days
            ]
        if self.states.held_out is not None and policy.holdout and policy.holdout.last:
            some = self.people.semi_join(self.states.held_out, "who")
            after = make_number(policy.holdout.last.toordinal() + 1)
            parts.append(some.select("who", day=clip_day(after)))
        return union_tables(*parts)

    def list_line_days(self, changes: Table) -> list[Table]:
        """Return the days on which windows open, from today and from each change on, and those up to which the ultimate action is not asked."""
        answers, gave_up = self.states.answers, self.states.gave_up
        parts = []
        if answers is not None and answers.again is not None:
            parts.append(answers.again.semi_join(self.people, "who").select("who", day="again"))
        if gave_up is not None:
            parts.append(gave_up.semi_join(self.people, "who").select("who", day="back"))
        if self.lowered.opening:
            parts.append(self.list_window_days(changes))
        return parts

    def list_window_days(self, changes: Table) -> Table:
        reading = LiveLines(self.frames, self.states, None, None, "ahead_of_")
        lists = reading.find_all_lists(self.reading.lists, self.people)
        asks = self.frames["ipp_asks"]
        asks = asks.filter((asks.able == 1) & (asks.window != NONE)).select("owner", *reading.line)
        lines = self.frames.add_stage("ahead_windows", search_keys(lists.join(asks, "owner"), reading))
        dated = reading.timing.add_due_days("windows", lines)
        tomorrow = make_number(self.frames.today + 1)
        starts = dated.select("who", "window", day=tomorrow)
        late = dated.select("who", "window", day=later_of(tomorrow, dated.due))
        changed = dated.join(changes.rename(change="day"), "who")
        changed = changed.filter(changed.change > self.frames.today)
        starts = union_tables(
            starts,
            late,
            changed.select("who", "window", day="change"),
            changed.select("who", "window", day=later_of(changed.change, changed.due)),
        ).distinct()
        starts = self.frames.add_stage("ahead_starts", starts)
        spans = starts.join(self.frames["ipp_spans"], "window")
        spans = spans.filter(spans.closes >= spans.day)
        spans = spans.mutate(opened=later_of(spans.day, spans.opens))
        return (
            spans.group_by("who", "window", "day").agg(opened=spans.opened.min()).select("who", day="opened")
        )

    def find_ends(self, views: Table) -> Table | None:
        """Return the ask that ends on the day of a view, of several the one made last: who, answer, ask, key."""
        answers = self.states.answers
        if answers is None:
            return None
        ended = answers.opens.join(views.select("visit", "day", "who"), "who")
        ended = ended.filter(ended.ends == ended.day)
        order = [ended.made.desc(), ended.seq.desc()]
        last = ended.mutate(turn=sql.row_number().over(group_by=ended.visit, order_by=order))
        return last.filter(last.turn == 0).select("answer", "ask", "key", who="visit")

    def find_states(self, views: Table, spread: Spread) -> CustomerStates:
        """Return where customers stand on each of their days."""
        states, goal = self.states, self.policy.goal
        got = self.frames.add_stage("ahead_got", spread(states.got))
        judged = self.judge_views(views, got)
        ready = None
        if goal and goal.ready and judged is not None:
            place = list(self.policy.conditions).index(goal.ready)
            ready = judged.filter(judged[f"in_{place}"]).select("who")
        words = (
            None
            if judged is None or not self.lowered.gates
            else pack_gates(self.frames, judged, "ahead_gates")
        )
        given_up = _spread(states.given_up, spread)
        return states._replace(
            people=views.select(who="visit"),
            got=got,
            strange=spread(states.strange),
            had=_spread(states.had, spread),
            ready=ready,
            words=words,
            answers=self.find_answers(views, spread, given_up),
            days=views.select(who="visit", today="day"),
            orders=_spread(states.orders, spread),
            winbacks=_spread(states.winbacks, spread),
            gave_up=_spread(states.gave_up, spread),
            given_up=given_up,
        )

    def judge_views(self, views: Table, got: Table) -> Table | None:
        """Return which segments hold on the day of each view."""
        if not self.policy.conditions:
            return None
        people = views.join(self.attributes, "who")
        rest = (name for name in self.attributes.columns if name != "who")
        people = people.select(*rest, who=people.visit, until=people.day)
        facts = None
        if self.states.facts is not None:
            found = views.select("who", "visit").join(self.states.facts, "who")
            facts = found.select(
                *(name for name in self.states.facts.columns if name != "who"), who=found.visit
            )
        return evaluate_segments(self.frames, people, "who", got, "ahead", facts)

    def find_answers(self, views: Table, spread: Spread, given_up: Table | None) -> OfferAnswers | None:
        """Return what came of offers by the day of each view: asks that end by then are Noes; after the holdout nothing that was held counts."""
        answers, holdout = self.states.answers, self.policy.holdout
        if answers is None:
            return None
        if self.after is None or holdout is None or holdout.last is None:
            found = spread_answers(answers, spread)
        else:
            over = views.day > holdout.last.toordinal()
            out = self.states.held_out
            assert out is not None
            later = views.filter(over).semi_join(out, "who")
            later = self.frames.add_stage("views_after", later)
            before = self.frames.add_stage("views_before", views.anti_join(later, "visit"))
            parts = [
                spread_answers(each, partial(spread_rows, some.select("who", "visit")))
                for each, some in ((answers, before), (self.after, later))
            ]
            found = merge_answers(*parts)
        opens = found.opens.join(views.select(who="visit", today="day"), "who")
        ended = opens.filter(opens.ends <= opens.today)
        declined = union_tables(found.declined, ended.select("who", "answer", day="ends"))
        declined = self.frames.add_stage("ahead_declined", declined)
        again = find_expiry(self.frames, declined, given_up)
        return found._replace(
            declined=declined,
            opens=opens.filter(opens.ends > opens.today).select(*found.opens.columns),
            again=None if again is None else self.frames.add_stage("ahead_again", again),
        )


def search_keys(lists: Table, reading: LiveLines) -> Table:
    """Return lines of lists with their keys: who, owner, key, and the columns of lines."""
    return lists.select("who", "owner", *reading.line[1:], key=make_key(lists.age, lists.ask))


def spread_rows(views: Table, rows: Table) -> Table:
    """Return rows with `who` once for each view (who, view), the view as `who`."""
    joined = rows.join(views, "who")
    columns: dict[str, Value] = {name: joined[name] for name in rows.columns if name != "who"}
    return joined.select(who=joined.visit, **columns)


def _spread(rows: Table | None, spread: Spread) -> Table | None:
    return None if rows is None else spread(rows)


def spread_answers(answers: OfferAnswers, spread: Spread) -> OfferAnswers:
    """Return what came of offers for each view."""
    return OfferAnswers._make(_spread(each, spread) for each in answers)


def merge_answers(one: OfferAnswers, other: OfferAnswers) -> OfferAnswers:
    """Return what came of offers for the views of both."""
    pairs = zip(one, other, strict=True)
    return OfferAnswers._make(None if a is None or b is None else union_tables(a, b) for a, b in pairs)
