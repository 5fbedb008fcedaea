"""Rows into one file, a batch of them in memory at a time."""

import csv
import json
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow
from pyarrow import parquet

ROWS = 50_000


def save_rows(rows: Iterator[tuple[Any, ...]], schema: pyarrow.Schema, file: Path, form: str) -> None:
    """Write rows as CSV, Parquet or JSON lines."""
    {"csv": _save_csv, "parquet": _save_parquet, "jsonl": _save_jsonl}[form](rows, schema, file)


def _save_csv(rows: Iterator[tuple[Any, ...]], schema: pyarrow.Schema, file: Path) -> None:
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened, lineterminator="\n")
        writer.writerow(schema.names)
        writer.writerows(["" if cell is None else cell for cell in row] for row in rows)


def _save_parquet(rows: Iterator[tuple[Any, ...]], schema: pyarrow.Schema, file: Path) -> None:
    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        while batch := list(islice(rows, ROWS)):
            columns = [
                pyarrow.array([row[place] for row in batch], field.type) for place, field in enumerate(schema)
            ]
            writer.write_table(pyarrow.Table.from_arrays(columns, schema=schema))


def _save_jsonl(rows: Iterator[tuple[Any, ...]], schema: pyarrow.Schema, file: Path) -> None:
    with file.open("w", encoding="utf-8", newline="") as opened:
        for row in rows:
            written = {
                name: cell.isoformat() if isinstance(cell, date) else cell
                for name, cell in zip(schema.names, row, strict=True)
            }
            opened.write(json.dumps(written, ensure_ascii=False, separators=(",", ":")) + "\n")
