"""`ipp validate --format json`: the contract is in docs/json.md; minor versions only add keys."""

import json
from typing import Any

from ipp.lint.fingerprint import fingerprints
from ipp.lint.proved import Proved
from ipp.lint.report import Report
from ipp.render.counts import summary
from ipp.render.plain_finding import as_object
from ipp.text.visible import json_safe

FORMAT_VERSION = "1.0"


def render(report: Report) -> str:
    """Return the findings, and what was proved if that was asked for, as one JSON object, ending in a line break."""
    findings = report.findings
    body: dict[str, Any] = {
        "format_version": FORMAT_VERSION,
        "summary": summary(report),
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
        "year": {
            **proved.year._asdict(),
            "silence": proved.year.silence and proved.year.silence._asdict(),
            "silent": proved.year.silent._asdict(),
            "yes": proved.year.yes._asdict(),
        },
    }
