"""Findings for programs: the fields that are promised, and names that survive moved lines."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ipp.lint.report import LintReport
from ipp.render.findings import as_json
from ipp.text.finding import Edit, Finding, Fix, Related, Rule
from ipp.text.source import Source, Span
from tests.lint.marked import findings_in, whole

RULE = Rule("IPP101", "unknown-name", "error")
PLACE = {"file", "line", "column", "end_line", "end_column"}
BROKEN = "products:\n  One: {next: [Tow, Tow, Thre], prise: 3}\n  Two: {next: Noe}\n  Club: {}\n"


def rendered(*findings: Finding) -> dict[str, Any]:
    text = as_json.render(LintReport(findings, 2, 12))
    assert text.endswith("}\n")
    answer: dict[str, Any] = json.loads(text)
    return answer


def test_the_fields_that_are_promised() -> None:
    source, other = Source("a.yaml", "x: [Nail,\n  Kit]\n"), Source("b/c.yaml", "Nail Kit: 1")
    fix = Fix("write `Nail Kit`", False, (Edit(Span(source, 4, 8), "Nail Kit"),))
    found = Finding(
        RULE, "what", Span(source, 4, 15), "type", (Related("there", Span(other, 0, 8)),), fix, ("x",)
    )
    answer = rendered(
        found, found._replace(rule=Rule("IPP307", "single-before-bundle", "info"), help=None, fix=None)
    )
    assert answer["format_version"] == "1.0"
    assert answer["summary"] == {"errors": 1, "warnings": 0, "infos": 1, "files": 2, "products": 12} | {
        "suppressed": 0,
        "fixable": {"safe": 0, "unsafe": 1},
    }
    first, second = answer["findings"]
    fingerprint = first.pop("fingerprint")
    assert len(fingerprint) == 16
    assert first == {
        "code": "IPP101",
        "name": "unknown-name",
        "severity": "error",
        "message": "what",
        "file": "a.yaml",
        "line": 1,
        "column": 5,
        "end_line": 2,
        "end_column": 6,
        "related": [
            {"message": "there", "file": "b/c.yaml", "line": 1, "column": 1, "end_line": 1, "end_column": 9}
        ],
        "help": "type",
        "fix": {
            "title": "write `Nail Kit`",
            "safe": False,
            "edits": [
                {"file": "a.yaml", "line": 1, "column": 5, "end_line": 1, "end_column": 9, "text": "Nail Kit"}
            ],
        },
    }
    assert second["help"] is None
    assert second["fix"] is None
    assert set(second) == set(first) | {"fingerprint"}


def test_nothing_found() -> None:
    assert rendered() == {
        "format_version": "1.0",
        "summary": {"errors": 0, "warnings": 0, "infos": 0, "files": 2, "products": 12}
        | {"suppressed": 0, "fixable": {"safe": 0, "unsafe": 0}},
        "findings": [],
    }


def test_columns_are_code_points_from_one() -> None:
    text = "ipp: 1\nultimate: 足\nproducts:\n  足🦶e\u0301\t: {next: Nial}\n  足: {}\n"
    [found] = [
        each for each in rendered(*findings_in(text, mistakes=True))["findings"] if each["code"] == "IPP101"
    ]
    line = text.splitlines()[found["line"] - 1]
    assert line[found["column"] - 1 : found["end_column"] - 1] == "Nial"


@given(st.text(), st.text())
def test_any_text_comes_back_as_it_was(message: str, line: str) -> None:
    [found] = rendered(Finding(RULE, message, Span(Source("a.yaml", line), 0, 0)))["findings"]
    assert found["message"] == message


def fingerprints(text: str) -> dict[tuple[str, str, int], str]:
    """Return the fingerprints of all findings, by message, file and number of the same message."""
    prints: dict[tuple[str, str, int], str] = {}
    for found in rendered(*findings_in(text, mistakes=True))["findings"]:
        number = sum(key[0] == found["message"] for key in prints)
        prints[found["message"], found["file"], number] = found["fingerprint"]
    return prints


def test_fingerprints_survive_lines_inserted_above() -> None:
    text = whole(BROKEN)
    moved = "# a remark\n\n" + text.replace("  Two:", "\n\n  New: {price: 3, next: Club}\n\n  Two:")
    assert fingerprints(moved) == fingerprints(text)


def test_fingerprints_survive_another_place_on_the_line() -> None:
    text = whole(BROKEN)
    assert fingerprints(text.replace("{next: [", "{note: moved,   next: [Club, ")) == fingerprints(text)


def test_fingerprints_tell_findings_apart() -> None:
    prints = fingerprints(whole(BROKEN))
    assert len(prints) == 6
    assert len(set(prints.values())) == 6


def test_the_same_finding_in_another_file_is_another_one() -> None:
    found = [
        Finding(RULE, "what", Span(Source(name, "x"), 0, 1), keys=("x",)) for name in ("a.yaml", "b.yaml")
    ]
    one, other = rendered(*found)["findings"]
    assert one["fingerprint"] != other["fingerprint"]


def test_a_file_named_with_backslashes_is_the_same_file() -> None:
    found = [
        Finding(RULE, "what", Span(Source(name, "x"), 0, 1), keys=("x",))
        for name in ("a\\b.yaml", "a/b.yaml")
    ]
    one, other = rendered(found[0])["findings"], rendered(found[1])["findings"]
    assert one[0]["fingerprint"] == other[0]["fingerprint"]
