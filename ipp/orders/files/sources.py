"""What kind of thing an input is, before any engine reads it: files, folders, globs, tables in a database."""

import gzip
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from ipp.errors import RequestError
from ipp.orders.files.beginnings import Beginning, find_beginning
from ipp.orders.files.encodings import Encoding, decode_head, find_encoding, find_wide_encoding
from ipp.orders.files.json_values import is_json_lines
from ipp.orders.files.workbooks import ENDINGS, is_workbook

Kind = Literal["csv", "parquet", "jsonl", "duckdb", "sqlite"]
_SUFFIXES: dict[str, Kind] = {
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "csv",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "jsonl",
    **dict.fromkeys(ENDINGS, "csv"),
}
_DATABASES: dict[bytes, Kind] = {b"SQLite format 3\0": "sqlite"}
_LOOK = 1 << 16


Form = Literal["plain", "loose", "json", "workbook"]
"""Plain: every line is whole, as far as is known; loose: lines may be anything, and the file is written anew before it is read."""


class FileFormat(NamedTuple):
    """How a file of texts is written, where its table begins, and what its columns are called, as far as its beginning says it."""

    delimiter: str = ","
    encoding: Encoding = "utf-8"
    zipped: bool = False
    header: int = 1
    width: int = 0
    form: Form = "plain"
    names: tuple[str, ...] = ()

    @property
    def beginning(self) -> Beginning:
        return Beginning(self.delimiter, self.header, self.width, self.names)


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
        file = text[: -len(table) - 1] if table else text
        return TableSource(
            text, path, (file,), table, (FileFormat(form="workbook"),) if path == "csv" else ()
        )
    return _describe_files(text, _list_files(text))


def parse_folder(folder: Path, without: str) -> TableSource | None:
    """Return what a folder holds beside the file of one name; None where that is nothing. Raises RequestError as `parse_source` does."""
    try:
        files = tuple(file for file in _list_tables(folder) if Path(file).name != without)
        return _describe_files(str(folder), files) if files else None
    except (OSError, EOFError) as error:
        raise _refuse_unreadable(str(folder), error) from None


def _describe_files(text: str, files: tuple[str, ...]) -> TableSource:
    kinds = {_find_kind(file) for file in files}
    if len(kinds) > 1:
        raise RequestError(
            f"{text} holds files of several kinds: {', '.join(sorted(kinds))}",
            "name one kind, for example '*.csv'",
        )
    kind = kinds.pop()
    if kind == "csv":
        return TableSource(text, kind, files, formats=tuple(map(_detect_format, files)))
    if kind == "jsonl":
        return TableSource(text, kind, files, formats=tuple(map(_look_at_json, files)))
    return TableSource(text, kind, files)


def parse_named_source(name: str, file: str) -> TableSource:
    """Return what a file is that people know by another name; raises RequestError as `source_of` does."""
    try:
        return parse_source(file)._replace(name=name)
    except RequestError as error:
        raise RequestError(error.message.replace(file, name), error.tip.replace(file, name)) from None


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
            if is_workbook(head) and (table or _get_suffix(Path(file)) in ENDINGS):
                return "csv", table
    return None, None


def _list_files(text: str) -> tuple[str, ...]:
    path = Path(text)
    if path.is_dir():
        found = _list_tables(path)
        if not found:
            raise RequestError(f"{text} holds no CSV, Parquet or JSON lines files")
        return found
    if path.is_file():
        return (text,)
    pattern = path.relative_to(path.anchor)
    files = sorted(str(file) for file in Path(path.anchor).glob(str(pattern)) if file.is_file())
    if not files:
        raise RequestError(f"{text}: no such file")
    return tuple(files)


def _list_tables(folder: Path) -> tuple[str, ...]:
    """Return the files of a folder that may be tables, by their endings."""
    return tuple(
        sorted(str(file) for file in folder.iterdir() if file.is_file() and _get_suffix(file) in _SUFFIXES)
    )


def names_table(file: Path) -> bool:
    """Whether a name ends as those of tables do."""
    return _get_suffix(file) in _SUFFIXES


def _get_suffix(file: Path) -> str:
    return Path(file.stem).suffix.lower() if file.suffix.lower() == ".gz" else file.suffix.lower()


def _find_kind(file: str) -> Kind:
    try:
        head = _read_head(file, 64)
    except (OSError, EOFError) as error:
        raise _refuse_unreadable(file, error) from None
    if head[:4] == b"PAR1":
        return "parquet"
    begins = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    likely: Kind = "jsonl" if begins[:1] == b"{" or re.match(rb"\[\s*[{\]]", begins) else "csv"
    return likely if likely == "jsonl" else _SUFFIXES.get(_get_suffix(Path(file)), likely)


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
    """Return how a CSV file is written, by its beginning."""
    try:
        head = _read_head(file, _LOOK)
    except (OSError, EOFError) as error:
        raise _refuse_unreadable(file, error) from None
    if is_workbook(head):
        return FileFormat(form="workbook")
    encoding, zipped = _encoding_of(file, head), _is_zipped(file)
    text = decode_head(head, encoding)
    if not text.strip():
        raise RequestError(f"{file} is empty")
    if text.lstrip()[:1] == "<":
        raise RequestError(f"{file} is a web page, not a CSV file", "download the export again")
    if "\0" in text[:1000]:
        raise RequestError(f"{file} is not a CSV file: it holds binary data")
    if len(head) == _LOOK:  # the last line may be half a one
        text = text[: max(text.rfind("\n"), text.rfind("\r"))] or text
    begins = find_beginning(text)
    return FileFormat(begins.delimiter, encoding, zipped, begins.header, begins.width, names=begins.names)


def _look_at_json(file: str) -> FileFormat:
    head = _read_head(file, _LOOK)
    encoding = _encoding_of(file, head)
    form: Form = "plain" if is_json_lines(decode_head(head, encoding)) else "json"
    return FileFormat(encoding=encoding, zipped=_is_zipped(file), form=form)


def _encoding_of(file: str, head: bytes) -> Encoding:
    wide = find_wide_encoding(head)
    if wide:
        return wide
    text = decode_head(head, "utf-8")
    cut = text[:-1] if len(head) == _LOOK else text  # the last character may be half a one
    return find_encoding(file, _is_zipped(file)) if "\ufffd" in cut else "utf-8"


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
    raise RequestError(f"{file} {wanted}", f"write {file}:TABLE, with one of {', '.join(tables[:12])}")
