"""Comparisons for people: the verdict first, then what differs, each statement with its place."""

from collections.abc import Iterator, Sequence

from ipp.diff.report import DiffReport, Statement
from ipp.render.changes.words import MARKS, list_sections, name_sides, write_number, write_verdict
from ipp.render.page import Line, Piece, make_line, pad_text

_STYLES = {"lost": "red", "change": "yellow", "note": "dim"}
_TITLE = 17
_NUMBER = 6


def render_reports(reports: Sequence[DiffReport], *, most: int, counts: bool) -> Iterator[Line]:
    """Yield each report, with at most so many statements of a section."""
    for number, report in enumerate(reports):
        if number:
            yield make_line()
        if len(reports) > 1:
            yield make_line(Piece(name_sides(report), "bold"))
        yield make_line(Piece(write_verdict(report, counts=counts), "bold"))
        yield from _render_sections(report, most, counts)


def _render_sections(report: DiffReport, most: int, counts: bool) -> Iterator[Line]:
    for title, statements in list_sections(report):
        for place, statement in enumerate(statements[:most]):
            yield _render_statement("" if place else title, statement, counts)
        if len(statements) > most:
            yield make_line(" " * (_TITLE + 2), Piece(f"… {len(statements) - most:,} more (--limit)", "dim"))


def _render_statement(title: str, statement: Statement, counts: bool) -> Line:
    number = write_number(statement, counts=counts)
    mark = Piece(f"{MARKS[statement.level]} ", _STYLES[statement.level])
    place = Piece(f"  {statement.span.source.name}:{statement.span.line}", "dim")
    return make_line(mark, pad_text(title, _TITLE), f"{number:>{_NUMBER}}  ", statement.message, place)
