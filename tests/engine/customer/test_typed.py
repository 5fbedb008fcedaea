"""What people type about a customer: names, skus, prices and dates in one text."""

from decimal import Decimal

import pytest

from ipp.engine.customer.events import Bought, Declined, Did, Event, Offered
from ipp.engine.customer.typed import History, read_attributes, read_history
from ipp.engine.lookup import find_price, list_offers
from ipp.engine.policy.compile import Policy
from ipp.errors import RequestError
from tests.engine.feet import FEET, day, policy_of

STORE = policy_of(FEET)
ODD = policy_of("""
ipp: 1
ultimate: Club
products:
  Club: {price: 30}
  Cream @ Home: {price: 12, next: Club}
  Shoes: {price: 60, next: [{offer: Shoes for 2, price: 99}, Shoes for 2, {offer: Shoes, price: 50}]}
  Shoes for 2: {price: 110}
  Soap@2026-05-01: {price: 4}
  Soap: {price: 3}
touches: {Call @ noon: {kind: event}}
""")
TODAY = day(30)  # 1 July 2026


def told(policy: Policy = STORE, **said: list[str]) -> tuple[Event, ...]:
    return heard(policy, **said).customer.events


def heard(policy: Policy = STORE, **said: list[str]) -> History:
    return read_history(policy, TODAY, **said)


def refused(policy: Policy = STORE, **said: list[str]) -> str:
    with pytest.raises(RequestError) as error:
        read_history(policy, TODAY, **said)
    return str(error.value)


# Names and dates


@pytest.mark.parametrize("text", ["Toe Massager", "toe massager", "TOE MASSAGER", "TM-5000", "tm-5000"])
def test_a_good_is_named_by_its_name_or_sku_in_any_case(text: str) -> None:
    assert told(bought=[text]) == (Bought(("Toe Massager",), TODAY),)
    assert told(bought=[f"{text}@2026-06-11"]) == (Bought(("Toe Massager",), day(10)),)


def test_each_purchase_is_an_order_of_its_own_in_the_order_given() -> None:
    events = told(bought=["Insoles@2026-06-11", "Foot Spa Bundle@2026-06-11", "Nail Kit"])
    assert events == (
        Bought(("Insoles",), day(10)),
        Bought(("Foot Spa Bundle",), day(10)),
        Bought(("Nail Kit",), TODAY),
    )


def test_every_sort_of_event_can_be_told() -> None:
    events = told(
        bought=["Nail Kit"], declined=["Insoles@2026-06-30"], offered=["Gift Card"], did=["letter@2026-06-02"]
    )
    assert set(events) == {
        Bought(("Nail Kit",), TODAY),
        Declined(("Insoles", None), day(29)),
        Offered(("Gift Card", None), TODAY),
        Did("Letter", day(1)),
    }


def test_names_may_hold_at_signs_and_prices_of_their_own() -> None:
    assert told(ODD, bought=["cream @ home"]) == (Bought(("Cream @ Home",), TODAY),)
    assert told(ODD, bought=["Cream @ Home@2026-06-11"]) == (Bought(("Cream @ Home",), day(10)),)
    assert told(ODD, did=["Call @ noon@2026-06-11"]) == (Did("Call @ noon", day(10)),)
    assert told(ODD, bought=["Shoes for 2"]) == (Bought(("Shoes for 2",), TODAY),)
    assert told(ODD, bought=["Shoes for 2@2026-06-11"]) == (Bought(("Shoes for 2",), day(10)),)


def test_the_longest_reading_that_is_a_name_wins() -> None:
    assert told(ODD, bought=["Soap@2026-05-01"]) == (Bought(("Soap@2026-05-01",), TODAY),)
    assert told(ODD, bought=["Soap@2026-05-02"]) == (Bought(("Soap",), day(-30)),)
    assert told(ODD, bought=["Soap@2026-05-01@2026-05-03"]) == (Bought(("Soap@2026-05-01",), day(-29)),)


# Prices


def test_a_price_names_the_offer() -> None:
    assert told(declined=["Insoles for 29"]) == (Declined(("Insoles", Decimal(29)), TODAY),)
    assert told(declined=["Insoles for 29.00@2026-06-11"]) == (Declined(("Insoles", Decimal(29)), day(10)),)
    assert told(declined=["Insoles for 39"]) == (Declined(("Insoles", None), TODAY),)  # the list price
    assert told(ODD, declined=["Shoes for 2 for 99"]) == (Declined(("Shoes for 2", Decimal(99)), TODAY),)
    assert told(ODD, declined=["Shoes for 50"]) == (Declined(("Shoes", Decimal(50)), TODAY),)


