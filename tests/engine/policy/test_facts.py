"""Facts that segments ask for: shares by the published vectors, and what customers ordered ever."""

import datetime as dt
import json
import os
import unicodedata
from decimal import Decimal

import pytest

from ipp.engine.customer.events import Accepted, Bought, Cancelled, Customer, Event, Returned
from ipp.engine.customer.state import State
from ipp.engine.policy.facts import Share, draw_customer, is_in_share, make_share, write_threshold
from ipp.path.values import ShareRange, parse_share_range
from ipp.text.cells import spell_customer
from tests.engine.feet import policy_of
from tests.oracle.belonging import in_share
from tests.share_vectors import FILE, list_pairs, read_vectors

TODAY = dt.date(2026, 11, 22)
STORE = """
ipp: 1
ultimate: Club
products:
  Soap: {price: 4, consumable: true}
  Mug: {price: 9.50}
  Club: {price: 29, every: month, lapses: 45d}
bundles: {Kit: {items: {Soap: 2}, free: Mug, price: 11}}
segments:
  soap: {bought_any: [Soap, Club]}
  kit: {bought_any: Kit}
  six soaps: {quantity: {Soap: 6, Mug: 1}}
  twice: {orders: 2}
  rich: {spent: 50}
  quiet: {quiet_for: 60d}
"""
POLICY = policy_of(STORE)


def test_the_published_vectors_are_fresh() -> None:
    made = []
    for salt, customer in list_pairs():
        folded, spelled = unicodedata.normalize("NFC", salt), spell_customer(customer)
        text, digits = f"ipp:1:{folded}:{spelled}", draw_customer(folded, spelled)
        made.append({"salt": salt, "customer": customer, "text": text, "digits": digits})
    written = json.dumps(made, indent=1) + "\n"
    if os.environ.get("IPP_UPDATE"):
        FILE.write_text(written, encoding="ascii")
    assert FILE.read_text(encoding="ascii") == written


def test_200_vectors_say_who_belongs() -> None:
    vectors = read_vectors()
    assert len(vectors) == 200
    for vector in vectors:
        for half in (ShareRange(Decimal(0), Decimal("0.5")), ShareRange(Decimal("0.5"), Decimal(1))):
            share = make_share(vector.salt, half)
            drawn = int(vector.digits, 16) * 2 >= 2**32
            assert is_in_share(share, spell_customer(vector.customer)) is (drawn == bool(half.low))


@pytest.mark.parametrize("text", ["50%", "33% to 67%", "0.1%", "99.99% to 100%", "100%", "0% to 12.5%"])
def test_the_naive_engine_draws_the_same(text: str) -> None:
    for number in range(200):
        customer = f"c{number}@example.com"
        share = make_share("arms", parse_share_range(text))
        naive = in_share([{"kind": "customer", "id": customer, "on": TODAY}], "arms", text)
        assert is_in_share(share, customer) is naive


def test_thresholds_are_rounded_up() -> None:
    assert write_threshold(Decimal(0)) == "00000000"
    assert write_threshold(Decimal("0.5")) == "80000000"
    assert write_threshold(Decimal("0.1")) == "1999999a"
    assert write_threshold(Decimal("0.000000001")) == "00000005"
    assert write_threshold(Decimal(1)) is None


def test_raising_a_share_only_adds_people() -> None:
    for vector in read_vectors():
        shares = [make_share("s", ShareRange(Decimal(0), Decimal(part) / 100)) for part in range(1, 101)]
        held = [is_in_share(share, vector.customer) for share in shares]
        assert held == sorted(held)


def test_nobody_without_an_id_belongs_even_to_all() -> None:
    assert not is_in_share(Share("s", "00000000", None), None)
    assert is_in_share(Share("s", "00000000", None), "")


def holding(*events: Event, today: dt.date = TODAY) -> set[str]:
    state = State(POLICY, Customer(events, complete_until=today), today)
    return {name for name in POLICY.conditions if state.segments.judge(name)}


