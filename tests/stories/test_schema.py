"""The schema of story files: shipped as it is made, and it refuses nothing that the reader accepts."""

import os
from pathlib import Path

import jsonschema
import pytest
import yaml

from ipp.stories.reading.file import read_story_file
from ipp.stories.schema import make_stories_schema, make_stories_schema_text
from ipp.text.finding import Finding
from ipp.text.source import Source

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "ipp" / "test.schema.json"
VALIDATOR = jsonschema.Draft7Validator(make_stories_schema())
HEAD = "ipp-test: 1\ntoday: 2026-11-22\n"


def accepts(text: str) -> tuple[bool, bool]:
    """Return whether the reader and the schema accept a file; YAML 1.2 reads days as texts."""
    found: list[Finding] = []
    read_story_file(Source("a.test.yaml", text), found.append)
    plain = yaml.load(text, yaml.BaseLoader if "2026" in text else yaml.SafeLoader)
    return not found, VALIDATOR.is_valid(plain)


def test_the_schema_is_shipped() -> None:
    if os.environ.get("IPP_UPDATE"):
        SHIPPED.write_text(make_stories_schema_text(), encoding="utf-8")
    assert SHIPPED.read_text(encoding="utf-8") == make_stories_schema_text()
    jsonschema.Draft7Validator.check_schema(make_stories_schema())


@pytest.mark.parametrize("file", sorted(ROOT.glob("*/*.test.yaml")), ids=lambda file: file.name)
def test_our_own_stories_are_accepted(file: Path) -> None:
    assert accepts(file.read_text("utf-8")) == (True, True)


@pytest.mark.parametrize(
    "body",
    [
        "stories: {A: [bought: B, next: C, did, declines, accepts, silent: 7d, never: [C], with: {a: b}]}",
        "stories: {A: [{bought: {B: 2}, on: -12d, with: {a: no}}, {returned: B}, {cancelled: [B]}, {did: X, on: 3d}]}",
        "stories: {A: [{next: {offer: A, price: 59, due: now, via: none, rung: 0, because: none, state: wait}}]}",
        "stories: {A: [reaches: {offer: C, asks: 6, days: 90}, reaches: {do: C, days: 3 weeks}, reaches: C]}",
        "stories: {A: [customer: anna, {bought: B, customer: '17'}, stopped, resumed, stopped: -3d, resumed: 2d, next: C]}",
        "cases: [{bought: A, customer: anna, stopped: -3d, resumed: 2026-11-20, next: D}]",
        "cases: [{bought: [A, B], declined: C, with: {a: b}, on: -3d, next: D, note: x}, {never: A}]",
    ],
)
def test_what_the_reader_accepts_the_schema_does(body: str) -> None:
    assert accepts(HEAD + body) == (True, True)


@pytest.mark.parametrize(
    "body",
    [
        "storeis: {A: [did]}", "stories: {A: [nxt: B]}", "stories: {A: [decline]}", "stories: {A: did}", "stories: {A: []}",
        "stories: {A: [{next: {prise: 3}}]}", "stories: {A: [{silent: soon}]}", "cases: [{bought: A}]", "cases: {bought: A}",
        "stories: {A: [{with: tea}]}", "stories: {A: [{customer: {a: b}}]}",
    ],
)  # fmt: skip
def test_what_is_plainly_wrong_both_refuse(body: str) -> None:
    assert accepts(HEAD + body) == (False, False)
