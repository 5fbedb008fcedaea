"""A month of days: plan, append to the log, some answer, some give back, while prices, names and stock change.

No ask is repeated, no gap is broken, nobody and nothing is forgotten.
"""

import csv
import datetime as dt
import random
from pathlib import Path
from typing import NamedTuple

from ipp.batch.engines.duckdb import PlanDuckDB
from ipp.batch.run import run_plan, select_rows
from ipp.engine.customer.events import (
    Accepted,
    Bought,
    Cancelled,
    Customer,
    Declined,
    Did,
    Event,
    Offered,
    Returned,
)
from ipp.engine.decision.decide import decide
from ipp.engine.policy.compile import Policy
from ipp.orders.files.sources import parse_source
from ipp.orders.reading import OrdersRequest
from tests.amounts import FULL, long
from tests.batch.crowds import Row, row_of
from tests.engine.feet import written

FIRST = dt.date(2026, 11, 1)
DAYS = range(1, 31) if FULL else (1, 4, 8, 9, 12, 15, 20, 24)
CUSTOMERS = 1000 if FULL else 120
REPRICED, RENAMED, PAUSED, RETIRED = 8, 12, 15, 20
GAP, SPACING = 3, 2
AGAIN = {"Soap", "Fries", "Letter"}
"""What `rest`, a refill or `each_time` asks or does again."""
LONG_NAME = "Teapot for Two"


class Told(NamedTuple):
    """Something that happened to a customer, told by the first names of items and without prices: those change."""

    kind: str
    item: str
    on: dt.date
    listed: bool = True


def make_store(day: int) -> Policy:
    """Return the path of a day."""
    factor = 3 if day >= REPRICED else 2
    prices = {
        name: price * factor
        for name, price in {"mug": 8, "pot": 20, "bowl": 9, "set": 25, "less": 14}.items()
    }
    pot = f"{LONG_NAME}: {{also: Teapot, " if day >= RENAMED else "Teapot: {"
    paused = ", paused: true" if day >= PAUSED else ""
    retired = ", retired: true" if day >= RETIRED else ""
    name = LONG_NAME if day >= RENAMED else "Teapot"
    return written(
        f"""ipp: 1
ultimate: {{offer: Club, cold: true}}
products:
  Mug: {{price: {prices["mug"]}, next: [Advice, {{offer: {name}, price: {prices["less"]}, after: 2d}}, Table set]}}
  {pot}price: {prices["pot"]}, next: [Bowl, Table set]}}
  Bowl: {{price: {prices["bowl"]}{paused}, next: [Mug]}}
  Plate: {{price: {prices["bowl"]}{retired}, next: [Bowl]}}
  Soap: {{price: 4, consumable: true, refill: 9d, next: [{{offer: Fries, each_time: true}}, Mug]}}
  Fries: {{price: 3, consumable: true}}
  Club: {{price: {prices["mug"]}, every: 30d, lapses: 35d, winback: [Why, {{offer: Club, price: 5, after: 4d}}], next: [Invite]}}
bundles:
  Table set: {{items: [Bowl, Plate], price: {prices["set"]}, downsell: [Plate]}}
touches: {{Advice: {{kind: content}}, Why: {{kind: other}}, Invite: {{kind: referral}}, Letter: {{kind: content}}}}
next: [Plate, Bowl]
prospects: [Mug]
rest: [{{do: Letter, every: 5d}}]
defaults: {{patience: 4d, gap: {GAP}d, spacing: {SPACING}d}}
"""
    ).policy


