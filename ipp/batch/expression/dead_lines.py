"""Lines that are dead because of what is theirs: sentences 4 and 6 of docs/meaning.md."""

from ipp.batch.expression.frames import Frames, find_day, get_day, make_key
from ipp.batch.lowering.codes import NONE
from ipp.orders.engines.relations import union_tables
from ipp.orders.sql import Table


class DeadLines:
    """Finds the lines that are dead for customers. `got`: who, code, moment."""

    def __init__(self, frames: Frames, got: Table) -> None:
        self.frames, self.lowered, self.got = frames, frames.lowered, got

    def find_dead(self, lines: Table) -> Table:
        """Return the lines of which something in it, or a rung above, is theirs."""
        kills = lines.select("who", "key", "kill").join(self.frames["ipp_kills"], "kill")
        return kills.semi_join(self.got, ["who", "code"]).select("who", "key")

    def find_dead_in_lists(self, lists: Table) -> Table:
        """Return the same for whole lists: far quicker when each customer reads one list only."""
        held = self.got.select("who", "code").join(lists, "who")
        dead = held.join(self.frames["ipp_list_kills"], ["owner", "code"])
        return dead.select("who", key=make_key(dead.age, dead.ask))

    def find_dead_in_full(self, lines: Table) -> list[Table]:
        """Return the lines above which stands a bundle that is owned in full, part by part."""
        if not self.lowered.tables["ipp_wholes"].rows:
            return []
        above = lines.select("who", "key", "kill").join(self.frames["ipp_whole_kills"], "kill")
        parts = above.join(self.frames["ipp_wholes"], "bundle").semi_join(self.got, ["who", "code"])
        owned = parts.group_by("who", "key", "bundle", "parts").agg(owned=parts.count())
        return [owned.filter(owned.owned == owned.parts).select("who", "key")]

    def find_dead_of_late(self, lines: Table) -> list[Table]:
        """Return the lines that are asked at every purchase, of which something was bought since the latest one, it or a rung above."""
        if not self.lowered.anew:
            return []
        kills = lines.filter(lines.fresh != NONE).select("who", "key", "fresh")
        kills = kills.join(self.frames["ipp_fresh_kills"], "fresh").join(self.got, ["who", "code"])
        return [kills.filter(find_day(kills.moment) >= get_day(kills.key)).select("who", "key")]

    def drop_dead(self, lines: Table, dead: Table) -> Table:
        others = (*self.find_dead_in_full(lines), *self.find_dead_of_late(lines))
        return lines.anti_join(union_tables(dead, *others), ["who", "key"])
