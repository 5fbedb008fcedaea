"""What `ipp plan --format json` prints is what its published schema says, and each key is in docs/json.md."""

import datetime as dt
import json

import jsonschema
import pytest

from ipp.batch.nightly.preview import DayPreview
from ipp.batch.summary import ActionChange, ActionCount, NightChanges, PlanSummary, UnknownItem
from ipp.orders.files.rejects import UNKNOWN
from ipp.orders.rejected_rows import RejectedRows
from ipp.render.answers.plan_json import render_summary_json
from ipp.render.answers.preview import render_preview_json
from tests.cli.program import ROOT

SCHEMA = json.loads((ROOT / "docs" / "plan.schema.json").read_text(encoding="utf-8"))
DAY = dt.date(2026, 11, 22)
BARE = PlanSummary(
    None,
    DAY,
    0,
    {"offer": 0},
    (),
    {"orders": 0},
    (),
    (),
    (),
    {},
    None,
    False,
    newest_order=None,
    unfounded=(),
)
FULL = BARE._replace(
    store="Pottery",
    actions=(ActionCount("Mug", "product", 3, 2),),
    rejects=(RejectedRows("orders.csv", {UNKNOWN: 1}, None, (), {}),),
    unknown=(UnknownItem("Mugg", 1, "Mug"), UnknownItem("x", 1, None)),
    statuses=(("odd", 2),),
    later={"orders": 1},
    newest_order=DAY,
    unfounded=(("Mug", 1),),
    messages=2,
    changes=NightChanges(DAY, 1, 2, 3, 4, (ActionChange("Mug", 9, 6),)),
)
DAYS = render_preview_json("Pottery", [DayPreview(DAY, 1, 2, 0)])


@pytest.mark.parametrize("text", [render_summary_json(BARE), render_summary_json(FULL), DAYS])
def test_it_is_what_the_schema_says(text: str) -> None:
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(text))


@pytest.mark.parametrize("name", ["summary", "days"])
def test_each_key_is_told_in_the_same_words(name: str) -> None:
    page = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    keys = SCHEMA["$defs"][name]["properties"]
    assert [key for key, told in keys.items() if f"| `{key}` | {told['description']} |" not in page] == []
