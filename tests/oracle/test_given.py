"""Hand-worked customers who give things back, are charged, cancel, and are known by old names and prices.

Day 0 is 1 June 2026.
"""

from decimal import Decimal
from typing import Any

from .answers import noes_to, offers_made
from .belonging import spent
from .customer import became_theirs, had, owned, times_had
from .holdings import holdings
from .plain import Store
from .worked import (
    accepted,
    ask,
    bought,
    cancelled,
    complete,
    day,
    declined,
    did,
    doing,
    offered,
    returned,
    shop,
)

Z30 = {"offer": "Z", "again_after": "30d"}


def club(**terms: Any) -> Store:
    """A shop with the membership Z, charged monthly, as the ultimate action."""
    made = {"every": "month", **terms}
    return shop(Z=made, ultimate={"offer": "Z", "cold": False, "again_after": "90d"})


# 1: net pieces


def test_they_own_what_they_bought_more_pieces_of_than_they_gave_back() -> None:
    store = shop()
    twice = [bought(0, "A", "A"), returned(3, "A")]
    assert owned(store, twice, day(3)) == ["A"]
    assert owned(store, [*twice, returned(5, "A")], day(4)) == ["A"]
    assert owned(store, [*twice, returned(5, "A")], day(5)) == []
    assert owned(store, [bought(0, "A", "A"), cancelled(3, "A")], day(3)) == []


def test_net_pieces_never_fall_below_nothing_and_what_they_lack_undoes_nothing() -> None:
    store = shop()
    history = [returned(0, "A"), bought(1, "A"), returned(2, "A", 5), bought(3, "A"), returned(4, "B")]
    assert owned(store, history, day(4)) == ["A"]
    assert holdings(store, history, day(4)).unfounded == 6  # 1 before it, 4 of 5, 1 of another
    assert doing(shop(A=["B"]), 4, bought(0, "A"), cancelled(3, "B")) == ("offer", "B", 0)


def test_a_return_told_twice_for_one_day_counts_once() -> None:
    twice = [bought(0, "A", "A", "A"), returned(2, "A"), returned(2, "a", 2), returned(2, "A")]
    assert holdings(shop(), twice, day(2)).pieces["A"] == 1
    assert holdings(shop(), [*twice, cancelled(2, "A")], day(2)).unfounded == 0


def test_a_day_goes_purchases_then_returns() -> None:
    assert owned(shop(), [returned(2, "A"), bought(2, "A")], day(2)) == []
    assert owned(shop(), [returned(2, "A"), bought(3, "A")], day(3)) == ["A"]


def test_a_product_became_theirs_when_its_unbroken_time_began() -> None:
    store = shop(A=[{"offer": "B", "after": "10d"}])
    history = [bought(0, "A"), returned(2, "A"), bought(5, "A"), bought(9, "A"), returned(11, "A")]
    assert became_theirs(store, history, day(12), "A") == day(5)
    assert doing(store, 12, *history) == ("wait", "B", 15)


def test_the_place_in_the_reading_is_that_of_the_latest_purchase_given_back_or_not() -> None:
    store = shop(A=["C"], B=["D"])
    assert doing(store, 9, bought(0, "A"), bought(1, "B"), bought(2, "A"), returned(3, "A")) == (
        "offer",
        "C",
        0,
    )


def test_lists_of_things_given_back_whole_are_not_read_consumables_too() -> None:
    store = shop(A=["C"], S=["D"], next=["E"])
    assert doing(store, 3, bought(0, "A", "S"), returned(2, "A")) == ("offer", "D", 0)
    assert doing(store, 3, bought(0, "A", "S"), returned(2, "A"), returned(3, "S")) == ("offer", "E", 0)


def test_who_kept_nothing_reads_the_store_wide_list_and_no_prospects() -> None:
    store = shop(prospects=["video"], next=[{"offer": "E", "after": "4d"}])
    assert doing(store, 2, bought(0, "A"), returned(1, "A")) == ("wait", "E", 4)
    assert doing(store, 2, returned(1, "A")) == ("touch", "video", 2)  # nothing is known to be bought