def test_a_price_that_is_nowhere_asked_is_refused_with_those_that_are() -> None:
    assert refused(declined=["Insoles for 33"]) == "`Insoles` is not offered for 33; its prices are 39, 29"


def test_a_bare_name_is_the_dearest_offer_not_answered_yet() -> None:
    """3: where the item is offered at several prices; and it is said that this was assumed."""
    one = heard(declined=["Insoles"])
    assert one.customer.events == (Declined(("Insoles", None), TODAY),)
    assert one.assumptions == ("`Insoles` is offered at 2 prices; the No is taken as the one for 39",)
    two = heard(declined=["Insoles@2026-06-05", "Insoles@2026-06-02"])  # by day, not as given
    assert two.customer.events == (
        Declined(("Insoles", None), day(1)),
        Declined(("Insoles", Decimal(29)), day(4)),
    )
    after = heard(declined=["Insoles"], offered=["Insoles"])
    assert after.customer.events[1] == Offered(("Insoles", Decimal(29)), TODAY)
    assert after.assumptions[1] == "`Insoles` is offered at 2 prices; the offer is taken as the one for 29"
    assert heard(declined=["Nail Kit"]).assumptions == ()


PLANS = policy_of(
    """
ipp: 1
ultimate: {offer: Pro, again_after: 60d}
products:
  Mug: {price: 9, next: [Basic, Pro]}
  Basic: {price: 5, every: month, winback: [{offer: Basic, price: 3}]}
  Pro: {price: 20, every: month, winback: [{offer: Pro, price: 15}]}
"""
)


def list_prices_told(**texts: list[str]) -> list[str]:
    """Say at which prices offers were asked and declined, in their order."""
    events = told(PLANS, **texts)
    return [
        f"{'asked' if isinstance(event, Offered) else 'no'} {find_price(PLANS, event.offer)}"
        for event in sorted(events, key=lambda event: event.on)
        if isinstance(event, Offered | Declined)
    ]


def test_a_bare_no_is_to_what_was_asked() -> None:
    """3: to the ask that is open, and late to the one that was met with silence; 8: it takes the place of the silent No."""
    asked = ["Basic@2026-06-01"]
    assert list_prices_told(offered=asked, declined=["Basic@2026-06-03"]) == ["asked 5", "no 5"]
    assert list_prices_told(offered=asked, declined=["Basic@2026-06-10"]) == ["asked 5", "no 5"]
    dear = ["Basic for 3@2026-06-01"]
    assert list_prices_told(offered=dear, declined=["Basic@2026-06-03"]) == ["asked 3", "no 3"]


def test_a_bare_name_means_what_is_not_answered_on_its_day() -> None:
    """3: a return is a No to the list price; 11: a No to the ultimate expires."""
    gone: dict[str, list[str]] = {"bought": ["Basic@2026-03-01"], "cancelled": ["Basic@2026-05-01"]}
    assert list_prices_told(**gone, offered=["Basic@2026-05-02"]) == ["asked 3"]
    assert list_prices_told(**gone, declined=["Basic@2026-05-02"]) == ["no 3"]
    assert list_prices_told(declined=["Pro@2026-01-01", "Pro@2026-03-10"]) == ["no 20", "no 20"]
    assert list_prices_told(declined=["Pro@2026-01-01", "Pro@2026-01-10"]) == ["no 20", "no 15"]


def test_the_offers_of_an_item_are_those_of_all_lists_dearest_first() -> None:
    def offers(policy: Policy, name: str) -> list[str]:
        return [str(find_price(policy, offer)) for offer in list_offers(policy, [name])[name]]

    assert offers(ODD, "Shoes for 2") == ["110", "99"]
    assert offers(ODD, "Shoes") == ["50"]  # no list asks for the list price
    assert offers(ODD, "Soap") == ["3"]  # nothing asks for it at all: what is said of it means the list price
    assert offers(ODD, "Club") == ["30"]


# Refusals


