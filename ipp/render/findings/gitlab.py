"""GitLab's Code Quality report: findings in the widget and the changes of a merge request.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

import json
from typing import Any

from ipp.lint.accept.fingerprint import make_fingerprints
from ipp.lint.report import LintReport
from ipp.text.finding import Finding, Rule
from ipp.text.visible import escape_json, make_visible

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}
_UNUSABLE = ("IPP0", "IPP1")
"""How the codes of errors begin that keep a file from being used at all."""


def render(report: LintReport) -> str:
    """Return the findings as a JSON array; an empty one when there are none."""
    findings = report.findings
    body = [
        _describe_issue(finding, fingerprint)
        for finding, fingerprint in zip(findings, make_fingerprints(findings), strict=True)
    ]
    return escape_json(json.dumps(body, ensure_ascii=False, indent=2)) + "\n"


def _describe_issue(finding: Finding, fingerprint: str) -> dict[str, Any]:
    source, start, end = finding.span
    help = f" ({finding.help})" if finding.help else ""
    return {
        "description": make_visible(finding.message + help),
        "check_name": f"{finding.rule.code} {finding.rule.name}",
        "fingerprint": fingerprint,
        "severity": _name_severity(finding.rule),
        "location": {
            "path": make_visible(source.name),
            "lines": {"begin": source.locate_offset(start)[0], "end": source.locate_offset(end)[0]},
        },
    }


def _name_severity(rule: Rule) -> str:
    if rule.severity == "error" and rule.code.startswith(_UNUSABLE):
        return "blocker"
    return _SEVERITIES[rule.severity]
