"""One finding a line, each an object as in `--format json`: for programs that read a stream."""

import json

from ipp.lint.accept.fingerprint import make_fingerprints
from ipp.lint.report import LintReport
from ipp.render.plain_finding import describe_finding
from ipp.text.visible import escape_json


def render(report: LintReport) -> str:
    """Return each finding as one line of JSON; nothing at all when there are none."""
    findings = report.findings
    return "".join(
        escape_json(json.dumps(describe_finding(finding, fingerprint), ensure_ascii=False)) + "\n"
        for finding, fingerprint in zip(findings, make_fingerprints(findings), strict=True)
    )
