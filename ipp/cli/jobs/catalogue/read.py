"""The export that `ipp import` was given, as items."""

from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from ipp.cli.filesystem.temporary_folder import make_temporary_folder
from ipp.cli.orders.tables import table_source
from ipp.errors import RequestError
from ipp.importers.items.item import Item
from ipp.importers.items.variants import make_items
from ipp.importers.reading.catalogue import Catalogue
from ipp.importers.reading.layout import CatalogueLayout
from ipp.importers.reading.tables import read_table
from ipp.importers.recognise import check_roles, find_layout, parse_aliases
from ipp.text.source import STDIN


class Export(NamedTuple):
    """What was read: the files by the names that people know them by, the layout, and the catalogue; `unread` rows could not be."""

    sources: tuple[str, ...]
    layout: CatalogueLayout
    catalogue: Catalogue
    unread: int

    def make_items(self, imported: Collection[str], variants: str) -> tuple[Item, ...]:
        """Return the items; raises RequestError when there are none."""
        items = make_items(self.catalogue, imported, variants)
        if not items:
            raise RequestError(f"{', '.join(self.sources)}: no product in it")
        return items


def read_export(files: Sequence[str], wanted: str | None, mapped: Sequence[str], today: date) -> Export:
    """Read the files of one export. Raises RequestError when they are none."""
    aliases = parse_aliases(mapped)
    with make_temporary_folder(None, "ipp-import-") as folder:
        place = Path(folder)
        tables = [read_table(table_source(file, place), aliases, place) for file in files]
    layout = find_layout(tables, wanted)
    check_roles(aliases, layout)
    names = tuple(STDIN if file == "-" else file for file in files)
    return Export(names, layout, layout.read(tables, today), sum(table.unread for table in tables))
