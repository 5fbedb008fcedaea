"""How many findings each rule has."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from ipp.lint.report import LintReport
from ipp.render.counts import COLOURS, write_footer, write_summary
from ipp.render.page import Line, Piece, make_line
from ipp.text.finding import Rule

FORMAT_VERSION = "1.0"


class _Counted(NamedTuple):
    rule: Rule
    number: int
    fixable: int


def render_statistics(report: LintReport) -> Iterator[Line]:
    """Yield a line for each rule that found something, the most frequent first, and the counts of all."""
    counted = _count_by_rule(report)
    width = len(str(max((each.number for each in counted), default=0)))
    names = max((len(each.rule.name) for each in counted), default=0)
    for rule, count, fixable in counted:
        fixes = f"  {fixable} fixable" if fixable else ""
        yield make_line(
            f"{count:>{width}}  ", Piece(rule.code, COLOURS[rule.severity]), f"  {rule.name:<{names}}{fixes}"
        )
    yield from write_footer(report)


def write_statistics_json(report: LintReport) -> str:
    """Return the same as one JSON object, ending in a line break."""
    rules = [
        {**rule._asdict(), "count": count, "fixable": fixable}
        for rule, count, fixable in _count_by_rule(report)
    ]
    body = {"format_version": FORMAT_VERSION, "summary": write_summary(report), "rules": rules}
    return json.dumps(body, indent=2) + "\n"


def _count_by_rule(report: LintReport) -> list[_Counted]:
    """Return the rules that found something, the most frequent first."""
    counts = Counter(finding.rule for finding in report.findings)
    fixable = Counter(finding.rule for finding in report.findings if finding.fix)
    most_first = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0].code))
    return [_Counted(rule, count, fixable[rule]) for rule, count in most_first]
