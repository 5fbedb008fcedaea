"""Hand-worked examples of the second engine, sentence by sentence; day 0 is 1 June 2026."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.amounts import amount

from .naive import Action, answer, naive_next, naive_walk
from .plain import contents, is_consumable, is_known
from .strategies import LAST_DAY, attributes, case, histories, prices_of, stores, to_yaml, todays
from .worked import ask, bought, day, declined, did, doing, offered, shop

# 1, 2: what is owned, and the order of reading


def test_the_most_recent_purchase_is_read_first_and_buying_again_moves_to_the_front() -> None:
    store = shop(A=["C"], B=["D"])
    assert doing(store, 9, bought(1, "A"), bought(2, "B")) == ("offer", "D", 2)
    assert doing(store, 9, bought(1, "A"), bought(2, "B"), bought(3, "A")) == ("offer", "C", 1)


def test_of_two_orders_on_one_day_the_later_given_is_later() -> None:
    store = shop(A=["C"], B=["D"])
    assert doing(store, 1, bought(1, "B"), bought(1, "A")) == ("offer", "C", 1)
    assert doing(store, 1, bought(1, "A", "B")) == ("offer", "C", 1)  # one moment: by place


def test_events_may_be_given_in_any_order() -> None:
    assert doing(shop(A=["C"], B=["D"]), 9, bought(2, "B"), bought(1, "A")) == ("offer", "D", 2)


def test_own_next_then_series_then_category() -> None:
    store = shop(
        A={"next": "C", "category": "Feet"},
        series={"one": ["A", "D"], "two": ["A", "E"]},
        categories={"Feet": {"next": "video"}},
    )
    walk = naive_walk(store, [bought(0, "A")], {}, day(0), [False] * 9)
    names = [result["action"] and result["action"]["name"] for result in walk]
    assert names == ["C", "D", "E", "video", None]
    assert walk[0]["action"]["because"] == walk[3]["action"]["because"] == "A"


def test_a_bought_bundle_is_read_before_its_contents_and_owned_contents_are_read_too() -> None:
    store = shop(A=["D"], bundles={"AB": {"items": ["A", "B"], "price": "15", "next": "C"}})
    assert ask(store, 0, bought(0, "AB"))["action"]["because"] == "AB"
    result = ask(store, 0, bought(0, "AB"), declined(0, "C"))
    assert (result["action"]["name"], result["action"]["because"]) == ("D", "A")


def test_a_bundle_owned_piece_by_piece_is_not_read() -> None:
    store = shop(bundles={"AB": {"items": ["A", "B"], "price": "15", "next": "C"}}, next="D")
    result = ask(store, 0, bought(0, "A"), bought(0, "B"))
    assert (result["action"]["name"], result["action"]["because"]) == ("D", None)


def test_prospects_read_prospects_and_no_store_wide_next() -> None:
    store = shop(prospects=["video", "A"], next=["B"])
    assert doing(store, 3) == ("touch", "video", 3)
    assert doing(store, 3, did(2, "video")) == ("offer", "A", 2)
    assert doing(store, 3, did(2, "video"), declined(3, "A")) == ("stranded", None, None)
    assert doing(store, 3, bought(0, "S")) == ("offer", "B", 0)


def test_names_are_compared_folded_and_shown_as_written() -> None:
    assert doing(shop(A={"next": "vIdEo"}), 0, bought(0, "A")) == ("touch", "video", 0)


# 3, 4: answered once, never what they own


def test_a_no_is_to_one_item_at_one_price() -> None:
    store = shop(A=["B", {"offer": "B", "price": "8"}, {"offer": "B", "price": "10.00"}])
    assert ask(store, 0, bought(0, "A"))["action"]["price"] == Decimal(10)
    second = ask(store, 0, bought(0, "A"), declined(0, "B"))
    assert second["action"]["price"] == Decimal(8)
    noes = [declined(0, "B", "10.0"), declined(0, "B", "8")]
    assert doing(store, 0, bought(0, "A"), *noes) == ("stranded", None, None)


def test_buying_answers_at_every_price_and_a_consumable_in_a_bundle_does_not() -> None:
    store = shop(A=[{"offer": "S", "price": "3"}], bundles={"BS": {"items": "B", "free": "S", "price": "9"}})
    assert doing(store, 1, bought(0, "A"), bought(1, "S")) == ("stranded", None, None)
    assert doing(store, 1, bought(0, "A"), bought(1, "BS")) == ("offer", "S", 0)


def test_an_offer_with_any_owned_product_is_not_live() -> None:
    assert doing(shop(B=["AB", "C"]), 0, bought(0, "B")) == ("offer", "C", 0)


# 5: doors


def test_when_wants_all_and_unless_none() -> None:
    segments = {
        "heel": {"where": {"Concern": ["heel", "arch"]}},
        "two": {"owns": 2},
        "not two": {"not": "two"},
        "either": {"any": ["heel", "two"]},
        "has A and B": {"owns_all": ["A", "B"]},
    }
    store = shop(segments=segments, A=[{"offer": "C", "when": ["heel", "not two"]}, "D"])
    assert doing(store, 0, bought(0, "A"), concern="HEEL") == ("offer", "C", 0)
    assert doing(store, 0, bought(0, "A"), concern="toe") == ("offer", "D", 0)
    assert doing(store, 0, bought(0, "B", "A"), concern="heel") == ("offer", "D", 0)
    store = shop(segments=segments, A=[{"offer": "C", "unless": ["either"]}])
    assert doing(store, 0, bought(0, "A", "S")) == ("offer", "C", 0)  # soap is never owned
    assert doing(store, 0, bought(0, "A", "B")) == ("stranded", None, None)
    store = shop(segments=segments, A=[{"offer": "C", "when": "has A and B"}])
    assert doing(store, 0, bought(0, "AB")) == ("offer", "C", 0)


def test_a_closed_rung_closes_the_rungs_that_it_adds_and_no_others() -> None:
    rung = {"offer": "C", "when": "loyal", "downsell": "D"}
    store = shop(segments={"loyal": {"owns": 3}}, A=[{"offer": "B", "downsell": [rung, "E"]}])
    assert doing(store, 0, bought(0, "A"), declined(0, "B")) == ("offer", "E", 0)


# 6: ladders


def test_a_ladder_is_flat_and_an_offer_counts_at_its_first_place() -> None:
    store = shop(A=["B"], B={"downsell": ["C", "D"]}, C={"downsell": ["B", "E"]})
    walk = naive_walk(store, [bought(0, "A")], {}, day(0), [False] * 9)
    seen = [(r["action"]["name"], r["action"]["rung"]) for r in walk if r["action"]]
    assert seen == [("B", 0), ("C", 1), ("E", 2), ("D", 3)]


def test_a_steps_downsell_replaces_that_of_the_item() -> None:
    store = shop(A=[{"offer": "B", "downsell": []}, {"offer": "B", "price": "9"}],
                 B={"downsell": "C"})  # fmt: skip
    assert ask(store, 0, bought(0, "A"), declined(0, "B"))["action"]["price"] == Decimal(9)
    noes = [declined(0, "B"), declined(0, "B", "9")]
    assert doing(store, 0, bought(0, "A"), *noes) == ("offer", "C", 0)


def test_a_rung_is_dead_once_a_higher_one_is_had() -> None:
    store = shop(C=[{"offer": "AB", "downsell": ["D", "E"]}], B=[{"offer": "S", "downsell": ["D"]}])
    assert doing(store, 0, bought(0, "C"), declined(0, "AB")) == ("offer", "D", 0)
    pieces = [bought(0, "C"), bought(0, "A"), bought(0, "B")]
    assert doing(store, 0, *pieces, declined(0, "S")) == ("offer", "D", 0)  # the ladder of B
    assert doing(store, 0, *pieces, bought(0, "S")) == ("stranded", None, None)


def test_via_and_patience_come_from_the_step_not_from_the_rung_above() -> None:
    below = {"offer": "C", "via": "phone", "patience": "2d", "downsell": "D"}
    step = {"offer": "B", "via": "email", "patience": "4d", "downsell": below}
    store = shop(A=[step], defaults={"via": "post"})
    noes = [bought(0, "A"), declined(0, "B"), declined(0, "C")]
    assert ask(store, 0, *noes)["action"]["via"] == "email"
    assert doing(store, 1, *noes, offered(0, "D")) == ("wait", "D", 4)
    assert ask(store, 0, *noes[:2])["action"]["via"] == "phone"


# 7, 8: pending offers


def test_an_offer_is_waited_for_until_its_patience_is_over() -> None:
    store = shop(A=[{"offer": "B", "patience": "5d", "downsell": {"offer": "C", "after": "2d"}}])
    asked = [bought(0, "A"), offered(1, "B")]
    assert doing(store, 5, *asked) == ("wait", "B", 6)
    assert doing(store, 6, *asked) == ("wait", "C", 8)
    assert doing(store, 8, *asked) == ("offer", "C", 8)
    assert ask(store, 5, *asked)["action"]["because"] == "A"


@pytest.mark.parametrize(
    "when, then",
    [(1, ("wait", "B", 6)), (2, ("offer", "D", 1)), (5, ("offer", "D", 1)), (6, ("offer", "C", 6))],
)
def test_after_a_purchase_an_ask_is_not_waited_for_but_runs_on(when: int, then: tuple[Any, ...]) -> None:
    store = shop(A=[{"offer": "B", "patience": "5d", "downsell": "C"}, "D"])
    events = [bought(0, "A"), offered(1, "B"), bought(when, "S")]
    assert doing(store, max(when, 2), *events) == then
    assert doing(store, 6, *events) == ("offer", "C", 6)  # silence on day 6, whatever was bought


def test_a_yes_answers_and_an_answer_on_the_same_day_settles() -> None:
    store = shop(A=["B", "C"], B=["D"])
    assert doing(store, 1, bought(0, "A"), bought(1, "B"), offered(1, "B")) == ("offer", "D", 1)
    assert doing(store, 1, bought(0, "A"), declined(1, "B"), offered(1, "B"))[:2] == ("offer", "C")


def test_of_several_pending_offers_the_last_made_is_waited_for() -> None:
    store = shop(A=["B", "C"])
    assert doing(store, 2, bought(0, "A"), offered(2, "C"), offered(1, "B")) == ("wait", "C", 9)
    assert doing(store, 2, bought(0, "A"), offered(2, "C"), offered(2, "B")) == ("wait", "B", 9)


def test_patience_is_that_of_the_first_rung_open_or_not_as_of_the_day_of_the_offer() -> None:
    store = shop(
        segments={"never": {"owns": 9}},
        A=[{"offer": "B", "patience": "3d", "when": "never"}, "B"],
        C=[{"offer": "B", "patience": "20d", "via": "email"}],
    )
    assert doing(store, 1, bought(0, "A"), offered(1, "B"), bought(1, "E")) == ("wait", "B", 4)
    early = [bought(0, "A"), offered(0, "B"), bought(2, "A"), offered(1, "E")]
    assert doing(store, 1, *early) == ("wait", "E", 8)  # no rung makes it: the default
    result = ask(store, 2, bought(0, "A"), bought(1, "C"), offered(1, "B"))
    assert (result["action"]["via"], result["action"]["due"]) == ("email", day(21))


# 9: waits, gaps, windows


def test_after_counts_from_the_purchase_and_then_from_the_no() -> None:
    step = {"offer": "B", "after": "14d", "downsell": ["C", {"offer": "D", "after": "1w"}]}
    store = shop(A=[step], defaults={"after": "3d"})
    assert doing(store, 0, bought(0, "A")) == ("wait", "B", 14)
    assert doing(store, 15, bought(0, "A"), declined(14, "B")) == ("offer", "C", 14)
    noes = [declined(14, "B"), declined(15, "C")]
    assert doing(store, 15, bought(0, "A"), *noes) == ("wait", "D", 22)
    assert doing(store, 20, declined(1, "B"), bought(2, "A")) == ("offer", "C", 16)  # older No
    assert doing(store, 20, declined(2, "B"), bought(2, "A")) == ("offer", "C", 2)


def test_a_step_without_after_has_the_default_and_store_wide_counts_from_the_first() -> None:
    store = shop(A=["video"], next="C", defaults={"after": "12h"})
    assert doing(store, 0, bought(0, "A")) == ("wait", "video", 1)
    assert doing(store, 9, bought(0, "A"), bought(5, "B"), did(6, "video")) == ("offer", "C", 1)


def test_prospects_count_from_their_first_message() -> None:
    store = shop(prospects=["video", {"offer": "B", "after": "3d", "downsell": "C"}])
    assert doing(store, 5, did(4, "video")) == ("wait", "B", 7)
    assert doing(store, 9, did(4, "video"), did(8, "letter")) == ("offer", "B", 7)
    assert doing(store, 9, declined(4, "B"), did(8, "video")) == ("offer", "C", 4)
    first = shop(prospects=[{"offer": "B", "after": "3d"}])
    assert doing(first, 5) == ("offer", "B", 5)


def test_gap_puts_an_offer_off_and_not_a_touch() -> None:
    store = shop(A=["B", "video"], B={"downsell": "C"}, defaults={"gap": "3d"})
    assert doing(store, 1, bought(0, "A"), declined(1, "B")) == ("wait", "C", 4)  # an unasked No
    assert doing(store, 2, bought(0, "A"), offered(0, "B"), declined(2, "B")) == ("wait", "C", 3)
    assert doing(store, 1, bought(0, "A"), declined(1, "B"), declined(1, "C")) == (
        "touch", "video", 0,
    )  # fmt: skip


# 10, 11: the ultimate action


def test_the_cold_ultimate_comes_last_and_its_ladder_with_it() -> None:
    store = shop(ultimate="Z", A=["B"], Z={"downsell": {"offer": "C", "after": "5d"}})
    assert doing(store, 9, bought(0, "A"), declined(0, "B")) == ("offer", "Z", 9)
    noes = [declined(0, "B"), declined(7, "Z")]
    assert doing(store, 9, bought(0, "A"), *noes) == ("wait", "C", 12)
    assert doing(store, 9) == ("offer", "Z", 9)


def test_the_ready_ultimate_comes_first_and_ready_holds_no_list_back() -> None:
    ultimate = {"offer": "Z", "ready": "loyal", "cold": False}
    store = shop(ultimate=ultimate, segments={"loyal": {"owns": 2}}, A=["B", "Z"], C=["D"])
    assert doing(store, 9, bought(0, "A")) == ("offer", "B", 0)
    assert ask(store, 9, bought(0, "A"), declined(0, "B"))["action"]["because"] == "A"
    assert ask(store, 9, bought(0, "A"), bought(1, "C"))["action"] == {
        "name": "Z", "kind": "product", "because": None, "due": day(9), "price": Decimal(10),
        "via": None, "rung": 0,
    }  # fmt: skip


def test_an_offer_of_the_ultimate_made_before_it_was_ready_was_made_by_its_list() -> None:
    ultimate = {"offer": "Z", "ready": "loyal", "cold": False, "retries": 0}
    store = shop(
        ultimate=ultimate,
        segments={"loyal": {"owns": 2}},
        A=[{"offer": "Z", "patience": "3d"}],
    )
    events = [bought(0, "A"), offered(1, "Z"), bought(4, "C")]
    assert doing(store, 3, *events) == ("wait", "Z", 4)
    assert doing(store, 5, *events) == ("stranded", None, None)  # silent on day 4


def test_a_declined_ultimate_is_asked_again_so_often() -> None:
    store = shop(ultimate={"offer": "Z", "again_after": "10d", "retries": 2})
    no = [bought(0, "A"), declined(1, "Z")]
    assert doing(store, 5, *no) == ("wait", "Z", 11)
    assert doing(store, 12, *no) == ("offer", "Z", 12)  # the cold ask is due today
    assert doing(store, 13, *no, offered(12, "Z")) == ("wait", "Z", 19)
    assert doing(store, 20, *no, offered(12, "Z")) == ("wait", "Z", 29)  # silent on day 19
    three = [*no, declined(12, "Z"), declined(22, "Z")]
    assert doing(store, 99, *three) == ("stranded", None, None)


def test_an_accepted_ultimate_leaves_its_own_next_and_rest() -> None:
    store = shop(A=["B"], Z={"next": ["video"], "category": "Feet"}, next=["C"],
                 categories={"Feet": {"next": ["D"]}})  # fmt: skip
    assert doing(store, 3, bought(0, "A"), bought(2, "Z")) == ("touch", "video", 2)
    assert doing(store, 3, bought(2, "Z"), did(2, "video")) == ("complete", None, None)
    store["rest"] = [{"do": "letter", "every": "30d"}]
    assert doing(store, 3, bought(2, "Z"), did(2, "video")) == ("rest", "letter", 3)


def test_a_bundle_as_the_ultimate_is_had_piece_by_piece() -> None:
    store = shop(ultimate="AB", bundles={"AB": {"items": ["A", "B"], "price": "15", "next": "C"}})
    assert doing(store, 9, bought(0, "A"), bought(4, "B")) == ("offer", "C", 4)
    assert doing(store, 9, bought(0, "A")) == ("stranded", None, None)


# 12: rest


def test_the_first_due_entry_of_rest_applies_or_the_soonest() -> None:
    rest = [{"do": "video", "every": "10d"}, {"offer": "S", "every": "6d", "via": "post"}]
    store = shop(rest=rest)
    assert doing(store, 1, bought(0, "A")) == ("rest", "video", 1)
    assert ask(store, 1, bought(0, "A"), did(1, "video"))["action"]["via"] == "post"
    done = [bought(0, "A"), did(1, "video"), declined(1, "S")]
    assert doing(store, 2, *done) == ("wait", "S", 7)
    assert doing(store, 11, *done) == ("rest", "video", 11)


def test_refills_come_before_rest_and_purchases_in_bundles_count() -> None:
    store = shop(S={"refill": "20d"}, rest=[{"do": "letter", "every": "30d"}],
                 bundles={"BS": {"items": ["B", "S"], "price": "9"}})  # fmt: skip
    assert doing(store, 25, bought(0, "BS")) == ("rest", "S", 20)
    assert doing(store, 5, bought(0, "BS")) == ("rest", "letter", 5)
    assert doing(store, 5, bought(0, "A")) == ("rest", "letter", 5)
    assert doing(store, 5, bought(0, "BS"), did(4, "letter")) == ("wait", "S", 20)


def test_a_wait_for_rest_holds_as_things_stand() -> None:
    store = shop(ultimate={"offer": "Z", "again_after": "10d"},
                 rest=[{"do": "letter", "every": "20d"}])  # fmt: skip
    no = [bought(0, "A"), declined(1, "Z")]
    assert doing(store, 2, *no) == ("rest", "letter", 2)
    assert doing(store, 3, *no, did(2, "letter")) == ("wait", "letter", 22)
    assert doing(store, 11, *no, did(2, "letter")) == ("offer", "Z", 11)  # expired meanwhile


def test_touches_are_done_once_and_drafts_never() -> None:
    store = shop(A=["video", "B", "letter"], B={"draft": True, "downsell": "C"})
    assert doing(store, 0, bought(0, "A"), did(0, "video")) == ("offer", "C", 0)
    result = ask(store, 0, bought(0, "A"), did(0, "video"), declined(0, "C"))
    assert (result["state"], result["action"]["rung"]) == ("touch", None)


def test_a_product_that_is_not_sold_can_be_offered() -> None:
    assert doing(shop(A=["B"], B={"sold": False}), 0, bought(0, "A")) == ("offer", "B", 0)


# Properties

SOME = settings(max_examples=amount(600, least=10), deadline=None, suppress_health_check=list(HealthCheck))


@SOME
@given(st.data())
def test_it_is_deterministic_and_never_offers_what_is_owned(data: st.DataObject) -> None:
    store = data.draw(stores())
    facts, today = data.draw(attributes(store)), data.draw(todays())
    history = data.draw(histories(store, LAST_DAY, facts))
    result = naive_next(store, history, facts, today)
    assert result == naive_next(store, [dict(event) for event in history], facts, today)
    if result["state"] != "offer":
        return
    found: Action = result["action"]
    own = {
        inside
        for event in history if event["kind"] in ("bought", "accepted")
        for name in event.get("items") or [event["offer"]]
        if is_known(store, name)
        for inside in contents(store, name)
        if not is_consumable(store, inside)
    }  # fmt: skip
    assert not own & set(contents(store, found["name"]))


@SOME
@given(st.data())
def test_it_ends_whatever_is_answered(data: st.DataObject) -> None:
    store = data.draw(stores())
    store.pop("rest", None)
    for product in store["products"].values():
        product.pop("refill", None)
    facts, history = data.draw(attributes(store)), data.draw(histories(store))
    history = [event for event in history if event["kind"] != "offered"]
    offers = {
        (name, Decimal(price) if price else None)
        for name in [*store["products"], *store.get("bundles", {})]
        for price in prices_of(store, name)
    }
    most = len(offers) + 3 + len(store.get("touches", {}))  # at most 3 retries
    today = LAST_DAY
    for _ in range(most + 1):
        result = naive_next(store, history, facts, today)
        waits = 0
        while result["state"] == "wait":
            today, waits = result["action"]["due"], waits + 1
            assert waits < 99, "it waits for ever"
            result = naive_next(store, history, facts, today)
        if result["action"] is None:
            return
        answer(history, result["action"], data.draw(st.booleans()), today)
    raise AssertionError("it does not end")


def test_a_store_as_a_path_file_reads_back() -> None:
    yaml: Any = pytest.importorskip("yaml")

    def text(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: text(one) for key, one in value.items()}
        if isinstance(value, list):
            return [text(one) for one in value]
        return str(value).lower() if isinstance(value, bool) else str(value)

    for seed in range(amount(1_000, least=20)):
        store = case(seed)[0]
        read = yaml.load(to_yaml(store), Loader=yaml.BaseLoader)
        assert read == {"ipp": "1", **text(store)}
        assert case(seed) == case(seed)
