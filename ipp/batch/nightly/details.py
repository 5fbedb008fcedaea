"""What an e-mail needs of an action: where it is bought, what is in it, what it saves, the code of a coupon."""

from collections.abc import Iterator

from ipp.batch.engines.protocol import PlanEngine
from ipp.batch.lowering.codes import write_price
from ipp.engine.lookup import find_price
from ipp.engine.policy.clauses import Content, Offer
from ipp.engine.policy.compile import Policy
from ipp.engine.prices import find_saving
from ipp.orders import sql
from ipp.orders.engines.relations import Row, SmallTable, drop_columns
from ipp.orders.items import number_items
from ipp.orders.sql import Table
from ipp.path.model import Product, Touch
from ipp.path.values import write_period
from ipp.text.words import write_share

DETAILS = ("touch", "url", "sku", "items", "saving", "currency", "every", "coupon", "off", "note")


def add_details(engine: PlanEngine, policy: Policy, rows: Table) -> Table:
    """Add to rows of a plan what is to be said of their actions, as texts; missing where nothing is done or known."""
    table = make_details(policy)
    engine.create_table(table)
    details = sql.table(table.columns, name=table.name)
    keyed = rows.mutate(detail_price=rows.price.fill_null(""))
    joined = keyed.outer_join(details, [keyed.action == details.detail, keyed.detail_price == details.asked])
    return drop_columns(joined, "detail_price", "detail", "asked")


def make_details(policy: Policy) -> SmallTable:
    """Return what is to be said of each action, by its name and price."""
    columns = dict.fromkeys(("detail", "asked", *DETAILS), "string")
    rows = {row[:2]: row for row in (*_describe_offers(policy), *_describe_touches(policy))}
    return SmallTable("ipp_details", columns, sorted(rows.values(), key=lambda row: row[:2]))


def _describe_offers(policy: Policy) -> Iterator[Row]:
    for offer in number_items(policy).offers:
        yield _describe_offer(policy, offer)


def _describe_offer(policy: Policy, offer: Offer) -> Row:
    name, price = offer[0], find_price(policy, offer)
    good, item = policy.goods[name], policy.names.resolve_item(name)
    assert item and not isinstance(item, Touch)
    saving = find_saving(policy, good, price)
    every = write_period(item.every) if isinstance(item, Product) and item.every else None
    return (
        name,
        "" if price is None else write_price(price),
        None,
        item.url,
        item.sku[0] if item.sku else None,
        ", ".join(map(write_content, good.contents)) or None,
        None if saving is None else write_price(saving),
        None if price is None else policy.path.currency,
        every,
        None,
        None,
        item.note,
    )


def _describe_touches(policy: Policy) -> Iterator[Row]:
    for touch in policy.path.touches:
        off = touch.off
        told = None if off is None else write_share(off.share) if off.share is not None else None
        if off is not None and off.money is not None:
            told = write_price(off.money)
        money = policy.path.currency if off is not None and off.money is not None else None
        name = touch.name.text
        yield name, "", touch.kind, touch.url, None, None, None, money, None, touch.code, told, touch.note


def write_content(content: Content) -> str:
    """Write how many of a product are in an offer: `2× Mug`, and those that come free."""
    free = f" ({content.free} free)" if content.free else ""
    return f"{content.quantity}× {content.product}{free}"
