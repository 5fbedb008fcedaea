"""Two policies are walked side by side until they part, by the fewest answers."""

from datetime import date

import pytest

from ipp.diff.answers import Walked, walk_both
from ipp.diff.compare import compare_policies, describe_shown
from tests.stories.shop import SHOP, load_shop

TODAY = date(2026, 11, 22)


def walk(now: str, was: str = SHOP) -> Walked:
    old, new = load_shop(was).policy, load_shop(now).policy
    found = compare_policies(old, new)
    return walk_both(old, new, found.sides.pairs, found.differing, TODAY)


def tell(now: str, was: str = SHOP) -> dict[str | None, tuple[str, ...]]:
    """Return by first purchase what is answered up to where the sides part, of customers of whom nothing is known."""
    departures = walk(now, was).departures
    return {each.start.name: each.answers for each in departures if not each.start.profile.attributes}


def test_a_price_is_noticed_where_it_is_asked() -> None:
    assert tell(SHOP.replace("price: 19}", "price: 21}")) == {"Mug": ("Washing advice", "No to Teapot")}


def test_another_order_is_noticed_at_once_and_by_those_alone_who_read_the_list() -> None:
    other = SHOP.replace(
        "[Washing advice, {offer: Tea Set, when: drinks-tea}, Teapot]",
        "[Teapot, {offer: Tea Set, when: drinks-tea}, Washing advice]",
    )
    found = walk(other)
    assert {each.start.name for each in found.departures} == {"Mug"}
    assert {each.answers for each in found.departures} == {()}
    assert found.looked == 6


def test_a_shorter_patience_is_noticed_by_who_does_not_answer() -> None:
    told = tell(SHOP.replace("Teapot]", "{offer: Teapot, patience: 2d}]"))
    assert told == {"Mug": ("Washing advice", "silent on Teapot")}


def test_what_only_a_segment_gets_is_noticed_by_its_customers() -> None:
    found = walk(SHOP.replace("price: 80}", "price: 82}"))
    assert {each.start.profile.attributes for each in found.departures} == {(("drink", "tea"),)}


def test_a_renamed_offer_is_no_other_offer() -> None:
    renamed = (
        SHOP.replace("Teapot: {price: 68", "Tea Pot: {also: Teapot, price: 68")
        .replace("}, Teapot]", "}, Tea Pot]")
        .replace("[Teapot, Milk", "[Tea Pot, Milk")
    )
    assert not walk(renamed).departures
    dearer = tell(renamed.replace("68", "70"))
    assert dearer["Mug"] == ("Washing advice",)


def test_whoever_nothing_that_differs_can_reach_is_not_asked_about() -> None:
    """A change of one list costs no answers about the others."""
    products = "".join(
        f"  P{number}: {{price: {number + 1}, next: P{number + 1}}}\n" for number in range(400)
    )
    store = f"ipp: 1\nultimate: Club\nproducts:\n{products}  P400: {{price: 1}}\n  Club: {{price: 99, next: P400}}\nrest: []\n".replace(
        "rest: []\n", ""
    )
    store = store.replace("ultimate: Club", "ultimate: {offer: Club, cold: false}")
    found = walk(store.replace("P7: {price: 8,", "P7: {price: 5,"), store)
    assert found.left == 0
    assert found.looked == 403
    assert {each.start.name for each in found.departures} <= {f"P{number}" for number in range(8)}


def test_the_bound_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = walk(SHOP.replace("gap: 2d", "gap: 9d"))
    assert not whole.left
    monkeypatch.setattr("ipp.diff.answers.MOST_DECISIONS", 20)
    cut = walk(SHOP.replace("gap: 2d", "gap: 9d"))
    assert cut.left
    assert cut.looked < whole.looked


def test_what_is_shown_is_told() -> None:
    (departure,) = [
        each
        for each in walk(SHOP.replace("price: 19}", "price: 21}")).departures
        if not each.start.profile.attributes
    ]
    assert describe_shown(departure.before) == "Milk Jug 19 in 2 days"
    assert describe_shown(departure.after) == "Milk Jug 21 in 2 days"
