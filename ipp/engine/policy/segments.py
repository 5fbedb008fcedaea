"""Segments as written to conditions, every name followed."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cached_property
from typing import Any

from ipp.engine.policy.clauses import HoldoutTerms, SegmentCondition
from ipp.engine.policy.conditions import Reads, ReadsFinder, SegmentJudge
from ipp.engine.policy.facts import BoughtAny, Fact, OrderCount, PieceCount, QuietFor, Spent, make_share
from ipp.engine.policy.supposed_facts import Axis, Suppositions, suppose_facts
from ipp.path.keys import Name
from ipp.path.model import Bundle, Path, Product
from ipp.path.names import Names, fold_name
from ipp.path.segments import Segment
from ipp.path.values import ShareRange


class SegmentPolicy:
    """What the segments of a path mean."""

    path: Path
    names: Names
    supposed: bool
    """Whether conditions ask for attributes in the place of facts: for whoever asks about all customers there could be."""

    @cached_property
    def conditions(self) -> dict[str, SegmentCondition]:
        """Segments by name, attribute names and values folded."""
        return self._suppositions.conditions if self.supposed else self._written_conditions

    @cached_property
    def _written_conditions(self) -> dict[str, SegmentCondition]:
        return {
            segment.name.text: self._compile_condition(segment) for segment in self.names.segments.values()
        }

    @cached_property
    def _suppositions(self) -> Suppositions:
        return suppose_facts(self._written_conditions)

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
            tuple(self._list_facts(segment)),
        )

    def _list_facts(self, segment: Segment) -> Iterator[Fact]:
        """Yield what a segment asks for besides attributes and what is owned."""
        if segment.bought_any:
            yield BoughtAny(frozenset(self._resolve_goods(segment.bought_any)))
        for good, number in segment.quantity:
            yield from (PieceCount(name, number) for name in self._resolve_goods((good,)))
        if segment.orders is not None:
            yield OrderCount(segment.orders)
        if segment.spent is not None:
            yield Spent(segment.spent)
        if segment.quiet_for is not None:
            yield QuietFor(segment.quiet_for.days)
        if segment.share is not None:
            yield make_share((segment.salt or segment.name).text, segment.share)

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """What segments ask for besides attributes and what is owned; no set, in which 3 orders and 3 days would be one."""
        return tuple(fact for each in self._written_conditions.values() for fact in each.facts)

    @cached_property
    def quiet_days(self) -> tuple[int, ...]:
        """After how many days without an order segments change, in order."""
        return tuple(sorted({fact.days for fact in self.facts if isinstance(fact, QuietFor)}))

    @cached_property
    def never(self) -> str | None:
        """The segment whose customers get nothing."""
        named = self.names.resolve_segment(self.path.never.text) if self.path.never else None
        return named.name.text if named else None

    @cached_property
    def holdout(self) -> HoldoutTerms | None:
        """Who is held out, and when."""
        written = self.path.holdout
        if written is None or written.name is None or written.share is None:
            return None
        share = make_share(written.name.text, ShareRange(Decimal(0), written.share))
        return HoldoutTerms(share.salt, share, written.from_, written.until, written.of == "everything")

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
        axes = self._suppositions.values if self.supposed else {}
        return {
            attribute: axes[attribute] if attribute in axes else tuple(sorted(values))
            for attribute, values in found.items()
        }

    @cached_property
    def axes(self) -> dict[str, tuple[Axis, tuple[Any, ...]]]:
        """The attributes that stand for facts, each with its thresholds in order; none where facts are not supposed."""
        return self._suppositions.axes if self.supposed else {}

    @cached_property
    def no_attributes(self) -> dict[str, str | None]:
        """A customer of whom nothing is known that a segment asks for."""
        return dict.fromkeys(self.attribute_values)

    @cached_property
    def spellings(self) -> dict[str, str]:
        """Attribute names and values as some segment writes them, by folded text."""
        found: dict[str, str] = dict(self._suppositions.spellings) if self.supposed else {}
        for segment in self.path.segments:
            for attribute in segment.where:
                for name in (attribute.name, *attribute.values):
                    found.setdefault(fold_name(name.text), name.text)
        return found

    def _resolve_goods(self, names: Iterable[Name]) -> Iterator[str]:
        for name in names:
            item = self.names.resolve_item(name.text)
            if isinstance(item, Product | Bundle):
                yield item.name.text

    def _resolve_products(self, names: Iterable[Name]) -> Iterator[str]:
        for name in names:
            item = self.names.resolve_item(name.text)
            if isinstance(item, Product):
                yield item.name.text

    def resolve_segments(self, names: Iterable[Name]) -> tuple[str, ...]:
        found = [name.text if name.text in self._declared else self._find_segment(name) for name in names]
        return tuple([name for name in found if name])

    @cached_property
    def _declared(self) -> frozenset[str]:
        """The names of segments as they are declared: most are typed so."""
        return frozenset(segment.name.text for segment in self.names.segments.values())

    def _find_segment(self, name: Name) -> str | None:
        segment = self.names.resolve_segment(name.text)
        return segment.name.text if segment else None
