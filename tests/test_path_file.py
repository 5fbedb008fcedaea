"""docs/path-file.md: its tables of keys are made from the model (`IPP_UPDATE=1 pytest tests/test_path_file.py`), and its examples validate."""

import os
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ipp.engine.customer.events import Customer
from ipp.engine.decision.decide import decide
from ipp.lint.check import check_store
from ipp.loading import Store
from ipp.path.keys import Key, Kind, list_keys
from ipp.path.values import Duration
from ipp.text.words import write_share
from tests.path.reading import loaded
from tests.path.tables import MODELS

TODAY = date(2026, 11, 22)
PAGE = Path(__file__).parents[1] / "docs" / "path-file.md"
TABLE = re.compile(r"<!-- keys: (\w+) -->\n(?:\|.*\n)*")
EXAMPLE = re.compile(r"<!-- example -->\n```yaml\n(.*?)```", re.DOTALL)
WORDS = {
    Kind.TEXT: "text", Kind.TEXTS: "text, or a list of them", Kind.MONEY: "money", Kind.RATE: "rate",
    Kind.RATES: "rate, or rates by number of products owned", Kind.DURATION: "duration", Kind.PERIOD: "period",
    Kind.REFILL: "period, or a mapping", Kind.DAY: "date", Kind.WINDOW_DAY: "date, or `MM-DD` for every year",
    Kind.COUNT: "number", Kind.POSITIVE: "number from 1", Kind.FLAG: "`true` or `false`", Kind.VERSION: "`1`",
    Kind.TOUCH_KIND: "a kind", Kind.DISCOUNT: "rate with `%`, or money", Kind.SHARE: "share, or a range of shares",
    Kind.HELD: "`offers` or `everything`", Kind.CHANNEL: "name", Kind.NAME: "name", Kind.NAMES: "name, or a list of names",
    Kind.QUANTITIES: "names, or names with quantities", Kind.ATTRIBUTES: "attributes with values",
    Kind.STEPS: "steps", Kind.RUNGS: "rungs", Kind.RESTS: "entries of `rest`", Kind.ULTIMATE: "name, or a mapping",
    Kind.FILES: "file, or a list of files", Kind.IGNORES: "entries of `ignore`", Kind.DEFAULTS: "mapping",
    Kind.HOLDOUT: "mapping", Kind.CHANNELS: "mapping of names", Kind.PRODUCTS: "mapping of names",
    Kind.BUNDLES: "mapping of names", Kind.TOUCHES: "mapping of names", Kind.SERIES: "mapping of names to lists of products",
    Kind.CATEGORIES: "mapping of names", Kind.SEGMENTS: "mapping of names",
}  # fmt: skip
"""What each kind of value is called on the page."""


def write_table(model: type) -> str:
    rows = ["| key | takes | default | what it does |", "|---|---|---|---|"]
    for name, (field, key) in list_keys(model).items():
        default = write_default(key, model._field_defaults[field])  # type: ignore[attr-defined]
        rows.append(f"| `{name}` | {WORDS[key.kind]} | {default} | {key.doc} |")
    return "\n".join(rows) + "\n"


def write_default(key: Key, default: Any) -> str:
    match default:
        case _ if key.required:
            return "required"
        case bool():
            return f"`{str(default).lower()}`"
        case Duration(minutes=minutes):
            return f"`{minutes // 1440}d`" if minutes else "`0`"
        case Decimal():
            return f"`{write_share(default)}`"
        case str() | int():
            return f"`{default}`"
    return ""


def test_tables_are_those_of_the_model() -> None:
    models = {model.__name__: model for model in MODELS}
    text = PAGE.read_text(encoding="utf-8")
    fresh = TABLE.sub(lambda found: f"<!-- keys: {found[1]} -->\n{write_table(models[found[1]])}", text)
    if os.environ.get("IPP_UPDATE"):
        PAGE.write_text(fresh, encoding="utf-8")
    assert fresh == PAGE.read_text(encoding="utf-8")
    assert set(TABLE.findall(text)) == set(models)


def test_every_kind_of_value_has_a_word() -> None:
    assert set(WORDS) == set(Kind)


EXAMPLES = EXAMPLE.findall(PAGE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("text", EXAMPLES, ids=range(len(EXAMPLES)))
def test_examples_validate_and_answer(text: str) -> None:
    store = loaded(text)
    assert isinstance(store, Store)
    assert [finding for finding in check_store(store) if finding.rule.severity != "info"] == []
    assert decide(store.policy, Customer(), TODAY).state != "stranded"


def test_every_key_stands_in_some_example_or_text() -> None:
    text = PAGE.read_text(encoding="utf-8")
    prose = TABLE.sub("", text)
    keys = {name for model in MODELS for name in list_keys(model)}
    assert {name for name in keys if not re.search(rf"\b{name}\b", prose)} == set()
