"""Made-up histories: customers who come back for new things, with seasons, favourites and large baskets; shuffled, or with links planted."""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

from ipp.learn.history import PurchaseHistory
from ipp.learn.supported import Learned, find_supported
from ipp.loading import load_nothing
from ipp.orders.engines.duckdb import DuckDB
from ipp.orders.engines.protocol import Engine
from ipp.orders.engines.relations import SmallTable
from ipp.orders.rejected_rows import RejectedRows

START = 739_000
First = tuple[int, int, int]
"""A customer, an item, and the day on which they first bought it."""


class Shop(NamedTuple):
    """How a made-up shop sells: `links` makes an item so many times as likely in the order after another one."""

    customers: int = 400
    items: int = 30
    days: int = 280
    visits: int = 4
    basket: int = 3
    links: Mapping[tuple[int, int], float] = {}


def make_history(shop: Shop, seed: int) -> list[First]:
    """Return the first purchases of a shop's customers."""
    lots = random.Random(seed)
    favour = [1 / (rank + 3) for rank in range(shop.items)]
    season = [lots.randrange(shop.days) for _ in range(shop.items)]
    led: defaultdict[int, dict[int, float]] = defaultdict(dict)
    for (after, then), times in shop.links.items():
        led[after][then] = times
    rows: list[First] = []
    for who in range(shop.customers):
        had: set[int] = set()
        last: list[int] = []
        visits = sorted(lots.sample(range(shop.days), min(shop.days, 1 + lots.randrange(2 * shop.visits))))
        for day in visits:
            weights = [
                0.0 if item in had else favour[item] * (2.0 if abs(day - season[item]) < 40 else 1.0)
                for item in range(shop.items)
            ]
            for after in last:
                for then, times in led[after].items():
                    weights[then] *= times
            size = 1 + lots.randrange(2 * shop.basket)
            new = list(_draw_items(lots, weights, size))
            rows += [(who, item, START + day) for item in new]
            had.update(new)
            last = new or last
    return rows


def _draw_items(lots: random.Random, weights: list[float], size: int) -> Iterator[int]:
    weights = [*weights]
    for _ in range(size):
        if not any(weights):
            return
        (item,) = lots.choices(range(len(weights)), weights)
        weights[item] = 0.0
        yield item


def shuffle_items(rows: Iterable[First], seed: int, period: int = 14) -> list[First]:
    """Permute items among the first purchases of a fortnight; baskets keep their sizes, and nobody first buys an item twice."""
    lots = random.Random(seed)
    found = sorted(rows)
    last = max(day for _, _, day in found)
    places: defaultdict[int, list[int]] = defaultdict(list)
    had = {(who, item) for who, item, _ in found}
    for place, (_, _, day) in enumerate(found):
        places[(last - day) // period].append(place)
    for own in places.values():
        for _ in range(5):
            for one in own:
                other = lots.choice(own)
                (who, item, day), (someone, thing, then) = found[one], found[other]
                if (who, thing) in had or (someone, item) in had:
                    continue
                had -= {(who, item), (someone, thing)}
                had |= {(who, thing), (someone, item)}
                found[one], found[other] = (who, thing, day), (someone, item, then)
    return found


@contextmanager
def opened_engine() -> Iterator[DuckDB]:
    engine = DuckDB(threads=1)
    try:
        yield engine
    finally:
        engine.close()


def load_history(engine: Engine, rows: list[First]) -> PurchaseHistory:
    """Return first purchases as a history; items are called by their numbers."""
    table = SmallTable("ipp_given_firsts", dict.fromkeys(("who", "item", "day"), "int64"), sorted(rows))
    engine.create_table(table)
    firsts = engine.keep_table("ipp_learn_firsts", "SELECT * FROM ipp_given_firsts")
    names = {item: str(item) for item in sorted({item for _, item, _ in rows})}
    days = [day for _, _, day in rows]
    orders = len({(who, day) for who, _, day in rows})
    people = len({who for who, _, _ in rows})
    aside = RejectedRows("orders.csv", {}, None, (), {})
    return PurchaseHistory(
        firsts, names, len(rows), orders, people, len(names), min(days), max(days), aside, (), 0, None, False
    )


def learn_rows(rows: list[First], false_share: float = 0.05) -> Learned:
    """Return what is supported in a history."""
    with opened_engine() as engine:
        return find_supported(engine, load_nothing().policy, load_history(engine, rows), false_share)