# 1: bundles


def test_the_contents_of_a_bundle_are_given_back_with_it() -> None:
    bundle = {"items": {"A": 2}, "free": "S", "price": "15", "next": "C"}
    store = shop(A=["D"], bundles={"Two": bundle}, next=["E"])
    assert doing(store, 3, bought(0, "Two")) == ("offer", "C", 0)
    assert doing(store, 3, bought(0, "Two"), returned(3, "Two")) == ("offer", "E", 0)
    assert owned(store, [bought(0, "Two"), bought(0, "A"), returned(3, "Two")], day(3)) == ["A"]
    assert owned(store, [bought(0, "Two", "Two"), returned(3, "Two")], day(3)) == ["A"]


def test_a_bundle_partly_given_back_stays_accepted_and_its_list_is_read() -> None:
    bundle = {"items": ["A", "B"], "price": "15", "next": "C", "downsell": "D"}
    store = shop(E=["Pair", "S"], bundles={"Pair": bundle})
    history = [bought(0, "E"), bought(1, "Pair"), returned(2, "B")]
    assert doing(store, 3, *history) == ("offer", "C", 1)
    assert doing(store, 3, *history, declined(3, "C")) == ("offer", "S", 3)  # its downsell stays dead


def test_a_bundle_is_gone_when_all_that_lasts_in_it_is() -> None:
    bundle = {"items": ["A", "B", "S"], "price": "15", "next": "C"}
    store = shop(E=["All"], bundles={"All": {**bundle, "downsell": "D"}})
    history = [bought(0, "E"), bought(1, "All"), returned(2, "B"), returned(4, "A")]
    assert doing(store, 4, *history) == ("offer", "D", 4)  # the No to it is of that day
    assert not had(store, history, day(4), "All")
    soap = shop(bundles={"Soaps": {"items": {"S": 3}, "price": "9", "next": "C"}})
    assert doing(soap, 4, bought(0, "Soaps"), returned(2, "S", 3)) == ("offer", "C", 0)


# 3: the Yes is undone, and that is a No


def test_nothing_left_is_a_no_to_the_list_price_and_to_what_was_accepted() -> None:
    steps = ["B", {"offer": "B", "price": "8"}, {"offer": "B", "price": "6"}, "video"]
    store = shop(A=steps)
    for yes in ([offered(1, "B", "8"), bought(2, "B")], [accepted(2, "B", "8")]):
        history = [bought(0, "A"), *yes, returned(5, "B")]
        assert ask(store, 5, *history)["action"]["price"] == Decimal(6)
    alone = [bought(0, "A"), bought(2, "B"), returned(5, "B")]
    assert ask(store, 5, *alone)["action"]["price"] == Decimal(8)


def test_a_partial_return_is_no_no() -> None:
    store = shop(A=["B", "C"])
    assert doing(store, 5, bought(0, "A"), bought(2, "B", "B"), returned(5, "B")) == ("offer", "C", 0)


def test_after_a_return_the_next_rung_is_due_that_same_day() -> None:
    store = shop(A=[{"offer": "B", "after": "3d", "downsell": ["C", {"offer": "D", "after": "4d"}]}])
    history = [bought(0, "A"), bought(3, "B"), returned(20, "B")]
    assert doing(store, 20, *history) == ("offer", "C", 20)
    assert doing(store, 20, *history, declined(20, "C")) == ("wait", "D", 24)


def test_what_a_bundle_brought_and_took_away_is_refused_too() -> None:
    store = shop(E=["A", "C"])
    assert doing(store, 3, bought(0, "E"), bought(1, "AB"), returned(2, "AB")) == ("offer", "C", 0)


def test_a_return_is_no_ask_and_settles_none() -> None:
    store = shop(A=["C"], defaults={"gap": "9d"})
    assert doing(store, 3, bought(0, "A"), bought(0, "B"), returned(3, "B")) == ("offer", "C", 0)
    asked = [bought(0, "A"), bought(0, "B"), offered(2, "C"), returned(3, "B")]
    assert doing(store, 3, *asked) == ("wait", "C", 9)  # a return is no purchase: it is waited for


