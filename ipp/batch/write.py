"""The answer into files: CSV that is safe to open in a spreadsheet, Parquet, JSON lines."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, TextIO

from ipp.batch.engines.protocol import PlanEngine
from ipp.batch.summary import UnknownItem
from ipp.errors import RequestError
from ipp.orders.cells import guard_cells
from ipp.orders.files.rejects import Reject
from ipp.orders.rejected_rows import RejectedRows
from ipp.orders.sql import Table
from ipp.text.cells import guard_text
from ipp.text.visible import escape_surrogates

Form = Literal["csv", "parquet", "jsonl"]
_FORMS: dict[str, Form] = {
    ".csv": "csv",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}


def choose_form(file: str) -> Form:
    """Return how a file is written, by the ending of its name."""
    found = _FORMS.get(Path(file).suffix.lower())
    if found is None:
        raise RequestError(
            f"--output {file}: its ending does not say what to write",
            "end the name in .csv, .parquet or .jsonl",
        )
    return found


def write_csv(stream: TextIO, engine: PlanEngine, rows: Table) -> None:
    """Write rows as CSV, a batch of them in memory at a time.

    A row that begins as a command to GitHub Actions does has its cells in quotes: so it is none, and its cells stay.
    """
    plain = csv.writer(stream, lineterminator="\n")
    in_quotes = csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_ALL)
    plain.writerow(rows.columns)
    for row in engine.stream_rows(guard_cells(rows)):
        cells = ["" if cell is None else cell for cell in row]
        (in_quotes if str(cells[0]).lstrip().startswith("::") else plain).writerow(cells)


def write_rejects(file: Path, engine: PlanEngine, rejects: Iterable[RejectedRows]) -> None:
    """Write the rows set aside as CSV, each with its source and the reason."""
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened, lineterminator="\n")
        writer.writerow(("source", *Reject._fields))
        for part in rejects:
            rows = [] if part.rows is None else engine.stream_rows(part.rows.order_by(part.rows.columns))
            source = escape_surrogates(part.source)
            writer.writerows(_write_cells(source, line) for line in part.lines)
            writer.writerows(_write_cells(source, row) for row in rows)


def write_unknown(file: Path, unknown: Iterable[UnknownItem]) -> None:
    """Write the items that the path does not have as CSV: the text, its lines, and the name of what is called most like it."""
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened, lineterminator="\n")
        writer.writerow(("item", "lines", "nearest"))
        writer.writerows(
            (guard_text(each.item), each.lines, guard_text(each.nearest or "")) for each in unknown
        )


def _write_cells(source: str, row: Iterable[object]) -> list[str]:
    return ["" if cell is None else guard_text(str(cell)) for cell in (source, *row)]
