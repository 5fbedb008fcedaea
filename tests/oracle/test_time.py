"""Hand-worked customers in time: what holds up what, waits, windows, `within`, gaps, open asks, the ultimate again.

Day 0 is 1 June 2026.
"""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from tests.amounts import amount

from .naive import naive_next
from .opening import first_opening, opened_on
from .plain import plus
from .question import Question
from .strategies import case
from .worked import accepted, ask, bought, declined, did, doing, offered, shop

# 2: what is due, and what holds up what


def test_the_wait_of_one_purchase_holds_up_no_other() -> None:
    store = shop(A=[{"offer": "C", "after": "30d"}], B=["D"])
    assert doing(store, 5, bought(0, "B"), bought(5, "A")) == ("offer", "D", 0)
    assert doing(store, 5, bought(0, "B"), declined(1, "D"), bought(5, "A")) == ("wait", "C", 35)


def test_a_wait_holds_up_what_is_behind_it_in_the_lists_of_the_same_purchase() -> None:
    store = shop(
        A={"next": [{"offer": "C", "after": "30d"}, "video"], "category": "Feet"},
        series={"one": ["A", "D"]},
        categories={"Feet": {"next": "letter"}},
    )
    assert doing(store, 5, bought(0, "A")) == ("wait", "C", 30)


def test_a_wait_holds_up_the_store_wide_list_the_cold_ask_and_rest() -> None:
    store = shop(ultimate="Z", A=[{"offer": "C", "after": "14d"}], next=["B"],
                 rest=[{"do": "letter", "every": "30d"}])  # fmt: skip
    assert doing(store, 5, bought(0, "A")) == ("wait", "C", 14)
    no = [bought(0, "A"), declined(14, "C")]
    assert doing(store, 14, *no) == ("offer", "B", 14)
    del store["next"]
    assert doing(store, 14, *no) == ("offer", "Z", 14)
    store["ultimate"] = {"offer": "Z", "cold": False}
    assert doing(store, 14, *no) == ("rest", "letter", 14)


def test_a_wait_in_the_store_wide_list_holds_up_what_is_behind_it_there() -> None:
    store = shop(ultimate="Z", next=[{"offer": "B", "after": "9d"}, "video"])
    assert doing(store, 5, bought(0, "A")) == ("wait", "B", 9)


def test_a_wait_in_prospects_holds_up_what_is_behind_it_there() -> None:
    store = shop(ultimate="Z", prospects=["video", {"offer": "B", "after": "9d"}, "letter"])
    assert doing(store, 5, did(0, "video")) == ("wait", "B", 9)


def test_of_several_that_wait_the_one_due_soonest_is_next_and_ties_go_by_reading_order() -> None:
    store = shop(A=[{"offer": "C", "after": "20d"}], B=[{"offer": "D", "after": "20d"}])
    assert doing(store, 9, bought(0, "A"), bought(5, "B")) == ("wait", "C", 20)
    assert doing(store, 9, bought(5, "A"), bought(5, "B")) == ("wait", "D", 25)
    assert doing(store, 9, bought(5, "A", "B")) == ("wait", "C", 25)


def test_what_is_held_up_is_not_compared_however_soon_it_would_be_due() -> None:
    store = shop(A=[{"offer": "C", "after": "30d"}, {"offer": "D", "after": "9d"}],
                 B=[{"offer": "E", "after": "20d"}])  # fmt: skip
    assert doing(store, 0, bought(0, "A", "B")) == ("wait", "E", 20)


def test_each_product_of_an_order_and_a_bundle_and_its_contents_are_purchases_of_their_own() -> None:
    bundle = {"items": ["A", "B"], "price": "15", "next": [{"offer": "C", "after": "30d"}]}
    store = shop(A=[{"offer": "D", "after": "20d"}], B=["E"], bundles={"AB": bundle})
    assert doing(store, 0, bought(0, "A", "B")) == ("offer", "E", 0)
    assert doing(store, 0, bought(0, "AB")) == ("offer", "E", 0)


