"""Markdown for a comment on a pull or merge request; its first line is a mark by which a bot finds the comment again.

No name in it acts: what has a meaning in markdown, HTML or a forge is written as an entity, names stand in `<code>`, where
nobody is mentioned and nothing is linked, and elsewhere a character of no width stands behind `@`, `#` and the like.
"""

import re
from collections.abc import Iterator

from ipp.lint.report import Report
from ipp.render.counts import beside, found, looked_at
from ipp.text.finding import Finding
from ipp.text.source import Span
from ipp.text.visible import visible

MARK = "<!-- ipp validate -->"
_MOST = 60_000
"""Characters of a comment; GitHub takes 65,536."""
_ACTING = re.compile(r"[!\"#$%&*:<>@\[\\\]^_`{|}~]|(?<=www)\.", re.IGNORECASE)
_CODE = re.compile(r"`([^`]+)`")
_CALLS = re.compile(r"(&#(?:33|35|36|37|38|64|126);|\bGH)", re.IGNORECASE)  # ! # $ % & @ ~, and GH-1
_LINKS = re.compile(r"\b(https?|ftp|www|mailto|xmpp)\b", re.IGNORECASE)
_NOTHING = "&#8203;"


def render(report: Report) -> str:
    """Return the comment: how many findings, and a table of them, cut where a comment would grow too long."""
    head = [MARK, f"**ipp validate**: {_summary(report)}"]
    if not report.findings:
        return "\n".join(head) + "\n"
    rows, left = _rows(report, _MOST - sum(map(len, head)))
    table = ["", "| | where | what |", "|---|---|---|", *rows]
    more = ["", f"{left} more, which are not shown here."] if left else []
    return "\n".join([*head, *table, *more]) + "\n"


def _summary(report: Report) -> str:
    said = [f"{found(report) or 'all checks passed'} ({looked_at(report)})", *beside(report)]
    return ". ".join(said)


def _rows(report: Report, room: int) -> tuple[list[str], int]:
    """Return the rows that fit, the worst first, and how many are left."""
    rows: list[str] = []
    for finding in report.findings:
        row = _row(finding)
        if (room := room - len(row) - 1) < 0:
            break
        rows.append(row)
    return rows, len(report.findings) - len(rows)


def _row(finding: Finding) -> str:
    rule = finding.rule
    cells = (f"{rule.severity} {rule.code}", _place(finding.span), "<br>".join(_told(finding)))
    return f"| {' | '.join(cells)} |"


def _told(finding: Finding) -> Iterator[str]:
    yield _text(finding.message)
    for other in finding.related:
        yield f"{_place(other.span)} {_text(other.message)}"
    if finding.help:
        yield f"<i>help</i> {_text(finding.help)}"


def _place(span: Span) -> str:
    return _code(f"{span.source.name}:{span.line}")


def _text(text: str) -> str:
    """Return text in which what stands between backticks is code, and the rest is harmless."""
    parts = _CODE.split(visible(text))
    return "".join(_code(part) if number % 2 else _prose(part) for number, part in enumerate(parts))


def _code(text: str) -> str:
    return f"<code>{_escaped(visible(text))}</code>"


def _prose(text: str) -> str:
    """Return text without mentions, references and links, also of those who look for them after the entities."""
    return _CALLS.sub(rf"\1{_NOTHING}", _LINKS.sub(rf"\1{_NOTHING}", _escaped(text)))


def _escaped(text: str) -> str:
    return _ACTING.sub(lambda found: f"&#{ord(found.group())};", text)
