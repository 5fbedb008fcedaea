"""Names that are numbered as courses and parts are: 101, 201, 301, or part 1, part 2."""

import re
from collections.abc import Iterator, Sequence

from ipp.path.names import fold_name

_NUMBERED = re.compile(
    r"(.*\S)\s*\b([1-9]01)|(.*\b(?:part|level|volume|vol\.?|book|module|stage|course))\s*([1-9][0-9]?)",
    re.DOTALL | re.IGNORECASE,
)
_ANY_NUMBER = re.compile(r"(.*\S)\s*\b([1-9][0-9]*)", re.DOTALL)


def list_numbered(names: Sequence[str]) -> Iterator[tuple[str, list[int]]]:
    """Yield what numbered names have in common, as the first of them writes it, with the positions of these names by number.

    A name that has other numbers, too, is one of a catalogue: `Lamp 101`, `Lamp 102`, `Lamp 201`.
    """
    found: dict[str, list[tuple[int, int]]] = {}
    stems: dict[str, str] = {}
    for position, name in enumerate(names):
        match = _NUMBERED.fullmatch(name) if name[-1:].isdigit() else None
        if match:
            stem, number = (match[1], match[2]) if match[2] else (match[3], match[4])
            stems.setdefault(fold_name(stem), stem)
            found.setdefault(fold_name(stem), []).append((int(number), position))
    catalogues = set(_list_catalogues(names))
    for key, members in found.items():
        if len(members) > 1 and key not in catalogues:
            yield stems[key], [position for _, position in sorted(members, key=lambda each: each[0])]


def _list_catalogues(names: Sequence[str]) -> Iterator[str]:
    """Yield the folded stems of names that have a number which is none of a course."""
    for name in names:
        numbered = _ANY_NUMBER.fullmatch(name) if name[-1:].isdigit() else None
        if numbered and not _NUMBERED.fullmatch(name):
            yield fold_name(numbered[1])
