"""The schema against the reader: it refuses nothing that the reader accepts, and says how much it lets through."""

import os
import random
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ipp.path.keys import Kind, list_keys
from ipp.path.model import PART_KEYS, Path, Step
from ipp.path.readers.scalars import _PARSERS, SCALAR_KINDS
from ipp.path.schema.document import PART_ID, PATH_ID, make_part_schema, make_path_schema, make_schema_text
from ipp.path.schema.values import TRUE, VALUES
from ipp.path.values import BadValue
from tests.amounts import amount, long

from ...oracle.choice import seeded
from ...oracle.maker import Maker
from ...oracle.yaml_text import to_yaml
from ..collection import ROOT, Kept, collection
from ..core_yaml import load, resolved
from ..mutants import replaced, spans_of, tree_of
from ..reading import parsed
from ..sample import FILES, MAIN
from ..tables import BAD, GOOD, KEYS, MODELS, file_with

VALIDATOR = jsonschema.Draft7Validator(make_path_schema())
PART_VALIDATOR = jsonschema.Draft7Validator(make_part_schema())
COLLECTION = collection()


def refused_by_reader(text: str, part: bool = False) -> list[str]:
    """The codes of what the reader finds."""
    return [finding.rule.code for finding in parsed(text, part=part)[1]]


def refused_by_schema(text: str, part: bool = False) -> bool:
    """Whether an editor underlines something: what its YAML parser refuses counts, too."""
    try:
        value = load(text)
    except yaml.YAMLError:
        return True
    with deep():
        return not (PART_VALIDATOR if part else VALIDATOR).is_valid(value)


@contextmanager
def deep() -> Iterator[None]:
    """Let jsonschema follow what nests 60 levels deep."""
    most = sys.getrecursionlimit()
    sys.setrecursionlimit(20_000)
    try:
        yield
    finally:
        sys.setrecursionlimit(most)


def agreed(text: str, part: bool = False) -> None:
    """Check that the schema accepts what the reader accepts."""
    if not refused_by_reader(text, part):
        assert not refused_by_schema(text, part), text


def test_they_are_schemas_of_draft_7() -> None:
    for schema, name in ((make_path_schema(), PATH_ID), (make_part_schema(), PART_ID)):
        jsonschema.Draft7Validator.check_schema(schema)
        assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
        assert schema["$id"] == name
        assert schema["title"]


@pytest.mark.parametrize("part", [False, True], ids=["path", "part"])
def test_the_files_in_the_package_are_fresh(part: bool) -> None:
    file = ROOT / "ipp" / ("part.schema.json" if part else "path.schema.json")
    if os.environ.get("IPP_UPDATE"):
        file.write_bytes(make_schema_text(part=part).encode())
    hint = f"`ipp schema {'--part ' * part}--output {file.relative_to(ROOT)}` writes it again"
    assert file.read_bytes().decode() == make_schema_text(part=part), hint


