"""Net pieces over time: what came and what went, never below zero.

A turn is a number that is smaller for what comes first: the day, the part of the day (purchases, lapses, returns), and within
returns the item that is given back, bundles first.
"""

from collections.abc import Sequence
from typing import NamedTuple

from ipp.batch.expression.frames import Frames
from ipp.batch.lowering.codes import Codes
from ipp.orders import sql
from ipp.orders.engines.relations import cast_sum, make_number, union_tables
from ipp.orders.items import GOODS
from ipp.orders.log import ALL_PIECES
from ipp.orders.sql import Table, Value

PARTS = 4
PURCHASES, LAPSES, RETURNS = 0, 1, 2
"""Parts of a day."""
SERIES = ("who", "item", "turn", "tie", "delta")


def make_turn(day: Value, part: int, item: Value | None = None) -> Value:
    """Return the turn of something on a day."""
    turn = day * make_number(PARTS * GOODS) + make_number(part * GOODS)
    return turn if item is None else turn + item


def find_turn_day(turn: Value) -> Value:
    """Return the day on which a turn lies."""
    return turn >> sql.literal((PARTS * GOODS).bit_length() - 1, type="int32")


def is_part(turn: Value, part: int) -> Value:
    """Whether a turn lies in a part of its day."""
    return ((turn >> sql.literal(GOODS.bit_length() - 1, type="int32")) & make_number(PARTS - 1)) == part


def make_resets(rows: Table) -> Table:
    """Return rows (who, item, turn) of a series by which all pieces go."""
    return rows.select("who", "item", "turn", tie=make_number(1), delta=make_number(-ALL_PIECES))


def balance_pieces(series: Table) -> Table:
    """Add to a series what was there before and after each row. What goes beyond what is there is no debt."""
    order = {"group_by": [series.who, series["item"]], "order_by": [series.turn, series.tie]}
    series = series.mutate(total=cast_sum(series.delta.sum().over(sql.window(**order, rows=(None, 0)))))
    order = {"group_by": [series.who, series["item"]], "order_by": [series.turn, series.tie]}
    least = series.total.min().over(sql.window(**order, rows=(None, 0)))
    series = series.mutate(after=series.total - sql.ifelse(least < 0, least, make_number(0)))
    order = {"group_by": [series.who, series["item"]], "order_by": [series.turn, series.tie]}
    before = series.after.lag().over(**order).fill_null(0)
    return series.select(*SERIES, "after", before=before)


class Balances(NamedTuple):
    """The series of bundles (None where nothing of them can be missing) and of products, with `before` and `after`."""

    bundles: Table | None
    products: Table

    def list_losses(self) -> Table:
        """Return when nothing was left of an item: who, item, turn."""
        parts = [each for each in self if each is not None]
        lost = [
            each.filter((each.before > 0) & (each.after == 0)).select("who", "item", "turn") for each in parts
        ]
        return union_tables(*lost)

    def list_given_back(self, memberships: Sequence[int]) -> Table:
        """Return the pieces that were given back, but for what went with a bundle, and cancellations of memberships: who, item, day, pieces."""
        parts = []
        for each in (each for each in self if each is not None):
            itself = (each.turn & make_number(GOODS - 1)) == each["item"]
            went = each.filter((each.tie == 0) & is_part(each.turn, RETURNS) & itself)
            if memberships:
                went = went.filter(~went["item"].isin(memberships) | (went.delta > -ALL_PIECES))
            parts.append(
                went.select("who", "item", day=find_turn_day(went.turn), pieces=went.before - went.after)
            )
        return union_tables(*parts)


class PieceCounting:
    """Counts the pieces of customers. `bought`: who, item, day, pieces. `returns`: who, item, day, pieces; None where there are none."""

    def __init__(self, frames: Frames, bought: Table, returns: Table | None) -> None:
        self.frames, self.bought, self.returns = frames, bought, returns
        self.codes: Codes = frames.lowered.codes
        self.first_product = sum(good.kind == "bundle" for good in self.codes.goods)

    def count_pieces(self, turn: str, resets: Table | None) -> Balances:
        """Return the balances where all pieces of some items went at some turns (who, item, turn)."""
        stage = self.frames.add_stage
        bundles = stage(f"{turn}_bundles", self.balance_bundles(resets)) if self.first_product else None
        return Balances(bundles, stage(f"{turn}_products", self.balance_products(bundles, resets)))

    def balance_bundles(self, resets: Table | None) -> Table:
        """Return the balances of bundles."""
        bought = self.bought.filter(self.bought["item"] < self.first_product)
        return self.balance_items(bought, lambda item: item < self.first_product, resets, [])

    def balance_products(self, bundles: Table | None, resets: Table | None) -> Table:
        """Return the balances of products, however bought; of bundles given back their contents go with them."""
        contents = self.frames["ipp_contents"]
        brought = self.bought.join(contents, "item")
        brought = brought.select("who", "day", item="code", pieces=brought.pieces * brought.quantity)
        brought = brought.group_by("who", "item", "day").agg(pieces=cast_sum(brought.pieces.sum()))
        with_bundles = []
        if bundles is not None and self.returns is not None:
            went = bundles.filter((bundles.tie == 0) & (bundles.after < bundles.before))
            inside = went.join(contents, "item")
            delta = (inside.after - inside.before) * inside.quantity
            with_bundles.append(
                inside.select("who", item="code", turn="turn", tie=make_number(0), delta=delta)
            )
        return self.balance_items(brought, lambda item: item >= self.first_product, resets, with_bundles)

    def balance_items(
        self, bought: Table, chosen: object, resets: Table | None, others: list[Table]
    ) -> Table:
        """Return the balances of some items: what was bought, given back, gone at once, and others."""
        assert callable(chosen)
        parts = [
            bought.select(
                "who", "item", turn=make_turn(bought.day, PURCHASES), tie=make_number(0), delta=bought.pieces
            )
        ]
        if self.returns is not None:
            back = self.returns.filter(chosen(self.returns["item"]))
            turn = make_turn(back.day, RETURNS, back["item"])
            parts.append(back.select("who", "item", turn=turn, tie=make_number(0), delta=-back.pieces))
        if resets is not None:
            parts.append(make_resets(resets.filter(chosen(resets["item"]))))
        return balance_pieces(union_tables(*parts, *others))
