"""How many findings each rule has."""

from collections import Counter
from collections.abc import Iterator

from ipp.lint.report import Report
from ipp.render.counts import COLOURS, footer
from ipp.render.page import Line, Piece, line


def render(report: Report) -> Iterator[Line]:
    """Yield a line for each rule that found something, the most frequent first, and the counts of all."""
    counts = Counter(finding.rule for finding in report.findings)
    fixable = Counter(finding.rule for finding in report.findings if finding.fix)
    width = len(str(max(counts.values(), default=0)))
    names = max((len(rule.name) for rule in counts), default=0)
    for rule, count in sorted(counts.items(), key=lambda entry: (-entry[1], entry[0].code)):
        fixes = f"  {fixable[rule]} fixable" if fixable[rule] else ""
        yield line(
            f"{count:>{width}}  ", Piece(rule.code, COLOURS[rule.severity]), f"  {rule.name:<{names}}{fixes}"
        )
    yield from footer(report)
