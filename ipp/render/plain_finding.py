"""A finding as an object of plain values, for every format that is JSON of our own: docs/json.md has the contract."""

from typing import Any

from ipp.text.finding import Finding, Fix
from ipp.text.source import Span


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