def test_what_was_ordered_counts_for_ever() -> None:
    assert holding() == set()
    assert holding(Bought(("Soap",), TODAY)) == {"soap"}
    assert holding(Bought(("Soap",), TODAY), Returned("Soap", TODAY)) == {"soap"}
    assert holding(Bought(("Kit",), TODAY, (3,))) == {"soap", "kit", "six soaps"}
    assert holding(Bought(("Mug", "Soap"), TODAY, (1, 5)), Bought((), TODAY, others=True)) == {
        "soap",
        "twice",
    }


def test_charges_are_paid_but_are_no_orders() -> None:
    begun = TODAY - dt.timedelta(days=30)
    charged = (Bought(("Club",), begun), Bought(("Club",), TODAY))
    assert holding(*charged) == {"soap", "rich"}
    assert holding(*charged, Cancelled("Club", TODAY), Bought(("Club",), TODAY)) >= {"rich"}


def test_what_orders_say_was_paid_goes_before_list_prices() -> None:
    assert "rich" in holding(Bought(("Soap",), TODAY, paid=Decimal(50)))
    assert "rich" not in holding(Bought(("Mug",), TODAY, (6,), paid=Decimal("49.99")))
    assert "rich" in holding(Bought(("Mug",), TODAY, (6,)))
    assert "rich" in holding(Accepted(("Mug", Decimal(50)), TODAY))
    assert "rich" not in holding(Accepted(("Mug", None), TODAY))


def test_who_never_bought_is_not_quiet() -> None:
    day = dt.timedelta(days=1)
    assert holding(today=TODAY + 90 * day) == set()
    assert "quiet" not in holding(Bought(("Mug",), TODAY), today=TODAY + 59 * day)
    assert "quiet" in holding(Bought(("Mug",), TODAY), today=TODAY + 60 * day)


def test_a_charge_ends_the_quiet() -> None:
    """So do orders of unknown things; a return does not."""
    day = dt.timedelta(days=1)
    bought, charged = Bought(("Club",), TODAY), Bought(("Club",), TODAY + 30 * day)
    assert "quiet" in holding(bought, today=TODAY + 60 * day)
    assert "quiet" not in holding(bought, charged, today=TODAY + 60 * day)
    assert "quiet" not in holding(bought, charged, today=TODAY + 89 * day)
    assert "quiet" in holding(bought, charged, today=TODAY + 90 * day)
    unknown = Bought((), TODAY + 30 * day, others=True)
    assert "quiet" not in holding(Bought(("Mug",), TODAY), unknown, today=TODAY + 60 * day)
    back = Returned("Mug", TODAY + 30 * day)
    assert "quiet" in holding(Bought(("Mug",), TODAY), back, today=TODAY + 60 * day)


def test_three_orders_and_three_days_are_two_facts() -> None:
    """Both are written as a 3: days pass for a customer who was looked at before."""
    policy = policy_of(
        "ipp: 1\nultimate: Mug\nproducts: {Mug: {price: 3}}\nsegments: {calm: {quiet_for: 3d}, keen: {orders: 3}}\n"
    )
    assert (policy.quiet_days, len(policy.facts)) == ((3,), 2)


def test_what_was_given_back_is_not_spent_and_a_cancellation_gives_nothing_back() -> None:
    begun = TODAY - dt.timedelta(days=30)
    much = Bought(("Kit",), begun, (5,))
    assert "rich" in holding(much)
    assert "rich" not in holding(much, Returned("Kit", TODAY))
    assert "rich" in holding(much, Returned("Club", TODAY)), "what they never had takes nothing off"
    charged = (Bought(("Club",), begun), Bought(("Club",), TODAY))
    assert "rich" not in holding(*charged, Returned("Club", TODAY))
    assert "rich" in holding(*charged, Cancelled("Club", TODAY))
