"""The keys of the path file, told to editors as JSON Schema (draft 7).

Made from the model: names, descriptions and required keys are written there and nowhere else. The schema refuses nothing that
the reader accepts; names that are not found, and everything that concerns more than one place, only ipp can tell.
`defaultSnippets`, `errorMessage` and `patternErrorMessage` are words of the language servers of VS Code; others pass over them.
"""

import json
from collections.abc import Callable, Iterable

from ipp.path.json_snippets import SNIPPETS
from ipp.path.json_values import COUNT_KEY, NAME, RATE, TEXT, TRUE, VALUES, Schema
from ipp.path.model import (
    OFFER_ONLY,
    PART_KEYS,
    Bundle,
    Category,
    Defaults,
    Ignore,
    Kind,
    Path,
    Product,
    Rest,
    Segment,
    Step,
    Touch,
    Ultimate,
    keys,
)  # fmt: skip

DRAFT = "http://json-schema.org/draft-07/schema#"
PATH_ID = "urn:ideal-purchase-path:path:1"
PART_ID = "urn:ideal-purchase-path:part:1"


def schema_text(*, part: bool = False) -> str:
    """Return the schema of a path file, or of a `part`: a file that another one includes. The same bytes every time, all ASCII."""
    return json.dumps(part_schema() if part else path_schema(), indent=2) + "\n"


def path_schema() -> Schema:
    """Return the schema of a path file."""
    needed = _required(Path)
    needed.remove("products")  # they may all be in included files
    return {
        "$schema": DRAFT,
        "$id": PATH_ID,
        **_keys(Path),
        "title": "Ideal Purchase Path",
        "required": needed,
        "if": {"not": {"required": ["include"]}},
        "then": {"required": ["products"]},
        "definitions": _definitions(),
    }


def part_schema() -> Schema:
    """Return the schema of an included file: the same items, none of the terms of the store."""
    return {
        "$schema": DRAFT,
        "$id": PART_ID,
        **_keys(Path, PART_KEYS),
        "title": "Ideal Purchase Path: an included file",
        "description": "A file that a path file includes: more items of the same store.",
        "definitions": _definitions(),
    }


def _definitions() -> dict[str, Schema]:
    """Return the models that stand in more than one place, or inside themselves, by name."""
    rung = [key for key in keys(Step) if key != "do"]
    return {
        "product": _or_nothing(_keys(Product)),
        "bundle": _keys(Bundle) | _unless({"properties": {"draft": TRUE}, "required": ["draft"]}, Bundle),
        "touch": _or_nothing(_keys(Touch)),
        "category": _or_nothing(_keys(Category)),
        "segment": _keys(Segment) | _one_of("a segment", [key for key in keys(Segment) if key != "note"]),
        "ultimate": _keys(Ultimate) | {"required": _required(Ultimate)},
        "step": _keys(Step) | _offer_or_touch("a step", *OFFER_ONLY),
        "rung": _keys(Step, rung)
        | {"title": "Rung", "description": "A smaller version, on terms.", "required": ["offer"]},
        "rest": _keys(Rest) | {"required": _required(Rest)} | _offer_or_touch("an entry"),
        "ignore": _keys(Ignore) | {"required": _required(Ignore)},
        "text": TEXT,
        "name": NAME,
        **{kind.name.lower(): _COLLECTIONS[kind]() for kind in (Kind.NAMES, Kind.STEPS, Kind.RUNGS)},
    }


def _keys(model: type, among: Iterable[str] | None = None) -> Schema:
    """Return the schema of a mapping with the keys of a model, or with some of them."""
    legal = keys(model)
    assert model.__doc__
    return {
        "title": model.__name__,
        "type": "object",
        "description": model.__doc__.splitlines()[0],
        "properties": {
            name: {"description": legal[name][1].doc, **_value(legal[name][1].kind)}
            for name in (legal if among is None else among)
        },
        "additionalProperties": False,
    }


def _required(model: type) -> list[str]:
    return [name for name, (_, said) in keys(model).items() if said.required]


