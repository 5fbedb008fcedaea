"""What customers did unasked, in the units of a forecast: out of orders alone, for as many days (docs/forecast.md)."""

from collections.abc import Iterable
from math import sqrt
from typing import NamedTuple

from ipp.orders.first_orders.followed import FollowedGroup, LaterOrders, Things
from ipp.value.inputs.question import FirstPurchase
from ipp.value.solve.estimate import Estimate

FEWEST = 20
"""Customers from which on there are figures: of all, and of those of one first purchase."""
_SURE = 1.96


class UnaskedHabit(NamedTuple):
    """What customers did who began alike: the share who bought again on a later day, and what each spent then; with intervals at 95 %."""

    customers: int
    bought_again: Estimate
    spent: Estimate


class Unasked(NamedTuple):
    """What all customers did, and those of each entry of which there are enough; `only`: all are those who began as the entries say, None where too few can be followed."""

    orders: LaterOrders
    total: UnaskedHabit | None
    by_entry: tuple[tuple[FirstPurchase, UnaskedHabit | None], ...]
    only: bool


def measure_unasked(orders: LaterOrders, entries: Iterable[FirstPurchase], *, only: bool) -> Unasked:
    """Return what customers did who began with these entries (`only`), or all customers."""
    entries = tuple(entries)
    groups = orders.groups
    wanted = dict.fromkeys(map(_list_things, entries)) if only else groups
    total = FollowedGroup()
    for things in wanted:
        total = total.add_group(groups.get(things, FollowedGroup()))
    by_entry = tuple((entry, _find_habit(groups.get(_list_things(entry)))) for entry in entries)
    return Unasked(orders, _find_habit(total), by_entry, only)


def _list_things(entry: FirstPurchase) -> Things:
    return tuple(name for name, _ in entry.items)


def _find_habit(group: FollowedGroup | None) -> UnaskedHabit | None:
    return measure_habit(group) if group and group.customers >= FEWEST else None


def measure_habit(group: FollowedGroup) -> UnaskedHabit:
    """Return what a customer of a group did on average; the share by Wilson's interval, the money by the normal one."""
    number = group.customers
    mean = group.spent / number
    spread = max(0.0, group.squares / number - mean * mean) * number / max(number - 1, 1)
    half = _SURE * sqrt(spread / number)
    return UnaskedHabit(
        number, _estimate_share(group.again, number), Estimate(mean, max(0.0, mean - half), mean + half)
    )


def _estimate_share(hits: int, number: int) -> Estimate:
    square = _SURE**2
    middle = (hits + square / 2) / (number + square)
    half = _SURE * sqrt(hits * (number - hits) / number + square / 4) / (number + square)
    return Estimate(hits / number, max(0.0, middle - half), min(1.0, middle + half))
