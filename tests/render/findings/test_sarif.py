"""SARIF: held against its schema, against GitHub's list, and against the validator that GitHub's documentation names."""

import json
import re
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

import pytest
from hypothesis import given, settings
from jsonschema.protocols import Validator
from jsonschema.validators import validator_for

from ipp.lint.report import LintReport, Suppressed
from ipp.lint.rules import ALL
from ipp.render.findings import sarif
from ipp.text.finding import Edit, Finding, Fix, Related, Rule
from ipp.text.source import Source, Span
from ipp.text.visible import make_visible
from tests.amounts import amount
from tests.needed import sarif_validator

from ..github_code_scanning import LINK, complaints
from ..reports import cases, reports

SCHEMA = Path(__file__).parent / "schemas" / "sarif-2.1.0.json"
RULE = Rule("IPP302", "downsell-not-smaller", "error")


@cache
def schema() -> Validator:
    read = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return validator_for(read)(read)


def log_of(report: LintReport) -> dict[str, Any]:
    text = sarif.render(report)
    text.encode()  # no half of a character is left
    log: dict[str, Any] = json.loads(text)
    return log


def results(*found: Finding, suppressed: tuple[Suppressed, ...] = ()) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = log_of(LintReport(found, 1, 1, suppressed))["runs"][0]["results"]
    return told


def finding(text: str = "a: «b»", file: str = "store.yaml", message: str = "what I see") -> Finding:
    start, end = text.index("«"), text.index("»") - 1
    source = Source(file, text.replace("«", "").replace("»", ""))
    return Finding(RULE, message, Span(source, start, end), "what to type")


@pytest.mark.parametrize(("name", "report"), cases(), ids=[name for name, _ in cases()])
def test_every_case_passes_the_schema_and_githubs_list(name: str, report: LintReport) -> None:
    log = log_of(report)
    assert not list(schema().iter_errors(log))
    assert not complaints(log)


@given(reports())
def test_any_report_passes_both_and_comes_back(report: LintReport) -> None:
    log = log_of(report)
    assert not list(schema().iter_errors(log))
    assert not complaints(log)
    told = log["runs"][0]["results"]
    found = [*report.findings, *(each.finding for each in report.suppressed)]
    assert [each["ruleId"] for each in told] == [each.rule.code for each in found]
    for result, each in zip(told, found, strict=True):
        text = re.sub(r"\\([\[\]\\])", r"\1", result["message"]["text"])
        assert text.startswith(make_visible(each.message))
        assert [bool(link) for link in LINK.findall(result["message"]["text"])] == [True] * len(each.related)


def _without(path: str) -> Callable[[dict[str, Any]], None]:
    def remove(log: dict[str, Any]) -> None:
        *steps, last = path.split("/")
        at: Any = log["runs"][0]
        for step in steps:
            at = at[int(step) if step.isdigit() else step]
        del at[last]

    return remove


def _absolute(log: dict[str, Any]) -> None:
    log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"] = {
        "uri": "/home/me/store.yaml"
    }


def _unlinked(log: dict[str, Any]) -> None:
    log["runs"][0]["results"][0]["message"]["text"] = "no link"


RUINED: dict[str, Callable[[dict[str, Any]], None]] = {
    path: _without(path)
    for path in (
        "tool/driver/rules/0/help",
        "tool/driver/rules/0/fullDescription",
        "tool/driver/rules/0/properties/precision",
        "results/0/partialFingerprints/primaryLocationLineHash",
        "results/0/locations/0/physicalLocation/region/endColumn",
        "results/0/message/text",
    )
} | {"absolute": _absolute, "unlinked": _unlinked}


@pytest.mark.parametrize("how", RUINED)
def test_the_checker_of_githubs_list_can_fail(how: str) -> None:
    source = Source("a.yaml", "abc")
    found = Finding(RULE, "what", Span(source, 0, 1), None, (Related("there", Span(source, 1, 2)),))
    log = log_of(LintReport((found,), 1, 1))
    assert not complaints(log)
    RUINED[how](log)
    assert complaints(log)


