"""JUnit XML, as Jenkins, GitLab and others read it: a suite a file, a test case a finding.

Errors and warnings are failures; infos pass, and say what they found; what was accepted is skipped, with its reason.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from ipp.lint.report import LintReport
from ipp.render.counts import looked_at
from ipp.text.finding import Finding
from ipp.text.visible import make_visible

_NOT_XML = re.compile("[^\\t\\n\\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ENTITIES = {ord(char): f"&#{ord(char)};" for char in "&<>\"'[\t\n\r"}


class _Case(NamedTuple):
    """A test case: its finding, and the reason for which it was accepted."""

    finding: Finding
    accepted: str | None = None

    @property
    def fails(self) -> bool:
        return self.accepted is None and self.finding.rule.severity != "info"


def render(report: LintReport) -> str:
    """Return the document; a report without findings is one test that passed, as no tests at all count as a fault."""
    cases = [*map(_Case, report.findings), *(_Case(each.finding, each.reason) for each in report.suppressed)]
    suites: dict[str, list[_Case]] = {}
    for case in cases:
        suites.setdefault(case.finding.span.source.name, []).append(case)
    written = [_write_suite(name, suite) for name, suite in suites.items()] or [_write_passed(report)]
    counts = f'tests="{len(cases) or 1}" failures="{_count_failures(cases)}" errors="0"'
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<testsuites name="ipp validate" {counts}>\n{"".join(written)}</testsuites>\n'
    )


def _count_failures(cases: Iterable[_Case]) -> int:
    return sum(case.fails for case in cases)


def _write_passed(report: LintReport) -> str:
    return (
        '  <testsuite name="ipp validate" tests="1" failures="0" errors="0" skipped="0">\n'
        f'    <testcase name="all checks passed ({looked_at(report)})" classname="ipp validate"/>\n'
        "  </testsuite>\n"
    )


def _write_suite(name: str, cases: list[_Case]) -> str:
    skipped = sum(case.accepted is not None for case in cases)
    counts = f'tests="{len(cases)}" failures="{_count_failures(cases)}" errors="0" skipped="{skipped}"'
    body = "".join(_write_case(name, case) for case in cases)
    return f'  <testsuite name="{escape_xml(name)}" {counts}>\n{body}  </testsuite>\n'


def _write_case(name: str, case: _Case) -> str:
    """Write a test case; its name holds no line number, so that its history survives moved lines."""
    finding = case.finding
    rule = finding.rule
    title = f"{rule.code} {rule.name}: {finding.message}"
    head = f'    <testcase name="{escape_xml(title)}" classname="{escape_xml(name)}">\n'
    return f"{head}      {_write_outcome(case)}\n    </testcase>\n"


def _write_outcome(case: _Case) -> str:
    finding = case.finding
    told = "&#10;".join(map(escape_xml, _list_lines(finding)))
    if case.accepted is not None:
        return f'<skipped message="{escape_xml(case.accepted)}">{told}</skipped>'
    if not case.fails:
        return f"<system-out>{told}</system-out>"
    rule = finding.rule
    kind = f"{rule.severity} {rule.code}"
    return f'<failure type="{kind}" message="{escape_xml(finding.message)}">{told}</failure>'


def _list_lines(finding: Finding) -> list[str]:
    """Return the finding, the places that explain it, and its help, a line each."""
    spans = [(finding.message, finding.span), *((other.message, other.span) for other in finding.related)]
    lines = []
    for message, span in spans:
        line, column = span.source.locate_offset(span.start)
        lines.append(f"{span.source.name}:{line}:{column}: {message}")
    return [*lines, f"help: {finding.help}"] if finding.help else lines


def escape_xml(text: str) -> str:
    """Return text for an element or an attribute; what XML cannot hold becomes U+FFFD."""
    return _NOT_XML.sub("\ufffd", make_visible(text)).translate(_ENTITIES)
