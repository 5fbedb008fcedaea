"""What the columns of each file of a source are called, by DuckDB: files that name them alike are one group."""

from collections.abc import Collection
from typing import Any, Protocol

from ipp.orders.engines.file_groups import FileHeader, group_positions
from ipp.orders.engines.quoting import quote_text, write_identifier
from ipp.orders.engines.text_files import TextFiles, escape_file_name


class StatementRunner(Protocol):
    """What is asked of DuckDB (duckdb.py)."""

    def run_statement(self, sql: str) -> Any: ...


def list_text_headers(duck: StatementRunner, texts: TextFiles, name: str) -> list[FileHeader]:
    """Return the groups of files of texts that were read under a name; none where all name their columns alike."""
    if len(texts.source.files) < 2:
        return []
    if texts.json:
        return _list_json_headers(duck, f"{name}_lines")
    named = [
        look.names if look.form != "workbook" else _describe_scan(duck, texts, position)
        for position, look in enumerate(texts.looks)
    ]
    groups = group_positions(named)
    if len(groups) < 2:
        return []
    return [FileHeader(positions, tuple(_describe_scan(duck, texts, positions[0]))) for positions in groups]


def _describe_scan(duck: StatementRunner, texts: TextFiles, position: int) -> list[str]:
    """Return the columns of one file, as DuckDB calls them."""
    scan = texts.write_file_scan(position, texts.source.files[position], texts.looks[position])
    return [name for name in _describe(duck, scan) if name != "ipp_file"]


def _list_json_headers(duck: StatementRunner, lines: str) -> list[FileHeader]:
    """Return the groups of files of objects, by the names of values in each; a file without objects is in none."""
    found = duck.run_statement(
        f"SELECT file, list(key ORDER BY row, key) FROM (SELECT ipp_row >> 40 AS file, key, min(ipp_row) AS row FROM "
        f"(SELECT unnest(json_keys(line)) AS key, ipp_row FROM {write_identifier(lines)}) GROUP BY ALL) "
        "GROUP BY file ORDER BY file"
    ).fetchall()
    groups = group_positions(keys for _, keys in found)
    return [
        FileHeader(tuple(found[position][0] for position in positions), tuple(found[positions[0]][1]))
        for positions in groups
    ]


def group_parquet(duck: StatementRunner, files: Collection[str]) -> list[tuple[int, ...]]:
    """Return the positions of the Parquet files that name their columns alike."""
    if len(files) < 2:
        return [(0,)]
    listed = ", ".join(quote_text(escape_file_name(file)) for file in files)
    found = dict(
        duck.run_statement(
            f"SELECT file_name, list(name) FROM parquet_schema([{listed}]) GROUP BY file_name"
        ).fetchall()
    )
    return group_positions(found[file] for file in files)


def _describe(duck: StatementRunner, query: str) -> list[str]:
    return [row[0] for row in duck.run_statement(f"DESCRIBE {query}").fetchall()]
