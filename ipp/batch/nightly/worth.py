"""What a message is worth: the rate at which it is taken, times what a Yes brings at once."""

from collections.abc import Iterator
from decimal import Decimal
from typing import assert_never

from ipp.batch.engines.protocol import PlanEngine
from ipp.batch.lowering.codes import write_price
from ipp.engine.lookup import find_price
from ipp.engine.policy.clauses import Entry, Ladder, Offer, TouchStep
from ipp.engine.policy.compile import Policy
from ipp.engine.prices import find_cost
from ipp.orders import sql
from ipp.orders.engines.relations import Row, SmallTable, drop_columns, make_number
from ipp.orders.items import number_items
from ipp.orders.sql import Table
from ipp.path.model import Touch

ASSUMED = Decimal("0.1")
"""The take rate of offers of which nothing is known."""
_PARTS = 10_000
"""Worth is counted in ten-thousandths of the currency: whole numbers are the same in every engine."""
_COLUMNS = {"worth_of": "string", "worth_asked": "string", "worth_after": "string", "worth": "int64"}


def add_worth(engine: PlanEngine, policy: Policy, rows: Table) -> Table:
    """Add to rows of a plan what their message is worth, as `worth`: take rate times margin, in ten-thousandths; a touch without earnings is worth 0."""
    engine.create_table(make_worths(policy))
    worths = sql.table(_COLUMNS, name="ipp_worths")
    after = sql.ifelse(rows.kind == "touch", "", rows.because.fill_null(""))
    keyed = rows.mutate(rank_price=rows.price.fill_null(""), rank_after=after)
    on = [
        keyed.action == worths.worth_of,
        keyed.rank_price == worths.worth_asked,
        keyed.rank_after == worths.worth_after,
    ]
    joined = keyed.outer_join(worths, on)
    joined = joined.mutate(worth=joined.worth.fill_null(make_number(0)))
    return drop_columns(joined, "rank_price", "rank_after", "worth_of", "worth_asked", "worth_after")


def make_worths(policy: Policy) -> SmallTable:
    """Return the worth of each action by its name, its price, and the purchase whose step it is; of several rates the highest."""
    found: dict[tuple[str, str, str], int] = {}
    for after, take, offer in _list_takes(policy):
        price = find_price(policy, offer)
        key = (offer[0], "" if price is None else write_price(price), after)
        found[key] = max(found.get(key, 0), _value_offer(policy, offer, price, take))
    for touch in policy.path.touches:
        take = ASSUMED if touch.take is None else touch.take
        found[touch.name.text, "", ""] = _count_parts((touch.earns or Decimal(0)) * take)
    rows: list[Row] = sorted((*key, worth) for key, worth in found.items())
    return SmallTable("ipp_worths", _COLUMNS, rows)


def _list_takes(policy: Policy) -> Iterator[tuple[str, Decimal, Offer]]:
    """Yield of every offer in every list the purchase to which the list belongs, its take rate, and the offer."""
    for after, entry in _list_entries(policy):
        match entry:
            case TouchStep():
                continue
            case Ladder():
                for rung in entry.rungs:
                    yield after, _find_take(policy, rung.offer, rung.take), rung.offer
            case _:
                assert_never(entry)
    for renewal in policy.renewals:
        if renewal.good:
            offer = (renewal.good.name, None)
            yield "", _find_take(policy, offer, renewal.take), offer


def _list_entries(policy: Policy) -> Iterator[tuple[str, Entry]]:
    """Yield the entries of all lists, each with the purchase to which its list belongs; nothing for lists of the whole store."""
    for good in number_items(policy).goods:
        entries = (*policy.list_entries(good.name), *policy.list_winback(good.name))
        yield from ((good.name, entry) for entry in entries)
    yield from (("", entry) for entry in (*policy.storewide, *policy.prospects))
    if policy.goal:
        yield "", policy.goal.ladder
        yield from ((policy.goal.good.name, entry) for entry in policy.goal.own)


def _find_take(policy: Policy, offer: Offer, take: Decimal | None) -> Decimal:
    """Return a take rate: the one that is written for the ask, that of the ultimate action (its highest), the usual one, or 10%."""
    if take is not None:
        return take
    usual = ASSUMED if policy.defaults.take is None else policy.defaults.take
    goal = policy.goal
    return max(goal.takes.values(), default=usual) if goal and offer == goal.offer else usual


def _value_offer(policy: Policy, offer: Offer, price: Decimal | None, take: Decimal) -> int:
    item = policy.names.resolve_item(offer[0])
    assert item and not isinstance(item, Touch)
    return _count_parts(((price or Decimal(0)) - (find_cost(policy, item) or Decimal(0))) * take)


def _count_parts(money: Decimal) -> int:
    return int(money * _PARTS)
