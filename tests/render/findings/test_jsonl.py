"""JSON Lines: the findings of `--format json`, one a line."""

import json

from hypothesis import given

from ipp.lint.report import LintReport
from ipp.render.findings import as_json, jsonl

from ..reports import reports


@given(reports())
def test_each_line_is_a_finding_of_the_json(report: LintReport) -> None:
    lines = jsonl.render(report).split("\n")
    assert lines.pop() == ""
    assert [json.loads(line) for line in lines] == json.loads(as_json.render(report))["findings"]
    assert all(len(line.splitlines()) == 1 for line in lines)


def test_nothing_found_says_nothing() -> None:
    assert jsonl.render(LintReport((), 1, 1)) == ""
