"""A year of customers of the shipped files, walked with the second engine."""

import datetime as dt
import functools
from pathlib import Path

import pytest

from tests.amounts import LONG, by_hand, long, thin_out

from .naive import naive_next
from .plain import Event, Store
from .year import HABITS, Decide, Habit, Walk, first_purchases, is_good, plain_store, summary, walk_year

ROOT = Path(__file__).parents[2]
START = dt.date(2026, 1, 10)
SOAP = "Silky Soak Formula"


def shipped(file: str) -> Store:
    """A path file of the project, as the second engine reads it."""
    return plain_store((ROOT / file).read_text("utf-8"))


def decided_by(store: Store) -> Decide:
    """The second engine as what decides."""
    return functools.partial(naive_next, store)


@pytest.mark.parametrize("habit", HABITS, ids=lambda habit: habit.name)
@pytest.mark.parametrize("file", thin_out(["tiny", "coach", "courses", "trainer"]))
def test_nobody_waits_a_year_and_nobody_is_starved(file: str, habit: Habit) -> None:
    store = shipped(f"examples/{file}.yaml")
    firsts = first_purchases(store)[:: 1 if file == "tiny" else 24 if habit.buys == "new" else 12]
    for first in firsts:
        year = walk_year(store, decided_by(store), first, habit, START)
        assert is_good(store, year), (first, year)


@pytest.mark.parametrize(
    "habit",
    [
        HABITS[0],
        *(
            pytest.param(habit, marks=by_hand if habit is HABITS[1] else long)
            for habit in (HABITS[1], HABITS[4])
        ),
    ],
    ids=lambda habit: habit.name,
)
def test_the_buyers_of_the_storefront_are_asked_to_join_the_club(habit: Habit) -> None:
    store = shipped("paths/store.yaml")
    for first in (SOAP, "Running Insoles")[: 2 if LONG and habit is HABITS[0] else 1]:
        year = walk_year(store, decided_by(store), first, habit, START)
        assert is_good(store, year), (first, year)
        assert year.most_within(1) == 1


def test_soap_every_week_planned_daily_asks_each_offer_once_and_then_the_club() -> None:
    """Six orders in six weeks, silence to every ask: each offer is made once, silence becomes a No."""
    store = shipped("paths/store.yaml")
    first = dt.date(2026, 1, 1)
    orders = [first + dt.timedelta(days=7 * week) for week in range(6)]
    history: list[Event] = [{"kind": "bought", "items": [SOAP], "on": day} for day in orders]
    asked: list[tuple[str, int]] = []
    for number in range(60):
        today = first + dt.timedelta(days=number)
        result = naive_next(store, history, {}, today)
        action = result["action"]
        if action["kind"] == "touch" and result["state"] != "wait":
            history.append({"kind": "did", "touch": action["name"], "on": today})
        elif result["state"] in ("offer", "rest"):
            price = str(action["price"])
            history.append({"kind": "offered", "offer": action["name"], "price": price, "on": today})
            asked.append((action["name"], number))
    names = [name for name, _ in asked]
    assert len(names) == len(set(names))
    assert asked[0] == ("House Pair", 4)
    assert "Happy Feet Club" in names


def test_a_walk_that_skips_days_meets_what_a_walk_of_every_day_meets() -> None:
    store = shipped("examples/tiny.yaml")
    store["products"]["Mug"]["next"] = [{"offer": "Teapot", "from": "03-01", "until": "04-15"}]
    store["ultimate"] = {"offer": "Sunday Clay Club", "again_after": "40d"}
    for habit in HABITS[:3]:
        every = Walk(store, decided_by(store), "Mug", habit, {}, START, 200)
        every.looks |= {START + dt.timedelta(days=number) for number in range(201)}
        assert every.walk() == walk_year(store, decided_by(store), "Mug", habit, START, length=200)


def test_the_summary_counts_walks() -> None:
    store = shipped("examples/tiny.yaml")
    years = [walk_year(store, decided_by(store), name, HABITS[0], START) for name in ("Mug", "Teapot")]
    found = summary(years)
    assert (found["walks"], found["asked"], found["silence"], found["repeated"]) == (2, 2, 30, 0)