def mappings(schema: Any) -> Iterator[dict[str, Any]]:
    """All schemas of mappings with keys of their own, wherever they stand."""
    if isinstance(schema, dict):
        if schema.get("additionalProperties") is False and "properties" in schema:
            yield schema
        for inner in schema.values():
            yield from mappings(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from mappings(inner)


def test_every_key_of_every_model_is_in_it_with_its_description() -> None:
    by_name = {schema["title"]: schema for schema in mappings(make_path_schema())}
    by_name["Path"] = by_name.pop("Ideal Purchase Path")
    rung = by_name.pop("Rung")
    assert set(by_name) == {model.__name__ for model in MODELS}
    for model in MODELS:
        told = {key: schema["description"] for key, schema in by_name[model.__name__]["properties"].items()}
        assert told == {key: said.doc for key, (_, said) in list_keys(model).items()}
    assert [*rung["properties"]] == [key for key in list_keys(Step) if key != "do"]
    assert [*make_part_schema()["properties"]] == [key for key in list_keys(Path) if key in PART_KEYS]


@pytest.mark.parametrize("kept", COLLECTION, ids=lambda kept: kept.name)
def test_the_collection(kept: Kept) -> None:
    agreed(kept.text, kept.part)


def test_the_collection_is_the_whole_one() -> None:
    assert len(COLLECTION) > 100
    assert sum(kept.part for kept in COLLECTION) >= 2
    assert sum(not refused_by_reader(kept.text, kept.part) for kept in COLLECTION) > 70


def test_the_sample_with_every_key_and_its_parts() -> None:
    assert not refused_by_schema(MAIN)
    for text in FILES.values():
        agreed(text, part=True)


@pytest.mark.parametrize(
    ("text", "sound"),
    [
        ("ipp: 1\nultimate: Club\ninclude: more.yaml\n", True),
        ("ipp: 1\nultimate: Club\n", False),
        ("ipp: 1\nultimate: Club\nproducts: {}\n", True),
    ],
)
def test_the_products_may_all_be_in_included_files(text: str, sound: bool) -> None:
    assert refused_by_schema(text) is not sound
    assert (not refused_by_reader(text)) is sound


@pytest.mark.parametrize(("model", "key"), KEYS, ids=lambda of: of if isinstance(of, str) else of.__name__)
def test_every_key_with_a_good_value(model: type, key: str) -> None:
    text = file_with(model, f"{key}: {GOOD[model, key][0]}")
    assert not refused_by_reader(text)
    assert not refused_by_schema(text)


@settings(max_examples=2 * settings().max_examples)
@given(st.integers(0, 2**32))
def test_random_stores(seed: int) -> None:
    text = to_yaml({"ipp": 1, **Maker(seeded(seed)).make()}).removeprefix("ipp: 1\n")
    assert not refused_by_reader(text)
    assert not refused_by_schema(text)


SPANS = sorted(set(spans_of(tree_of(MAIN))))


@settings(max_examples=4 * settings().max_examples)
@given(st.integers(0, 2**32))
def test_the_sample_with_something_hostile_in_it(seed: int) -> None:
    agreed(replaced(MAIN, SPANS, random.Random(seed)))


@settings(max_examples=2 * settings().max_examples)
@given(st.integers(0, 2**32))
def test_random_stores_with_something_hostile_in_them(seed: int) -> None:
    text = to_yaml(Maker(seeded(seed)).make())
    spans = sorted(set(spans_of(tree_of(text))))
    assume(len(spans) > 2)
    agreed(replaced(text, spans, random.Random(seed)))


NUMBERS = st.from_regex(r"[-+]?0{0,3}[0-9]{0,14}(\.[0-9]{0,11})?([eE][0-9]{1,3})?", fullmatch=True)
LENGTHS = st.from_regex(r"[0-9]{0,7} ?(min|MONTH|[A-Za-z]{0,8}|hours|Days|w|quarter|years)", fullmatch=True)
DAYS = st.from_regex(r"([0-9]{3,5}-)?[0-3]?[0-9]-[0-9]{2}", fullmatch=True)
EDGES = [
    "now", "true", "False", "yes", "nO", "null", "~", "content", "REVIEW", "month", "Week", "day",
    "quarterly", ".inf", ".NaN", "0x1F", "0o17", "100%", "100.0%", "1.000000000", "1.000000001",
    "999999999999.999999", "000000001", "0000000001", "0%", "1%", "12%", "0.12", "33.333333333%",
    "00000000100%", "2028-02-29", "0000-01-01", "999999min", "876000H", "000001d", "36500days",
    "000000h", "1quarter", "100%", "0.000000001", "100 %", "1 Month", "0 ",
]  # fmt: skip
TEXTS = (
    st.sampled_from(EDGES)
    | NUMBERS
    | LENGTHS
    | DAYS
    | NUMBERS.map(lambda text: text + "%")
    | NUMBERS.map(lambda text: text + " %")
    | st.text(max_size=5)
)
SCALARS = {kind: jsonschema.Draft7Validator(VALUES[kind]) for kind in SCALAR_KINDS}


def readable(kind: Kind, text: str) -> bool:
    try:
        value = _PARSERS[kind](text)
    except BadValue:
        return False
    return kind is not Kind.VERSION or value == 1


def too_long(kind: Kind, text: str) -> bool:
    """More than 100 years: nobody counts that with a pattern."""
    if kind in (Kind.DURATION, Kind.PERIOD):
        try:
            _PARSERS[kind](text)
        except BadValue as bad:
            return "longer than 100 years" in str(bad)
    return False


@pytest.mark.parametrize("name", sorted(kind.name for kind in SCALAR_KINDS))
@settings(max_examples=2 * settings().max_examples)
@given(text=TEXTS)
def test_single_values(name: str, text: str) -> None:
    held(Kind[name], text)


@pytest.mark.parametrize("name", sorted(kind.name for kind in SCALAR_KINDS))
def test_single_values_at_the_edges(name: str) -> None:
    for text in EDGES:
        held(Kind[name], text)


def held(kind: Kind, text: str) -> None:
    """Check that the schema takes a text that the reader takes, and no other, written plain or in quotes."""
    quoted, plain = SCALARS[kind].is_valid(text), SCALARS[kind].is_valid(resolved(text))
    if readable(kind, text):
        assert quoted
        assert plain
    elif not (
        text.endswith("\n") or too_long(kind, text)
    ):  # `$` in Python stands before it, too; not so in an editor
        assert not quoted


@pytest.mark.parametrize("year", [0, 1, 2027, 2028, 9999, 10000])
def test_every_day_of_a_year(year: int) -> None:
    for month in range(14):
        for day in range(33):
            text = f"{year:04}-{month:02}-{day:02}"
            told, leap = SCALARS[Kind.WINDOW_DAY].is_valid(text), text[4:] == "-02-29"
            assert told == readable(Kind.WINDOW_DAY, text) or (told and leap)


@pytest.mark.parametrize("text", ["true", "TRUE", "yes", "Yes", "yEs", "false", "no", "1", "x", "'true'"])
def test_a_draft_need_not_be_complete(text: str) -> None:
    file = f"ipp: 1\nultimate: A\nproducts: {{A: }}\nbundles: {{B: {{draft: {text}}}}}\n"
    draft = jsonschema.Draft7Validator(TRUE).is_valid(resolved(text.strip("'")))
    assert draft == ("IPP006" not in refused_by_reader(file))
    agreed(file)


LET_THROUGH = {"^1e3", "^200y", "^1.0"}
"""Bad values that the schema does not see: `1e3` is a number to an editor, and nobody counts centuries with a pattern."""


def test_what_the_schema_lets_through_of_what_the_reader_refuses() -> None:
    through = set()
    for model, key in KEYS:
        for code, value in BAD[list_keys(model)[key][1].kind]:
            text = file_with(model, f"{key}: {value.replace('^', '')}")
            assert code in refused_by_reader(text), text
            if not refused_by_schema(text):
                through.add(value)
    assert through == LET_THROUGH


def test_unknown_and_missing_keys_are_refused_everywhere() -> None:
    for model in MODELS:
        assert refused_by_schema(file_with(model, "unheard: of"))
        for key, (_, said) in list_keys(model).items():
            text = file_with(model, "note: x" if "note" in list_keys(model) else "draft: no")
            if said.required:
                without = "\n".join(line for line in text.splitlines() if f"{key}:" not in line)
                assert refused_by_schema(without)


@long
def test_most_of_what_the_reader_refuses_is_refused() -> None:
    """The share of mutants, by what the reader says of them, that an editor underlines too."""
    seen: Counter[str] = Counter()
    underlined: Counter[str] = Counter()
    for seed in range(amount(40_000, least=1_000, most=1_200)):
        text = replaced(MAIN, SPANS, random.Random(seed))
        codes = set(refused_by_reader(text))
        if len(codes) == 1:
            (code,) = codes
            seen[code] += 1
            underlined[code] += refused_by_schema(text)
    shares = {code: underlined[code] / seen[code] for code in seen}
    for code, least in {"IPP003": 1, "IPP004": 0.98, "IPP005": 0.7, "IPP006": 1}.items():
        assert seen[code]
        assert shares[code] >= least, (code, shares, seen)