def test_the_ready_ask_that_waits_does_not_hold_up_the_lists_of_purchases() -> None:
    ultimate = {"offer": "Z", "ready": "all", "cold": False}
    store = shop(
        ultimate=ultimate, segments={"all": {"owns": 1}}, A=["video"], next=["letter"], defaults={"gap": "9d"}
    )
    asked = [bought(0, "A"), declined(0, "C")]
    assert doing(store, 1, *asked) == ("touch", "video", 0)
    assert doing(store, 1, *asked, did(1, "video")) == ("wait", "Z", 9)


def test_twenty_purchases_that_all_wait_starve_nobody() -> None:
    store = shop(**{name: [{"do": f"touch {name}", "after": "30d"}] for name in "ABCDE"})
    store["touches"] = {f"touch {name}": {} for name in "ABCDE"}
    events = [bought(21 * number, name) for number, name in enumerate("ABCDE")]
    assert doing(store, 35, *events) == ("touch", "touch A", 30)
    assert doing(store, 90, *events, did(35, "touch A")) == ("touch", "touch C", 72)


# 9: waits run once


def test_buying_again_restarts_no_wait() -> None:
    store = shop(S=[{"offer": "B", "after": "10d"}])
    weekly = [bought(7 * week, "S") for week in range(6)]
    assert doing(store, 9, *weekly) == ("wait", "B", 10)
    assert doing(store, 35, *weekly) == ("offer", "B", 10)


def test_a_store_wide_step_counts_from_the_first_purchase_ever_even_of_unknown_things() -> None:
    store = shop(next=[{"offer": "B", "after": "14d"}])
    assert doing(store, 15, bought(0, "A"), bought(10, "C")) == ("offer", "B", 14)
    assert doing(store, 15, bought(5, "Gadget"), bought(10, "C")) == ("wait", "B", 19)


def test_a_bundle_became_theirs_when_it_was_first_bought_itself() -> None:
    bundle = {"items": ["A", "S"], "price": "15", "next": [{"offer": "C", "after": "9d"}]}
    store = shop(bundles={"AS": bundle})
    assert doing(store, 8, bought(0, "A", "S"), bought(2, "AS"), bought(7, "AS")) == ("wait", "C", 11)


def test_the_ultimates_own_list_counts_from_the_first_day_on_which_it_was_had() -> None:
    bundle = {"items": ["A", "B"], "price": "15", "next": [{"offer": "C", "after": "9d"}]}
    store = shop(ultimate="AB", bundles={"AB": bundle})
    assert doing(store, 9, bought(0, "A"), bought(4, "B"), bought(8, "A")) == ("wait", "C", 13)


# 1, 2: who bought only unknown things, and who is not there yet


def test_who_bought_only_unknown_things_is_no_prospect() -> None:
    store = shop(prospects=["A"], next=["B"])
    assert doing(store, 3, bought(1, "Gadget")) == ("offer", "B", 1)
    assert doing(store, 0, bought(1, "Gadget")) == ("offer", "A", 0)  # not known yet


def test_an_order_of_unknown_things_is_a_purchase() -> None:
    store = shop(A=["B", "video"])
    assert doing(store, 3, bought(0, "A"), offered(1, "B")) == ("wait", "B", 8)
    assert doing(store, 3, bought(0, "A"), offered(1, "B"), bought(2, "Gadget")) == ("touch", "video", 0)


# 9: windows pass over


SEASON = {"offer": "B", "from": "2026-06-11", "until": "2026-06-20"}


def test_a_window_passes_over_and_what_is_behind_it_is_asked() -> None:
    store = shop(A=[SEASON, "C"])
    assert doing(store, 0, bought(0, "A")) == ("offer", "C", 0)
    assert doing(store, 10, bought(0, "A")) == ("offer", "B", 0)
    assert doing(store, 19, bought(0, "A")) == ("offer", "B", 0)
    assert doing(store, 20, bought(0, "A")) == ("offer", "C", 0)


