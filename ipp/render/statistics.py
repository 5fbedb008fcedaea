"""How many findings each rule has."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from ipp.lint.report import Report
from ipp.render.counts import COLOURS, footer, summary
from ipp.render.page import Line, Piece, line
from ipp.text.finding import Rule

FORMAT_VERSION = "1.0"


class _Counted(NamedTuple):
    rule: Rule
    number: int
    fixable: int


def render(report: Report) -> Iterator[Line]:
    """Yield a line for each rule that found something, the most frequent first, and the counts of all."""
    counted = _counted(report)
    width = len(str(max((each.number for each in counted), default=0)))
    names = max((len(each.rule.name) for each in counted), default=0)
    for rule, count, fixable in counted:
        fixes = f"  {fixable} fixable" if fixable else ""
        yield line(
            f"{count:>{width}}  ", Piece(rule.code, COLOURS[rule.severity]), f"  {rule.name:<{names}}{fixes}"
        )
    yield from footer(report)


def as_json(report: Report) -> str:
    """Return the same as one JSON object, ending in a line break."""
    rules = [
        {**rule._asdict(), "count": count, "fixable": fixable} for rule, count, fixable in _counted(report)
    ]
    body = {"format_version": FORMAT_VERSION, "summary": summary(report), "rules": rules}
    return json.dumps(body, indent=2) + "\n"


def _counted(report: Report) -> list[_Counted]:
    """Return the rules that found something, the most frequent first."""
    counts = Counter(finding.rule for finding in report.findings)
    fixable = Counter(finding.rule for finding in report.findings if finding.fix)
    most_first = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0].code))
    return [_Counted(rule, count, fixable[rule]) for rule, count in most_first]
