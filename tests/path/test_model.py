"""The model is the schema: what holds for every key of every class. Which keys there are, docs/path-file.md and the schemas hold."""

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
