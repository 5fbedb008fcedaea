"""Comparisons as a comment on a pull request: under 60,000 characters, and no name in it acts."""

from collections.abc import Iterator, Sequence

from ipp.diff.report import DiffReport, Statement
from ipp.render.changes.words import list_sections, name_sides, write_number, write_verdict
from ipp.render.markdown import MOST_CHARACTERS, write_code, write_prose

_WORDS = {"lost": "**lost**", "change": "change", "note": "note"}
_ROOM_LEFT = 200
"""Characters that say what was cut."""


def render_reports_markdown(reports: Sequence[DiffReport], *, most: int, counts: bool) -> str:
    """Return all reports, cut where a comment would grow too long; each begins with a mark by which a bot finds it, and its verdict."""
    heads = [_write_head(report, counts) for report in reports]
    room = MOST_CHARACTERS - _ROOM_LEFT
    parts: list[str] = []
    left = 0
    for report, head in zip(reports, heads, strict=True):
        if len(head) > room:
            left += 1
            continue
        room -= len(head)
        parts.append(head)
        for section in _list_tables(report, most, counts):
            if len(section) > room:
                parts.append("\nMore is not shown here.\n")
                break
            room -= len(section)
            parts.append(section)
    more = [f"\n{left:,} more path files are not shown here.\n"] if left else []
    return "".join((*parts, *more))


def _write_head(report: DiffReport, counts: bool) -> str:
    mark = f"<!-- ipp diff {write_prose(report.new)} -->"
    return (
        f"{mark}\n{write_prose(write_verdict(report, counts=counts))}\n\n{write_code(name_sides(report))}\n"
    )


def _list_tables(report: DiffReport, most: int, counts: bool) -> Iterator[str]:
    for title, statements in list_sections(report):
        rows = [_write_row(each, counts) for each in statements[:most]]
        cut = f"\n{len(statements) - most:,} more.\n" if len(statements) > most else ""
        table = "\n".join(("| | | what | where |", "|---|---|---|---|", *rows))
        yield f"\n<details open><summary>{title}: {len(statements):,}</summary>\n\n{table}\n{cut}</details>\n"


def _write_row(statement: Statement, counts: bool) -> str:
    where = write_code(f"{statement.span.source.name}:{statement.span.line}")
    number = write_number(statement, counts=counts)
    return f"| {_WORDS[statement.level]} | {number} | {write_prose(statement.message)} | {where} |"
