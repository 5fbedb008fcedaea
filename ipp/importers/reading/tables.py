"""Files of a catalogue as tables: rows whose cells are asked for by the plain name of their column."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from ipp.errors import RequestError
from ipp.importers.reading.cells import has_decimal_commas, read_money
from ipp.orders.files.beginnings import name_columns
from ipp.orders.files.encodings import open_text
from ipp.orders.files.records import Record, Splitter, split_records
from ipp.orders.files.sources import FileFormat, TableSource, parse_named_source
from ipp.orders.files.workbooks import rewrite_workbook
from ipp.text.cells import clean_cell
from ipp.text.column_names import plain_name
from ipp.text.visible import shorten_text
from ipp.text.words import name_few

_LONGEST_LINE = 1 << 26
_AMOUNT = re.compile(r"price|cost|amount|preis|prix|precio|impact|tarif", re.IGNORECASE)


class CatalogueRow(NamedTuple):
    """One row: its cells, and where each column stands."""

    cells: Sequence[str]
    places: Mapping[str, int]
    commas: bool

    def read(self, *columns: str) -> str:
        """Return the cell of the first of these columns that is there and holds something; nothing otherwise."""
        for column in columns:
            place = self.places.get(column)
            if place is not None and place < len(self.cells) and (text := clean_cell(self.cells[place])):
                return text
        return ""

    def read_amount(self, *columns: str) -> Decimal | None:
        """Return the amount of the first of these columns that holds one; None otherwise."""
        return next(
            (money for each in columns if (money := read_money(self.read(each), self.commas)) is not None),
            None,
        )

    def list_unread(self, **columns: Sequence[str]) -> tuple[tuple[str, str], ...]:
        """Return what each amount (`price`, `cost`) is written as where its columns hold a text and no amount."""
        written = {what: self.read(*names) for what, names in columns.items()}
        return tuple(
            (what, text)
            for what, text in written.items()
            if text and self.read_amount(*columns[what]) is None
        )

    def has(self, column: str) -> bool:
        """Whether there is such a column."""
        return column in self.places


class CatalogueTable(NamedTuple):
    """A file of a catalogue: the name it is known by, its columns as written, and by plain name where each stands."""

    name: str
    columns: tuple[str, ...]
    places: dict[str, int]
    rows: tuple[CatalogueRow, ...]
    unread: int = 0


class _CatalogueSplitter(Splitter):
    """Descriptions run over lines that hold commas: as long as a record comes out whole, its quotes were closed."""

    def swallows_lines(self, cells: Iterable[str]) -> bool:
        cells = list(cells)
        return len(cells) != self.width and super().swallows_lines(cells)


def read_table(source: TableSource, aliases: Mapping[str, str], folder: Path) -> CatalogueTable:
    """Read one file; `aliases` are columns under the name they are asked for. A workbook is written into `folder` first.

    Raises RequestError for what is no table of texts, and for an alias that no column bears.
    """
    if source.kind != "csv" or len(source.files) != 1:
        raise RequestError(
            f"{source.name} is neither a CSV file nor a workbook",
            "export the products as one CSV file, or as a workbook",
        )
    file, format = source.files[0], source.formats[0]
    if format.form == "workbook":
        copy = folder / f"sheet-{len([*folder.iterdir()])}.csv"
        rewrite_workbook(file, source.table, copy)
        file, format = str(copy), parse_named_source(source.name, str(copy)).formats[0]
    return _make_table(source.name, list(_list_records(file, format)), aliases)


def _list_records(file: str, format: FileFormat) -> Iterator[Record]:
    beginning = format.beginning
    splitter = _CatalogueSplitter(beginning.delimiter, beginning.width)
    with open_text(file, format.encoding, format.zipped) as opened:
        lines = iter(lambda: opened.readline(_LONGEST_LINE), "")
        for _ in range(beginning.header - 1):
            next(lines, None)
        for record in split_records((line.rstrip("\n") for line in lines), splitter, beginning.header):
            if record.cells is None or any(cell and not cell.isspace() for cell in record.cells):
                yield record


def _make_table(name: str, records: Sequence[Record], aliases: Mapping[str, str]) -> CatalogueTable:
    columns = name_columns((records[0].cells if records else None) or [])
    places: dict[str, int] = {}
    for place, column in enumerate(columns):
        places.setdefault(plain_name(column), place)
    for wanted, column in aliases.items():
        if plain_name(column) not in places:
            known = name_few([repr(shorten_text(each, 30)) for each in columns], 12)
            raise RequestError(
                f"--map {wanted}={column}: {name} has no such column", f"its columns are {known}"
            )
        places[plain_name(wanted)] = places[plain_name(column)]
    cells = [record.cells for record in records[1:] if record.cells is not None]
    commas = has_decimal_commas(_list_amounts(columns, aliases, cells))
    rows = tuple(CatalogueRow(each, places, commas) for each in cells)
    return CatalogueTable(name, tuple(columns), places, rows, sum(each.cells is None for each in records))


def _list_amounts(
    columns: Sequence[str], aliases: Mapping[str, str], rows: Iterable[Sequence[str]]
) -> Iterator[str]:
    """Yield the cells of the columns that hold amounts, by their names."""
    mapped = {plain_name(aliases[role]) for role in aliases if _AMOUNT.search(role)}
    wanted = [
        place for place, name in enumerate(columns) if _AMOUNT.search(name) or plain_name(name) in mapped
    ]
    for cells in rows:
        yield from (cells[place] for place in wanted if place < len(cells) and cells[place])
