"""`ipp validate --format json`: the contract is in docs/json.md; minor versions only add keys."""

import json
from collections import Counter
from typing import Any

from ipp.lint.fingerprint import fingerprints
from ipp.lint.proved import Proved
from ipp.lint.report import Report
from ipp.text.finding import Finding, Fix
from ipp.text.source import Span
from ipp.text.visible import json_safe

FORMAT_VERSION = "1.0"


def render(report: Report) -> str:
    """Return the findings, and what was proved if that was asked for, as one JSON object, ending in a line break."""
    findings = report.findings
    severities = Counter(finding.rule.severity for finding in findings)
    safe, unsafe = report.fixable
    body: dict[str, Any] = {
        "format_version": FORMAT_VERSION,
        "summary": {
            "errors": severities["error"],
            "warnings": severities["warning"],
            "infos": severities["info"],
            "files": report.files,
            "products": report.products,
            "suppressed": len(report.suppressed),
            "fixable": {"safe": safe, "unsafe": unsafe},
        },
        "findings": [
            as_object(finding, fingerprint)
            for finding, fingerprint in zip(findings, fingerprints(findings), strict=True)
        ],
    }
    if report.proved is not None:
        body["proof"] = [_proof(each) for each in report.proved]
    return json_safe(json.dumps(body, ensure_ascii=False, indent=2)) + "\n"


def _proof(proved: Proved) -> dict[str, Any]:
    return {
        **proved._asdict(),
        "depth": proved.depth._asdict(),
        "bottlenecks": [{"name": name, "products": hanging} for name, hanging in proved.bottlenecks],
        "distances": [distance._asdict() for distance in proved.distances],
    }


def as_object(finding: Finding, fingerprint: str) -> dict[str, Any]:
    """Return one finding as an object of plain values."""
    return {
        "code": finding.rule.code,
        "name": finding.rule.name,
        "severity": finding.rule.severity,
        "message": finding.message,
        **_place(finding.span),
        "related": [{"message": other.message, **_place(other.span)} for other in finding.related],
        "help": finding.help,
        "fix": _fix(finding.fix) if finding.fix else None,
        "fingerprint": fingerprint,
    }


def _fix(fix: Fix) -> dict[str, Any]:
    return {
        "title": fix.title,
        "safe": fix.safe,
        "edits": [{**_place(edit.span), "text": edit.text} for edit in fix.edits],
    }


def _place(span: Span) -> dict[str, Any]:
    line, column = span.source.place(span.start)
    end_line, end_column = span.source.place(span.end)
    return {
        "file": span.source.name,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
    }
