"""CSV and JSON lines into tables of texts, by DuckDB: a line that is no row is set aside, and the others are read on.

Spark has its files read by this too (ipp/batch/engines/spark_tasks.py): no two readers of CSV agree on what a broken quote means.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import duckdb

from ipp.errors import RequestError
from ipp.orders.engines.quoting import quote_text, write_identifier
from ipp.orders.files.encodings import Encoding, find_encoding, write_as_utf8
from ipp.orders.files.json_values import rewrite_json
from ipp.orders.files.rejects import NO_UTF8, UNREADABLE, Reject
from ipp.orders.files.rewriting import rewrite_texts
from ipp.orders.files.sources import FileFormat, TableSource
from ipp.orders.files.workbooks import rewrite_workbook
from ipp.text.visible import shorten_text

_LENIENT = "store_rejects = true, rejects_limit = 0, ignore_errors = true"
_CSV = "quote = '\"', escape = '\"', comment = '', header = true, all_varchar = true, auto_detect = true, sample_size = 1"
_LINES = (  # nothing stands between columns or around texts: U+0001 is in no JSON
    "columns = {'line': 'VARCHAR'}, header = false, auto_detect = false, delim = '\x01', quote = '', escape = '', "
    "strict_mode = false"
)
_NOT_UTF8 = "error_type::VARCHAR ILIKE '%ENCODING%' OR error_message ILIKE '%unicode%'"


class Loader(Protocol):
    """What loading texts asks of DuckDB (duckdb.py)."""

    def run_statement(self, sql: str) -> Any: ...
    def create_view(self, name: str, sql: str) -> Any: ...
    def load_rows(self, name: str, scan: str, of_files: bool = False) -> Any: ...
    def reserve_file(self) -> str: ...


class TextFiles:
    """Files of one source, read into a table of DuckDB's: a column for each name, and `ipp_row` in the order of lines."""

    def __init__(self, duck: Loader, source: TableSource) -> None:
        self.duck, self.source, self.json = duck, source, source.kind == "jsonl"
        self.copies: dict[str, str] = {}
        """Files that were written anew, with the copy that is read in their place."""
        self.looks = source.formats
        """How the files were read in the end."""
        self.unread: list[Reject] = []
        """Lines that could not be read when files were written anew."""

    def list_columns(self) -> list[str]:
        """Return the names of the columns, without reading more than it takes."""
        if self.json:
            self.load_files("ipp_lines")
            self.take_out_non_objects("ipp_lines")
            return [spellings[0] for spellings in self.list_keys("ipp_lines")]
        try:
            found = self.duck.run_statement(f"DESCRIBE {self.write_scan(self.source.formats)}").fetchall()
        except duckdb.Error:
            with self.restore_names():
                found = self.duck.run_statement(f"DESCRIBE {self.write_scan(self.loosen())}").fetchall()
        return [row[0] for row in found if row[0] != "ipp_file"]

    def read_files(self, name: str) -> list[Reject]:
        """Make the files readable under a name, and return the lines that cannot be read as rows."""
        if not self.json:
            return self.load_files(name)
        lines = f"{name}_lines"
        rejects = [*self.load_files(lines), *self.take_out_non_objects(lines)]
        self.duck.create_view(
            name, f"SELECT {', '.join(self.list_cells(lines))} FROM {write_identifier(lines)}"
        )
        return rejects

    def load_files(self, name: str) -> list[Reject]:
        """Load the files, each in its own way of writing; a file in which lines are not whole is written anew, and read once more."""
        looks = self.source.formats
        self.looks = self.load_json(name, looks) if self.json else self.load_texts(name, looks)
        if self.looks != looks:
            self.forget_rejects()
            self.load_table(name, self.looks)
        return self.unread + self.fetch_rejects()

    def load_texts(self, name: str, looks: tuple[FileFormat, ...]) -> tuple[FileFormat, ...]:
        """Load CSV files, and return how they are to be read: a file in which a line is not whole is a loose one."""
        try:
            self.duck.load_rows(name, f"({self.write_scan(looks)})", of_files=True)
            odd = self.list_rejecting_files() | self.list_swallowed_files(name)
        except duckdb.Error:
            return self.loosen()
        return self.loosen(odd) if odd else looks

    def load_json(self, name: str, looks: tuple[FileFormat, ...]) -> tuple[FileFormat, ...]:
        """Load files of JSON lines, and return how they are to be read: one that turns out not to be UTF-8 may be Windows-1252."""
        self.load_table(name, looks)
        odd = self.list_rejecting_files(_NOT_UTF8)
        return tuple(
            look._replace(encoding=find_encoding(file, look.zipped)) if file in odd else look
            for file, look in zip(self.source.files, looks, strict=True)
        )

    def loosen(self, files: Collection[str] | None = None) -> tuple[FileFormat, ...]:
        """Return how to read files with their lines taken for what they are; all of them, or those named."""
        return tuple(
            look._replace(form="loose", encoding=self.encoding_of(file, look))
            if look.form == "plain" and (files is None or file in files)
            else look
            for file, look in zip(self.source.files, self.source.formats, strict=True)
        )

    def encoding_of(self, file: str, look: FileFormat) -> Encoding:
        """Return how a file is written, by all of it where its beginning is UTF-8."""
        return find_encoding(file, look.zipped) if look.encoding == "utf-8" else look.encoding

    def load_table(self, name: str, looks: Iterable[FileFormat]) -> None:
        with self.restore_names():
            self.duck.load_rows(name, f"({self.write_scan(looks)})", of_files=True)

    @contextmanager
    def restore_names(self) -> Iterator[None]:
        """Name the file that was given where DuckDB names the copy of it."""
        try:
            yield
        except duckdb.Error as error:
            raise RequestError(describe_error(self.source, error, self.copies)) from None

    def write_scan(self, looks: Iterable[FileFormat]) -> str:
        """Return a SELECT of the rows of all files, columns matched by name."""
        files = enumerate(zip(self.source.files, looks, strict=True))
        return " UNION ALL BY NAME ".join(
            self.write_file_scan(place, file, look) for place, (file, look) in files
        )

    def write_file_scan(self, position: int, file: str, look: FileFormat) -> str:
        scanned = file if look.form == "plain" and look.encoding == "utf-8" else self.copy(file, look)
        zipped = "gzip" if look.zipped and scanned == file else "none"
        how = f"encoding = 'utf-8', compression = '{zipped}', {_LENIENT}"
        if not self.json:
            mark, above = (look.delimiter, look.header - 1) if look.form == "plain" else (",", 0)
            how += f", delim = {quote_text(mark)}, skip = {above}, {_CSV}"
            return f"SELECT *, {position} AS ipp_file FROM read_csv({quote_text(escape_file_name(scanned))}, {how})"
        kind = "CASE WHEN json_valid(line) THEN json_type(line) END"
        return (
            f"SELECT line, {position} AS ipp_file, coalesce({kind} = 'OBJECT', false) AS object "
            f"FROM read_csv({quote_text(escape_file_name(scanned))}, {how}, {_LINES})"
        )

    def copy(self, file: str, look: FileFormat) -> str:
        """Return a copy of a file that DuckDB can read; it is gone when the engine is closed."""
        key = f"{look.form}:{file}"
        if key not in self.copies:
            self.copies[key] = self.duck.reserve_file()
            self.unread += self.write_copy(file, look, Path(self.copies[key]))
        return self.copies[key]

    def write_copy(self, file: str, look: FileFormat, target: Path) -> list[Reject]:
        match look.form:
            case "workbook":
                return rewrite_workbook(file, self.source.table, target)
            case "json":
                return rewrite_json(file, look.encoding, look.zipped, target)
            case "loose":
                return rewrite_texts(file, look.encoding, look.zipped, look.beginning, target)
            case "plain":
                write_as_utf8(file, look.encoding, look.zipped, target)
                return []

    def list_rejecting_files(self, why: str = "true") -> set[str]:
        """Return the files of which DuckDB could not read a line as a row."""
        found = self.duck.run_statement(
            "SELECT DISTINCT file_path FROM reject_errors JOIN reject_scans USING (scan_id, file_id) "
            f"WHERE {why}"
        )
        copied = {copy: key.partition(":")[2] for key, copy in self.copies.items()}
        names = {escape_file_name(file): file for file in self.source.files}
        return {copied.get(row[0]) or names.get(row[0], row[0]) for row in found.fetchall()}

    def list_swallowed_files(self, name: str) -> set[str]:
        """Return the files with a cell that holds whole lines of its table: the quote before it was never closed."""
        plain = [(place, look) for place, look in enumerate(self.source.formats) if look.form == "plain"]
        columns = [row[0] for row in self.duck.run_statement(f"DESCRIBE {write_identifier(name)}").fetchall()]
        cells = [write_identifier(column) for column in columns if column != "ipp_row"]
        found: set[str] = set()
        for mark, width in sorted({(look.delimiter, look.width) for _, look in plain if look.width > 1}):
            swallowed = " OR ".join(_swallows(cell, mark, width) for cell in cells)
            rows = self.duck.run_statement(
                f"SELECT DISTINCT ipp_row >> 40 FROM {write_identifier(name)} WHERE {swallowed}"
            ).fetchall()
            found.update(self.source.files[row[0]] for row in rows)
        return found

    def fetch_rejects(self) -> list[Reject]:
        """Return the lines that DuckDB could not read as rows since the last time."""
        found = self.duck.run_statement(
            f"SELECT scan_id, file_id, line, csv_line, bool_or({_NOT_UTF8}) FROM reject_errors "
            "GROUP BY ALL ORDER BY ALL"
        ).fetchall()
        self.forget_rejects()
        return [_make_reject(line, text, NO_UTF8 if odd else UNREADABLE) for _, _, line, text, odd in found]

    def forget_rejects(self) -> None:
        for table in ("reject_errors", "reject_scans"):
            if self.has_table(table):
                self.duck.run_statement(f"DELETE FROM {table}")

    def has_table(self, name: str) -> bool:
        """Whether DuckDB has made one of its tables of rejects: it does so when it first reads a file to its end."""
        found = self.duck.run_statement(
            f"SELECT count(*) FROM duckdb_tables() WHERE table_name = {quote_text(name)}"
        )
        return bool(found.fetchone()[0])

    def take_out_non_objects(self, lines: str) -> list[Reject]:
        """Take out the lines that are no JSON objects, and return them."""
        table = write_identifier(lines)
        found = self.duck.run_statement(
            f"SELECT number, line FROM (SELECT *, ipp_row - min(ipp_row) OVER (PARTITION BY ipp_row >> 40) + 1 AS number FROM {table}) "
            "WHERE NOT object AND trim(line) <> '' ORDER BY ipp_row"
        ).fetchall()
        self.duck.run_statement(f"DELETE FROM {table} WHERE NOT object")
        return [_make_reject(line, text) for line, text in found]

    def list_keys(self, lines: str) -> list[list[str]]:
        """Return the names of values in the order of their first appearance, each in all its spellings."""
        found = self.duck.run_statement(
            f"SELECT key, min(ipp_row) FROM (SELECT unnest(json_keys(line)) AS key, ipp_row FROM {write_identifier(lines)}) "
            "GROUP BY key ORDER BY 2, 1"
        ).fetchall()
        spelled: dict[str, list[str]] = {}
        for key, _ in found:
            spelled.setdefault(key.lower(), []).append(key)
        return list(spelled.values())

    def list_cells(self, lines: str) -> list[str]:
        return [
            *(f"{_read_cell(each)} AS {write_identifier(each[0])}" for each in self.list_keys(lines)),
            "ipp_row",
        ]