# 1: memberships and their charges


def test_charges_are_no_purchases_but_pieces() -> None:
    store = club(next=["A", {"offer": "B", "within": "10d"}])
    store["ultimate"] = {"offer": "E", "cold": False}
    monthly = [bought(30 * month, "Z") for month in range(4)]
    assert doing(store, 95, *monthly) == ("offer", "A", 0)
    assert doing(store, 95, *monthly, declined(91, "A")) == ("stranded", None, None)  # within of day 0
    assert doing(store, 91, *monthly[:3], offered(89, "A"), bought(90, "Z")) == ("wait", "A", 96)
    assert doing(store, 95, *monthly, returned(93, "Z")) == ("offer", "A", 0)  # a refund


def test_a_yes_answers_an_open_ask_though_its_order_is_a_charge() -> None:
    store = club(next=["A"])
    store["ultimate"] = {"offer": "E", "cold": False}
    asked = [bought(0, "Z"), offered(1, "Z")]
    assert doing(store, 3, *asked, bought(3, "Z")) == ("wait", "Z", 8)  # the charge alone answers nothing
    assert doing(store, 3, *asked, accepted(3, "Z")) == ("offer", "A", 1)
    assert doing(store, 3, *asked, bought(3, "Z"), accepted(3, "Z")) == ("offer", "A", 1)
    assert doing(store, 1, *asked, accepted(1, "Z")) == ("offer", "A", 1)  # a day goes: offers, answers


def test_a_yes_by_a_charge_on_the_last_day_of_patience_comes_before_the_silence() -> None:
    store = club(next=["A"])
    store["ultimate"] = {"offer": "E", "cold": False}
    asked = [bought(0, "Z"), offered(1, "Z"), accepted(8, "Z")]
    assert doing(store, 8, *asked) == ("offer", "A", 1)
    made = offers_made(store, asked, {}, day(8))
    assert [one.fate for one in made] == ["answered"]
    assert noes_to(store, asked, made, day(8), made[0].offer) == []


def test_a_consumable_membership_held_through_a_bundle_is_asked_until_they_accept_it() -> None:
    store = club(consumable=True)
    store["ultimate"] = {"offer": "E", "cold": False}
    store["products"]["A"]["next"] = ["Z"]
    store["bundles"]["Z and A"] = {"items": ["Z", "A"], "price": "30"}
    asked = [bought(0, "Z and A"), offered(2, "Z")]
    assert doing(store, 2, *asked, bought(2, "Z"))[:2] == ("wait", "Z")  # the charge alone answers nothing
    assert doing(store, 2, *asked, accepted(2, "Z"))[1] != "Z"
    assert doing(store, 2, *asked, bought(2, "Z"), accepted(2, "Z"))[1] != "Z"
    assert had(store, [*asked, accepted(2, "Z")], day(2), "Z")
    assert not had(store, [*asked, bought(2, "Z")], day(2), "Z")


def test_a_membership_in_a_bundle_is_a_charge_while_they_have_it() -> None:
    store = club(next=["C"])
    store["ultimate"] = {"offer": "E", "cold": False}
    store["bundles"]["Z and A"] = {"items": ["Z", "A"], "price": "30"}
    history = [bought(0, "Z"), bought(5, "B"), bought(9, "Z and A")]
    assert ask(store, 9, *history)["action"] == {**ask(store, 9, bought(0, "Z"))["action"]}
    assert (
        doing(store, 20, bought(0, "Z and A"), bought(9, "B"), cancelled(15, "Z"), bought(20, "Z"))[2] == 20
    )


