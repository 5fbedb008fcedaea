"""Segments as written to conditions, every name followed."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from ipp.engine.policy.clauses import (
    SegmentCondition,
)
from ipp.engine.policy.conditions import Reads, ReadsFinder, SegmentJudge
from ipp.path.keys import Name
from ipp.path.model import Path, Product, Segment
from ipp.path.names import Names, fold_name


class SegmentPolicy:
    """What the segments of a path mean."""

    path: Path
    names: Names

    @cached_property
    def conditions(self) -> dict[str, SegmentCondition]:
        """Segments by name, attribute names and values folded."""
        return {
            segment.name.text: self._compile_condition(segment) for segment in self.names.segments.values()
        }

    def _compile_condition(self, segment: Segment) -> SegmentCondition:
        return SegmentCondition(
            tuple(
                (fold_name(part.name.text), frozenset(fold_name(value.text) for value in part.values))
                for part in segment.where
            ),
            segment.owns or 0,
            frozenset(self._resolve_products(segment.owns_any)),
            frozenset(self._resolve_products(segment.owns_all)),
            self.resolve_segments(segment.any),
            self.resolve_segments(segment.all),
            self.resolve_segments(segment.not_),
        )

    @cached_property
    def reading(self) -> SegmentJudge[Reads]:
        """What segments hang on, those that they are made of included."""
        return SegmentJudge(self.conditions, ReadsFinder())

    @cached_property
    def attribute_values(self) -> dict[str, tuple[str, ...]]:
        """Every attribute that a segment reads, with the values it names, folded and sorted."""
        found: dict[str, set[str]] = {}
        for condition in self.conditions.values():
            for attribute, values in condition.where:
                found.setdefault(attribute, set()).update(values)
        return {attribute: tuple(sorted(values)) for attribute, values in found.items()}

    @cached_property
    def no_attributes(self) -> dict[str, str | None]:
        """A customer of whom nothing is known that a segment asks for."""
        return dict.fromkeys(self.attribute_values)

    @cached_property
    def spellings(self) -> dict[str, str]:
        """Attribute names and values as some segment writes them, by folded text."""
        found: dict[str, str] = {}
        for segment in self.path.segments:
            for attribute in segment.where:
                for name in (attribute.name, *attribute.values):
                    found.setdefault(fold_name(name.text), name.text)
        return found

    def _resolve_products(self, names: Iterable[Name]) -> Iterator[str]:
        for name in names:
            item = self.names.resolve_item(name.text)
            if isinstance(item, Product):
                yield item.name.text

    def resolve_segments(self, names: Iterable[Name]) -> tuple[str, ...]:
        found = (self.names.resolve_segment(name.text) for name in names)
        return tuple(segment.name.text for segment in found if segment)
