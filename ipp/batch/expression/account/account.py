"""What became of everything that was bought: charges, losses, and what is left on a day."""

from typing import NamedTuple

from ipp.batch.expression.account.pieces import Balances, PieceCounting, find_turn_day
from ipp.batch.expression.account.resets import find_days, find_emptied, find_lapses, list_forgotten
from ipp.batch.expression.frames import Frames
from ipp.batch.lowering.pieces import list_memberships
from ipp.orders.engines.relations import cast_sum, join_outer, make_number, union_tables
from ipp.orders.moments import DAY, LOGGED, moment_of
from ipp.orders.money import asks_spent
from ipp.orders.sql import Table

LATE = DAY - 1
"""The rank of a cancellation within its day: after all orders."""


class Account(NamedTuple):
    """What happened to purchases.

    `lines`: the purchases, without charges: who, item, day, rank. `lost`: when nothing was left of what: who, code, day; None where nothing
    is ever lost. `charges`: who, code, day, rank; None where the path has no memberships. `answering`: the purchases, and the charges of
    memberships that were a Yes: they answer offers. `refunds`: what was given back at list prices, below zero: who, day, units; None where
    nothing was, or no segment asks what was spent.
    """

    lines: Table
    lost: Table | None
    charges: Table | None
    answering: Table
    refunds: Table | None
    memberships: list[int]

    def find_held(self, frames: Frames, lines: Table, key: str, lost: Table | None) -> Table:
        """Return what customers hold, once each: the key, code, moment (the latest), since (the first day).

        `lines` are of those that answer offers (the key, who, item, day, rank), `lost` the last days on which nothing was left: the key, code, day.
        """
        gains = self.list_gains(frames, lines, key)
        if lost is not None:
            gains = join_outer(gains, lost.select(key, "last_lost", base="code"), [key, "base"])
            gains = gains.filter(gains.last_lost.isnull() | (gains.day > gains.last_lost))
        moments = gains.select(key, "code", "day", moment=moment_of(gains))
        return moments.group_by(key, "code").agg(moment=moments.moment.max(), since=moments.day.min())

    def list_gains(self, frames: Frames, lines: Table, key: str) -> Table:
        """Return what lines give, without charges: the key, who, code, base, day, rank."""
        gives, columns = frames["ipp_gives"], dict.fromkeys((key, "who", "code", "base", "day", "rank"))
        if self.charges is None:
            return lines.join(gives, "item").select(*columns)
        of_member = gives.code.isin(self.memberships)  # only these are charged
        gains = lines.join(gives.filter(of_member), "item").select(*columns)
        gains = gains.anti_join(self.charges, ["who", "code", "day", "rank"])
        return union_tables(lines.join(gives.filter(~of_member), "item").select(*columns), gains)

    def find_last_lost(self) -> Table | None:
        """Return when nothing was left of what the last time: who, code, last_lost."""
        if self.lost is None:
            return None
        return self.lost.group_by("who", "code").agg(last_lost=self.lost.day.max())

    def find_lost_then(self, views: Table) -> Table | None:
        """Return the same as of the days of views (seq, who, until): seq, code, last_lost."""
        if self.lost is None:
            return None
        past = views.select("seq", "who", "until").join(self.lost, "who")
        past = past.filter(past.day <= past.until)
        return past.group_by("seq", "code").agg(last_lost=past.day.max())


def find_winbacks(frames: Frames, lost: Table | None, held: Table, key: str) -> Table | None:
    """Return whose win-backs are read: the key, owner, moment (of the cancellation); None where there are none.

    `lost`: the key, code, last_lost. `held`: the key, code.
    """
    if lost is None or not frames.lowered.codes.winbacks:
        return None
    ended = lost.join(frames["ipp_winbacks"], "code").anti_join(held, [key, "code"])
    return ended.select(key, "owner", moment=ended.last_lost * make_number(DAY) + make_number(LATE))