class Shop:
    """The files of a shop, and what they say of each customer."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.folder, self.chance = folder, chance
        self.told: dict[str, list[Told]] = {f"c{number:04d}": [] for number in range(CUSTOMERS)}
        self.orders: list[Row] = []
        self.answers: list[Row] = []
        self.newest = FIRST
        (folder / "log").mkdir(parents=True)

    def buy(self, who: str, name: str, on: dt.date, now: str) -> None:
        self.told[who].append(Told("bought", name, on))
        self.orders.append((who, now, on.isoformat(), str(len(self.orders))))
        self.newest = max(self.newest, on)

    def note(self, who: str, event: Told, price: str | None, now: str) -> None:
        self.told[who].append(event)
        listed = "" if event.kind in ("returned", "cancelled") else str(event.listed).lower()
        self.answers.append((who, now, event.kind, event.on.isoformat(), price or "", listed))

    def write(self) -> OrdersRequest:
        _write(self.folder / "orders.csv", ("customer", "item", "date", "order"), self.orders)
        head = ("customer", "offer", "event", "date", "price", "list_price")
        _write(self.folder / "log" / "answers.csv", head, self.answers)
        people = self.folder / "people.csv"
        _write(people, ("customer",), [(who,) for who in self.told])
        orders, log, customers = (
            parse_source(str(self.folder / name)) for name in ("orders.csv", "log", "people.csv")
        )
        return OrdersRequest(orders, log, customers)

    def know(self, who: str, policy: Policy, complete: dt.date) -> Customer:
        """Return what is known of a customer, in the names and prices of a day."""
        return Customer(tuple(self.translate(each, policy) for each in self.told[who]), {}, complete)

    def translate(self, told: Told, policy: Policy) -> Event:
        kind, name, on, listed = told
        item = policy.names.find_item(name)
        assert item
        now = item.name.text
        price = None if listed else next(iter(policy.special_prices[now]))
        match kind:
            case "bought":
                return Bought((now,), on)
            case "returned":
                return Returned(now, on)
            case "cancelled":
                return Cancelled(now, on)
            case "did":
                return Did(now, on)
            case "declined":
                return Declined((now, price), on)
            case "accepted":
                return Accepted((now, price), on)
            case _:
                return Offered((now, price), on)


def _write(file: Path, head: Row, rows: list[Row]) -> None:
    with file.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows([head, *rows])


def live_a_day(shop: Shop, policy: Policy, on: dt.date, asked: dict[tuple[str, str, bool], dt.date]) -> int:
    """Plan, hold it to what each customer alone would get, act on it, and let customers answer; returns the asks."""
    engine = PlanDuckDB()
    try:
        planned = run_plan(policy, engine, shop.write(), on)
        assert not any(part.counts for part in planned.prepared.rejects)
        rows = engine.fetch_rows(select_rows(planned))
        engine.save_file(select_rows(planned), shop.folder / "log" / f"{on}.csv", "csv")
    finally:
        engine.close()
    complete = max(
        (each.on for told in shop.told.values() for each in told if each.kind == "bought"), default=on
    )
    expected = [
        (who, *row_of(decide(policy, shop.know(who, policy, complete), on), on, policy)) for who in shop.told
    ]
    assert rows == expected, on
    asks = 0
    for who, _state, action, kind, _because, _due, price, listed, _via, _rung, _reason, event, _date in rows:
        if event is None:
            continue
        name = "Teapot" if action == LONG_NAME else action
        check_pace(shop.told[who], on, event)
        shop.told[who].append(Told(event, name, on, listed != "false"))
        if event == "offered":
            asks += 1
            check_new(shop, asked, (who, name, listed == "true"), on)
            answer(shop, who, Told("", name, on, listed == "true"), price, action)
        assert kind
    return asks


def check_pace(told: list[Told], on: dt.date, event: str) -> None:
    """No gap between asks is broken, nor the spacing of messages."""
    asks = [each.on for each in told if each.kind in ("offered", "accepted")]
    messages = asks + [each.on for each in told if each.kind == "did"]
    assert not messages or (on - max(messages)).days >= SPACING
    assert event == "did" or not asks or (on - max(asks)).days >= GAP


def check_new(
    shop: Shop, asked: dict[tuple[str, str, bool], dt.date], ask: tuple[str, str, bool], on: dt.date
) -> None:
    """No ask is repeated, but of what is asked again by its nature, or was given back since."""
    who, name, _ = ask
    before = asked.get(ask)
    back = [each.on for each in shop.told[who] if each.kind in ("returned", "cancelled")]
    assert before is None or name in AGAIN or any(day >= before for day in back), (ask, before, on)
    asked[ask] = on


def answer(shop: Shop, who: str, ask: Told, price: str, now: str) -> None:
    """Let a customer buy, decline, be silent, or say Yes in the log alone."""
    match shop.chance.choices(("buys", "declines", "accepts", "is silent"), (35, 25, 10, 30))[0]:
        case "buys":
            shop.buy(who, ask.item, ask.on, now)
        case "declines":
            shop.note(who, ask._replace(kind="declined"), price, now)
        case "accepts":
            shop.note(who, ask._replace(kind="accepted"), price, now)


def give_back(shop: Shop, on: dt.date, now: dict[str, str]) -> None:
    """Let some customers give back what they bought before, and some buy by themselves."""
    for who, told in shop.told.items():
        had = [each.item for each in told if each.kind in ("bought", "accepted")]
        if had and shop.chance.random() < 0.04:
            name = shop.chance.choice(had)
            kind = "cancelled" if name == "Club" else "returned"
            shop.note(who, Told(kind, name, on), None, now.get(name, name))
        elif shop.chance.random() < 0.03:
            name = shop.chance.choice(["Mug", "Soap", "Plate", "Club"])
            shop.buy(who, name, on, now.get(name, name))


@long
def test_a_month_of_days_repeats_no_ask_breaks_no_gap_and_forgets_nothing(tmp_path: Path) -> None:
    chance = random.Random(20261101)
    shop = Shop(tmp_path, chance)
    for who in shop.told:
        if chance.random() < 0.85:
            name = chance.choice(["Mug", "Teapot", "Soap", "Plate", "Bowl", "Club", "Table set"])
            shop.buy(who, name, FIRST - dt.timedelta(days=chance.randint(0, 40)), name)
    asked: dict[tuple[str, str, bool], dt.date] = {}
    asks = 0
    for day in DAYS:
        policy, on = make_store(day), FIRST + dt.timedelta(days=day - 1)
        now = {"Teapot": LONG_NAME} if day >= RENAMED else {}
        give_back(shop, on, now)
        asks += live_a_day(shop, policy, on, asked)
    assert asks > 2 * CUSTOMERS // 3
    kinds = {each.kind for told in shop.told.values() for each in told}
    assert kinds == {"bought", "offered", "declined", "accepted", "did", "returned", "cancelled"}
    after = [(each, told) for told in shop.told.values() for each in told if each.kind == "offered"]
    assert not [
        each for each, _ in after if each.item == "Bowl" and each.on >= FIRST + dt.timedelta(days=PAUSED - 1)
    ]
    assert not [
        each
        for each, _ in after
        if each.item == "Plate" and each.on >= FIRST + dt.timedelta(days=RETIRED - 1)
    ]