def validated(folder: Path, logs: dict[str, dict[str, Any]]) -> dict[str, set[str]]:
    """Return what Microsoft's validator says of each log, with the rules for GitHub."""
    tool = sarif_validator()
    for name, log in logs.items():
        (folder / f"{name}.sarif").write_text(json.dumps(log), encoding="utf-8")
    command = [
        str(tool),
        "validate",
        *(f"{name}.sarif" for name in logs),
        "--rule-kind",
        "Sarif;Ghas",
        "-o",
        "said.json",
    ]
    done = subprocess.run(
        command,
        cwd=folder,
        env={"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1", "HOME": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert f"{len(logs)} files scanned" in done.stdout, done.stdout + done.stderr
    [run] = json.loads((folder / "said.json").read_text(encoding="utf-8-sig"))["runs"]
    said: dict[str, set[str]] = {name: set() for name in logs}
    for result in run.get("results", []):
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]
        at = uri.get("uri") or run["artifacts"][uri["index"]]["location"]["uri"]
        said[Path(at).stem].add(result["ruleId"])
    return said


NO_HOME_PAGE = "SARIF2005"
"""The validator misses `informationUri`; the project has no page of its own yet."""


def test_the_validator_that_github_names_is_content(tmp_path: Path) -> None:
    found = tuple(each for _, report in cases() for each in report.findings)
    accepted = tuple(each for _, report in cases() for each in report.suppressed)
    assert len(found) > 100
    logs = {
        "all": LintReport(found, 1, 1, accepted),
        "none": LintReport((), 1, 1),
        "one": LintReport((finding(),), 1, 1),
    }
    said = validated(tmp_path, {name: log_of(report) for name, report in logs.items()})
    assert set().union(*said.values()) <= {NO_HOME_PAGE}, said


def test_that_validator_can_fail(tmp_path: Path) -> None:
    good, broken = (log_of(LintReport((finding(),), 1, 1)) for _ in range(2))
    del broken["runs"][0]["results"][0]["message"]["text"]
    said = validated(tmp_path, {"good": good, "broken": broken})
    assert said["good"] <= {NO_HOME_PAGE}
    assert said["broken"] - {NO_HOME_PAGE}


def test_every_rule_is_told_with_its_page_in_every_run() -> None:
    rules = log_of(LintReport((), 1, 1))["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [page.rule.code for page in ALL]
    for rule, page in zip(rules, ALL, strict=True):
        assert rule["help"]["text"] == page.text
        assert rule["shortDescription"]["text"] == page.summary
        for kind in ("Wrong", "Right"):
            for example in page.list_examples(kind):
                assert f"**{kind}**\n\n```yaml\n{example}```" in rule["help"]["markdown"]
        assert "::\n" not in rule["help"]["markdown"]
        assert rule["fullDescription"]["text"].startswith(page.summary)
        assert "products:\n" not in rule["fullDescription"]["text"]
        assert "Wrong" not in rule["fullDescription"]["text"]


def test_a_result_in_full() -> None:
    source, other = Source("paths/a b.yaml", "x: [足Nail,\n  Kit]\n"), Source("/far/c.yaml", "Nail Kit: 1")
    fix = Fix("write `Nail Kit`", False, (Edit(Span(source, 4, 9), "Nail Kit"),))
    related = (Related("the rung [above]", Span(other, 0, 8)), Related("here", Span(source, 0, 1)))
    [result] = results(
        Finding(RULE, "costs too much", Span(source, 4, 16), "order them", related, fix, ("x",))
    )
    here = {"uri": "paths/a%20b.yaml", "uriBaseId": "%SRCROOT%"}
    assert re.fullmatch(r"[0-9a-f]{16}:1", result.pop("partialFingerprints")["primaryLocationLineHash"])
    assert result.pop("ruleIndex") == [page.rule.code for page in ALL].index("IPP302")
    assert result == {
        "ruleId": "IPP302",
        "level": "error",
        "message": {"text": "costs too much. See [the rung \\[above\\]](1), [here](2). Help: order them."},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": here,
                    "region": {"startLine": 1, "startColumn": 5, "endLine": 2, "endColumn": 6},
                }
            }
        ],
        "relatedLocations": [
            {
                "id": 1,
                "physicalLocation": {
                    "artifactLocation": {"uri": "file:///far/c.yaml"},
                    "region": {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 9},
                },
                "message": {"text": "the rung \\[above\\]"},
            },
            {
                "id": 2,
                "physicalLocation": {
                    "artifactLocation": here,
                    "region": {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 2},
                },
                "message": {"text": "here"},
            },
        ],
        "fixes": [
            {
                "description": {"text": "write `Nail Kit`"},
                "artifactChanges": [
                    {
                        "artifactLocation": here,
                        "replacements": [
                            {
                                "deletedRegion": {
                                    "startLine": 1,
                                    "startColumn": 5,
                                    "endLine": 1,
                                    "endColumn": 10,
                                },
                                "insertedContent": {"text": "Nail Kit"},
                            }
                        ],
                    }
                ],
            }
        ],
    }