def test_giving_back_the_only_piece_is_a_cancellation_and_cancelling_ends_all() -> None:
    store = club(winback=["video"], next=["A"])
    store["ultimate"] = {"offer": "E", "cold": False}
    assert doing(store, 5, bought(0, "Z"), returned(5, "Z")) == ("touch", "video", 5)
    twice = [bought(0, "Z"), bought(30, "Z")]
    assert doing(store, 35, *twice, returned(35, "Z")) == ("offer", "A", 0)
    assert doing(store, 35, *twice, cancelled(35, "Z")) == ("touch", "video", 35)


# 1: lapses


def test_a_membership_lapses_when_no_charge_came_in_time_and_never_beyond_what_is_known() -> None:
    store = club(lapses="45d", winback=["video"], next=["A"])
    store["ultimate"] = {"offer": "E", "cold": False}
    charged = [bought(0, "Z"), bought(30, "Z")]
    assert doing(store, 80, *charged, complete(80)) == ("touch", "video", 75)
    assert doing(store, 74, *charged, complete(74)) == ("offer", "A", 0)
    assert doing(store, 80, *charged, complete(74)) == ("offer", "A", 0)
    assert doing(store, 80, *charged) == ("offer", "A", 0)
    assert doing(store, 80, *charged, bought(75, "Z"), complete(80)) == ("offer", "A", 0)
    joined = doing(store, 80, *charged, bought(76, "Z"), complete(80))
    assert joined == ("offer", "A", 76)  # anew


def test_a_charge_of_several_pieces_lasts_for_several_periods() -> None:
    store = club(lapses="45d", winback=["video"])
    store["ultimate"] = {"offer": "E", "cold": False}
    assert doing(store, 200, bought(0, "Z", "Z", "Z"), complete(200)) == ("touch", "video", 105)
    assert doing(store, 200, bought(0, "Z", "Z", "Z"), bought(10, "Z"), complete(200))[2] == 105


# 2: the win-back


def test_a_winback_is_read_from_the_cancellation_and_holds_up_nothing_else() -> None:
    store = club(winback=[{"offer": "Z", "price": "7", "after": "60d"}])
    store.update(next=[{"offer": "A", "after": "20d"}], rest=[{"do": "letter", "every": "30d"}])
    left = [bought(0, "Z"), cancelled(10, "Z")]
    assert doing(store, 10, *left) == ("wait", "A", 20)
    asked = [*left, declined(20, "A")]
    assert doing(store, 20, *asked) == ("rest", "letter", 20)
    assert doing(store, 21, *asked, did(20, "letter")) == ("wait", "letter", 50)
    assert doing(store, 60, *asked, did(50, "letter")) == ("wait", "Z", 70)
    found = ask(store, 71, *asked, did(50, "letter"))
    assert (found["state"], found["action"]["price"], found["action"]["because"]) == (
        "offer",
        Decimal(7),
        "Z",
    )


def test_a_winback_is_silent_once_the_membership_is_bought_again() -> None:
    store = club(winback=["video"])
    store["ultimate"] = {"offer": "E", "cold": False}
    assert doing(store, 12, bought(0, "Z"), cancelled(10, "Z"), bought(12, "Z")) == ("stranded", None, None)


def test_a_winback_stands_where_a_purchase_of_that_day_would() -> None:
    store = club(winback=["video"])
    store["ultimate"] = {"offer": "E", "cold": False}
    store["products"]["A"]["next"] = ["letter"]
    left = [bought(0, "Z"), cancelled(10, "Z")]
    assert doing(store, 12, *left, bought(10, "A")) == ("touch", "video", 10)
    assert doing(store, 12, *left, bought(11, "A")) == ("touch", "letter", 11)


def test_defaults_after_holds_in_a_winback_and_defaults_within_does_not() -> None:
    store = club(winback=["video"])
    store["defaults"] = {"after": "5d", "within": "10d"}
    assert doing(store, 12, bought(0, "Z"), cancelled(10, "Z")) == ("wait", "video", 15)
    assert doing(store, 40, bought(0, "Z"), cancelled(10, "Z")) == ("touch", "video", 15)


# 10, 11: the ultimate action given back


