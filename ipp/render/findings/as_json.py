"""`ipp validate --format json`: the contract is in docs/json.md; minor versions only add keys."""

import json
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from typing import Any, NamedTuple

from ipp.lint.proved import Proved
from ipp.text.finding import Finding, Fix
from ipp.text.source import Span
from ipp.text.visible import json_safe

FORMAT_VERSION = "1.0"


class Totals(NamedTuple):
    """What was looked at."""

    files: int
    products: int


def render(findings: Sequence[Finding], totals: Totals, proved: Sequence[Proved] | None = None) -> str:
    """Return the findings, and what was proved if that was asked for, as one JSON object, ending in a line break."""
    severities = Counter(finding.rule.severity for finding in findings)
    prints = _fingerprints(findings)
    body: dict[str, Any] = {
        "format_version": FORMAT_VERSION,
        "summary": {
            "errors": severities["error"],
            "warnings": severities["warning"],
            "infos": severities["info"],
            "files": totals.files,
            "products": totals.products,
        },
        "findings": [
            _finding(finding, fingerprint) for finding, fingerprint in zip(findings, prints, strict=True)
        ],
    }
    if proved is not None:
        body["proof"] = [_proof(each) for each in proved]
    return json_safe(json.dumps(body, ensure_ascii=False, indent=2)) + "\n"


def _proof(proved: Proved) -> dict[str, Any]:
    return {
        **proved._asdict(),
        "depth": proved.depth._asdict(),
        "bottlenecks": [{"name": name, "products": hanging} for name, hanging in proved.bottlenecks],
        "distances": [distance._asdict() for distance in proved.distances],
    }


def _finding(finding: Finding, fingerprint: str) -> dict[str, Any]:
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


def _fingerprints(findings: Sequence[Finding]) -> list[str]:
    """Return what names a finding when lines move: rule, file and path of names; of equal ones the first, second …"""
    seen: Counter[tuple[str, ...]] = Counter()
    prints = []
    for finding in findings:
        named = (finding.rule.code, finding.span.source.name.replace("\\", "/"), *finding.keys)
        seen[named] += 1
        text = "\0".join((*named, str(seen[named])))
        prints.append(sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16])
    return prints