def test_a_seasonal_box_blocks_nothing_before_its_season() -> None:
    """The Mug: its Teapot is offered in January, the box for Christmas in November."""
    box = {"offer": "C", "from": "2026-11-15", "until": "2026-12-20"}
    store = shop(ultimate="Z", A=[box, "D"], next="Z", rest=[{"do": "letter", "every": "30d"}])
    assert doing(store, 9, bought(0, "A")) == ("offer", "D", 0)
    assert doing(store, 9, bought(0, "A"), declined(1, "D"))[:2] == ("offer", "Z")
    assert doing(store, 9, bought(0, "A"), declined(1, "D"), declined(2, "Z"))[:2] == ("rest", "letter")
    assert doing(store, 170, bought(0, "A"))[:2] == ("offer", "C")  # 18 November


def test_a_wait_that_ends_inside_the_window_is_live_and_waits() -> None:
    store = shop(A=[{**SEASON, "after": "14d"}, "C"])
    assert doing(store, 0, bought(0, "A")) == ("wait", "B", 14)
    store = shop(A=[{**SEASON, "after": "21d"}, "C"])
    assert doing(store, 0, bought(0, "A")) == ("offer", "C", 0)


def test_gap_and_spacing_can_put_a_day_behind_its_window() -> None:
    step = {"offer": "B", "until": "2026-06-03"}
    for defaults in ({"gap": "3d"}, {"spacing": "3d"}):
        store = shop(A=[step, "video"], defaults=defaults)
        assert doing(store, 1, bought(0, "A")) == ("offer", "B", 0)
        assert doing(store, 1, bought(0, "A"), declined(0, "C"))[1] == "video"


@pytest.mark.parametrize(
    "window, day, open_",
    [
        ({"from": "11-15", "until": "12-20"}, "2026-11-14", False),
        ({"from": "11-15", "until": "12-20"}, "2026-11-15", True),
        ({"from": "11-15", "until": "12-20"}, "2027-12-20", True),
        ({"from": "11-15", "until": "12-20"}, "2027-12-21", False),
        ({"from": "11-15"}, "2026-12-31", True),
        ({"from": "11-15"}, "2027-01-01", False),
        ({"until": "06-30"}, "2027-01-01", True),
        ({"until": "06-30"}, "2026-07-01", False),
        ({"from": "12-20", "until": "01-06"}, "2026-12-19", False),
        ({"from": "12-20", "until": "01-06"}, "2026-12-31", True),
        ({"from": "12-20", "until": "01-06"}, "2027-01-06", True),
        ({"from": "12-20", "until": "01-06"}, "2027-01-07", False),
        ({"from": "02-29", "until": "03-05"}, "2027-02-28", True),
        ({"from": "02-29", "until": "03-05"}, "2028-02-28", False),
        ({"from": "02-01", "until": "02-29"}, "2027-02-28", True),
        ({"from": "02-01", "until": "02-29"}, "2028-02-29", True),
        ({"from": "02-29", "until": "02-28"}, "2027-07-01", True),
        ({"from": "2026-06-05", "until": "2026-06-05"}, "2026-06-05", True),
        ({"from": "2026-06-05"}, "2036-06-05", True),
        ({"until": "2026-06-05"}, "2016-06-05", True),
        ({"from": "2026-12-20", "until": "2026-01-06"}, "2026-12-31", False),
    ],
)
def test_windows_with_and_without_a_year(window: dict[str, str], day: str, open_: bool) -> None:
    today = dt.date.fromisoformat(day)
    events = [{"kind": "bought", "items": ["A"], "on": today}]
    result = naive_next(shop(A=[{"offer": "B", **window}, "C"]), events, {}, today)
    assert result["action"]["name"] == ("B" if open_ else "C")


