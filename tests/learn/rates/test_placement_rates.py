"""Take rates by rung and by list against answers that are counted by hand, one ask after the other."""

import datetime as dt
import random
from collections import defaultdict
from fractions import Fraction
from pathlib import Path

import pytest

from ipp.engine.policy.clauses import Offer
from ipp.learn.rates.estimate import CAUTION, LEAST
from ipp.learn.rates.incidence import HORIZON, CountedAnswers
from ipp.learn.rates.placement_rates import PlacementRate, PlacementRates, Where, learn_placement_rates
from ipp.learn.rates.placements import find_placements
from ipp.learn.supported import learn_pairs
from ipp.orders.files.sources import parse_source
from ipp.orders.reading import OrdersRequest
from tests.amounts import amount
from tests.learn.histories import opened_engine
from tests.value.shops import shop

SHOP = """ultimate: {offer: Club, cold: false}
products:
  Mug: {price: 9, next: [{offer: Pot, downsell: [Cup]}, Tray, Club]}
  Pot: {price: 20}
  Cup: {price: 5}
  Tray: {price: 7, next: [Lamp, Pot]}
  Lamp: {price: 8, downsell: [Tray]}
  Tin: {price: 3}
  Old Jug: {price: 6}
  Club: {price: 30}
next: [Lamp]
prospects: [Tin]
"""
RUNGS: dict[str, Where] = {
    "Pot": 0, "Cup": 1, "Tray": "several", "Lamp": 0, "Tin": 0, "Old Jug": "none", "Club": 0,
}  # fmt: skip
LISTS: dict[str, Where] = {
    "Pot": "product", "Cup": "product", "Tray": "several", "Lamp": "several", "Tin": "prospects", "Old Jug": "none",
    "Club": "ultimate",
}  # fmt: skip
_Ask = tuple[str, str, int]
"""An offer, its outcome, and after how many days it came; an open one is so old."""


def group(asks: list[_Ask], wheres: dict[str, Where]) -> dict[Where, list[_Ask]]:
    found: defaultdict[Where, list[_Ask]] = defaultdict(list)
    for ask in asks:
        found[wheres[ask[0]]].append(ask)
    return found


def count_share(asks: list[_Ask]) -> Fraction:
    """Return the share of Yes in the end: what is open leaves its weight to those who were open longer."""
    waiting = sorted(asks, key=lambda ask: (ask[2], ask[1] == "open"))
    weights, share = [Fraction(1, len(asks))] * len(asks), Fraction(0)
    for place, (_, outcome, days) in enumerate(waiting):
        later = len(waiting) - place - 1
        if outcome == "yes" and days <= HORIZON:
            share += weights[place]
        elif outcome == "open" and later:
            for other in range(place + 1, len(waiting)):
                weights[other] += weights[place] / later
    return share


def pool(asks: list[_Ask]) -> dict[Offer, CountedAnswers]:
    found: dict[Offer, CountedAnswers] = {}
    for name, outcome, days in asks:
        part = getattr(found.setdefault((name, None), CountedAnswers({}, {}, {})), outcome)
        part[days] = part.get(days, 0) + 1
    return found


def check(rates: tuple[PlacementRate, ...], expected: dict[Where, list[_Ask]]) -> None:
    assert {rate.where for rate in rates} == set(expected)
    for rate in rates:
        asks, estimate = expected[rate.where], rate.estimate
        counts = [sum(ask[1] == outcome for ask in asks) for outcome in ("yes", "open")]
        assert (estimate.asked, estimate.yes, estimate.open) == (len(asks), *counts)
        assert {name for name, _ in rate.offers} == {ask[0] for ask in asks}
        assert estimate.low < estimate.learned < estimate.high


def test_asks_are_counted_where_they_stand() -> None:
    lots, policy = random.Random(3), shop(SHOP)
    for _ in range(amount(60, 6)):
        asks = [
            (lots.choice(list(RUNGS)), lots.choice(("yes", "no", "open", "open")), lots.randrange(HORIZON))
            for _ in range(lots.choice((20, 60)))
        ]
        found = learn_placement_rates(find_placements(policy), pool(asks))
        check(found.rungs, group(asks, RUNGS))
        check(found.lists, group(asks, LISTS))
        for rate, wheres in (
            *((rate, RUNGS) for rate in found.rungs),
            *((rate, LISTS) for rate in found.lists),
        ):
            if rate.where in (1, "ultimate"):  # the only one of its kind: nothing is lent to it
                share, settled = float(count_share(group(asks, wheres)[rate.where])), rate.estimate.settled
                mean = min(max(share, 0.5 / (settled + 1)), 1 - 0.5 / (settled + 1))
                lent = CAUTION * LEAST
                exact = (share * settled + mean * lent) / (settled + lent)
                assert rate.estimate.learned == pytest.approx(exact)


def test_places_come_in_order() -> None:
    found = learn_placement_rates(find_placements(shop(SHOP)), pool([(name, "no", 1) for name in RUNGS]))
    assert [rate.where for rate in found.rungs] == [0, 1, "several", "none"]
    assert [rate.where for rate in found.lists] == ["product", "prospects", "ultimate", "several", "none"]
    assert not any(learn_placement_rates(find_placements(shop(SHOP)), {}))


def read(folder: Path, orders: str, log: str) -> PlacementRates:
    """Return what orders and a log say on 1 March."""
    (folder / "orders.csv").write_text("customer,item,date\nz,Mug,2026-02-28\n" + orders, encoding="utf-8")
    (folder / "log.csv").write_text("customer,offer,event,date\n" + log, encoding="utf-8")
    request = OrdersRequest(parse_source(str(folder / "orders.csv")), parse_source(str(folder / "log.csv")))
    with opened_engine() as engine:
        learned = learn_pairs(engine, shop(SHOP), request, dt.date(2026, 3, 1))
    assert learned.placements
    return learned.placements


def test_a_smaller_version_after_a_no_is_on_its_own_rung_and_open_is_no_no(tmp_path: Path) -> None:
    """Of four asked for the pot one bought it, two said No and were asked for the cup, one has not answered; of the cups one was bought."""
    log = "".join(
        f"{who},{offer},{event},2026-02-{day}\n"
        for who, offer, event, day in (
            ("ann", "Pot", "offered", "01"),
            ("bob", "Pot", "offered", "01"),
            ("bob", "Pot", "declined", "03"),
            ("bob", "Cup", "offered", "04"),
            ("cat", "Pot", "offered", "02"),
            ("cat", "Pot", "declined", "04"),
            ("cat", "Cup", "offered", "05"),
            ("dan", "Pot", "offered", "27"),
        )
    )
    found = read(tmp_path, "ann,Pot,2026-02-06\nbob,Cup,2026-02-07\n", log)
    first, smaller = found.rungs
    assert (first.where, first.estimate[:3]) == (0, (4, 1, 1))
    assert (smaller.where, smaller.estimate[:3]) == (1, (2, 1, 1))
    assert first.estimate.learned == pytest.approx(1 / 3, abs=1e-9)  # not 1 / 4
    assert first.estimate.settled < 4
    (listed,) = found.lists
    assert (listed.where, listed.estimate[:3]) == ("product", (6, 2, 2))
