"""What `ipp diff --format json` prints is what its published schema says, and each key is in docs/json.md."""

import datetime as dt
import json
from typing import get_args

import jsonschema
import pytest

from ipp.diff.report import LEVELS, DiffReport, Section, refuse_comparison
from ipp.render.changes.as_json import render_reports_json
from tests.cli.program import ROOT

from .test_markdown import report

SCHEMA = json.loads((ROOT / "docs" / "diff.schema.json").read_text(encoding="utf-8"))
DAY = dt.date(2026, 11, 22)
SAME = DiffReport("main:a.yaml", "a.yaml", True, (), ())
REPORTS = [SAME, refuse_comparison("main:a.yaml", "a.yaml", "a.yaml is new"), report(2), report(2, differ=0)]


@pytest.mark.parametrize("counts", [True, False])
def test_it_is_what_the_schema_says(counts: bool) -> None:
    text = render_reports_json(REPORTS, DAY, counts=counts)
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(text))


def test_every_level_and_section_is_in_the_schema() -> None:
    keys = SCHEMA["$defs"]["statement"]["properties"]
    assert keys["level"]["enum"] == [*LEVELS]
    assert keys["section"]["enum"] == [*get_args(Section)]


@pytest.mark.parametrize("name", SCHEMA["$defs"])
def test_each_key_is_told_in_the_same_words(name: str) -> None:
    page = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    keys = SCHEMA["$defs"][name]["properties"]
    assert [key for key, told in keys.items() if f"| `{key}` | {told['description']} |" not in page] == []
