"""The keys of the path file, told to editors as JSON Schema (draft 7).

Made from the model: names, descriptions and required keys are written there and nowhere else. The schema refuses nothing that
the reader accepts; names that are not found, and everything that concerns more than one place, only ipp can tell.
`defaultSnippets`, `errorMessage` and `patternErrorMessage` are words of the language servers of VS Code; others pass over them.
"""

import json
from collections.abc import Callable, Iterable

from ipp.path.keys import Kind, list_keys
from ipp.path.model import (
    OFFER_ONLY,
    PART_KEYS,
    Bundle,
    Category,
    Path,
    Product,
    Step,
    Touch,
)
from ipp.path.schema.snippets import SNIPPETS
from ipp.path.schema.values import COUNT_KEY, NAME, RATE, TEXT, TRUE, VALUES, Schema
from ipp.path.segments import Segment
from ipp.path.terms import Channel, Defaults, Holdout, Ignore, Refill, Rest, Ultimate

DRAFT = "http://json-schema.org/draft-07/schema#"
PATH_ID = "urn:ideal-purchase-path:path:1"
PART_ID = "urn:ideal-purchase-path:part:1"


def make_schema_text(*, part: bool = False) -> str:
    """Return the schema of a path file, or of a `part`: a file that another one includes. The same bytes every time, all ASCII."""
    return json.dumps(make_part_schema() if part else make_path_schema(), indent=2) + "\n"


def make_path_schema() -> Schema:
    """Return the schema of a path file."""
    needed = _list_required(Path)
    needed.remove("products")  # they may all be in included files
    return {
        "$schema": DRAFT,
        "$id": PATH_ID,
        **_describe_keys(Path),
        "title": "Ideal Purchase Path",
        "required": needed,
        "if": {"not": {"required": ["include"]}},
        "then": {"required": ["products"]},
        "definitions": _make_definitions(),
    }


def make_part_schema() -> Schema:
    """Return the schema of an included file: the same items, none of the terms of the store."""
    return {
        "$schema": DRAFT,
        "$id": PART_ID,
        **_describe_keys(Path, PART_KEYS),
        "title": "Ideal Purchase Path: an included file",
        "description": "A file that a path file includes: more items of the same store.",
        "definitions": _make_definitions(),
    }


def _make_definitions() -> dict[str, Schema]:
    """Return the models that stand in more than one place, or inside themselves, by name."""
    rung = [key for key in list_keys(Step) if key != "do"]
    return {
        "product": _allow_nothing(_describe_keys(Product)),
        "bundle": _describe_keys(Bundle)
        | _require_unless({"properties": {"draft": TRUE}, "required": ["draft"]}, Bundle),
        "touch": _allow_nothing(_describe_keys(Touch)),
        "category": _allow_nothing(_describe_keys(Category)),
        "segment": _describe_keys(Segment)
        | _require_one_of("a segment", [key for key in list_keys(Segment) if key not in ("salt", "note")]),
        "holdout": _describe_keys(Holdout) | {"required": _list_required(Holdout)},
        "ultimate": _describe_keys(Ultimate) | {"required": _list_required(Ultimate)},
        "step": _describe_keys(Step) | _require_offer_or_touch("a step", *OFFER_ONLY),
        "rung": _describe_keys(Step, rung)
        | {"title": "Rung", "description": "A smaller version, on terms.", "required": ["offer"]},
        "rest": _describe_keys(Rest)
        | {"required": _list_required(Rest)}
        | _require_offer_or_touch("an entry"),
        "ignore": _describe_keys(Ignore) | {"required": _list_required(Ignore)},
        "refill": _describe_keys(Refill) | {"required": _list_required(Refill)},
        "text": TEXT,
        "name": NAME,
        **{kind.name.lower(): _COLLECTIONS[kind]() for kind in (Kind.NAMES, Kind.STEPS, Kind.RUNGS)},
    }


def _describe_keys(model: type, among: Iterable[str] | None = None) -> Schema:
    """Return the schema of a mapping with the keys of a model, or with some of them."""
    legal = list_keys(model)
    assert model.__doc__
    return {
        "title": model.__name__,
        "type": "object",
        "description": model.__doc__.splitlines()[0],
        "properties": {
            name: {"description": legal[name][1].doc, **_describe_value(legal[name][1].kind)}
            for name in (legal if among is None else among)
        },
        "additionalProperties": False,
    }