def check_names(source: TableSource, names: Collection[str]) -> None:
    """Raise RequestError for a source in which nothing has a name."""
    if not names:
        raise RequestError(f"{source.name} holds no rows", "write one JSON object on each line")


def _swallows(cell: str, mark: str, width: int) -> str:
    marks = f"length({cell}) - length(replace({cell}, {quote_text(mark)}, ''))"
    breaks = f"(contains({cell}, chr(10)) OR contains({cell}, chr(13)))"
    return f"({breaks} AND {marks} >= {width - 1})"


def _read_cell(spellings: Iterable[str]) -> str:
    """Return the value of a name as text: numbers as they would stand in a CSV file, lists and objects as JSON."""
    found = []
    for name in spellings:
        pointer = quote_text("/" + name.replace("~", "~0").replace("/", "~1"))
        text = f"json_extract_string(line, {pointer})"
        whole = f"regexp_replace({text}, '\\.0+$', '')"
        found.append(f"CASE WHEN json_type(line, {pointer}) = 'DOUBLE' THEN {whole} ELSE {text} END")
    return f"coalesce({', '.join(found)})"


def get_first_line(error: Exception) -> str:
    """Return what an error of DuckDB says, in one line."""
    file = re.search('sniffing file "(.*)"', str(error))
    if file:
        return f"{file[1]} is no CSV: a quote near its beginning is never closed, or its lines end in different ways"
    return shorten_text(str(error).strip().splitlines()[0], 160)


def describe_error(source: TableSource, error: Exception, copies: Mapping[str, str] = {}) -> str:
    """Return what an error of DuckDB says of a source, in one line; files are called as they were given."""
    said = get_first_line(error)
    if "surrogate" in said:
        return f"{source.name}: the name of a file is not UTF-8"
    for key, copy in copies.items():
        said = said.replace(copy, key.partition(":")[2])
    said = said.replace(source.files[0], source.name)
    return said if said.startswith(source.name) else f"{source.name}: {said}"


def escape_file_name(file: str) -> str:
    """Return a file as DuckDB names it: brackets and stars stand for themselves."""
    return re.sub(r"[*?\[]", r"[\g<0>]", file)


def _make_reject(line: int, text: str | None, reason: str = UNREADABLE) -> Reject:
    """Return a line as set aside; a quote that is never closed takes the lines after it along."""
    text = (text or "").rstrip("\r\n")
    more = text.count("\n")
    where = f"lines {line} to {line + more}" if more else f"line {line}"
    return Reject(reason, text=f"{where}: {shorten_text(text)}")
