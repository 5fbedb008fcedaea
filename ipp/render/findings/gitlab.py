"""GitLab's Code Quality report: findings in the widget and the changes of a merge request.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

import json
from typing import Any

from ipp.lint.fingerprint import fingerprints
from ipp.lint.report import Report
from ipp.text.finding import Finding, Rule
from ipp.text.visible import json_safe, visible

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}
_UNUSABLE = ("IPP0", "IPP1")
"""How the codes of errors begin that keep a file from being used at all."""


def render(report: Report) -> str:
    """Return the findings as a JSON array; an empty one when there are none."""
    findings = report.findings
    body = [
        _issue(finding, fingerprint)
        for finding, fingerprint in zip(findings, fingerprints(findings), strict=True)
    ]
    return json_safe(json.dumps(body, ensure_ascii=False, indent=2)) + "\n"


def _issue(finding: Finding, fingerprint: str) -> dict[str, Any]:
    source, start, end = finding.span
    help = f" ({finding.help})" if finding.help else ""
    return {
        "description": visible(finding.message + help),
        "check_name": f"{finding.rule.code} {finding.rule.name}",
        "fingerprint": fingerprint,
        "severity": _severity(finding.rule),
        "location": {
            "path": visible(source.name),
            "lines": {"begin": source.place(start)[0], "end": source.place(end)[0]},
        },
    }


def _severity(rule: Rule) -> str:
    if rule.severity == "error" and rule.code.startswith(_UNUSABLE):
        return "blocker"
    return _SEVERITIES[rule.severity]