class AccountKeeping:
    """Keeps the account of everybody. `lines`: who, item, day, rank, pieces. `returns`: who, item, day, pieces. `yeses`: who, item, day.

    How many resets in a row that hang on each other are followed is `rounds`: a lapse or an emptied bundle can decide what a later return takes
    away, and so a later lapse.
    """

    def __init__(
        self, frames: Frames, lines: Table, returns: Table | None, rounds: int, yeses: Table | None
    ) -> None:
        self.frames, self.lines, self.returns, self.rounds, self.yeses = frames, lines, returns, rounds, yeses
        self.codes = frames.lowered.codes
        self.memberships = [self.codes.good[name] for name in list_memberships(self.codes)]
        self.lapsing = bool(frames.lowered.tables["ipp_periods"].rows)
        self.emptying = bool(frames.lowered.tables["ipp_lasting"].rows)

    def keep_account(self) -> Account:
        """Return the account."""
        stage, brought = self.frames.add_stage, self.list_brought()
        theirs = self.list_theirs(brought)
        bought = stage(
            "pieces", theirs.group_by("who", "item", "day").agg(pieces=cast_sum(theirs.pieces.sum()))
        )
        balances = self.settle_balances(bought)
        lost = None
        if self.returns is not None or self.lapsing:
            lost = stage("lost", find_days(balances.list_losses()))
        lines = answering = self.lines.select("who", "item", "day", "rank")
        charges = None
        if brought is not None:
            charges = stage("charges", self.find_charges(brought, balances.products))
            charged = charges.select("who", "day", "rank", item="code")
            answering = lines = stage("purchases", self.drop_charged(charged))
            if self.yeses is not None:
                silent = charged.anti_join(self.yeses, ["who", "item", "day"])
                answering = stage("answering", self.drop_charged(silent))
        return Account(lines, lost, charges, answering, self.list_refunds(balances), self.memberships)

    def list_theirs(self, brought: Table | None) -> Table:
        """Return the lines of which pieces are counted: where nothing is ever lost those that bring memberships, else all of customers who can lose something."""
        if self.returns is None and not self.lapsing and brought is not None:
            return self.lines.semi_join(self.list_bringing(), "item")
        some = [] if brought is None else [brought.select("who")]
        some += [] if self.returns is None else [self.returns.select("who")]
        people = self.frames.add_stage("account_of", union_tables(*some).distinct())
        theirs = self.lines.semi_join(people, "who")
        return theirs.filter(theirs["item"] >= 0)

    def drop_charged(self, charged: Table) -> Table:
        """Return the lines without some charges: who, item, day, rank. Only memberships are charged, so only their lines are compared."""
        lines, key = self.lines, ["who", "item", "day", "rank"]
        lines = lines.select(*key)
        of_member = lines["item"].isin(self.memberships)
        return union_tables(lines.filter(~of_member), lines.filter(of_member).anti_join(charged, key))

    def list_bringing(self) -> Table:
        """Return the items that bring memberships: item, code."""
        members = self.frames["ipp_contents"]
        return members.filter(members.code.isin(self.memberships)).select("item", "code")

    def list_refunds(self, balances: Balances) -> Table | None:
        """Return what was given back at list prices, below zero: who, day, units."""
        if self.returns is None or not asks_spent(self.frames.lowered.policy):
            return None
        back = balances.list_given_back(self.memberships).join(self.frames["ipp_refunds"], "item")
        return self.frames.add_stage(
            "paid_back", back.select("who", "day", units=-(back.pieces * back.units))
        )

    def list_brought(self) -> Table | None:
        """Return the lines that bring memberships: who, code, day, rank."""
        if not self.memberships:
            return None
        brought = self.lines.join(self.list_bringing(), "item")
        return self.frames.add_stage("brought", brought.select("who", "code", "day", "rank"))

    def find_charges(self, brought: Table, products: Table) -> Table:
        """Return the lines that bring a membership which is theirs already: who, code, day, rank."""
        joined = products.filter((products.before == 0) & (products.delta > 0))
        joined = joined.select("who", code="item", day=find_turn_day(joined.turn))
        rows = brought.join(joined, ["who", "code", "day"])
        first = rows.group_by("who", "code", "day").agg(rank=rows["rank"].min())
        return brought.anti_join(first, ["who", "code", "day", "rank"])

    def settle_balances(self, bought: Table) -> Balances:
        """Return the balances once lapses and emptied bundles are known, as far as they hang on each other."""
        counting = PieceCounting(self.frames, bought, self.returns)
        resets = self.find_resets("lapses", bought, None)
        if self.returns is not None and (self.lapsing or self.emptying):
            for number in range(1, self.rounds + 1):
                balances = counting.count_pieces(f"round_{number}", resets)
                resets = self.find_resets(f"resets_{number}", bought, balances)
        elif self.emptying and self.lapsing:
            resets = self.find_resets("resets", bought, counting.count_pieces("round", resets))
        return counting.count_pieces("settled", resets)

    def find_resets(self, name: str, bought: Table, balances: Balances | None) -> Table | None:
        """Return when all pieces of something went at once: who, item, turn; by balances in which it is not known yet."""
        parts = []
        if self.lapsing:
            forgotten = None if balances is None or self.returns is None else list_forgotten(balances)
            parts.append(find_lapses(self.frames, self.list_charged(bought), forgotten, self.find_until()))
        if self.emptying and balances is not None:
            parts.append(find_emptied(self.frames, bought, balances.products))
        return self.frames.add_stage(name, union_tables(*parts)) if parts else None

    def list_charged(self, bought: Table) -> Table:
        """Return the pieces of memberships by day: who, code, day, pieces."""
        contents = self.frames["ipp_contents"].semi_join(self.frames["ipp_periods"], "code")
        rows = bought.join(contents, "item")
        rows = rows.select("who", "code", "day", pieces=rows.pieces * rows.quantity)
        return rows.group_by("who", "code", "day").agg(pieces=cast_sum(rows.pieces.sum()))

    def find_until(self) -> Table:
        """Return the last day of which all orders are known: that of the newest order, one that only the log tells aside."""
        orders = self.lines.filter(self.lines["rank"] < LOGGED)
        return orders.agg(until=orders.day.max())
