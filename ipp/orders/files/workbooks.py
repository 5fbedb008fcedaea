"""Workbooks of Excel and LibreOffice, read by python-calamine."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

from ipp.errors import RequestError
from ipp.orders.extras import is_installed
from ipp.orders.files.beginnings import MOST_LINES, find_header
from ipp.orders.files.records import Record
from ipp.orders.files.rejects import Reject
from ipp.orders.files.rewriting import number_rows, write_records

ENDINGS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
"""How the names of workbooks end."""
WORKBOOK = "python_calamine"


def is_workbook(head: bytes) -> bool:
    """Whether a file begins as a workbook does: as a ZIP file, or as older ones of Excel."""
    return head[:4] == b"PK\x03\x04" or head[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def rewrite_workbook(file: str, sheet: str | None, target: Path) -> list[Reject]:
    """Write a sheet of a workbook as plain CSV: the one named, or the only one that holds anything."""
    rows = [Record(number, cells) for number, cells in _read_rows(file, sheet)]
    filled = [each for each in rows if any(each.cells or [])]
    if not filled:
        raise RequestError(f"{file} holds no rows")
    header = find_header(filled[:MOST_LINES])
    with target.open("w", encoding="utf-8", newline="") as written:
        return write_records((each for each in filled if each.line >= header.line), written)


def _read_rows(file: str, sheet: str | None) -> Iterator[tuple[int, list[str]]]:
    if not is_installed(WORKBOOK):
        raise RequestError(
            f"{file} is a workbook, or a ZIP file",
            "save it as CSV UTF-8, or install python-calamine, which reads workbooks",
        )
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_path(file)
        names = [sheet] if sheet in book.sheet_names else _filled_sheets(book)
        if sheet and sheet not in names:
            raise RequestError(
                f"{file} has no sheet {sheet!r}", f"its sheets are {', '.join(book.sheet_names[:12])}"
            )
        if len(names) > 1:
            raise RequestError(
                f"{file} holds several sheets", f"write {file}:SHEET, with one of {', '.join(names[:12])}"
            )
        rows = book.get_sheet_by_name(names[0]).to_python(skip_empty_area=False) if names else []
    except (CalamineError, OSError) as error:
        raise RequestError(f"{file} is not a workbook that can be read", "save it as CSV UTF-8") from error
    yield from (
        (row.line, row.cells or [])
        for row in number_rows([[_write_cell(cell) for cell in row] for row in rows])
    )


def _filled_sheets(book: object) -> list[str]:
    return [name for name in book.sheet_names if book.get_sheet_by_name(name).height > 0]  # type: ignore[attr-defined]


def _write_cell(cell: object) -> str:
    """Return a cell as it would stand in a CSV file."""
    match cell:
        case bool():
            return "true" if cell else "false"
        case float() if cell.is_integer() and abs(cell) < 1e15:
            return str(int(cell))
        case datetime() | date() | time():
            return cell.isoformat(" ") if isinstance(cell, datetime) else cell.isoformat()
        case timedelta():
            return str(cell.total_seconds() / 86400)
        case None:
            return ""
    return str(cell)
