"""A finding as an object of plain values, for every format that is JSON of our own: docs/json.md has the contract."""

from typing import Any

from ipp.text.finding import Finding, Fix
from ipp.text.source import Span


def describe_finding(finding: Finding, fingerprint: str) -> dict[str, Any]:
    """Return one finding as an object of plain values."""
    return {
        "code": finding.rule.code,
        "name": finding.rule.name,
        "severity": finding.rule.severity,
        "message": finding.message,
        **_describe_span(finding.span),
        "related": [{"message": other.message, **_describe_span(other.span)} for other in finding.related],
        "help": finding.help,
        "fix": _describe_fix(finding.fix) if finding.fix else None,
        "fingerprint": fingerprint,
    }


def _describe_fix(fix: Fix) -> dict[str, Any]:
    return {
        "title": fix.title,
        "safe": fix.safe,
        "edits": [{**_describe_span(edit.span), "text": edit.text} for edit in fix.edits],
    }


def _describe_span(span: Span) -> dict[str, Any]:
    line, column = span.source.locate_offset(span.start)
    end_line, end_column = span.source.locate_offset(span.end)
    return {
        "file": span.source.name,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
    }