def test_the_window_of_a_step_closes_all_its_rungs_and_that_of_a_rung_only_itself() -> None:
    below = {"offer": "C", "until": "2026-06-05", "downsell": "D"}
    store = shop(A=[{"offer": "B", "downsell": below}])
    assert doing(store, 9, bought(0, "A"), declined(1, "B")) == ("offer", "D", 1)
    assert doing(store, 4, bought(0, "A"), declined(1, "B")) == ("offer", "C", 1)
    store = shop(A=[{"offer": "B", "until": "2026-06-05", "downsell": "D"}, "E"])
    assert doing(store, 9, bought(0, "A"), declined(1, "B")) == ("offer", "E", 1)


def test_a_rung_passed_over_is_no_no_the_next_rung_is_due_like_the_step() -> None:
    below = [{"offer": "C", "after": "9d"}]
    store = shop(A=["AB"], bundles={"AB": {"items": ["B", "D"], "price": "15", "downsell": below}})
    assert doing(store, 3, bought(0, "A"), declined(2, "AB")) == ("wait", "C", 11)
    step = {
        "offer": "B",
        "after": "2d",
        "downsell": [{"offer": "C", "within": "5d"}, {"offer": "D", "after": "9d"}],
    }
    store = shop(A=[step])
    assert doing(store, 3, bought(0, "A")) == ("offer", "B", 2)
    store["products"]["B"]["draft"] = True
    assert doing(store, 3, bought(0, "A")) == ("offer", "C", 2)
    assert doing(store, 6, bought(0, "A")) == ("offer", "D", 2)


# 9: within


def test_within_passes_over_after_so_long() -> None:
    store = shop(A=[{"offer": "B", "within": "10d"}, {"do": "video", "within": "20d"}, "C"])
    assert doing(store, 10, bought(0, "A")) == ("offer", "B", 0)
    assert doing(store, 11, bought(0, "A")) == ("touch", "video", 0)
    assert doing(store, 21, bought(0, "A")) == ("offer", "C", 0)
    assert doing(store, 21, bought(0, "A"), bought(15, "A")) == ("offer", "B", 0)  # the latest purchase


def test_within_counts_from_a_no_to_a_higher_rung_if_that_is_later() -> None:
    step = {"offer": "B", "within": "10d", "downsell": ["C", {"offer": "D", "within": "3d"}]}
    store = shop(A=[step])
    assert doing(store, 15, bought(0, "A"), declined(9, "B")) == ("offer", "C", 9)
    assert doing(store, 20, bought(0, "A"), declined(9, "B")) == ("stranded", None, None)
    noes = [bought(0, "A"), declined(9, "B"), declined(12, "C")]
    assert doing(store, 15, *noes) == ("offer", "D", 12)
    assert doing(store, 16, *noes) == ("stranded", None, None)


def test_within_is_held_against_the_day_that_gap_puts_off() -> None:
    store = shop(A=[{"offer": "B", "within": "10d"}, "video"], defaults={"gap": "5d"})
    assert doing(store, 8, bought(0, "A"), declined(5, "C")) == ("wait", "B", 10)
    assert doing(store, 8, bought(0, "A"), declined(6, "C")) == ("touch", "video", 0)


def test_the_default_within_holds_for_lists_of_products_and_not_for_the_store() -> None:
    store = shop(
        A={"next": ["B"], "category": "Feet"},
        series={"one": ["A", "C"]},
        categories={"Feet": {"next": "video"}},
        next=["D", {"offer": "E", "within": "30d"}],
        defaults={"within": "10d"},
    )
    assert doing(store, 10, bought(0, "A")) == ("offer", "B", 0)
    assert doing(store, 31, bought(0, "A")) == ("offer", "D", 0)
    assert doing(store, 31, bought(0, "A"), declined(20, "D")) == ("stranded", None, None)
    assert doing(store, 31, bought(0, "A"), declined(20, "D"), bought(2, "Gadget"))[1] == "E"


