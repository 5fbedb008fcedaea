"""Markdown for a comment on a pull or merge request; its first line is a mark by which a bot finds the comment again.

No name in it acts: what has a meaning in markdown, HTML or a forge is written as an entity, names stand in `<code>`, where
nobody is mentioned and nothing is linked, and elsewhere a character of no width stands behind `@`, `#` and the like.
"""

from collections.abc import Iterator

from ipp.lint.report import LintReport
from ipp.render.counts import looked_at, write_beside, write_found
from ipp.render.markdown import MOST_CHARACTERS, write_code, write_text
from ipp.text.finding import Finding
from ipp.text.source import Span

MARK = "<!-- ipp validate -->"


def render(report: LintReport) -> str:
    """Return the comment: how many findings, and a table of them, cut where a comment would grow too long."""
    head = [MARK, f"**ipp validate**: {_write_summary(report)}"]
    if not report.findings:
        return "\n".join(head) + "\n"
    rows, left = _fit_rows(report, MOST_CHARACTERS - sum(map(len, head)))
    table = ["", "| | where | what |", "|---|---|---|", *rows]
    more = ["", f"{left} more, which are not shown here."] if left else []
    return "\n".join([*head, *table, *more]) + "\n"


def _write_summary(report: LintReport) -> str:
    said = [f"{write_found(report) or 'all checks passed'} ({looked_at(report)})", *write_beside(report)]
    return ". ".join(said)


def _fit_rows(report: LintReport, room: int) -> tuple[list[str], int]:
    """Return the rows that fit, the worst first, and how many are left."""
    rows: list[str] = []
    for finding in report.findings:
        row = _write_row(finding)
        if (room := room - len(row) - 1) < 0:
            break
        rows.append(row)
    return rows, len(report.findings) - len(rows)


def _write_row(finding: Finding) -> str:
    rule = finding.rule
    cells = (f"{rule.severity} {rule.code}", _link_span(finding.span), "<br>".join(_list_sentences(finding)))
    return f"| {' | '.join(cells)} |"


def _list_sentences(finding: Finding) -> Iterator[str]:
    yield write_text(finding.message)
    for other in finding.related:
        yield f"{_link_span(other.span)} {write_text(other.message)}"
    if finding.help:
        yield f"<i>help</i> {write_text(finding.help)}"


def _link_span(span: Span) -> str:
    return write_code(f"{span.source.name}:{span.line}")
