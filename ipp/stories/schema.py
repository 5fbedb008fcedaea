"""The keys of story files, told to editors as JSON Schema (draft 7). It refuses nothing that the reader accepts."""

import json
from collections.abc import Iterable, Mapping

from ipp.path.keys import Key, Kind
from ipp.path.schema.document import DRAFT
from ipp.path.schema.values import NAME, TEXT, VALUES, Schema
from ipp.stories.reading.keys import (
    BARE,
    CASE_KEYS,
    EXPECTED_KEYS,
    FILE_KEYS,
    REACH_KEYS,
    STATES,
    STEP_KEYS,
    STOPS,
    TOLD,
)

STORIES_ID = "urn:ideal-purchase-path:stories:1"
_DAY: Schema = {
    "type": ["string", "integer"],
    "examples": ["-12d", "3d", "2026-11-22"],
    "errorMessage": "-12d, 3d or a date",
}
_DATE: Schema = {
    "type": "string",
    "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
    "patternErrorMessage": "a date such as 2026-11-22",
}
_NAMES: Schema = {"anyOf": [*NAME["anyOf"], {"type": "array", "items": NAME}]}
_COUNTED: Schema = {
    "anyOf": [*_NAMES["anyOf"], {"type": "object", "additionalProperties": VALUES[Kind.POSITIVE]}]
}
_OR_NOTHING: Schema = {"anyOf": [*NAME["anyOf"], {"type": "null"}]}
_DAY_OR_NOTHING: Schema = {**_DAY, "type": ["string", "integer", "null"]}
_NUMBER_OR_NONE: Schema = {"type": ["number", "string"]}
_ATTRIBUTES: Schema = {"type": "object", "additionalProperties": TEXT}


def make_stories_schema_text() -> str:
    """Return the schema of story files; the same bytes every time, all ASCII."""
    return json.dumps(make_stories_schema(), indent=2) + "\n"


def make_stories_schema() -> Schema:
    """Return the schema of story files."""
    values: dict[str, Schema] = {
        "ipp-test": VALUES[Kind.VERSION],
        "path": TEXT,
        "today": _DATE,
        "note": TEXT,
        "stories": {
            "type": ["object", "null"],
            "additionalProperties": {"type": "array", "items": _refer_to("step"), "minItems": 1},
        },
        "cases": {"type": ["array", "null"], "items": _refer_to("case")},
    }
    return {
        "$schema": DRAFT,
        "$id": STORIES_ID,
        "title": "Stories of an Ideal Purchase Path",
        "description": "What customers do, and what must come next: ipp test plays it.",
        **_describe_keys(FILE_KEYS, values),
        "required": ["ipp-test", "today"],
        "anyOf": [{"required": ["stories"]}, {"required": ["cases"]}],
        "definitions": {
            "step": {
                "anyOf": [{"enum": [*BARE, *STOPS]}, _describe_keys(STEP_KEYS, _describe_step_values())]
            },
            "case": _describe_keys(CASE_KEYS, _describe_case_values())
            | {"anyOf": [{"required": [key]} for key in ("next", "never", "reaches")]},
            "expected": {
                "anyOf": [*NAME["anyOf"], _describe_keys(EXPECTED_KEYS, _describe_expected_values())]
            },
            "reached": {"anyOf": [*NAME["anyOf"], _describe_keys(REACH_KEYS, _describe_reach_values())]},
        },
    }


def _refer_to(definition: str) -> Schema:
    return {"$ref": f"#/definitions/{definition}"}


def _describe_keys(keys: Mapping[str, Key], values: Mapping[str, Schema]) -> Schema:
    """Return the schema of a mapping with some keys."""
    properties = {name: {"description": key.doc, **_wrap(values[name])} for name, key in keys.items()}
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _wrap(schema: Schema) -> Schema:
    """Return a schema beside which a description counts."""
    return {"anyOf": [schema]} if "$ref" in schema else schema


def _describe_step_values() -> dict[str, Schema]:
    return {
        "bought": _COUNTED, "returned": _COUNTED, "cancelled": _COUNTED, "silent": VALUES[Kind.DURATION],
        "with": _ATTRIBUTES, "customer": NAME, "on": _DAY, **_repeat(_OR_NOTHING, BARE),
        **_repeat(_DAY_OR_NOTHING, STOPS), **_describe_expectations(),
    }  # fmt: skip


def _describe_case_values() -> dict[str, Schema]:
    return {
        **_repeat(_NAMES, TOLD),
        **_repeat(_DAY, STOPS),
        "with": _ATTRIBUTES,
        "customer": NAME,
        "on": _DAY,
        "note": TEXT,
        **_describe_expectations(),
    }


def _describe_expectations() -> dict[str, Schema]:
    return {"next": _refer_to("expected"), "never": _NAMES, "reaches": _refer_to("reached")}


def _describe_expected_values() -> dict[str, Schema]:
    states: Schema = {"anyOf": [{"enum": list(STATES)}, {"type": "string"}]}  # the list is for completion
    return {
        **_repeat(NAME, ("offer", "do", "because")), "state": states, "price": _NUMBER_OR_NONE, "due": _DAY,
        "via": TEXT, "rung": _NUMBER_OR_NONE,
    }  # fmt: skip


def _describe_reach_values() -> dict[str, Schema]:
    return {"offer": NAME, "do": NAME, "asks": VALUES[Kind.COUNT], "days": {"type": ["integer", "string"]}}


def _repeat(schema: Schema, keys: Iterable[str]) -> dict[str, Schema]:
    return dict.fromkeys(keys, schema)
