"""By which line an offer was made: sentence 8 of docs/meaning.md."""

from ipp.batch.expression.account.account import Account, find_winbacks
from ipp.batch.expression.account.held import find_held, find_ultimate_owners
from ipp.batch.expression.account.ordered import Ordered
from ipp.batch.expression.frames import Frames, find_day, get_age_day, get_ask, make_key, measure_age
from ipp.batch.expression.gates import evaluate_segments
from ipp.batch.lowering.codes import MOMENTS, NONE
from ipp.orders.engines.relations import make_number, union_tables
from ipp.orders.sql import Table


def find_lists(
    frames: Frames,
    views: Table,
    held: Table,
    bought: Table,
    people: Table,
    winbacks: Table | None = None,
    ordered: Ordered | None = None,
) -> Table:
    """Return which lists were read when offers were made, with their ages: seq, owner, age (0 for the first, the last the largest).

    `views`: seq, who, until (the day). `held` is what they had, `bought` are those who had ordered anything, `winbacks` (seq, owner, moment) the lists of what they had cancelled.
    Sentences 2, 10 and 11.
    """
    policy, codes = frames.lowered.policy, frames.lowered.codes
    goal, key = policy.goal, "seq"
    parts = [held.select(key, owner="code", age=measure_age(held.moment))]
    if winbacks is not None:
        parts.append(winbacks.select(key, "owner", age=measure_age(winbacks.moment)))
    parts.append(_make_last_list(bought, key, codes.get_special_code("store")))
    parts.append(_make_last_list(views.anti_join(bought, key), key, codes.get_special_code("prospects")))
    if goal and goal.cold:
        parts.append(_make_last_list(views, key, codes.get_special_code("ultimate")))
    if goal and goal.ready:
        with_attributes = views.join(people, "who")
        facts = None if ordered is None else ordered.find_facts(frames, views, key)
        known = evaluate_segments(frames, with_attributes, key, held, facts=facts)
        ready = known.filter(known[f"in_{list(policy.conditions).index(goal.ready)}"])
        parts.append(
            ready.select(key, owner=make_number(codes.get_special_code("ready")), age=make_number(0))
        )
    if goal is None:
        return union_tables(*parts)
    had = find_ultimate_owners(frames, held, key)
    own = had.select(key, owner=make_number(codes.get_special_code("goal")), age=measure_age(had.moment))
    return union_tables(union_tables(*parts).anti_join(had, key), own)


def _make_last_list(views: Table, key: str, owner: int) -> Table:
    return views.select(key, owner=make_number(owner), age=make_number(MOMENTS - 1))


