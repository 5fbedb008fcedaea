"""What returns leave: a customer who gave everything back reads the store-wide list alone, and nobody is left colder than who never bought what was given back.

Every answer is that of the second engine; the stores are small, and random.
"""

import datetime as dt
from collections import Counter
from decimal import Decimal
from functools import partial
from typing import Any

from ipp.proof.assumptions import close_windows
from ipp.proof.customers.sellable import list_sellable
from tests.amounts import amount, long
from tests.engine.agreement import read
from tests.oracle.choice import Choice, seeded
from tests.oracle.customers import UNKNOWN, some_attributes
from tests.oracle.naive import answer, naive_next
from tests.oracle.plain import Event, Store, contents, days, is_membership, ultimate_name
from tests.oracle.strategies import store_of
from tests.oracle.year import KEEPING_NOTHING, Walk, first_purchases
from tests.proof.exploring import DAY, bare
from tests.proof.silence.test_year import closed

STORES = amount(400, least=40)
YEARS = amount(400, least=6, most=10)
YEAR = 365
MOST = 1_000
SLACK = 60
"""Days for which turns of `rest` may be put off by others."""
LONG_AGO = DAY - dt.timedelta(days=400)
"""A No of this day holds up nothing by `gap`: what is given back is no ask."""
Answered = tuple[str, Decimal | None]


def _list_left(store: Store, history: list[Event], facts: dict[str, str]) -> set[Answered]:
    """Return every offer that is made to somebody who says No to all of them, one after the other."""
    history, found = list(history), set[Answered]()
    while (action := naive_next(store, history, facts, DAY)["action"]) is not None:
        answer(history, action, False, DAY)
        if action["kind"] != "touch":
            found.add((action["name"], action["price"]))
    return found


def _give_back(name: str) -> list[Event]:
    return [{"kind": "bought", "items": [name], "on": DAY}, {"kind": "cancelled", "item": name, "on": DAY}]


def test_whoever_gave_everything_back_is_left_what_everybody_reads() -> None:
    """It is the same whatever was given back, but for that itself: its return was a No to its list price."""
    kept = 0
    for seed in range(STORES):
        plain = store_of(seed, given=True)
        policy, store = read(plain).policy, bare(plain)
        facts, last = some_attributes(seeded(seed), plain), ultimate_name(plain)
        unknown: Event = {"kind": "bought", "items": [UNKNOWN], "on": DAY}
        everybody = _list_left(store, [unknown], facts)
        for name in list_sellable(policy):
            gone = {name, *contents(plain, name)}
            if (
                last in gone
                or set(contents(plain, last)) & gone
                or any(is_membership(plain, each) for each in gone)
            ):
                continue  # what is given up is asked for later, and a win-back adds
            refused = {(each, policy.goods[each].price) for each in gone}
            assert _list_left(store, _give_back(name), facts) == everybody - refused, (seed, name)
            kept += bool(everybody - refused)
    assert kept > STORES // 4


class _GivingBack(Walk):
    """The year of somebody who gives back at once what they buy first."""

    def buy(self, name: str, day: dt.date) -> None:
        super().buy(name, day)
        self.history.append({"kind": "cancelled", "item": name, "on": day})


class _Refusing(Walk):
    """The year of somebody whose first order holds only what the path does not know, and who says No to the items of their habit."""

    refused: tuple[Event, ...] = ()

    def buy(self, name: str, day: dt.date) -> None:
        super().buy(UNKNOWN, day)
        self.history.extend(self.refused)


def _hear(walk: Walk) -> set[Answered]:
    """Return what they hear, and at which price."""
    return {(message.name, message.price) for message in walk.walk().messages}