def _value(kind: Kind) -> Schema:
    """Return the schema of what stands behind a key, without its description."""
    if kind in _OFTEN:  # not `$ref` alone: a description beside it does not count
        return {"anyOf": [_ref(kind.name.lower())]}
    schema = VALUES.get(kind) or _COLLECTIONS[kind]()
    return schema | ({"defaultSnippets": SNIPPETS[kind]} if kind in SNIPPETS else {})


_NAME: Schema = {"$ref": "#/definitions/name"}


def _ref(definition: str) -> Schema:
    return {"$ref": f"#/definitions/{definition}"}


def _list_or_one(entry: Schema) -> Schema:
    """Return the schema of a list; a single entry does for a list of one."""
    return _either(entry, {"type": "array", "items": entry})


def _either(*schemas: Schema) -> Schema:
    """Return the schema of what fulfils one of these, without a choice inside a choice."""
    return {"anyOf": [one for schema in schemas for one in schema.get("anyOf", [schema])]}


def _by_name(content: Schema) -> Schema:
    """Return the schema of a mapping whose keys are names."""
    return {
        "type": "object",
        "errorMessage": "a mapping: names, each with what belongs to it",
        "propertyNames": {"title": "Name", "minLength": 1},
        "additionalProperties": content,
    }


def _or_nothing(schema: Schema) -> Schema:
    """Return a schema that a name with nothing behind it fulfils too."""
    return schema | {"type": ["object", "null"]}


def _unless(holds: Schema, model: type) -> Schema:
    """Return the demand for what a model requires, unless something holds."""
    return {"if": {"not": holds}, "then": {"required": _required(model)}}


def _one_of(what: str, wanted: list[str]) -> Schema:
    """Return the demand for at least one of some keys."""
    message = f"{what} says one of {', '.join(wanted)}"
    return {"anyOf": [{"required": [key], "errorMessage": message} for key in wanted]}


def _offer_or_touch(what: str, *offer_only: str) -> Schema:
    """Return the demand for either `offer` or `do`, and for no terms of an offer on a touch."""
    closed = ", ".join(f"`{key}`" for key in offer_only)
    more = f", and a touch has no {closed}" if closed else ""
    return {
        "if": {"required": ["do"]},
        "then": {
            "properties": dict.fromkeys(("offer", *offer_only), False),
            "errorMessage": f"{what} is an `offer` or a `do`, not both{more}",
        },
        "else": {"required": ["offer"], "errorMessage": f"{what} says `offer` or `do`"},
    }


_OFTEN = (Kind.TEXT, Kind.NAME, Kind.NAMES, Kind.STEPS, Kind.RUNGS)
_TIERS: Schema = {"type": "object", "patternProperties": {COUNT_KEY: RATE}, "additionalProperties": False}
_COLLECTIONS: dict[Kind, Callable[[], Schema]] = {
    Kind.NAMES: lambda: _list_or_one(_NAME),
    Kind.FILES: lambda: _list_or_one(_NAME),
    Kind.RATES: lambda: _either(RATE, _TIERS),
    Kind.QUANTITIES: lambda: _either(_list_or_one(_NAME), _by_name(VALUES[Kind.POSITIVE])),
    Kind.ATTRIBUTES: lambda: _by_name(_list_or_one(_NAME)),
    Kind.STEPS: lambda: _list_or_one(_either(_ref("step"), _NAME)),
    Kind.RUNGS: lambda: _list_or_one(_either(_ref("rung"), _NAME)),
    Kind.RESTS: lambda: _list_or_one(_ref("rest")),
    Kind.ULTIMATE: lambda: _either(_ref("ultimate"), NAME),
    Kind.IGNORES: lambda: _list_or_one(_ref("ignore")),
    Kind.DEFAULTS: lambda: _keys(Defaults),
    Kind.PRODUCTS: lambda: _by_name(_ref("product")),
    Kind.BUNDLES: lambda: _by_name(_ref("bundle")),
    Kind.TOUCHES: lambda: _by_name(_ref("touch")),
    Kind.SERIES: lambda: _by_name(_list_or_one(_NAME)),
    Kind.CATEGORIES: lambda: _by_name(_ref("category")),
    Kind.SEGMENTS: lambda: _by_name(_ref("segment")),
}
