"""What the export of a shop is recognised by, and what reads it."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from ipp.importers.reading.catalogue import Catalogue
from ipp.importers.reading.tables import CatalogueTable

Reader = Callable[[Sequence[CatalogueTable], date], Catalogue]


class CatalogueLayout(NamedTuple):
    """An export of products. Each of `tables` is a set of plain column names by which one of its files is known."""

    key: str
    name: str
    page: str
    tables: tuple[frozenset[str], ...]
    read: Reader

    def knows(self, table: CatalogueTable) -> bool:
        """Whether a table is a file of this export."""
        return any(needed <= table.places.keys() for needed in self.tables)
