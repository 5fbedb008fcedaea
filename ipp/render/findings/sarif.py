"""SARIF 2.1.0, with all that GitHub code scanning asks for beyond the schema.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html and
https://docs.github.com/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning

File names are taken as relative to the root of the repository, unless they are absolute.
"""

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from ipp import __version__
from ipp.lint.accept.fingerprint import make_fingerprints
from ipp.lint.page import RulePage
from ipp.lint.report import LintReport, Suppressed
from ipp.lint.rules import ALL
from ipp.render.rule_text import write_markdown, write_prose
from ipp.text.edits import group_by_source
from ipp.text.finding import Finding, Fix, Rule
from ipp.text.source import Source, Span
from ipp.text.visible import escape_json, make_visible, shorten_text

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "%SRCROOT%"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_PROBLEMS = {"error": "error", "warning": "warning", "info": "recommendation"}
_PRECISION = {"error": "very-high", "warning": "high", "info": "medium"}
_TOPICS = {"0": "file", "1": "names", "2": "path", "3": "money", "4": "trust", "9": "ignores"}
_LONGEST = 1024
"""Characters of a description, by GitHub's limit."""
_ABSOLUTE = re.compile(r"/|[A-Za-z]:/")


def render(report: LintReport) -> str:
    """Return one run with every rule, the findings, and those that were accepted as suppressed results."""
    accepted = report.suppressed
    told = [*report.findings, *(each.finding for each in accepted)]
    pages = _list_pages(told)
    positions = {code: index for index, code in enumerate(pages)}
    results = [
        _describe_result(finding, fingerprint, positions)
        for finding, fingerprint in zip(told, make_fingerprints(told), strict=True)
    ]
    for result, each in zip(results[len(report.findings) :], accepted, strict=True):
        result["suppressions"] = [_describe_suppression(each)]
    run = {
        "tool": {"driver": _describe_driver([_describe_rule(page) for page in pages.values()])},
        "invocations": [{"executionSuccessful": True}],
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the repository."}}},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    body = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return escape_json(json.dumps(body, ensure_ascii=False, indent=2)) + "\n"


def _describe_driver(rules: list[dict[str, Any]]) -> dict[str, Any]:
    semantic = _write_semantic_version(__version__)
    return {"name": "ipp", "version": __version__, "semanticVersion": semantic, "rules": rules}


def _write_semantic_version(version: str) -> str:
    """Return a version of Python as SemVer 2.0 writes it: 0.2.0rc1 is 0.2.0-rc1, 0.2.0.dev3 is 0.2.0-dev3."""
    return re.sub(r"^(\d+\.\d+\.\d+)\.?(a|b|rc|dev)(\d+)(?:\.dev\d+)?", r"\1-\2\3", version)


def _list_pages(findings: list[Finding]) -> dict[str, RulePage]:
    """Return all rules by code: the same in every run, so that a rule is not new with its first finding."""
    pages = {page.rule.code: page for page in ALL}
    for finding in findings:
        pages.setdefault(finding.rule.code, RulePage(finding.rule, f"{finding.rule.name}.", None))
    return pages


def _describe_rule(page: RulePage) -> dict[str, Any]:
    rule = page.rule
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": shorten_text(page.summary, _LONGEST)},
        "fullDescription": {"text": shorten_text(write_prose(page), _LONGEST)},
        "help": {"text": page.text, "markdown": write_markdown(page)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": _list_properties(rule),
    }


def _list_properties(rule: Rule) -> dict[str, Any]:
    return {
        "tags": ["ideal-purchase-path", _TOPICS.get(rule.code[3:4], "path")],
        "precision": _PRECISION[rule.severity],
        "problem.severity": _PROBLEMS[rule.severity],
    }


def _describe_result(finding: Finding, fingerprint: str, positions: Mapping[str, int]) -> dict[str, Any]:
    rule = finding.rule
    result: dict[str, Any] = {
        "ruleId": rule.code,
        "ruleIndex": positions[rule.code],
        "level": _LEVELS[rule.severity],
        "message": {"text": _write_message(finding)},
        "locations": [{"physicalLocation": _describe_location(finding.span)}],
        "partialFingerprints": {"primaryLocationLineHash": f"{fingerprint}:1"},
    }
    if finding.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "physicalLocation": _describe_location(other.span),
                "message": {"text": _escape_link(other.message)},
            }
            for number, other in enumerate(finding.related, 1)
        ]
    if finding.fix and all(_is_storable(edit.text) for edit in finding.fix.edits):
        result["fixes"] = [_describe_fix(finding.fix)]
    return result


def _write_message(finding: Finding) -> str:
    """Return the message, with links to the related places, and the help; the message is its first sentence."""
    text = _end_sentence(finding.message)
    links = [f"[{_escape_link(other.message)}]({number})" for number, other in enumerate(finding.related, 1)]
    if links:
        text += f" See {', '.join(links)}."
    return f"{text} Help: {_end_sentence(finding.help)}" if finding.help else text


def _end_sentence(text: str) -> str:
    return _escape_link(text) + ("" if text.endswith((".", "?", "!")) else ".")


def _escape_link(text: str) -> str:
    r"""Return text that no reader takes for a link: brackets and backslashes get a backslash (SARIF, 3.11.6)."""
    return re.sub(r"[\[\]\\]", r"\\\g<0>", make_visible(text))


def _describe_location(span: Span) -> dict[str, Any]:
    return {"artifactLocation": _describe_artifact(span.source), "region": _describe_region(span)}


def _describe_artifact(source: Source) -> dict[str, str]:
    path = source.name.encode("utf-8", "surrogateescape" if _is_from_disk(source.name) else "replace")
    if _ABSOLUTE.match(source.name):
        return {"uri": f"file://{'' if path.startswith(b'/') else '/'}{quote(path, safe='/:')}"}
    return {"uri": quote(path), "uriBaseId": _ROOT}


def _is_from_disk(name: str) -> bool:
    """Whether a name can be that of a file: Python keeps bytes that are no UTF-8 as U+DC80 to U+DCFF."""
    try:
        name.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return False
    return True


def _describe_region(span: Span) -> dict[str, int]:
    line, column = span.source.locate_offset(span.start)
    end_line, end_column = span.source.locate_offset(span.end)
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}


def _is_storable(text: str) -> bool:
    return not any("\ud800" <= char <= "\udfff" for char in text)


def _describe_fix(fix: Fix) -> dict[str, Any]:
    return {
        "description": {"text": _escape_link(fix.title)},
        "artifactChanges": [
            {
                "artifactLocation": _describe_artifact(source),
                "replacements": [
                    {"deletedRegion": _describe_region(edit.span), "insertedContent": {"text": edit.text}}
                    for edit in edits
                ],
            }
            for source, edits in group_by_source(fix.edits).items()
        ],
    }


def _describe_suppression(accepted: Suppressed) -> dict[str, Any]:
    """Return how it was accepted: a comment or an entry stands in the file itself, a baseline beside it."""
    kind = "external" if accepted.by == "baseline" else "inSource"
    return {"kind": kind, "status": "accepted", "justification": make_visible(accepted.reason)}