class OfferLines:
    """Finds the lines by which offers were made. `orders` says who ordered anything, and when first."""

    def __init__(
        self,
        frames: Frames,
        lines: Table,
        people: Table,
        orders: Table,
        account: Account | None,
        ordered: Ordered | None = None,
    ) -> None:
        self.frames, self.lines, self.people, self.orders = frames, lines, people, orders
        self.account, self.ordered = account, ordered
        self.each_time: Table | None = None
        """Rungs that are asked at every purchase, and make an offer that `rest` makes too: seq, key, since (of their times)."""

    def find_asks(self, offered: Table) -> Table:
        """Return the line by which each offer was made: seq, ask, age (of the purchase it belongs to), owner.

        It is the first in reading order, as of that day, that makes the offer, open or closed, live or not.
        """
        views = offered.select("seq", "who", "answer", "day")
        lost = self.find_lost_then(views)
        held = self.frames.add_stage("seq_got", self.find_held_then(views, lost))
        orders = self.orders.select("who", "first_order").join(views.select("seq", "who", "day"), "who")
        bought = orders.filter(orders.first_order <= orders.day).select("seq")
        winbacks = find_winbacks(self.frames, lost, held, "seq")
        days = {} if self.ordered is None else {"until": views.day}
        dated = views.select("seq", "who", **days)
        owners = find_lists(self.frames, dated, held, bought, self.people, winbacks, self.ordered)
        read = owners.join(views.select("seq", "answer"), "seq")
        asks, offers = self.frames["ipp_asks"], self.frames["ipp_offers"]
        rungs = asks.filter(asks.number >= 0)
        parts = [self.find_first(read, rungs)]
        if self.renewable:
            parts = [self.find_first(read, rungs.semi_join(offers.filter(offers.rests == 0), "answer"))]
            parts.append(
                self.find_live(read, rungs.semi_join(offers.filter(offers.rests == 1), "answer"), held)
            )
            if self.frames.lowered.anew:
                self.each_time = self.frames.add_stage("seq_anew", self.list_each_time(parts[-1]))
        found = union_tables(*parts)
        first = found.group_by("seq").agg(key=make_key(found.age, found.ask).min())
        return first.select("seq", "key", ask=get_ask(first.key))

    @property
    def renewable(self) -> bool:
        """Whether a list makes an offer that `rest` makes too."""
        lowered = self.frames.lowered
        listed = {row[2] for row in lowered.tables["ipp_asks"].rows if row[3] != NONE}
        offers = lowered.tables["ipp_offers"].rows
        return any(rests and answer in listed for answer, _, _, _, rests, _ in offers)

    def find_first(self, read: Table, rungs: Table) -> Table:
        """Return the first rung of each list that makes the offer: seq, age, ask."""
        makes = rungs.group_by("owner", "answer").agg(ask=rungs.ask.min())
        return read.join(makes, ["owner", "answer"]).select("seq", "age", "ask")

    def find_live(self, read: Table, rungs: Table, held: Table) -> Table:
        """Return the rungs that make the offer and are not dead: seq, age, ask."""
        lines = read.join(rungs.select("owner", "answer", "ask", "kill", "fresh"), ["owner", "answer"])
        lines = self.frames.add_stage("seq_turns", lines.select("seq", "age", "ask", "kill", "fresh"))
        dead = lines.join(self.frames["ipp_kills"], "kill").semi_join(held, ["seq", "code"])
        dead = dead.select("seq", "ask")
        if self.frames.lowered.tables["ipp_wholes"].rows:
            dead = union_tables(dead, self.find_all_dead(lines, held))
        if self.frames.lowered.anew:
            dead = union_tables(dead, self.find_dead_of_late(lines, held))
        return lines.anti_join(dead, ["seq", "ask"]).select("seq", "age", "ask")

    def find_dead_of_late(self, lines: Table, held: Table) -> Table:
        """Return the rungs that are asked at every purchase, of which something was bought since the latest one: seq, ask."""
        kills = lines.filter(lines.fresh != NONE).join(self.frames["ipp_fresh_kills"], "fresh")
        kills = kills.join(held, ["seq", "code"])
        return kills.filter(find_day(kills.moment) >= get_age_day(kills.age)).select("seq", "ask")

    def list_each_time(self, live: Table) -> Table:
        """Return those of some rungs (seq, age, ask) that are asked at every purchase: seq, key, since."""
        asks = self.frames["ipp_asks"]
        some = live.join(asks.filter(asks.anew == 1).select("ask"), "ask")
        return some.select("seq", key=make_key(some.age, some.ask), since=get_age_day(some.age))

    def find_all_dead(self, lines: Table, held: Table) -> Table:
        """Return the rungs above which stands a bundle that is owned in full, part by part: seq, ask."""
        above = lines.select("seq", "ask", "kill").join(self.frames["ipp_whole_kills"], "kill")
        parts = above.join(self.frames["ipp_wholes"], "bundle").semi_join(held, ["seq", "code"])
        owned = parts.group_by("seq", "ask", "bundle", "parts").agg(owned=parts.count())
        return owned.filter(owned.owned == owned.parts).select("seq", "ask")

    def find_lost_then(self, views: Table) -> Table | None:
        """Return when nothing was left of what, the last time before an offer was made: seq, code, last_lost."""
        if self.account is None:
            return None
        lost = self.account.find_lost_then(views.select("seq", "who", until="day"))
        return None if lost is None else self.frames.add_stage("seq_lost", lost)

    def find_held_then(self, views: Table, lost: Table | None) -> Table:
        """Return what customers held when an offer was made to them: seq, code, moment."""
        lines = self.lines.select("who", "item", "rank", bought="day")
        past = views.select("seq", "who", until="day").join(lines, "who")
        past = past.filter(past.bought <= past.until).rename(day="bought")
        if self.account is not None:
            return self.account.find_held(self.frames, past, "seq", lost)
        return find_held(self.frames, past, "seq")
