"""What became provable or refuted: findings of one side that the other does not have."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ipp.diff.report import Level, Statement
from ipp.text.finding import Finding, Severity
from ipp.text.source import Span
from ipp.text.words import count_things

_LEVELS: dict[Severity, Level] = {"error": "lost", "warning": "change", "info": "note"}


class FindingKey(NamedTuple):
    """What a finding is about, whatever its file is called."""

    code: str
    keys: tuple[str, ...]


def compare_findings(old: Iterable[Finding], new: Iterable[Finding]) -> Iterator[Statement]:
    """Yield findings that are new, those that are gone, and those of which the words differ."""
    before = {_make_key(finding): finding for finding in old}
    after = {_make_key(finding): finding for finding in new}
    for key, finding in after.items():
        rule = finding.rule
        if key not in before:
            yield Statement(
                _LEVELS[rule.severity], "proof", f"new: {rule.code} {finding.message}", finding.span
            )
        elif before[key].message != finding.message:
            what = f"{rule.code} {finding.message} (was: {before[key].message})"
            yield Statement("note", "proof", what, finding.span)
    for key, finding in before.items():
        if key not in after:
            yield Statement("note", "proof", f"resolved: {finding.rule.code} {finding.message}", finding.span)


def describe_unproved(goods: int, span: Span) -> Statement:
    """Say that findings are not compared, because one side has so many products and bundles."""
    what = f"findings are not compared: with {count_things(goods, 'product or bundle', 'products and bundles')} it takes too long; `ipp validate` checks each side"
    return Statement("note", "proof", what, span)


def _make_key(finding: Finding) -> FindingKey:
    return FindingKey(finding.rule.code, finding.keys)
