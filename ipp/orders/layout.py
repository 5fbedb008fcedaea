"""What is known of a shop's export: its columns, and what is special about it."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from ibis import Table


class Layout(NamedTuple):
    """An export of a shop, by the columns that it always has and those that it may have.

    `pending` says whether an order of that status was bought; `split` gives each product of a list a line of its own, where
    one column (`items`) lists all.
    """

    name: str
    columns: dict[str, str]
    pending: bool
    optional: tuple[str, ...] = ()
    split: Callable[[Table], Table] | None = None

    def find_columns(self, names: Sequence[str]) -> dict[str, str] | None:
        """Return the column of each meaning; None when the columns are not those of this export."""
        if any(name not in names for role, name in self.columns.items() if role not in self.optional):
            return None
        return {role: name for role, name in self.columns.items() if name in names}
