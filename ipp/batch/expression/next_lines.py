"""Which of the first live lines of all lists is next: sentence 2 of docs/meaning.md."""

from ipp.batch.expression.due_days import LineTiming
from ipp.batch.expression.frames import Frames
from ipp.batch.expression.states import CustomerStates
from ipp.orders import sql
from ipp.orders.dates.columns import LAST_DAY
from ipp.orders.engines.relations import join_outer, make_number
from ipp.orders.sql import Table


class NextLines:
    """Compares the first live lines of lists."""

    def __init__(self, frames: Frames, states: CustomerStates, timing: LineTiming) -> None:
        self.frames, self.states, self.timing = frames, states, timing
        self.codes = frames.lowered.codes

    def drop_winbacks(self, lines: Table) -> Table:
        """Leave out lines of win-backs: they hold up nothing outside their lists."""
        if self.states.winbacks is None:
            return lines
        return lines.filter(~lines.owner.isin(list(self.codes.winbacks.values())))

    def find_next(self, first: Table) -> Table:
        """Return the next of the first live lines of all lists: who, key, due, and with win-backs `firm`: 0 where it holds up no turn of `rest`.

        What is due comes first, in reading order, otherwise what is due soonest. The store-wide list and the cold ask come only
        where no other list has a live line; a `winback` holds up neither.
        """
        dated = self.timing.add_due_days("further", first)
        store, cold = self.codes.get_special_code("store"), self.codes.get_special_code("ultimate")
        rank = sql.cases(
            (dated.owner == store, make_number(1)),
            (dated.owner == cold, make_number(2)),
            else_=make_number(0),
        )
        waits = sql.ifelse(dated.due > self.frames.today, dated.due, make_number(0))
        dated = dated.mutate(turn=rank * make_number(2 * LAST_DAY) + waits)
        if self.states.winbacks is not None:
            dated = self.rank_winbacks(dated.mutate(rank=rank, turn=waits))
        soonest = dated.group_by("who").agg(turn=dated.turn.min())
        some = dated.semi_join(soonest, ["who", "turn"])
        least = some.group_by("who").agg(key=some.key.min())
        columns = ("who", "key", "due", *(("firm",) if self.states.winbacks is not None else ()))
        return some.semi_join(least, ["who", "key"]).select(*columns)

    def rank_winbacks(self, dated: Table) -> Table:
        """Keep the lines of the first rank, and those of win-backs: they are compared with whatever is first beside them."""
        dated = self.frames.add_stage("further_ranked", dated)
        others = self.drop_winbacks(dated)
        least = others.group_by("who").agg(least=others["rank"].min())
        dated = join_outer(dated, least, "who")
        of_winback = dated.owner.isin(list(self.codes.winbacks.values()))
        firm = sql.ifelse(dated.least.isnull() & (dated.due > self.frames.today), 0, 1).cast("int64")
        return dated.filter(of_winback | (dated["rank"] == dated.least)).mutate(firm=firm)
