"""A baseline: the findings that an old file starts with, so that only new ones are told.

It names findings by their fingerprints, which survive moved lines; rule, file and message stand beside them for people.
A file that cannot be read at all is in no baseline: its next mistake would be accepted unseen.
"""

import json
from collections.abc import Callable
from typing import Any, NamedTuple

from ipp.errors import RequestError
from ipp.lint.accept.fingerprint import make_fingerprints, normalise_name
from ipp.lint.report import ALWAYS, LintReport, Suppressed
from ipp.text.finding import Finding
from ipp.text.visible import escape_json, shorten_text

FORMAT_VERSION = "1.0"
REASON = "in the baseline"


class BaselineEntry(NamedTuple):
    """One finding of a baseline."""

    fingerprint: str
    code: str
    file: str
    message: str


class BaselineResult(NamedTuple):
    """A report without the findings of a baseline, and the entries that match nothing any more."""

    report: LintReport
    stale: tuple[BaselineEntry, ...]


def write_baseline(report: LintReport) -> str:
    """Return the baseline of a report's findings, as JSON ending in a line break."""
    entries = [
        BaselineEntry(each, finding.rule.code, normalise_name(finding.span.source.name), finding.message)
        for finding, each in zip(report.findings, make_fingerprints(report.findings), strict=True)
        if _can_stand(finding)
    ]
    body = {"format_version": FORMAT_VERSION, "findings": [entry._asdict() for entry in entries]}
    return escape_json(json.dumps(body, ensure_ascii=False, indent=2)) + "\n"


def list_accepted(report: LintReport) -> list[Finding]:
    """Return the findings that stand in the report's baseline."""
    return [finding for finding in report.findings if _can_stand(finding)]


def _can_stand(finding: Finding) -> bool:
    return finding.rule.code not in ALWAYS


def read_baseline(name: str, text: str) -> tuple[BaselineEntry, ...]:
    """Return the entries of a baseline. Raises RequestError when `text` is none."""
    try:
        body = json.loads(text)
        return tuple(_read_entry(each) for each in body["findings"])
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise RequestError(
            f"{name} is not a baseline", "`ipp validate --write-baseline FILE` writes one"
        ) from None


def _read_entry(body: dict[str, Any]) -> BaselineEntry:
    entry = BaselineEntry(*(body.get(field, "") for field in BaselineEntry._fields))
    if not all(isinstance(value, str) for value in entry) or not entry.fingerprint:
        raise ValueError
    return entry


def apply_baseline(
    report: LintReport, baseline: tuple[BaselineEntry, ...], looked: Callable[[BaselineEntry], bool]
) -> BaselineResult:
    """Take the findings of a baseline out of a report; `looked` says whether it was looked for the finding of an entry."""
    known = {entry.fingerprint for entry in baseline}
    left, suppressed, met = [], list(report.suppressed), set[str]()
    for finding, each in zip(report.findings, make_fingerprints(report.findings), strict=True):
        if each in known and _can_stand(finding):
            met.add(each)
            suppressed.append(Suppressed(finding, REASON, "baseline"))
        else:
            left.append(finding)
    stale = tuple(entry for entry in baseline if entry.fingerprint not in met and looked(entry))
    return BaselineResult(report._replace(findings=tuple(left), suppressed=tuple(suppressed)), stale)


def describe_entry(entry: BaselineEntry) -> str:
    """Return an entry on one line."""
    return f"{entry.file}: {entry.code} {shorten_text(entry.message, 120)}"