@pytest.mark.parametrize(
    ("by", "kind"), [("comment", "inSource"), ("entry", "inSource"), ("baseline", "external")]
)
def test_what_was_accepted_is_suppressed_with_its_reason(by: Any, kind: str) -> None:
    first, second = results(finding(), suppressed=(Suppressed(finding(message="other"), "we [know]", by),))
    assert "suppressions" not in first
    assert second["suppressions"] == [{"kind": kind, "status": "accepted", "justification": "we [know]"}]


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("a b#c?d%41.yaml", "a%20b%23c%3Fd%2541.yaml"),
        ("a:b.yaml", "a%3Ab.yaml"),
        ("shop/足.yaml", "shop/%E8%B6%B3.yaml"),
        ("x\udcff.yaml", "x%FF.yaml"),
        ("/abs/a b.yaml", "file:///abs/a%20b.yaml"),
        ("C:/abs/a.yaml", "file:///C:/abs/a.yaml"),
        ("//server/a.yaml", "file:////server/a.yaml"),
        ("<stdin>", "%3Cstdin%3E"),
    ],
)
def test_file_names_become_uris(file: str, uri: str) -> None:
    [result] = results(finding(file=file))
    artifact = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert artifact["uri"] == uri
    path = unquote_to_bytes(uri.removeprefix("file://"))
    assert path.removeprefix(b"/" if file.startswith("C:") else b"") == file.encode(
        "utf-8", "surrogateescape"
    )
    assert ("uriBaseId" in artifact) is not uri.startswith("file:")


def test_fingerprints_survive_moved_lines() -> None:
    one, moved = finding("a: «b»"), finding("# new\n\na: «b»")
    assert results(one)[0]["partialFingerprints"] == results(moved)[0]["partialFingerprints"]


def test_a_fix_that_no_file_can_hold_is_left_out() -> None:
    one = finding()
    fix = Fix("write it", True, (Edit(one.span, "\ud800"),))
    assert "fixes" not in results(one._replace(fix=fix))[0]


@settings(max_examples=amount(200))
@given(reports())
def test_the_same_report_is_the_same_bytes(report: LintReport) -> None:
    assert sarif.render(report) == sarif.render(report)


@pytest.mark.parametrize(
    ("version", "semantic"),
    [("0.2.0", "0.2.0"), ("0.2.0rc1", "0.2.0-rc1"), ("0.1.0.dev518+g0cb684de6", "0.1.0-dev518+g0cb684de6")],
)
def test_the_semantic_version_is_semantic(version: str, semantic: str) -> None:
    assert sarif._write_semantic_version(version) == semantic