def test_a_cancelled_ultimate_is_not_asked_before_again_after_but_in_its_winback() -> None:
    store = club(downsell="B")
    store["ultimate"] = Z30
    store["products"]["A"]["next"] = ["Z"]
    left = [bought(0, "A"), bought(5, "Z"), cancelled(10, "Z")]
    assert doing(store, 10, *left) == ("wait", "Z", 40)
    assert doing(store, 40, *left) == ("offer", "Z", 40)
    assert doing(store, 40, *left, declined(40, "Z")) == ("offer", "B", 40)
    store["products"]["Z"]["winback"] = [{"offer": "Z", "price": "7"}]
    assert ask(store, 10, *left)["action"]["price"] == Decimal(7)


def test_the_first_no_to_the_ultimate_after_it_was_theirs_is_the_cancellation() -> None:
    store = club()
    store["ultimate"] = {**Z30, "retries": 1}
    old = [bought(0, "A"), declined(1, "Z"), bought(3, "Z")]
    assert doing(store, 99, *old, cancelled(60, "Z")) == ("offer", "Z", 99)
    assert doing(store, 89, *old, cancelled(60, "Z")) == ("wait", "Z", 90)
    again = [*old, cancelled(60, "Z"), declined(90, "Z")]
    assert doing(store, 199, *again) == ("stranded", None, None)
    assert doing(store, 299, *again, bought(200, "Z"), cancelled(210, "Z")) == ("offer", "Z", 299)


def test_an_ultimate_given_back_completes_no_path() -> None:
    store = club(next=["video"])
    store["products"]["A"]["next"] = ["C"]
    kept = [bought(0, "A"), bought(5, "Z")]
    assert doing(store, 6, *kept) == ("touch", "video", 5)
    assert doing(store, 6, *kept, cancelled(6, "Z")) == ("offer", "C", 0)
    assert times_had(store, [*kept, cancelled(6, "Z")], day(6), "Z") == (None, day(6))


# Stock and life of an item


def test_what_is_paused_or_retired_is_passed_over_and_the_next_rung_asked_without_a_no() -> None:
    for stop in ("paused", "retired", "draft"):
        ladder = {"offer": "B", "after": "3d", "downsell": "C"}
        store = shop(A=[ladder, "D"], B={stop: True}, bundles={"BC": {"items": ["B", "C"], "price": "9"}})
        assert doing(store, 1, bought(0, "A")) == ("wait", "C", 3)
        assert (
            doing(shop(A=["BC", "E"], B={stop: True}, bundles={"BC": {"items": "B"}}), 0, bought(0, "A"))[1]
            == "E"
        )
        assert doing(store, 1, bought(0, "A"), offered(1, "B")) == ("wait", "B", 8)  # the ask runs on


def test_owners_of_what_is_retired_keep_its_list() -> None:
    assert doing(shop(A={"retired": True, "next": ["B"]}), 0, bought(0, "A")) == ("offer", "B", 0)


# Renewals


def test_a_durable_is_refilled_while_owned_and_a_consumable_while_pieces_are_left() -> None:
    store = shop(A={"refill": {"every": "20d", "take": "9%"}}, S={"refill": "10d"})
    assert doing(store, 20, bought(0, "A")) == ("rest", "A", 20)
    assert doing(store, 5, bought(0, "A"), bought(4, "A")) == ("wait", "A", 24)
    assert doing(store, 30, bought(0, "A"), returned(9, "A")) == ("stranded", None, None)
    assert doing(store, 30, bought(0, "S", "S"), returned(9, "S")) == ("rest", "S", 10)
    assert doing(store, 30, bought(0, "S"), returned(9, "S")) == ("stranded", None, None)
    store["products"]["S"]["paused"] = True
    assert doing(store, 30, bought(0, "S")) == ("stranded", None, None)


