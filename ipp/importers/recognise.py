"""Which shop an export comes from: told, or by the names of its columns."""

from collections.abc import Mapping, Sequence

from ipp.errors import RequestError
from ipp.importers.layouts import LAYOUTS, PLAIN, ROLES
from ipp.importers.reading.layout import CatalogueLayout
from ipp.importers.reading.tables import CatalogueTable
from ipp.text.suggest import Suggester
from ipp.text.visible import shorten_text


def find_layout(tables: Sequence[CatalogueTable], wanted: str | None) -> CatalogueLayout:
    """Return the layout that is `wanted`, or the first that knows all of these tables.

    Raises RequestError for a layout that is not there, or when a table lacks its columns.
    """
    if wanted is None:
        return next(layout for layout in LAYOUTS if layout is PLAIN or all(map(layout.knows, tables)))
    layout = next((each for each in LAYOUTS if each.key == wanted.lower()), None)
    if layout is None:
        known = ", ".join(each.key for each in LAYOUTS)
        raise RequestError(
            f"--from: no layout is called {shorten_text(wanted)!r}", f"the layouts are {known}"
        )
    for table in tables:
        if layout is not PLAIN and not layout.knows(table):
            needed = min(layout.tables, key=lambda each: len(each - table.places.keys()))
            missing = ", ".join(sorted(needed - table.places.keys()))
            raise RequestError(
                f"--from {layout.key}: {table.name} has no column like {missing}",
                f"name it with --map {missing.split(', ')[0]}=COLUMN",
            )
    return layout


def parse_aliases(given: Sequence[str]) -> dict[str, str]:
    """Read `price=Preis`: what is asked for, and the column that says it. Raises RequestError for anything else."""
    found: dict[str, str] = {}
    for text in given:
        role, equals, column = text.partition("=")
        if not equals or not role.strip() or not column.strip():
            raise RequestError(
                f"--map {shorten_text(text)!r} does not name a role and a column",
                "write it as ROLE=COLUMN, for example price=Preis",
            )
        found[role.strip()] = column.strip()
    return found


def check_roles(aliases: Mapping[str, str], layout: CatalogueLayout) -> None:
    """Raise RequestError for a role that a plain table does not have; of other layouts any column can be named."""
    for role in aliases:
        if layout is PLAIN and role.lower().replace("-", "_") not in ROLES:
            near = Suggester().find_nearest(role, ROLES)
            hint = f"did you mean {near}? " if near else ""
            raise RequestError(
                f"--map: there is no role {shorten_text(role)!r}", f"{hint}the roles are {', '.join(ROLES)}"
            )
