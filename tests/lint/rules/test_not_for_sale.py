"""IPP309: a step that needs something which is not for sale."""

import pytest

from ..marked import hold

UNSOLD = {
    "a draft": (
        "products: {One: {next: [«Someday», Club]}, ‹Someday›: {draft: true}, Club: {}}",
        "`Someday` is passed over: it is a draft",
    ),
    "something retired": (
        "products: {One: {next: [{offer: «Old», price: 3}, Club]}, ‹Old›: {retired: true, next: Club}, Club: {}}",
        "`Old` is passed over: it is retired",
    ),
    "a bundle that holds one": (
        "products: {One: {next: [«Kit», Club]}, Two: {next: Club}, ‹Old›: {retired: true, next: Club}, Club: {}}\n"
        "bundles: {Kit: {items: Two, free: Old}}",
        "`Kit` is passed over: it contains `Old`, which is retired",
    ),
    "a rung": (
        "products: {One: {next: [{offer: Two, downsell: «Someday»}, Club]}, Two: {next: Club}, ‹Someday›: {draft: true}, Club: {}}",
        "it is a draft",
    ),
    "a touch": (
        "products: {One: {next: [{do: «Video»}, Club]}, Club: {}}\ntouches: {‹Video›: {draft: true}}",
        "it is a draft",
    ),
    "the next of a series": (
        "products: {One: {next: Club}, ‹Two›: {draft: true}, Club: {}}\nseries: {S: [One, «Two»]}",
        "it is a draft",
    ),
    "a list that many read": (
        "products: {One: {next: Club}, ‹Someday›: {draft: true}, Club: {}}\nnext: [«someday», Club]",
        "it is a draft",
    ),
    "a turn of rest": (
        "products: {One: {next: Club}, ‹Soap›: {consumable: true, retired: true, next: Club}, Club: {}}\n"
        "rest: [{offer: «Soap», every: 30d}]",
        "it is retired",
    ),
}


@pytest.mark.parametrize(("store", "message"), UNSOLD.values(), ids=UNSOLD.keys())
def test_what_is_not_for_sale(store: str, message: str) -> None:
    hold("not-for-sale", store, message)


def test_what_is_paused_comes_back() -> None:
    hold("not-for-sale", "products: {One: {next: [Two, Club]}, Two: {paused: true, next: Club}, Club: {}}")