def test_a_prospects_within_counts_from_the_first_message() -> None:
    store = shop(prospects=[{"offer": "B", "within": "10d"}, "video"])
    assert doing(store, 90) == ("offer", "B", 90)
    assert doing(store, 20, did(10, "letter")) == ("offer", "B", 10)
    assert doing(store, 21, did(10, "letter"), did(20, "letter")) == ("touch", "video", 10)


def test_the_within_of_a_rung_of_the_cold_ask_counts_from_the_latest_purchase_or_the_no() -> None:
    store = shop(ultimate="Z", Z={"downsell": [{"offer": "C", "within": "10d"}, "D"]})
    assert doing(store, 20, bought(0, "A"), declined(9, "Z"))[1] == "D"
    assert doing(store, 19, bought(0, "A"), declined(9, "Z"))[1] == "C"
    assert doing(store, 20, bought(0, "A"), declined(9, "Z"), bought(11, "A"))[1] == "C"


# 9: gap, spacing


def test_spacing_puts_off_asks_and_touches() -> None:
    store = shop(A=["video", "letter", "B"], defaults={"spacing": "2d"})
    assert doing(store, 1, bought(0, "A"), did(0, "video")) == ("wait", "letter", 2)
    assert doing(store, 2, bought(0, "A"), did(0, "video")) == ("touch", "letter", 2)
    done = [bought(0, "A"), did(0, "video"), did(3, "letter")]
    assert doing(store, 4, *done) == ("wait", "B", 5)
    store = shop(A=["video"], defaults={"spacing": "2d"})
    assert doing(store, 2, bought(0, "A"), declined(1, "B")) == ("wait", "video", 3)


def test_spacing_puts_off_rest() -> None:
    store = shop(rest=[{"do": "letter", "every": "9d"}], defaults={"spacing": "2d"})
    assert doing(store, 1, bought(0, "A"), did(0, "video")) == ("wait", "letter", 2)


def test_a_steps_own_gap_replaces_the_default_before_that_ask_only() -> None:
    store = shop(A=[{"offer": "B", "gap": "1d", "downsell": ["C", {"offer": "D", "gap": "9d"}]}, "E"],
                 defaults={"gap": "4d"})  # fmt: skip
    assert doing(store, 2, bought(0, "A"), declined(1, "S")) == ("offer", "B", 2)
    noes = [bought(0, "A"), declined(1, "B")]
    assert doing(store, 1, *noes) == ("wait", "C", 2)  # the step's gap holds for its rungs
    assert doing(store, 3, *noes, declined(2, "C")) == ("wait", "D", 11)
    assert doing(store, 12, *noes, declined(2, "C"), declined(11, "D")) == ("wait", "E", 15)


def test_a_gap_of_nothing_waives_spacing_too() -> None:
    store = shop(
        A=["video", {"offer": "B", "gap": 0, "downsell": "C"}], defaults={"gap": "4d", "spacing": "2d"}
    )
    done = [bought(0, "A"), did(0, "video")]
    assert doing(store, 0, *done) == ("offer", "B", 0)
    assert doing(store, 0, *done, declined(0, "B")) == ("offer", "C", 0)
    store = shop(A=["video", "B"], defaults={"gap": 0, "spacing": "2d"})
    assert doing(store, 0, *done) == ("wait", "B", 2)  # only a step's own


def test_an_accepted_ask_counts_for_gap_and_an_unasked_purchase_does_not() -> None:
    store = shop(A=["C"], B=["D"], defaults={"gap": "9d"})
    assert doing(store, 2, bought(0, "A"), offered(1, "B"), accepted(2, "B")) == ("wait", "D", 10)
    assert doing(store, 2, bought(0, "A"), accepted(2, "B")) == ("wait", "D", 11)
    assert doing(store, 2, bought(0, "A"), bought(2, "B")) == ("offer", "D", 2)