def test_the_year_of_whoever_kept_nothing_is_one_whatever_they_gave_back() -> None:
    """They hear the same things, but for what giving back is a No to: IPP212 walks it once, for who bought what the path does not know.

    A return is no ask, and the rung after it is due the same day: days differ, so that a later day is looked at of the other.
    """
    heard = 0
    for seed in range(YEARS):
        plain: dict[str, Any] = closed(store_of(seed, given=True))
        facts, decide = some_attributes(seeded(seed), plain), partial(naive_next, plain)
        last = ultimate_name(plain)
        apart = {last, *contents(plain, last), *(turn.get("offer") for turn in plain.get("rest") or [])}
        for name in first_purchases(plain)[:2]:
            gone = {name, *contents(plain, name)}
            if apart & gone or any(is_membership(plain, each) for each in gone):
                continue  # what is given up is asked for later, a turn of `rest` counts from the return, and a win-back adds
            refused = tuple(
                {"kind": "declined", "offer": each, "price": None, "on": LONG_AGO} for each in sorted(gone)
            )
            for length, other in ((YEAR, YEAR + SLACK), (YEAR + SLACK, YEAR)):
                given_back = _GivingBack(plain, decide, name, KEEPING_NOTHING, facts, DAY, length)
                refusing = _Refusing(plain, decide, name, KEEPING_NOTHING, facts, DAY, other)
                refusing.refused = refused
                less, more = (given_back, refusing) if length < other else (refusing, given_back)
                some = _hear(less)
                assert some <= _hear(more), (seed, name)
                heard += bool(some)
    assert heard > YEARS


def _rest_of(store: Store, history: list[Event], facts: dict[str, str], day: dt.date) -> frozenset[str]:
    """Return what comes again and again to somebody who says No to everything: nothing when they are left with nothing."""
    history, heard, begun = list(history), set[str](), day
    turns = [each["every"] for each in store.get("rest") or []]
    refills = [each["refill"] for each in store["products"].values() if "refill" in each]
    turns += [each["every"] if isinstance(each, dict) else each for each in refills]
    longest = max(map(days, turns), default=0)
    for _ in range(MOST):
        result = naive_next(store, history, facts, day)
        action = result["action"]
        if action is None:
            return frozenset()
        if result["state"] == "wait":
            day = action["due"]
            continue
        if result["state"] != "rest":
            heard, begun = set(), day
        elif (day - begun).days > longest + SLACK:
            return frozenset(heard)  # each of them had its turn
        else:
            heard.add(action["name"])
        answer(history, action, False, day)
    raise AssertionError("offers without end")


def _some_returns(choice: Choice, store: Store, names: list[str]) -> list[Event]:
    """Return some purchases, of which at least one was given back, each with all its pieces."""
    bought = choice.some(names, 1, min(4, len(names)))
    history: list[Event] = []
    for number, name in enumerate(bought):
        history.append({"kind": "bought", "items": [name], "on": DAY + dt.timedelta(3 * number)})
    end = DAY + dt.timedelta(40)
    for name in choice.some(bought, 1, len(bought)):
        history.append({"kind": "cancelled", "item": name, "on": end})
    return history


def _keep_only(history: list[Event]) -> list[Event]:
    """Return the purchases of somebody who never bought what was given back."""
    gone = {event["item"] for event in history if event["kind"] == "cancelled"}
    orders = [
        event for event in history if event["kind"] == "bought" and not gone.intersection(event["items"])
    ]
    return orders or [{"kind": "bought", "items": [UNKNOWN], "on": DAY}]


def _list_inside(store: Store, history: list[Event], kind: str) -> set[str]:
    """Return the products that were bought, or given back."""
    told = [event for event in history if event["kind"] == kind]
    names = [name for event in told for name in event.get("items", [event.get("item")])]
    return {inside for name in names if name != UNKNOWN for inside in contents(store, name)}


@long
def test_nobody_is_left_colder_than_who_bought_only_what_they_keep_and_declined_all_else() -> None:
    kinds: Counter[str] = Counter()
    for seed in range(STORES):
        plain: dict[str, Any] = closed(store_of(seed, given=True))
        choice = seeded(seed)
        names = list(list_sellable(close_windows(read(plain).policy)))
        if not names:
            continue
        facts, history = some_attributes(choice, plain), _some_returns(choice, plain, names)
        keeper, day = _keep_only(history), DAY + dt.timedelta(41)
        if _list_inside(plain, history, "cancelled") & _list_inside(plain, keeper, "bought"):
            continue  # a part of a bundle was given back, and the bundle was kept
        left = _rest_of(plain, history, facts, day)
        assert left == _rest_of(plain, keeper, facts, day), (seed, history)
        kinds["rest" if left else "nothing"] += 1
    assert min(kinds["rest"], kinds["nothing"]) > STORES // 10, kinds