def test_fries_are_offered_anew_at_every_purchase() -> None:
    store = shop(A=[{"offer": "S", "each_time": True, "within": "0"}], next=["E"])
    assert doing(store, 0, bought(0, "A"), declined(0, "S")) == ("offer", "E", 0)
    assert doing(store, 5, bought(0, "A"), declined(0, "S"), bought(5, "A")) == ("offer", "S", 5)
    assert doing(store, 5, bought(0, "A", "S"), bought(5, "A")) == ("offer", "S", 5)
    assert doing(store, 5, bought(0, "A"), bought(5, "A", "S")) == ("offer", "E", 0)
    assert doing(store, 6, bought(0, "A"), bought(5, "A")) == ("offer", "E", 0)  # within counts from day 5


def test_fries_have_the_patience_of_their_step_though_they_are_refilled_too() -> None:
    store = shop(A=[{"offer": "S", "each_time": True, "patience": "2d"}], S={"refill": "30d"})
    history = [bought(0, "A"), declined(0, "S"), bought(5, "A"), offered(5, "S")]
    assert doing(store, 5, *history) == ("wait", "S", 7)
    assert doing(store, 38, *history, offered(38, "S")) == (
        "wait",
        "S",
        45,
    )  # a refill: they were refused on day 7


# 2: categories with levels


def test_a_category_reads_its_own_list_and_then_that_of_the_one_above() -> None:
    store = shop(A={"category": "Clothing>Hoodies"},
                 categories={"Clothing": {"next": ["C"]}, "clothing > hoodies": {"next": ["B"]}})  # fmt: skip
    assert doing(store, 0, bought(0, "A")) == ("offer", "B", 0)
    assert doing(store, 0, bought(0, "A"), declined(0, "B")) == ("offer", "C", 0)
    store["products"]["A"]["category"] = "Clothing > Hats"
    assert doing(store, 0, bought(0, "A")) == ("offer", "C", 0)


# Names and prices that change


def test_a_price_that_the_file_has_no_more_means_the_nearest_of_two_the_dearer_one() -> None:
    store = shop(A=["B", {"offer": "B", "price": "6"}])
    assert ask(store, 0, bought(0, "A"), declined(0, "B", "9"))["action"]["price"] == Decimal(6)
    assert ask(store, 0, bought(0, "A"), declined(0, "B", "8"))["action"]["price"] == Decimal(6)
    assert ask(store, 0, bought(0, "A"), declined(0, "B", "7.99"))["action"]["price"] == Decimal(10)
    listed = {**declined(0, "B", "7"), "list_price": True}
    assert ask(store, 0, bought(0, "A"), listed)["action"]["price"] == Decimal(6)


def test_names_skus_and_also_are_understood_and_blanks_are_folded() -> None:
    store = shop(A={"next": ["B", "C"], "also": ["Old A"]}, B={"sku": ["B-1", "B-2"]})
    assert doing(store, 0, bought(0, "old\u00a0 a"), declined(0, "b-2")) == ("offer", "C", 0)
    assert doing(store, 0, bought(0, " A "), declined(0, "B-1")) == ("offer", "C", 0)


# 5: what was spent


def test_what_was_given_back_is_not_spent() -> None:
    """A year of somebody who buys a lot and keeps little: they are no big spender."""
    store = shop()
    paid = {**bought(0, "A", "B"), "paid": "15"}
    history = [paid, bought(10, "AB"), bought(20, "S", "S"), returned(30, "A", 9), cancelled(40, "AB")]
    assert [spent(store, history, day(number)) for number in (0, 10, 20, 30, 40)] == [15, 30, 38, 18, 3]
    assert spent(store, [returned(-1, "A"), *history], day(20)) == 38, "what they never had takes nothing off"
    assert spent(store, [{**bought(0, "A"), "paid": "1"}, returned(1, "A")], day(1)) == 0, "never below 0"


def test_a_charge_can_be_given_back_and_a_cancellation_gives_nothing_back() -> None:
    charged = [bought(0, "Z"), bought(30, "Z")]
    assert spent(club(), [*charged, returned(31, "Z")], day(31)) == 10
    assert spent(club(), [*charged, cancelled(31, "Z")], day(31)) == 20