def test_an_accepted_row_is_one_purchase_with_the_order_of_its_day() -> None:
    store = shop(S=["C"], A=["D"], defaults={"gap": "9d"})
    both = [offered(1, "S"), bought(3, "S"), accepted(3, "S")]
    assert doing(store, 3, *both) == ("wait", "C", 10)  # asked on day 1, not again on day 3
    result = ask(store, 3, accepted(3, "S"), bought(3, "A"))
    assert result["action"]["because"] == "S"  # later than the orders of its day


def test_gap_after_a_yes() -> None:
    """P2 is bought on day 2; P0 is offered and accepted on day 14: P3 waits for the gap."""
    store = shop(A=["B", "C"], defaults={"gap": "9d"})
    assert doing(store, 14, bought(2, "A")) == ("offer", "B", 2)
    assert doing(store, 14, bought(2, "A"), offered(14, "B"), accepted(14, "B")) == ("wait", "C", 23)


# 7, 8: open asks


def test_what_shares_goods_with_an_open_ask_is_passed_over() -> None:
    store = shop(
        C=["AB"], D=["A", "E"], bundles={"AB": {"items": ["A", "B"], "price": "15", "downsell": "A"}}
    )
    events = [bought(0, "C"), offered(1, "AB"), bought(2, "D")]
    assert doing(store, 2, *events) == ("offer", "E", 2)
    assert doing(store, 8, *events) == ("offer", "A", 2)  # silence, on day 8
    assert ask(store, 8, *events)["action"]["because"] == "D"


def test_every_rung_counts_closed_and_dead_ones_too() -> None:
    closed = {"offer": "B", "until": "2025-01-01"}
    store = shop(A=["B"], C=[{"offer": "D", "downsell": closed}, "video"])
    assert doing(store, 3, bought(0, "A"), offered(1, "B"), bought(2, "C")) == ("touch", "video", 2)


def test_offers_of_rest_and_refills_wait_for_an_open_ask_too() -> None:
    store = shop(
        S={"refill": "5d"}, A=[{"offer": "S", "price": "3"}], rest=[{"do": "letter", "every": "30d"}]
    )
    events = [bought(0, "S"), bought(0, "A"), offered(9, "S", "3"), bought(10, "B")]
    assert doing(store, 10, *events) == ("rest", "letter", 10)
    del store["rest"]
    assert doing(store, 10, *events) == ("wait", "S", 16)
    assert doing(store, 16, *events) == ("rest", "S", 9)
    store["products"]["S"].pop("refill")
    store["rest"] = [{"offer": "S", "every": "5d"}, {"do": "letter", "every": "30d"}]
    assert doing(store, 10, *events) == ("rest", "letter", 10)


def test_of_several_open_asks_the_last_since_the_last_purchase_is_waited_for() -> None:
    store = shop(A=["B", "C", "video"])
    events = [bought(0, "A"), offered(1, "B"), bought(2, "S"), offered(3, "C")]
    assert doing(store, 4, *events) == ("wait", "C", 10)
    assert doing(store, 4, *events, declined(4, "C")) == ("touch", "video", 0)  # B only blocks


def test_a_purchase_of_the_same_day_comes_before_the_ask() -> None:
    assert doing(shop(A=["B"]), 2, bought(0, "A"), offered(1, "B"), bought(1, "S")) == ("wait", "B", 8)


def test_buying_a_bundle_with_the_asked_item_in_it_is_no_yes() -> None:
    bundle = {"items": ["B", "C"], "price": "15"}
    store = shop(
        A=[{"offer": "S"}, "video"], bundles={"SB": {"items": ["S", "B"], "price": "9"}, "BC": bundle}
    )
    events = [bought(0, "A"), offered(1, "S"), bought(2, "SB")]
    assert doing(store, 3, *events) == ("touch", "video", 0)
    assert doing(store, 8, *events, did(3, "video")) == ("stranded", None, None)  # a silent No


