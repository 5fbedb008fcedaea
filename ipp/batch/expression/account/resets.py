"""When all pieces of something are gone at once: lapses of memberships, and bundles of which nothing is left."""

from ipp.batch.expression.account.pieces import (
    LAPSES,
    PURCHASES,
    RETURNS,
    Balances,
    find_turn_day,
    is_part,
    make_turn,
)
from ipp.batch.expression.frames import Frames, clip_day
from ipp.orders import sql
from ipp.orders.engines.relations import cast_sum, make_null, make_number, union_tables
from ipp.orders.sql import Table


def find_lapses(frames: Frames, charges: Table, forgotten: Table | None, until: Table) -> Table:
    """Return when memberships lapse: who, item, turn.

    `charges`: who, code, day, pieces (one row a day). `forgotten`: who, item, turn of returns after which nothing was left: charges before count no more.
    `until`: until, the last day of which all orders are known.
    """
    told = charges.join(frames["ipp_periods"], "code")
    end = clip_day(told.day + (told.pieces - 1) * told.every + told.lapses)
    rows = told.select("who", item="code", turn=make_turn(told.day, PURCHASES), end=end)
    if forgotten is not None:
        forgotten = forgotten.semi_join(
            frames["ipp_periods"], forgotten["item"] == frames["ipp_periods"].code
        )
        rows = union_tables(rows, forgotten.select("who", "item", "turn", end=make_null()))
    order = {"group_by": [rows.who, rows["item"]], "order_by": [rows.turn]}
    ended = sql.ifelse(rows.end.isnull(), make_number(1), make_number(0))
    rows = rows.mutate(
        next_turn=rows.turn.lead().over(**order),
        epoch=cast_sum(ended.sum().over(sql.window(**order, rows=(None, 0)))),
    )
    order = {"group_by": [rows.who, rows["item"], rows.epoch], "order_by": [rows.turn]}
    rows = rows.mutate(latest=rows.end.max().over(sql.window(**order, rows=(None, 0))))
    rows = rows.filter(rows.end.notnull()).cross_join(until)
    turn = make_turn(rows.latest, LAPSES)
    over = (rows.latest <= rows.until) & (rows.next_turn.isnull() | (turn < rows.next_turn))
    return rows.filter(over).select("who", "item", turn=turn)


def find_emptied(frames: Frames, bought: Table, products: Table) -> Table:
    """Return when nothing was left of all that lasts in a bundle which was bought: who, item, turn."""
    lasting = frames["ipp_lasting"]
    came = (products.before == 0) & (products.after > 0)
    went = (products.before > 0) & (products.after == 0)
    some = products.filter(came | went)
    some = some.select(
        "who", "turn", code="item", sign=sql.ifelse(some.after > 0, make_number(1), make_number(-1))
    )
    parts = some.join(lasting, "code").select("who", "turn", "sign", item="bundle")
    parts = parts.semi_join(bought, ["who", "item"])
    parts = parts.group_by("who", "item", "turn").agg(sign=cast_sum(parts.sign.sum()))
    order = {"group_by": [parts.who, parts["item"]], "order_by": [parts.turn]}
    parts = parts.mutate(left=cast_sum(parts.sign.sum().over(sql.window(**order, rows=(None, 0)))))
    return parts.filter((parts.left == 0) & (parts.sign < 0)).select("who", "item", "turn")


def list_forgotten(balances: Balances) -> Table:
    """Return the returns after which nothing was left of a product: who, item, turn."""
    products = balances.products
    gone = (products.before > 0) & (products.after == 0) & is_part(products.turn, RETURNS)
    return products.filter(gone).select("who", "item", "turn")


def find_days(losses: Table) -> Table:
    """Return losses with their days: who, code, day."""
    return losses.select("who", code="item", day=find_turn_day(losses.turn))