def _list_required(model: type) -> list[str]:
    return [name for name, (_, said) in list_keys(model).items() if said.required]


def _describe_value(kind: Kind) -> Schema:
    """Return the schema of what stands behind a key, without its description."""
    if kind in _OFTEN:  # not `$ref` alone: a description beside it does not count
        return {"anyOf": [_refer_to(kind.name.lower())]}
    schema = VALUES.get(kind) or _COLLECTIONS[kind]()
    return schema | ({"defaultSnippets": SNIPPETS[kind]} if kind in SNIPPETS else {})


_NAME: Schema = {"$ref": "#/definitions/name"}


def _refer_to(definition: str) -> Schema:
    return {"$ref": f"#/definitions/{definition}"}


def _allow_single(entry: Schema) -> Schema:
    """Return the schema of a list; a single entry does for a list of one."""
    return _allow_any(entry, {"type": "array", "items": entry})


def _allow_any(*schemas: Schema) -> Schema:
    """Return the schema of what fulfils one of these, without a choice inside a choice."""
    return {"anyOf": [one for schema in schemas for one in schema.get("anyOf", [schema])]}


def _map_names(content: Schema) -> Schema:
    """Return the schema of a mapping whose keys are names."""
    return {
        "type": "object",
        "errorMessage": "a mapping: names, each with what belongs to it",
        "propertyNames": {"title": "Name", "minLength": 1},
        "additionalProperties": content,
    }


def _allow_nothing(schema: Schema) -> Schema:
    """Return a schema that a name with nothing behind it fulfils too."""
    return schema | {"type": ["object", "null"]}


def _require_unless(holds: Schema, model: type) -> Schema:
    """Return the demand for what a model requires, unless something holds."""
    return {"if": {"not": holds}, "then": {"required": _list_required(model)}}


def _require_one_of(what: str, wanted: list[str]) -> Schema:
    """Return the demand for at least one of some keys."""
    message = f"{what} says one of {', '.join(wanted)}"
    return {"anyOf": [{"required": [key], "errorMessage": message} for key in wanted]}


def _require_offer_or_touch(what: str, *offer_only: str) -> Schema:
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
    Kind.NAMES: lambda: _allow_single(_NAME),
    Kind.FILES: lambda: _allow_single(_NAME),
    Kind.TEXTS: lambda: _allow_single(TEXT),
    Kind.REFILL: lambda: _allow_any(VALUES[Kind.PERIOD], _refer_to("refill")),
    Kind.RATES: lambda: _allow_any(RATE, _TIERS),
    Kind.QUANTITIES: lambda: _allow_any(_allow_single(_NAME), _map_names(VALUES[Kind.POSITIVE])),
    Kind.ATTRIBUTES: lambda: _map_names(_allow_single(_NAME)),
    Kind.STEPS: lambda: _allow_single(_allow_any(_refer_to("step"), _NAME)),
    Kind.RUNGS: lambda: _allow_single(_allow_any(_refer_to("rung"), _NAME)),
    Kind.RESTS: lambda: _allow_single(_refer_to("rest")),
    Kind.ULTIMATE: lambda: _allow_any(_refer_to("ultimate"), NAME),
    Kind.IGNORES: lambda: _allow_single(_refer_to("ignore")),
    Kind.CHANNELS: lambda: _map_names(_allow_nothing(_describe_keys(Channel))),
    Kind.HOLDOUT: lambda: _refer_to("holdout"),
    Kind.DEFAULTS: lambda: _describe_keys(Defaults),
    Kind.PRODUCTS: lambda: _map_names(_refer_to("product")),
    Kind.BUNDLES: lambda: _map_names(_refer_to("bundle")),
    Kind.TOUCHES: lambda: _map_names(_refer_to("touch")),
    Kind.SERIES: lambda: _map_names(_allow_single(_NAME)),
    Kind.CATEGORIES: lambda: _map_names(_refer_to("category")),
    Kind.SEGMENTS: lambda: _map_names(_refer_to("segment")),
}