def test_the_silence_of_an_ask_counts_whatever_was_bought_meanwhile() -> None:
    store = shop(S=[{"offer": "B", "downsell": "C"}])
    weekly = [bought(6 * number, "S") for number in range(4)]
    assert doing(store, 6, offered(1, "B"), *weekly) == ("wait", "C", 8)
    assert doing(store, 8, offered(1, "B"), *weekly) == ("offer", "C", 8)


# 10, 11: the ultimate


def test_a_ladder_blocked_by_an_open_ask_holds_up_the_cold_ask_and_not_rest() -> None:
    store = shop(ultimate="Z", A=["B"], rest=[{"do": "letter", "every": "30d"}])
    events = [bought(0, "A"), offered(1, "B"), bought(2, "S")]
    assert doing(store, 3, *events) == ("rest", "letter", 3)
    assert doing(store, 3, *events, did(3, "letter")) == ("wait", "letter", 33)
    assert doing(store, 8, *events, did(3, "letter"))[:2] == ("offer", "Z")
    store["products"]["A"]["next"] = []  # nothing lists B any more: it is not left
    assert doing(store, 3, *events)[:2] == ("offer", "Z")


def test_what_a_window_or_within_passes_over_is_not_left() -> None:
    store = shop(ultimate="Z", A=[{"offer": "B", "from": "2030-01-01"}, {"offer": "C", "within": "3d"}])
    assert doing(store, 9, bought(0, "A"))[:2] == ("offer", "Z")


def test_a_declined_ultimate_is_asked_again_where_a_list_or_ready_names_it() -> None:
    """Club is asked again before D and E, half a year after its No."""
    ultimate = {"offer": "Z", "ready": "regulars", "again_after": "30d", "retries": 2}
    store = shop(ultimate=ultimate, segments={"regulars": {"owns": 3}}, A="Z", next=["D", "E"])
    no = [bought(0, "A"), bought(1, "B"), bought(2, "C"), declined(9, "Z")]
    assert doing(store, 38, *no)[:2] == ("offer", "D")
    assert doing(store, 39, *no) == ("offer", "Z", 39)
    del ultimate["ready"]
    assert doing(store, 60, *no) == ("offer", "Z", 39)  # by the list of A, since its No expired
    assert ask(store, 60, *no)["action"]["because"] == "A"


def test_without_a_list_and_cold_false_a_declined_ultimate_is_not_asked_again() -> None:
    store = shop(ultimate={"offer": "Z", "cold": False, "again_after": "10d"})
    assert doing(store, 90, bought(0, "A"), declined(1, "Z")) == ("stranded", None, None)


def test_again_after_counts_from_the_latest_no_to_any_offer_of_it_and_retries_only_list_price_noes() -> None:
    store = shop(
        ultimate={"offer": "Z", "again_after": "10d", "retries": 1}, A=[{"offer": "Z", "price": "8"}]
    )
    noes = [bought(0, "A"), declined(1, "Z"), declined(5, "Z", "8")]
    assert doing(store, 14, *noes) == ("wait", "Z", 15)
    assert ask(store, 15, *noes)["action"]["price"] == Decimal(10)
    assert doing(store, 99, *noes, declined(20, "Z")) == ("stranded", None, None)


def test_noes_to_the_smaller_rungs_of_the_ultimate_stay() -> None:
    store = shop(ultimate={"offer": "Z", "again_after": "10d"}, Z={"downsell": ["C", "D"]})
    noes = [bought(0, "A"), declined(1, "Z"), declined(2, "C")]
    assert doing(store, 5, *noes)[1] == "D"
    assert doing(store, 11, *noes)[1] == "Z"
    assert doing(store, 12, *noes, declined(11, "Z"))[1] == "D"


