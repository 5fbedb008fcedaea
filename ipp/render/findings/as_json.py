"""`ipp validate --format json`: the contract is in docs/json.md; minor versions only add keys."""

import json
from typing import Any

from ipp.lint.accept.fingerprint import make_fingerprints
from ipp.lint.proof_report import ProofReport
from ipp.lint.report import LintReport
from ipp.render.counts import write_summary
from ipp.render.plain_finding import describe_finding
from ipp.text.visible import escape_json

FORMAT_VERSION = "1.0"


def render(report: LintReport) -> str:
    """Return the findings, and what was proved if that was asked for, as one JSON object, ending in a line break."""
    findings = report.findings
    body: dict[str, Any] = {
        "format_version": FORMAT_VERSION,
        "summary": write_summary(report),
        "findings": [
            describe_finding(finding, fingerprint)
            for finding, fingerprint in zip(findings, make_fingerprints(findings), strict=True)
        ],
    }
    if report.proved is not None:
        body["proof"] = [_describe_proof(each) for each in report.proved]
    return escape_json(json.dumps(body, ensure_ascii=False, indent=2)) + "\n"


def _describe_proof(proved: ProofReport) -> dict[str, Any]:
    return {
        **proved._asdict(),
        "depth": proved.depth._asdict(),
        "bottlenecks": [{"name": name, "products": hanging} for name, hanging in proved.bottlenecks],
        "distances": [distance._asdict() for distance in proved.distances],
        "nothing_kept": proved.nothing_kept._asdict(),
        "year": {
            **proved.year._asdict(),
            "silence": proved.year.silence and proved.year.silence._asdict(),
            "silent": proved.year.silent._asdict(),
            "yes": proved.year.yes._asdict(),
        },
    }
