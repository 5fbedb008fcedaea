"""`ipp test --format json`: the contract is in docs/testing.md; minor versions only add keys."""

import json
from collections.abc import Sequence
from typing import Any

from ipp.lint.accept.fingerprint import make_fingerprints
from ipp.render.answers.reasons import write_reason
from ipp.render.plain_finding import describe_finding
from ipp.render.stories.coverage import describe_coverage
from ipp.render.stories.words import describe_failure, write_hint
from ipp.stories.coverage.record import Coverage
from ipp.stories.result import Failure, StoryReport, StoryResult, TranscriptLine, WrongNext
from ipp.text.visible import escape_json

FORMAT_VERSION = "1.0"


def render_report_json(report: StoryReport, coverages: Sequence[Coverage] | None = None) -> str:
    """Return what stories came to as JSON, one object, ending in a line break."""
    body: dict[str, Any] = {
        "format_version": FORMAT_VERSION,
        "summary": {
            "stories": len(report.results),
            "passed": report.played - report.failed,
            "failed": report.failed,
            "broken": report.broken,
            "files": report.files,
        },
        "stories": [_describe_result(result) for result in report.results],
        "findings": [
            describe_finding(finding, fingerprint)
            for finding, fingerprint in zip(report.findings, make_fingerprints(report.findings), strict=True)
        ],
        "coverage": None if coverages is None else list(map(describe_coverage, coverages)),
    }
    return escape_json(json.dumps(body, ensure_ascii=False, indent=2)) + "\n"


def _describe_result(result: StoryResult) -> dict[str, Any]:
    return {
        "file": result.file.source.name,
        "name": result.story.name,
        "line": result.story.span.line,
        "outcome": "broken" if result.broken else "passed" if result.passed else "failed",
        "steps": [_describe_moment(moment) for moment in result.moments],
        "failures": [
            _describe_failure(failure, moment) for moment in result.moments for failure in moment.failures
        ],
    }


def _describe_moment(moment: TranscriptLine) -> dict[str, Any]:
    return {
        "day": moment.day.isoformat(),
        "step": moment.word,
        "text": moment.text,
        "line": moment.step.span.line if moment.step else None,
        "failed": bool(moment.failures),
    }


def _describe_failure(failure: Failure, moment: TranscriptLine) -> dict[str, Any]:
    words = describe_failure(failure, moment.day)
    line, column = words.span.source.locate_offset(words.span.start)
    reasons, hints = (failure.reasons, failure.hints) if isinstance(failure, WrongNext) else ((), ())
    return {
        "step": moment.word,
        "day": moment.day.isoformat(),
        "line": line,
        "column": column,
        "expected": words.expected,
        "got": words.got,
        "why": list(words.why),
        "passed_over": [
            {"step": passed.step, "of": passed.of, "passed_over": write_reason(passed.reason)}
            for passed in reasons
        ],
        "hints": [write_hint(hint) for hint in hints],
    }
