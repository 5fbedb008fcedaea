"""A baseline: the findings that an old file starts with, so that only new ones are told.

It names findings by their fingerprints, which survive moved lines; rule, file and message stand beside them for people.
A file that cannot be read at all is in no baseline: its next mistake would be accepted unseen.
"""

import json
from collections.abc import Callable
from typing import Any, NamedTuple

from ipp.errors import RequestError
from ipp.lint.check import ALWAYS
from ipp.lint.fingerprint import fingerprints, plain_name
from ipp.lint.report import Report, Suppressed
from ipp.text.finding import Finding
from ipp.text.visible import json_safe, shortened

FORMAT_VERSION = "1.0"
REASON = "in the baseline"


class Entry(NamedTuple):
    """One finding of a baseline."""

    fingerprint: str
    code: str
    file: str
    message: str


class Held(NamedTuple):
    """A report without the findings of a baseline, and the entries that match nothing any more."""

    report: Report
    stale: tuple[Entry, ...]


def written(report: Report) -> str:
    """Return the baseline of a report's findings, as JSON ending in a line break."""
    entries = [
        Entry(each, finding.rule.code, plain_name(finding.span.source.name), finding.message)
        for finding, each in zip(report.findings, fingerprints(report.findings), strict=True)
        if _can_be(finding)
    ]
    body = {"format_version": FORMAT_VERSION, "findings": [entry._asdict() for entry in entries]}
    return json_safe(json.dumps(body, ensure_ascii=False, indent=2)) + "\n"


def accepted(report: Report) -> list[Finding]:
    """Return the findings that stand in the report's baseline."""
    return [finding for finding in report.findings if _can_be(finding)]


def _can_be(finding: Finding) -> bool:
    return finding.rule.code not in ALWAYS


def read(name: str, text: str) -> tuple[Entry, ...]:
    """Return the entries of a baseline. Raises RequestError when `text` is none."""
    try:
        body = json.loads(text)
        return tuple(_entry(each) for each in body["findings"])
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise RequestError(
            f"{name} is no baseline; `ipp validate --write-baseline FILE` writes one"
        ) from None


def _entry(said: dict[str, Any]) -> Entry:
    entry = Entry(*(said.get(field, "") for field in Entry._fields))
    if not all(isinstance(value, str) for value in entry) or not entry.fingerprint:
        raise ValueError
    return entry


def hold(report: Report, baseline: tuple[Entry, ...], looked: Callable[[Entry], bool]) -> Held:
    """Take the findings of a baseline out of a report; `looked` says whether it was looked for the finding of an entry."""
    known = {entry.fingerprint for entry in baseline}
    left, suppressed, met = [], list(report.suppressed), set[str]()
    for finding, each in zip(report.findings, fingerprints(report.findings), strict=True):
        if each in known and _can_be(finding):
            met.add(each)
            suppressed.append(Suppressed(finding, REASON, "baseline"))
        else:
            left.append(finding)
    stale = tuple(entry for entry in baseline if entry.fingerprint not in met and looked(entry))
    return Held(report._replace(findings=tuple(left), suppressed=tuple(suppressed)), stale)


def described(entry: Entry) -> str:
    """Return an entry on one line."""
    return f"{entry.file}: {entry.code} {shortened(entry.message, 120)}"
