"""One finding a line, each an object as in `--format json`: for programs that read a stream."""

import json

from ipp.lint.fingerprint import fingerprints
from ipp.lint.report import Report
from ipp.render.plain_finding import as_object
from ipp.text.visible import json_safe


def render(report: Report) -> str:
    """Return each finding as one line of JSON; nothing at all when there are none."""
    findings = report.findings
    return "".join(
        json_safe(json.dumps(as_object(finding, fingerprint), ensure_ascii=False)) + "\n"
        for finding, fingerprint in zip(findings, fingerprints(findings), strict=True)
    )
