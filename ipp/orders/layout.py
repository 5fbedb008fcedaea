"""What is known of a shop's export: its columns, and what is special about it."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from ipp.orders.sql import Table


class Layout(NamedTuple):
    """An export of a shop, by the columns that it always has and those that it may have.

    `key` is what `--layout` calls it, `source` where the shop describes it. `columns` are the names of the column of each meaning, the
    likeliest first: `price` is of one piece, `paid` is for a whole line. Those in `optional` may be missing, those in `marks` tell it from other exports and mean nothing. `pending` says
    whether an order of that status was bought (None: nobody knows); `names` that customers are told by their names alone; `split`
    gives each product of a list a line of its own, where one column (`items`) lists all; `dates` is `dmy` or `mdy`; `refusal` says
    why orders in this layout cannot be read.
    """

    key: str
    name: str
    source: str
    columns: Mapping[str, tuple[str, ...]]
    pending: bool | None
    optional: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    names: bool = False
    split: Callable[[Table], Table] | None = None
    dates: str | None = None
    refusal: str | None = None

    def find_columns(self, names: Sequence[str]) -> dict[str, str] | None:
        """Return the column of each meaning; None when the columns are not those of this export."""
        found, missing = self.match_columns(names)
        return None if missing else found

    def match_columns(self, names: Sequence[str]) -> tuple[dict[str, str], list[str]]:
        """Return the column of each meaning, and the columns that are missing; in any case."""
        plain = {name.strip().casefold(): name for name in reversed(names)}
        found: dict[str, str] = {}
        missing = [mark for mark in self.marks if mark.casefold() not in plain]
        for role, spellings in self.columns.items():
            column = next((plain[each.casefold()] for each in spellings if each.casefold() in plain), None)
            if column is not None:
                found[role] = column
            elif role not in self.optional:
                missing.append(spellings[0])
        return found, missing
