"""What kind of thing an input is, before any engine reads it: files, folders, globs, tables in a database."""

import csv
import gzip
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from ipp.errors import RequestError
from ipp.orders.files.encodings import Encoding, find_encoding

Kind = Literal["csv", "parquet", "jsonl", "duckdb", "sqlite"]
_SUFFIXES: dict[str, Kind] = {
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "csv",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
_DATABASES: dict[bytes, Kind] = {b"SQLite format 3\0": "sqlite"}
_LOOK = 1 << 16


class FileFormat(NamedTuple):
    """How a file of texts is written."""

    delimiter: str = ","
    encoding: Encoding = "utf-8"
    zipped: bool = False


class TableSource(NamedTuple):
    """Files of one kind, or a table of a database. For CSV and JSON lines: how each file is written."""

    name: str
    kind: Kind
    files: tuple[str, ...]
    table: str | None = None
    formats: tuple[FileFormat, ...] = ()


def parse_source(text: str) -> TableSource:
    """Return what an input is; raises RequestError, one line, for what cannot be one, or cannot be read."""
    try:
        return _find_source(text)
    except (OSError, EOFError) as error:
        raise _refuse_unreadable(text, error) from None


def _find_source(text: str) -> TableSource:
    path, table = _parse_database(text)
    if path:
        return TableSource(text, path, (text[: -len(table) - 1] if table else text,), table)
    files = _list_files(text)
    kinds = {_find_kind(file) for file in files}
    if len(kinds) > 1:
        raise RequestError(
            f"{text} holds files of several kinds: {', '.join(sorted(kinds))}; say which, like '*.csv'"
        )
    kind = kinds.pop()
    if kind == "csv":
        return TableSource(text, kind, files, formats=tuple(map(_detect_format, files)))
    if kind == "jsonl":
        return TableSource(
            text, kind, files, formats=tuple(FileFormat(zipped=_is_zipped(file)) for file in files)
        )
    return TableSource(text, kind, files)


def parse_named_source(name: str, file: str) -> TableSource:
    """Return what a file is that people know by another name; raises RequestError as `source_of` does."""
    try:
        return parse_source(file)._replace(name=name)
    except RequestError as error:
        raise RequestError(str(error).replace(file, name)) from None


def _parse_database(text: str) -> tuple[Kind | None, str | None]:
    """Return the kind of database that a text names, `shop.duckdb:orders` or the file alone, and the table."""
    for file, table in ((text, None), tuple(text.rpartition(":")[::2])):
        if file and Path(file).is_file():
            with Path(file).open("rb") as opened:
                head = opened.read(16)
            if head[8:12] == b"DUCK":
                return "duckdb", table
            if head in _DATABASES:
                return _DATABASES[head], table
    return None, None


def _list_files(text: str) -> tuple[str, ...]:
    path = Path(text)
    if path.is_dir():
        files = sorted(
            str(file) for file in path.iterdir() if file.is_file() and _get_suffix(file) in _SUFFIXES
        )
        if not files:
            raise RequestError(f"{text} holds no CSV, Parquet or JSON lines files")
        return tuple(files)
    if path.is_file():
        return (text,)
    pattern = path.relative_to(path.anchor)
    files = sorted(str(file) for file in Path(path.anchor).glob(str(pattern)) if file.is_file())
    if not files:
        raise RequestError(f"{text}: no such file")
    return tuple(files)


def _get_suffix(file: Path) -> str:
    return Path(file.stem).suffix.lower() if file.suffix.lower() == ".gz" else file.suffix.lower()


def _find_kind(file: str) -> Kind:
    try:
        head = _read_head(file, 64)
    except (OSError, EOFError) as error:
        raise _refuse_unreadable(file, error) from None
    if head[:4] == b"PAR1":
        return "parquet"
    if head[:2] == b"PK":
        raise RequestError(f"{file} is an Excel workbook or a ZIP file: save it as CSV")
    likely: Kind = "jsonl" if head.lstrip()[:1] == b"{" else "csv"
    return _SUFFIXES.get(_get_suffix(Path(file)), likely)


def _refuse_unreadable(file: str, error: OSError | EOFError) -> RequestError:
    """Return the refusal of a file that cannot be read; names the one that failed, where it is known."""
    failed = getattr(error, "filename", None) or file
    return RequestError(f"{failed}: {getattr(error, 'strerror', None) or error}")


def _read_head(file: str, size: int) -> bytes:
    if _is_zipped(file):
        with gzip.open(file) as opened:
            return opened.read(size)
    with Path(file).open("rb") as opened:
        return opened.read(size)


def _is_zipped(file: str) -> bool:
    with Path(file).open("rb") as opened:
        return opened.read(2) == b"\x1f\x8b"


def _detect_format(file: str) -> FileFormat:
    """Return the delimiter and the encoding of a CSV file, by its beginning."""
    try:
        head = _read_head(file, _LOOK)
    except (OSError, EOFError) as error:
        raise _refuse_unreadable(file, error) from None
    if not head.strip():
        raise RequestError(f"{file} is empty")
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise RequestError(f"{file} is UTF-16, not UTF-8: save it as CSV UTF-8")
    text = head.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    if text.lstrip()[:1] == "<":
        raise RequestError(f"{file} is a web page, not a CSV file: download the export again")
    if "\0" in text:
        raise RequestError(f"{file} is not a CSV file: it holds binary data")
    zipped = _is_zipped(file)
    cut = text[:-1] if len(head) == _LOOK else text  # the last character may be half a one
    return FileFormat(
        _detect_delimiter(text), find_encoding(file, zipped) if "\ufffd" in cut else "utf-8", zipped
    )


def _detect_delimiter(text: str) -> str:
    first = next(csv.reader(io.StringIO(text, newline="")), [])
    header = ",".join(first) if len(first) > 1 else (first[0] if first else "")
    return max(",;\t|", key=lambda mark: (header.count(mark), mark == ","))


def choose_table(source: TableSource, tables: Sequence[str]) -> str:
    """Return the table that is meant: the one named, or the only one."""
    if source.table in tables:
        return str(source.table)
    file = source.files[0]
    if source.table is None and len(tables) == 1:
        return tables[0]
    if not tables:
        raise RequestError(f"{file} holds no table")
    wanted = f"has no table {source.table!r}" if source.table else "holds several tables"
    raise RequestError(f"{file} {wanted}: say {file}:TABLE, one of {', '.join(tables[:12])}")
