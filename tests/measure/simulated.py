"""Made-up shops whose true effect is known: who buys, who is asked and who is held out, as the files that `ipp measure` reads."""

import csv
import io
import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from hashlib import sha256
from typing import NamedTuple

BEGIN = date(2026, 3, 1)
HEAD = ("customer", "item", "date", "order", "quantity", "total")
LOG_HEAD = ("customer", "offer", "event", "date", "price", "list_price", "holdout")
OFFERS = ("Teapot", "Milk Jug")
COSTS = {"Mug": "7", "Teapot": "21", "Milk Jug": "6"}
PRICES = {"Mug": 24, "Teapot": 68, "Milk Jug": 19}


class Shop(NamedTuple):
    """How a made-up shop is: its people enter one by one over `days` from `BEGIN` on.

    `lift`: how much likelier an ask makes a purchase, in parts; `tail`: how much amounts differ (the deviation of their logarithm).
    """

    people: int = 600
    days: int = 180
    share: float = 0.5
    name: str = "spring-2026"
    lift: float = 0.0
    buys: float = 0.25
    tail: float = 0.6
    window: int = 60
    ends: bool = True  # whether the holdout has a last day


class Files(NamedTuple):
    """The text of the files of a shop."""

    path: str
    orders: str
    log: str


def write_path(shop: Shop, more: str = "") -> str:
    """Return the path file of a shop."""
    last = f", until: {BEGIN + timedelta(days=shop.days - 1)}" if shop.ends else ""
    return f"""ipp: 1
store: Corner Pottery
currency: EUR
ultimate: Sunday Clay Club
holdout: {{name: {shop.name}, share: {shop.share * 100:g}%, from: {BEGIN}{last}}}
products:
  Mug: {{price: 24, cost: 7, next: [Teapot, Milk Jug]}}
  Teapot: {{price: 68, cost: 21}}
  Milk Jug: {{price: 19, cost: 6}}
  Sunday Clay Club: {{price: 35, every: month}}
touches: {{Studio letter: {{kind: content}}}}
next: Sunday Clay Club
rest: [{{do: Studio letter, every: 30d}}]
{more}"""


def is_held(shop: Shop, customer: str) -> bool:
    """Whether the holdout of a shop holds somebody out."""
    digits = sha256(f"ipp:1:{shop.name}:{customer}".encode()).hexdigest()[:8]
    return int(digits, 16) < shop.share * 2**32


def make_shop(shop: Shop, seed: int) -> Files:
    """Return the files of a shop."""
    lots = random.Random(seed)
    orders: list[tuple[str, ...]] = []
    log: list[tuple[str, ...]] = []
    for number in range(shop.people):
        customer = f"p{seed}{number:04}"
        entered = BEGIN + timedelta(days=int(number * shop.days / shop.people))
        love = lots.lognormvariate(0, 0.5)
        for back in sorted((lots.randrange(1, 400) for _ in range(lots.randrange(1, 4))), reverse=True):
            orders.append(_buy(lots, shop, customer, entered - timedelta(days=back), "Mug", love))
        offer = lots.choice(OFFERS)
        held = is_held(shop, customer)
        for again in range(1 + (lots.random() < 0.3)):
            day = entered + timedelta(days=20 * again)
            if day < BEGIN + timedelta(days=shop.days):
                log.append(_ask(shop, customer, offer, day, held))
        chance = min(0.95, shop.buys * love * (1 if held else 1 + shop.lift))
        if lots.random() < chance:
            day = entered + timedelta(days=lots.randrange(shop.window + 10))
            orders.append(_buy(lots, shop, customer, day, offer, love))
    orders.sort(key=lambda row: (row[2], row[0]))
    log.sort(key=lambda row: (row[3], row[0]))
    numbered = [(*row[:3], str(1000 + place), *row[4:]) for place, row in enumerate(orders)]
    return Files(write_path(shop), write_csv(HEAD, numbered), write_csv(LOG_HEAD, log))


def write_csv(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table as CSV."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([head, *rows])
    return text.getvalue()


def read_csv(text: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a CSV."""
    yield from csv.DictReader(io.StringIO(text))


def _buy(
    lots: random.Random, shop: Shop, customer: str, day: date, item: str, love: float
) -> tuple[str, ...]:
    pieces = lots.choice((1, 1, 1, 2))
    paid = f"{PRICES[item] * pieces * love * lots.lognormvariate(0, shop.tail):.2f}"
    told = "" if lots.random() < 0.1 else paid  # then the list price counts
    return customer, item, day.isoformat(), "", str(pieces), told


def _ask(shop: Shop, customer: str, offer: str, day: date, held: bool) -> tuple[str, ...]:
    price = str(PRICES[offer])
    if held:
        return customer, offer, "held", day.isoformat(), price, "true", shop.name
    return customer, offer, "offered", day.isoformat(), price, "true", ""