def test_an_ultimate_asked_again_has_the_patience_of_its_rung() -> None:
    ultimate = {"offer": "Z", "again_after": "10d", "cold": False}
    store = shop(ultimate=ultimate, A=[{"offer": "Z", "patience": "3d", "via": "phone"}])
    result = ask(store, 13, bought(0, "A"), declined(1, "Z"), offered(12, "Z"))
    assert (result["action"]["due"].day, result["action"]["via"]) == (16, "phone")


# 12: nothing live, but time opens something


def test_with_nothing_live_it_waits_for_the_first_window() -> None:
    store = shop(A=[{**SEASON, "after": "2d"}])
    assert doing(store, 0, bought(0, "A"), bought(0, "C")) == ("wait", "B", 10)
    yearly = shop(A=[{"offer": "B", "from": "11-15", "until": "12-20"}])
    assert doing(yearly, 0, bought(0, "A")) == ("wait", "B", 167)  # 15 November
    assert doing(yearly, 203, bought(0, "A")) == ("wait", "B", 167 + 365)  # 21 December
    assert doing(shop(A=[{"offer": "B", "until": "06-30"}]), 40, bought(0, "A")) == ("wait", "B", 214)


def test_rest_comes_before_a_window_that_opens_later() -> None:
    store = shop(A=[SEASON], rest=[{"do": "letter", "every": "30d"}])
    assert doing(store, 1, bought(0, "A")) == ("rest", "letter", 1)
    assert doing(store, 2, bought(0, "A"), did(1, "letter")) == ("wait", "letter", 31)
    assert doing(store, 10, bought(0, "A"), did(1, "letter")) == ("offer", "B", 1 - 1)


def test_with_nothing_live_it_waits_for_the_end_of_an_open_ask() -> None:
    store = shop(A=[{"offer": "B", "downsell": {"offer": "C", "after": "5d"}}])
    events = [bought(0, "A"), offered(1, "B"), bought(2, "S")]
    assert doing(store, 3, *events) == ("wait", "C", 8)  # C opens on that day, due later
    assert doing(store, 8, *events) == ("wait", "C", 13)
    store["products"]["A"]["next"] = ["B"]
    assert doing(store, 3, *events) == ("wait", "B", 8)  # nothing opens: the ask that ends
    assert doing(store, 8, *events) == ("stranded", None, None)


def test_a_completed_path_waits_for_what_time_opens() -> None:
    store = shop(Z=[{"do": "video", "from": "11-15"}])
    assert doing(store, 0, bought(0, "Z")) == ("wait", "video", 167)
    assert doing(store, 167, bought(0, "Z")) == ("touch", "video", 0)
    assert doing(store, 168, bought(0, "Z"), did(167, "video")) == ("complete", None, None)


def test_the_patience_of_a_turn_of_rest_is_the_default_when_the_rung_is_dead() -> None:
    store = shop(
        ultimate={"offer": "Z"},
        Z={"downsell": [{"offer": "S", "patience": "2d"}]},
        A=[{"offer": "S", "patience": "2d"}],
        rest=[{"offer": "S", "every": "30d"}],
    )
    assert doing(store, 1, bought(0, "A"), offered(1, "S")) == ("wait", "S", 3)
    answered: list[Any] = [bought(0, "A"), declined(0, "S")]
    assert doing(store, 31, *answered, offered(31, "S")) == ("wait", "S", 38)


def test_the_first_day_that_opens_something_is_found_as_by_asking_daily() -> None:
    for seed in range(amount(4_000, most=150)):
        store, history, facts, today = case(seed)
        question = Question(store, history, facts, today)
        if question.waited_for() or any(question.find_steps()) or question.rest():
            continue
        found = first_opening(question)
        end = 120 if found is None else (found["due"] - today).days
        daily = (opened_on(question, plus(today, number)) for number in range(1, end + 1))
        assert next((one for one in daily if one is not None), None) == found
