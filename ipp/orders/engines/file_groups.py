"""Files of one source that name their columns alike: each group of them is one table, with the columns that its own files have."""

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import groupby
from operator import itemgetter
from string import ascii_lowercase, ascii_uppercase
from typing import NamedTuple

from ipp.orders import sql
from ipp.orders.files.sources import TableSource
from ipp.orders.sql import Table
from ipp.text.words import count_things

_SMALL = str.maketrans(ascii_uppercase, ascii_lowercase)
ROWS_OF_FILE = 40
"""Bits of `ipp_row` that number the rows of one file; those above them number the files."""


class FileHeader(NamedTuple):
    """What the columns of some files are called, and the positions of these files in their source."""

    positions: tuple[int, ...]
    names: tuple[str, ...]


class FileGroup(NamedTuple):
    """The rows of the files that name their columns alike.

    `name` is what they are called in messages; `mark` sets the names of tables that are made of them apart from those of other groups; `positions`
    are the files in their source, none where they are all of it.
    """

    rows: Table
    name: str
    mark: str = ""
    positions: tuple[int, ...] = ()

    @property
    def columns(self) -> list[str]:
        """The names of the columns, without the number of the row."""
        return [name for name in self.rows.columns if name != "ipp_row"]


def group_positions(headers: Iterable[Iterable[str]]) -> list[tuple[int, ...]]:
    """Return the positions of the files that name their columns alike, in any order and any case; the group of the first file comes first."""
    found: dict[tuple[str, ...], list[int]] = {}
    for position, names in enumerate(headers):
        key = tuple(sorted(_fold_ascii(name.strip()) for name in names))
        found.setdefault(key, []).append(position)
    return [tuple(positions) for positions in found.values()]


def make_mark(number: int) -> str:
    """Return what sets the tables of a group apart, by its number from 0 on: nothing for the first."""
    return f"_{number + 1}" if number else ""


def name_files(source: TableSource, positions: Sequence[int]) -> str:
    """Return what some files of a source are called: the first of them, and how many more there are."""
    first, others = source.files[positions[0]], len(positions) - 1
    return f"{first} and {count_things(others, 'file')} like it" if others else first


def divide_rows(source: TableSource, rows: Table, headers: Sequence[FileHeader]) -> list[FileGroup]:
    """Return the rows of each group of files, out of the rows of all, with the columns that its files have; all of them where there is one group."""
    if len(headers) < 2:
        return [FileGroup(rows, source.name)]
    return [
        FileGroup(
            _keep_columns(keep_files(rows, header.positions), header.names),
            name_files(source, header.positions),
            make_mark(number),
            header.positions,
        )
        for number, header in enumerate(headers)
    ]


def keep_files(rows: Table, positions: Sequence[int]) -> Table:
    """Keep the rows of some files, by their positions in the source."""
    file = rows.ipp_row >> sql.literal(ROWS_OF_FILE, type="int32")
    return rows.filter(file.isin(list(positions)))


def list_runs(groups: Sequence[FileGroup]) -> Iterator[Table]:
    """Yield the rows of files that stand behind each other and name their columns alike, in the order of files as far as it is known."""
    positions = sorted(
        (position, number) for number, each in enumerate(groups) for position in each.positions
    )
    yield from (each.rows for each in groups if not each.positions)
    for number, run in groupby(positions, key=itemgetter(1)):
        yield keep_files(groups[number].rows, [position for position, _ in run])


def _keep_columns(rows: Table, names: Sequence[str]) -> Table:
    """Keep the columns of these names, in this order, and the number of the row."""
    alike = {name.lower(): name for name in rows.columns}  # as JSON's names are put together
    same = {_fold_ascii(name): name for name in rows.columns}
    return rows.select(
        *dict.fromkeys(same.get(_fold_ascii(name)) or alike[name.lower()] for name in names), "ipp_row"
    )


def _fold_ascii(name: str) -> str:
    """Return a name in small letters, as DuckDB matches columns of files: only those of ASCII."""
    return name.translate(_SMALL)


def unite_rows(parts: Sequence[Table]) -> Table:
    """Return the rows of all tables, whose columns are those of the first; what has other types in some is text, and of two kinds of numbers one with a fraction."""
    first = parts[0]
    if len(parts) == 1:
        return first
    types = {name: {part[name].type() for part in parts} for name in first.columns}
    odd = {
        name: "float64" if all(kind.is_integer() or kind.is_floating() for kind in kinds) else "string"
        for name, kinds in types.items()
        if len(kinds) > 1
    }
    cast = [part.mutate(**{name: part[name].cast(kind) for name, kind in odd.items()}) for part in parts]
    return reduce(lambda one, other: one.union(other.select(*first.columns)), cast)
