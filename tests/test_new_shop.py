"""A file that was written with nothing but `ipp init` and docs/path-file.md: memberships, a box for Advent, variants, an upsell on the thank-you page.

It validates, and the year of its customers makes sense.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from ipp.engine.customer.events import Bought, Cancelled, Customer, Event
from ipp.engine.decision.action import Action
from ipp.engine.decision.decide import decide
from ipp.engine.decision.follow import make_events
from tests.cli.program import inside
from tests.engine.feet import written

SHOP = """\
ipp: 1
store: Leaf & Pot
currency: EUR
ultimate: {offer: Tea Club, ready: regulars, again_after: 120d}

products:
  Green Tea:
    price: 12
    cost: 4
    consumable: true
    refill: 45d
    sku: [GREEN-100, GREEN-250]        # two sizes, one tea
    category: Tea
    next:
      - {offer: Tea Tin, via: thank-you page, take: 15%}
      - {do: How to brew green tea, after: 2d}
  Black Tea:
    price: 11
    cost: 4
    consumable: true
    refill: 45d
    sku: [BLACK-100, BLACK-250]
    category: Tea
    next: [{offer: Tea Tin, via: thank-you page, take: 15%}]
  Tea Tin: {price: 9, cost: 3, sku: [TIN-RED, TIN-BLUE, TIN-BLACK], next: Teapot}
  Teapot: {price: 45, cost: 18, sku: [POT-S, POT-L], next: {offer: Cup Set, after: 14d}}
  Cup Set: {price: 28, cost: 11, next: Tea Club}
  Advent Tea Box: {price: 39, cost: 15, sold: true, next: Teapot}
  Tea Club:
    price: 19
    cost: 8
    every: month
    churn: 6%
    lapses: 45d
    next: [Bring a friend]
    winback: [Why did you leave, {offer: Tea Club, price: 15, after: 60d}]

bundles:
  Starter Set: {items: [Teapot, Cup Set], price: 65, downsell: Teapot, next: Tea Club}

categories:
  Tea:
    next:
      - {offer: Advent Tea Box, from: 11-15, until: 12-20, via: email}
      - {offer: Starter Set, after: 10d, via: email}

touches:
  How to brew green tea: {kind: content}
  Bring a friend: {kind: referral}
  Why did you leave: {kind: other}
  Tea letter: {kind: content}
  Tell us how it tastes: {kind: review}

segments:
  regulars: {orders: 3}

channels:
  thank-you page: {upsells: 2, downsells: 1, after: 0, within: 1d, gap: 0}
  email: {}

next: [Tell us how it tastes, Tea Club]
prospects: [Tea letter, Green Tea]
rest:
  - {do: Tea letter, every: 30d}
defaults: {after: 3d, patience: 7d, gap: 2d, spacing: 1d, via: email}
"""
FIRST = date(2026, 11, 1)
Day = tuple[int, str, str | None]


def walk_year(*history: Event, yes: frozenset[str] = frozenset()) -> Iterator[Day]:
    """Yield what a customer gets in a year who says Yes to some things, and No to all others: the day, what it is, by which channel."""
    policy, customer, day = written(SHOP).policy, Customer(history), history[0].on
    first = day
    while day < first + timedelta(365):
        decision = decide(policy, customer, day)
        action = decision.action
        assert action, f"{decision.state} on {day}"
        if action.due > day:
            day += timedelta(1)  # asked daily, as a plan is run
            continue
        yield (day - first).days, action.name, action.via
        customer = customer.add_events(*make_events(decision, _says_yes(action, yes), day))


def _says_yes(action: Action, yes: frozenset[str]) -> bool:
    return action.offer is None or action.name in yes


def test_it_validates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("shop.yaml").write_text(SHOP, encoding="utf-8")
    said = inside("validate", "shop.yaml")
    assert (said.code, said.out) == (0, "All checks passed (1 file, 7 products).\n")


def test_who_says_no_to_everything_gets_the_right_things_on_the_right_days() -> None:
    year = list(walk_year(Bought(("Green Tea",), FIRST)))
    assert year[:8] == [
        (0, "Tea Tin", "thank-you page"),
        (2, "How to brew green tea", "email"),
        (10, "Starter Set", "email"),
        (12, "Teapot", "email"),
        (14, "Advent Tea Box", "email"),  # on 15 November
        (15, "Tell us how it tastes", "email"),
        (16, "Tea Club", "email"),
        (17, "Tea letter", "email"),
    ]
    days = [day for day, _, via in year if via == "email"]
    assert len(days) == len(set(days))  # never two letters on one day
    assert max(later - day for day, later in pairwise(days)) <= 30
    assert [day for day, name, _ in year if name == "Tea Club"] == [
        16,
        137,
    ]  # once more, 120 days after the No


def test_who_comes_in_spring_is_not_offered_the_box_for_advent_before_november() -> None:
    spring = date(2026, 3, 1)
    year = [(spring + timedelta(day), name) for day, name, _ in walk_year(Bought(("Black Tea",), spring))]
    boxes = [day for day, name in year if name == "Advent Tea Box"]
    assert boxes == [date(2026, 11, 15)]


def test_a_member_leaves_and_is_asked_back_for_less() -> None:
    left = Bought(("Tea Club",), FIRST), Cancelled("Tea Club", FIRST)
    year = list(walk_year(*left))
    days = {name: day for day, name, _ in reversed(year)}
    assert (days["Why did you leave"], days["Tea Club"]) == (3, 60)
