"""The model is the schema: what holds for every key of every class."""

import re
from typing import Any, get_type_hints

import pytest

from ipp.path import model
from ipp.path.keys import Key, Kind, list_keys
from ipp.path.model import TOUCH_KINDS, Path, Step
from ipp.path.readers.collections import _COLLECTIONS
from ipp.path.readers.scalars import SCALAR_KINDS
from ipp.path.rules import BAD_VALUE, DUPLICATE_NAME, DUPLICATE_SKU, MISSING_KEY, UNKNOWN_KEY, UNKNOWN_NAME

from .tables import MODELS

# The table of keys in the contract for path files, written out by hand.
CONTRACT = {
    "Path": "ipp include store currency ultimate products bundles touches series categories next prospects rest segments"
    " never holdout channels defaults ignore",
    "Product": "price cost every churn lapses winback sku also category consumable refill next downsell url note draft paused retired sold final",
    "Bundle": "items free price cost sku also next downsell url note draft paused retired",
    "Touch": "kind url code off valid earns take also note draft paused",
    "Category": "next note",
    "Step": "offer do price after within patience gap via take when unless from until each_time downsell note",
    "Ultimate": "offer ready again_after retries cold take",
    "Rest": "do offer every via when unless take stay note",
    "Refill": "every take stay",
    "Segment": "where owns owns_any owns_all bought_any quantity orders spent quiet_for share salt any all not note",
    "Defaults": "after patience gap spacing within take stay via",
    "Holdout": "name share from until of",
    "Channel": "upsells downsells offers after within patience gap note",
    "Ignore": "rule reason at",
}
REQUIRED = {
    "Path": "ipp ultimate products",
    "Bundle": "items",
    "Rest": "every",
    "Refill": "every",
    "Ultimate": "offer",
    "Holdout": "name share",
    "Ignore": "rule reason",
}


@pytest.mark.parametrize("of", MODELS)
def test_the_keys_are_those_of_the_contract(of: Any) -> None:
    assert list(list_keys(of)) == CONTRACT[of.__name__].split()
    required = [name for name, (_, said) in list_keys(of).items() if said.required]
    assert required == REQUIRED.get(of.__name__, "").split()


def test_no_model_with_keys_is_forgotten() -> None:
    classes = [
        thing for thing in vars(model).values() if isinstance(thing, type) and hasattr(thing, "_fields")
    ]
    assert {thing for thing in classes if list_keys(thing)} == set(MODELS)


@pytest.mark.parametrize("of", MODELS)
def test_every_key_names_a_field_and_says_what_it_is_for(of: Any) -> None:
    for key, (field, said) in list_keys(of).items():
        assert field in of._fields
        assert field.rstrip("_") == key
        assert isinstance(said, Key)
        assert re.fullmatch(r"[A-Z][^\n]+[.…:0-9)]", said.doc), said.doc


@pytest.mark.parametrize("of", MODELS)
def test_every_key_may_be_left_out_of_the_model(of: Any) -> None:
    for field, _ in list_keys(of).values():
        assert field in of._field_defaults


def test_every_kind_has_one_reader() -> None:
    assert set(Kind) == set(SCALAR_KINDS) | set(_COLLECTIONS)
    assert not set(SCALAR_KINDS) & set(_COLLECTIONS)


def test_annotations_can_be_followed() -> None:
    assert get_type_hints(Step)["downsell"] is not None
    assert get_type_hints(Path)["ultimate"] is not None


def test_the_kinds_of_touches() -> None:
    money = ("coupon", "partner")
    assert (
        "content",
        "review",
        "testimonial",
        "referral",
        "affiliate",
        "event",
        *money,
        "other",
    ) == TOUCH_KINDS


def test_the_rules_of_the_reading_rooms() -> None:
    rules = [UNKNOWN_KEY, BAD_VALUE, MISSING_KEY, UNKNOWN_NAME, DUPLICATE_NAME, DUPLICATE_SKU]
    assert [(rule.code, rule.name) for rule in rules] == [
        ("IPP003", "unknown-key"),
        ("IPP005", "bad-value"),
        ("IPP006", "missing-key"),
        ("IPP101", "unknown-name"),
        ("IPP102", "duplicate-name"),
        ("IPP104", "duplicate-sku"),
    ]
    assert {rule.severity for rule in rules} == {"error"}