def test_a_part_of_a_name_is_refused_with_the_names_that_have_it() -> None:
    assert (
        refused(bought=["toe"])
        == "--bought: no product or bundle is called 'toe'; did you mean 'Toe Massager'?"
    )
    assert refused(ODD, bought=["sho"]).endswith("did you mean 'Shoes', 'Shoes for 2'?")
    assert refused(ODD, bought=["home"]).endswith("did you mean 'Cream @ Home'?")
    assert "did you mean" not in refused(ODD, bought=["o"])


def test_an_attribute_that_no_segment_asks_for_is_said() -> None:
    (said,) = heard(attributes=["colour=blue"]).assumptions
    assert said.startswith("no segment asks for `colour`, so it changes nothing")


def test_an_unknown_name_is_refused_with_the_nearest() -> None:
    assert (
        refused(bought=["Toe Masager"])
        == "--bought: no product or bundle is called 'Toe Masager'; did you mean 'Toe Massager'?"
    )
    assert refused(did=["Leter"]) == "--did: no touch is called 'Leter'; did you mean 'Letter'?"
    assert (
        refused(offered=["xyzzy"])
        == "--offered: no product or bundle is called 'xyzzy'; `ipp map` shows the names in the path"
    )
    assert refused(bought=["Toee"]).endswith("'Toee'; did you mean 'Toe Massager'?")
    assert "did you mean 'TM-5000'?" in refused(bought=["TM5000"])


def test_an_unknown_name_with_a_date_or_a_price_is_refused_with_the_nearest_too() -> None:
    assert "'Toe Masager'; did you mean 'Toe Massager'?" in refused(bought=["Toe Masager@2026-06-11"])
    assert "did you mean 'Insoles'?" in refused(declined=["Insole for 29"])


def test_a_misspelt_name_with_an_at_sign_is_no_bad_date() -> None:
    assert refused(ODD, bought=["Creem @ Home"]) == (
        "--bought: no product or bundle is called 'Creem @ Home'; did you mean 'Cream @ Home'?"
    )


def test_a_touch_is_not_bought_and_a_product_is_not_done() -> None:
    assert refused(bought=["Letter"]) == "`Letter` is a touch, and cannot be bought; use --did 'Letter'"
    assert refused(declined=["letter"]) == "`Letter` is a touch, and cannot be bought; use --did 'Letter'"
    assert refused(did=["IN-1"]).startswith("`Insoles` is not a touch; use --bought, --offered or --declined")


@pytest.mark.parametrize("text", ["2026-13-01", "tomorrow", "06/01/2026", "2026-02-30"])
def test_a_bad_date_is_refused(text: str) -> None:
    message = refused(bought=[f"Nail Kit@{text}"])
    assert text in message and message.endswith("dates are written like 2026-12-31")


def test_a_date_that_can_mean_one_day_only_is_said_as_it_is_written() -> None:
    assert refused(bought=["Nail Kit@01.06.2026"]).endswith(
        "'01.06.2026' is not a date; write it as 2026-06-01"
    )


def test_a_day_after_today_is_refused_and_today_is_not() -> None:
    assert refused(bought=["Nail Kit@2026-07-02"]) == "--bought: 2026-07-02 lies after today, 2026-07-01"
    assert told(bought=["Nail Kit@2026-07-01"]) == (Bought(("Nail Kit",), TODAY),)


@pytest.mark.parametrize("price", ["1,50", "1.", "."])
def test_a_bad_price_is_refused(price: str) -> None:
    assert "amount of money" in refused(declined=[f"Insoles for {price}"])


# Attributes


def test_attributes_are_names_and_values() -> None:
    assert read_attributes(["concern = heel", "note=a=b", "empty="]) == {
        "concern": "heel",
        "note": "a=b",
        "empty": "",
    }


def test_an_attribute_has_one_value_however_it_is_written() -> None:
    assert read_attributes(["concern=heel", "concern=HEEL"]) == {"concern": "HEEL"}
    with pytest.raises(RequestError, match="two values, 'heel' and 'arch'"):
        read_attributes(["concern=heel", "Concern=arch"])


@pytest.mark.parametrize("text", ["heel", "=heel", " =heel", ""])
def test_another_form_is_refused(text: str) -> None:
    with pytest.raises(RequestError, match="write it as NAME=VALUE"):
        read_attributes([text])
