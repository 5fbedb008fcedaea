"""Where a path file mentions its items by name, outside of where it declares them."""

from collections.abc import Iterator, Mapping

from ipp.path.keys import Name, Quantity
from ipp.path.model import Path
from ipp.path.names import fold_name, list_steps
from ipp.path.segments import Segment

_OF_SEGMENTS = ("name", "body", "where", "any", "all", "not_", "note")
"""Fields of a segment that name no items."""


def find_mentions(path: Path) -> Mapping[str, list[Name]]:
    """Return every mention, by the folded name of what is mentioned."""
    found: dict[str, list[Name]] = {}
    for name in _list_mentions(path):
        found.setdefault(fold_name(name.text), []).append(name)
    return found


def _list_mentions(path: Path) -> Iterator[Name]:
    yield from (step.subject for step in list_steps(path))
    yield from (rest.subject for rest in path.rest)
    if path.ultimate and path.ultimate.offer:
        yield path.ultimate.offer
    for bundle in path.bundles:
        yield from (part.name for part in (*bundle.items, *bundle.free))
    for series in path.series:
        yield from series.products
    for segment in path.segments:
        yield from _list_of_segment(segment)
    yield from (ignore.at for ignore in path.ignore if ignore.at)


def _list_of_segment(segment: Segment) -> Iterator[Name]:
    for field in Segment._fields:
        value = getattr(segment, field)
        if field not in _OF_SEGMENTS and isinstance(value, tuple):
            for each in value:
                if isinstance(each, Quantity):
                    yield each.name
                elif isinstance(each, Name):
                    yield each
