"""Since when, and until when, the ultimate action was had: sentences 10 and 11 of docs/meaning.md."""

from ipp.batch.expression.account.account import Account
from ipp.batch.expression.account.pieces import PURCHASES, RETURNS, find_turn_day, make_turn
from ipp.batch.expression.frames import Frames, clip_day
from ipp.batch.lowering.codes import limit_days
from ipp.orders import sql
from ipp.orders.engines.relations import cast_sum, join_outer, make_number, union_tables
from ipp.orders.sql import Table


class GoalSpans:
    """The times in which customers had the ultimate action of whom something of it was gone at some time."""

    def __init__(self, frames: Frames, account: Account, lines: Table) -> None:
        self.frames, self.account, self.lines = frames, account, lines
        goal, codes = frames.lowered.policy.goal, frames.lowered.codes
        assert goal
        self.goal = goal
        self.itself = codes.get_purchase_code(goal.good)
        whole = goal.good.durables if goal.good.kept_whole else frozenset()
        self.parts = sorted(codes.good[name] for name in whole)
        self.spans = frames.add_stage("goal_spans", self.find_spans())

    def find_spans(self) -> Table:
        """Return when it became theirs and when it ceased to be: who, since, until (missing where it did not)."""
        changes = self.frames.add_stage("goal_changes", self.list_changes())
        order = {"group_by": [changes.who], "order_by": [changes.turn]}
        past = sql.window(**order, rows=(None, 0))
        changes = changes.mutate(
            itself=cast_sum(changes.itself.sum().over(past)), kept=cast_sum(changes.kept.sum().over(past))
        )
        whole = changes.kept == len(self.parts) if self.parts else sql.literal(False)
        changes = changes.mutate(had=sql.ifelse((changes.itself > 0) | whole, make_number(1), make_number(0)))
        order = {"group_by": [changes.who], "order_by": [changes.turn]}
        changes = changes.mutate(before=changes.had.lag().over(**order).fill_null(0))
        edges = changes.filter(changes.had != changes.before)
        order = {"group_by": [edges.who], "order_by": [edges.turn]}
        edges = edges.mutate(until=edges.turn.lead().over(**order))
        edges = edges.filter(edges.had == 1)
        return edges.select("who", since=find_turn_day(edges.turn), until=find_turn_day(edges.until))

    def list_changes(self) -> Table:
        """Return what came and went of it, turn by turn: who, turn, itself, kept."""
        spells = self.frames.add_stage("goal_spells", self.find_spells())
        came = spells.select("who", "code", turn=make_turn(spells.since, PURCHASES), sign=make_number(1))
        went = spells.filter(spells.until.notnull())
        went = went.select("who", "code", turn=make_turn(went.until, RETURNS), sign=make_number(-1))
        rows = union_tables(came, went)
        itself = sql.ifelse(rows.code == self.itself, rows.sign, make_number(0))
        kept = (
            sql.ifelse(rows.code.isin(self.parts), rows.sign, make_number(0))
            if self.parts
            else make_number(0)
        )
        rows = rows.select("who", "turn", itself=itself, kept=kept)
        return rows.group_by("who", "turn").agg(
            itself=cast_sum(rows.itself.sum()), kept=cast_sum(rows.kept.sum())
        )

    def find_spells(self) -> Table:
        """Return since when and until when customers had it and what is in it: who, code, since, until."""
        lost = self.account.lost
        assert lost is not None
        gives = self.frames["ipp_gives"]
        gives = gives.filter(gives.code.isin(sorted({self.itself, *self.parts})))
        bases = gives.select("base").distinct()
        some = lost.join(bases, lost.code == bases.base).select("who").distinct()
        gains = (
            self.lines.semi_join(some, "who").join(gives, "item").select("who", "code", "base", "day", "rank")
        )
        if self.account.charges is not None:
            gains = gains.anti_join(self.account.charges, ["who", "code", "day", "rank"])
        gains = gains.select("who", "code", "base", "day").distinct()
        ends = gains.join(lost.select("who", base="code", end="day"), ["who", "base"])
        ends = ends.filter(ends.end >= ends.day).group_by("who", "code", "day").agg(until=ends.end.min())
        spells = join_outer(gains, ends, ["who", "code", "day"])
        return (
            spells.group_by("who", "code", "until")
            .agg(since=spells.day.min())
            .select("who", "code", "since", "until")
        )

    def correct_since(self, had: Table | None) -> Table:
        """Return who has it (who, moment, since), since the beginning of the unbroken time."""
        assert had is not None
        now = self.spans.filter(self.spans.until.isnull()).select("who", unbroken="since")
        found = join_outer(had, now, "who")
        return self.frames.add_stage(
            "had_unbroken",
            found.mutate(since=found.unbroken.fill_null(found.since)).select("who", "moment", "since"),
        )

    def find_given_up(self) -> Table:
        """Return the last day on which it ceased to be theirs: who, gave_up."""
        over = self.spans.filter(self.spans.until.notnull())
        return self.frames.add_stage("given_up", over.group_by("who").agg(gave_up=over.until.max()))

    def find_return(self, given_up: Table | None) -> Table | None:
        """Return the day from which it may be asked again: who, back."""
        assert given_up is not None
        wait = make_number(limit_days(self.goal.again_after))
        return self.frames.add_stage(
            "returning", given_up.select("who", back=clip_day(given_up.gave_up + wait))
        )
