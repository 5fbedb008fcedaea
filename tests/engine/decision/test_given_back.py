"""Customers who give things back, are charged or cancel, on whole path files."""

import itertools
from decimal import Decimal

import pytest

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
from ipp.engine.customer.state import State
from ipp.engine.decision.decide import decide
from ipp.engine.decision.follow import decide_after
from ipp.loading import pause_items
from tests.engine.feet import day, written

COFFEE = """
ipp: 1
store: Coffee
ultimate: Tasting Week
products:
  Mug: {price: 20, next: Grinder}
  Grinder: {price: 60}
  Coffee Box: {price: 25, every: month, lapses: 45d, next: [Mug], winback: [{offer: Coffee Box, price: 19, after: 20d}]}
  Tasting Week: {price: 900}
touches: {Letter: {kind: content}}
next: [{offer: Tasting Week, after: 60d}]
rest: [{do: Letter, every: 30d}]
defaults: {after: 3d, patience: 14d, gap: 2d}
"""


def live_year(text: str, *events: Event, complete: bool = False, length: int = 365) -> list[tuple[int, str]]:
    """Return what a customer hears in a year who never answers, with the day; their own events come on their days."""
    policy, heard, known = written(text).policy, [], list[Event]()
    for number in range(length):
        today = day(number)
        known += [event for event in events if event.on == today]
        customer = Customer(tuple(known), {}, today if complete else None)
        for _ in range(9):
            decision = decide(policy, customer, today)
            action = decision.action
            if action is None or decision.state == "wait":
                break
            heard.append((number, action.name))
            done: Event = Offered(action.offer, today) if action.offer else Did(action.name, today)
            known.append(done)
            customer = customer.add_events(done)
    return heard


def test_a_year_of_monthly_charges_asks_as_one_purchase_does() -> None:
    """Its charges are no purchases: Mug is asked once, Grinder never, Tasting Week 60 days after the first purchase."""
    charges = [Bought(("Coffee Box",), day(30 * month)) for month in range(12)]
    heard = live_year(COFFEE, *charges, complete=True)
    assert [number for number, name in heard if name == "Mug"] == [3]
    assert [name for _, name in heard if name == "Grinder"] == []
    assert next(number for number, name in heard if name == "Tasting Week") == 60
    assert [name for _, name in heard if name == "Coffee Box"] == []


def test_who_stops_paying_is_won_back_and_never_silent_for_long() -> None:
    charges = [Bought(("Coffee Box",), day(30 * month)) for month in range(3)]
    heard = live_year(COFFEE, *charges, complete=True)
    assert [number for number, name in heard if name == "Coffee Box"] == [60 + 45 + 20]
    on = [number for number, _ in heard if number >= 60]
    assert max(later - earlier for earlier, later in itertools.pairwise(on)) <= 30


def test_a_member_who_leaves_is_asked_again_after_a_while() -> None:
    store = """
ipp: 1
ultimate: Club
products:
  Mug: {price: 20, next: [Club]}
  Club: {price: 15, every: month, next: [Letter], winback: [{do: Exit question}]}
touches: {Letter: {kind: content}, Exit question: {kind: other}}
rest: [{do: Letter, every: 30d}]
"""
    heard = live_year(store, Bought(("Mug",), day(0)), Bought(("Club",), day(2)), Cancelled("Club", day(110)))
    assert (110, "Exit question") in heard
    assert [number for number, name in heard if name == "Club" and number > 2] == [200]


def test_a_yes_answers_an_open_ask_though_its_order_is_a_charge() -> None:
    policy, box = written(COFFEE).policy, ("Coffee Box", None)
    asked = Customer((Bought(("Coffee Box",), day(0)), Offered(box, day(4))))
    charged = decide(policy, asked.add_events(Bought(("Coffee Box",), day(6))), day(6))
    assert charged.action and (charged.state, charged.action.due) == ("wait", day(18))  # nobody said Yes
    answered = decide(policy, asked.add_events(Accepted(box, day(6))), day(6))
    assert answered.action and (answered.state, answered.action.name) == ("offer", "Mug")


def test_a_yes_by_a_charge_on_the_last_day_of_patience_comes_before_the_silence() -> None:
    policy, box = written(COFFEE).policy, ("Coffee Box", None)
    events = (Bought(("Coffee Box",), day(0)), Offered(box, day(4)), Accepted(box, day(18)))
    state = State(policy, Customer(events), day(18))
    assert (state.noes, state.open_asks) == ({}, ())


BOXED = """
ipp: 1
store: Coffee
ultimate: {offer: Tasting Week, cold: false}
products:
  Mug: {price: 20, next: [Beans, Grinder]}
  Grinder: {price: 60}
  Beans: {price: 25, every: month, lapses: 45d, consumable: true}
  Tasting Week: {price: 900}
bundles: {Starter: {items: [Beans, Mug], price: 40}}
defaults: {patience: 14d}
"""


@pytest.mark.parametrize("known", [(), (Bought(("Beans",), day(2)),)])
def test_a_consumable_membership_in_a_bundle_is_not_asked_again_once_accepted(
    known: tuple[Event, ...],
) -> None:
    policy, beans = written(BOXED).policy, ("Beans", None)
    asked = (Bought(("Starter",), day(0)), Offered(beans, day(2)), *known)
    before = decide(policy, Customer(asked), day(2))
    assert before.action and (before.state, before.action.name) == ("wait", "Beans")
    after = decide(policy, Customer((*asked, Accepted(beans, day(2)))), day(2))
    assert after.action and (after.state, after.action.name) == ("offer", "Grinder")


def test_a_yes_to_a_refill_of_a_membership_answers_it_though_its_order_is_a_charge() -> None:
    policy = written(COFFEE.replace("lapses: 45d", "refill: 20d").replace("next: [Mug], ", "")).policy
    customer = Customer((Bought(("Coffee Box",), day(0)), Declined(("Tasting Week", None), day(10))))
    decision = decide(policy, customer, day(25))
    assert decision.action and (decision.action.name, decision.action.origin) == ("Coffee Box", "refill")
    after = decide_after(policy, customer, decision, yes=True)
    assert after and after.action and not after.awaiting
    assert (after.action.name, after.action.due) == ("Letter", day(25))


def test_a_first_purchase_given_back_leaves_the_store_wide_list() -> None:
    heard = live_year(COFFEE, Bought(("Mug",), day(0)), Returned("Mug", day(2)), length=100)
    assert heard[0] == (60, "Tasting Week")


def test_what_is_out_of_stock_for_one_run_is_passed_over() -> None:
    store = written(COFFEE)
    customer = Customer((Bought(("Mug",), day(0)),))
    assert decide(store.policy, customer, day(3)).action.name == "Grinder"  # type: ignore[union-attr]
    without = decide(pause_items(store, ["grinder"]).policy, customer, day(3))
    assert without.action and without.action.name == "Tasting Week"
    assert [(each.step, each.reason.why) for each in without.passed][:1] == [("Grinder", "paused")]


def test_a_price_that_changed_makes_nobody_forget_what_was_asked() -> None:
    customer = Customer((Bought(("Mug",), day(0)), Declined(("Grinder", None), day(3))))
    sale = Customer((Bought(("Mug",), day(0)), Declined(("Grinder", Decimal(49)), day(3))))
    for known in (customer, sale):
        action = decide(written(COFFEE.replace("price: 60", "price: 70")).policy, known, day(5)).action
        assert action and action.name == "Tasting Week"
