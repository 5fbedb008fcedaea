"""GitLab's Code Quality report: held against the table of its documentation, "Code Quality report format"."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given

from ipp.lint.report import LintReport
from ipp.render.findings import gitlab
from ipp.text.finding import Finding, Rule
from ipp.text.source import Source, Span
from ipp.text.visible import make_visible

from ..reports import cases, reports

SEVERITIES = {"info", "minor", "major", "critical", "blocker"}


def issues(report: LintReport) -> list[dict[str, Any]]:
    text = gitlab.render(report)
    assert "##[" not in text  # GitHub Actions would obey it in a log
    told: list[dict[str, Any]] = json.loads(text)
    json.dumps(
        told, ensure_ascii=False
    ).encode()  # no half of a character: parsers differ in what they make of it
    return told


def complaints(told: Any) -> Iterator[str]:
    """Say what GitLab would not take: each property of its table is there, of its kind, and fingerprints are unique.

    GitLab stops at the first entry that is not valid, and shows one of those with equal fingerprints.
    """
    if not isinstance(told, list):
        yield "no array"
        return
    for number, issue in enumerate(told):
        for key in ("description", "check_name", "fingerprint"):
            if not isinstance(issue.get(key), str) or not issue[key]:
                yield f"[{number}]: {key}"
        if issue.get("severity") not in SEVERITIES:
            yield f"[{number}]: severity"
        location = issue.get("location", {})
        path, begin = location.get("path"), location.get("lines", {}).get("begin")
        if not isinstance(path, str) or path.startswith("./"):
            yield f"[{number}]: location.path"
        if not isinstance(begin, int) or begin < 1:
            yield f"[{number}]: location.lines.begin"
    if len({issue.get("fingerprint") for issue in told}) != len(told):
        yield "fingerprints"


@pytest.mark.parametrize(("name", "report"), cases(), ids=[name for name, _ in cases()])
def test_every_case_is_what_gitlab_takes(name: str, report: LintReport) -> None:
    assert not list(complaints(issues(report)))
    assert not [issue for issue in issues(report) if issue["location"]["path"].startswith("/")]


@given(reports())
def test_any_report_is_what_gitlab_takes_and_comes_back(report: LintReport) -> None:
    told = issues(report)
    assert not list(complaints(told))
    for issue, finding in zip(told, report.findings, strict=True):
        assert issue["description"].startswith(make_visible(finding.message))


@pytest.mark.parametrize(
    ("path", "value"),
    [(("fingerprint",), None), (("severity",), "bad"), (("location", "lines"), {}), (("description",), "")],
)
def test_the_checker_can_fail(path: tuple[str, ...], value: Any) -> None:
    told = issues(LintReport((finding("IPP302", "error"),), 1, 1))
    assert not list(complaints(told))
    at = told[0]
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    assert list(complaints(told))


def finding(code: str, severity: str) -> Finding:
    rule = Rule(code, "some-rule", severity)  # type: ignore[arg-type]
    return Finding(rule, "what I see", Span(Source("a/b.yaml", "x\ny: z\n"), 2, 3), "what to type")


def test_an_issue_in_full() -> None:
    [issue] = issues(LintReport((finding("IPP302", "error"),), 1, 1))
    assert len(issue.pop("fingerprint")) == 16
    assert issue == {
        "description": "what I see (what to type)",
        "check_name": "IPP302 some-rule",
        "severity": "major",
        "location": {"path": "a/b.yaml", "lines": {"begin": 2, "end": 2}},
    }


@pytest.mark.parametrize(
    ("code", "severity", "told"),
    [
        ("IPP001", "error", "blocker"),
        ("IPP101", "error", "blocker"),
        ("IPP201", "error", "major"),
        ("IPP103", "warning", "minor"),
        ("IPP307", "info", "info"),
    ],
)
def test_a_file_that_cannot_be_used_blocks(code: str, severity: str, told: str) -> None:
    assert issues(LintReport((finding(code, severity),), 1, 1))[0]["severity"] == told


def test_nothing_found_is_an_empty_array() -> None:
    assert gitlab.render(LintReport((), 1, 1)) == "[]\n"


def test_a_command_for_github_in_a_name_is_no_command_in_a_log() -> None:
    one = finding("IPP302", "error")._replace(message="`##[stop-commands]x`")
    assert issues(LintReport((one,), 1, 1))[0]["description"].startswith("`##[stop-commands]x`")
