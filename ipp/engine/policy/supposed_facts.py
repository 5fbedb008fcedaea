"""Facts about orders and shares as attributes that can be supposed: for whoever asks about all customers there could be.

Each fact lies on an axis (the number of orders, the draw by a salt ...), which the thresholds of all segments cut into pieces. A customer is
somewhere on each axis: below the first threshold (the attribute has none of its values), or between two. So nothing is missed, two
shares of one salt that do not overlap hold nobody twice, and conditions read attributes alone.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Literal, NamedTuple, assert_never

from ipp.engine.policy.clauses import SegmentCondition
from ipp.engine.policy.facts import LOWEST, BoughtAny, Fact, OrderCount, PieceCount, QuietFor, Share, Spent

SUPPOSED = "\0"
"""What the names of axes, their values, and segments that help to say a condition begin with; nothing that is written does."""


class Axis(NamedTuple):
    """What a fact is about: the name of the attribute (no folding makes it another), how it is said, and the item or the salt that it is of."""

    name: str
    spelling: str
    kind: Literal["orders", "pieces", "spent", "quiet", "share"]
    about: str


class AxisPiece(NamedTuple):
    """The piece of an axis on which a fact holds: from `low` on, below `high`; None: to either end."""

    axis: Axis
    low: Any
    high: Any


class Suppositions(NamedTuple):
    """Conditions without facts, the values of each axis in their order, and how axes and values are said."""

    conditions: dict[str, SegmentCondition]
    values: dict[str, tuple[str, ...]]
    spellings: dict[str, str]
    axes: dict[str, tuple[Axis, tuple[Any, ...]]]
    """Each axis by the name of its attribute, with its thresholds in order: one for each value."""


def suppose_facts(conditions: Mapping[str, SegmentCondition]) -> Suppositions:
    """Return conditions that ask for attributes in the place of facts."""
    cuts: dict[Axis, set[Any]] = {}
    for part in (part for each in conditions.values() for fact in each.facts for part in _list_parts(fact)):
        cuts.setdefault(part.axis, set()).update(cut for cut in (part.low, part.high) if cut is not None)
    ordered = {axis: tuple(sorted(found)) for axis, found in cuts.items()}
    plain: dict[str, SegmentCondition] = {}
    for name, condition in conditions.items():
        plain[name] = _replace_facts(name, condition, ordered, plain)
    return Suppositions(
        plain,
        {axis.name: tuple(_label_cut(axis, cut) for cut in found) for axis, found in ordered.items()},
        {axis.name: axis.spelling for axis in ordered}
        | {_label_cut(axis, cut): _spell_cut(cut) for axis, found in ordered.items() for cut in found},
        {axis.name: (axis, found) for axis, found in ordered.items() if found},
    )


def _replace_facts(
    name: str,
    condition: SegmentCondition,
    cuts: Mapping[Axis, tuple[Any, ...]],
    plain: dict[str, SegmentCondition],
) -> SegmentCondition:
    """Return a condition without facts; what it is made of now, besides, is added to `plain`."""
    for number, fact in enumerate(condition.facts):
        parts: list[str] = []
        for place, part in enumerate(_list_parts(fact)):
            parts.append(f"{SUPPOSED}{name} {number} {place}")
            plain[parts[-1]] = _suppose_part(part, cuts[part.axis], parts[-1], plain)
        helper = f"{SUPPOSED}{name} {number}"
        plain[helper] = _NOTHING._replace(any=tuple(parts))
        condition = condition._replace(all=(*condition.all, helper))
    return condition._replace(facts=())


def _suppose_part(
    part: AxisPiece, cuts: tuple[Any, ...], name: str, plain: dict[str, SegmentCondition]
) -> SegmentCondition:
    """Return the condition of being on a piece of an axis; who is below all thresholds has none of the values."""
    inside = [
        cut
        for cut in cuts
        if (part.low is None or cut >= part.low) and (part.high is None or cut < part.high)
    ]
    if part.low is not None:
        return _NOTHING._replace(where=(_ask_values(part.axis, inside),))
    outside = [cut for cut in cuts if cut not in inside]
    if not outside:
        return _NOTHING
    plain[f"{name} outside"] = _NOTHING._replace(where=(_ask_values(part.axis, outside),))
    return _NOTHING._replace(none=(f"{name} outside",))


def _ask_values(axis: Axis, cuts: list[Any]) -> tuple[str, frozenset[str]]:
    return axis.name, frozenset(_label_cut(axis, cut) for cut in cuts)


def _list_parts(fact: Fact) -> Iterator[AxisPiece]:
    """Yield pieces of axes on one of which a fact holds."""
    match fact:
        case BoughtAny(items):
            yield from (AxisPiece(_make_pieces_axis(item), 1, None) for item in sorted(items))
        case PieceCount(item, least):
            yield AxisPiece(_make_pieces_axis(item), least, None)
        case OrderCount(least):
            yield AxisPiece(_make_axis("orders", "orders"), least, None)
        case Spent(least):
            yield AxisPiece(_make_axis("money spent", "spent"), least or None, None)
        case QuietFor(days):
            yield AxisPiece(_make_axis("days without an order", "quiet"), days, None)
        case Share(salt, first, end):
            axis = _make_axis(f"share drawn by {salt}", "share", salt)
            yield AxisPiece(axis, None if first == LOWEST else first, end)
        case _:
            assert_never(fact)


def _make_axis(
    spelling: str, kind: Literal["orders", "pieces", "spent", "quiet", "share"], about: str = ""
) -> Axis:
    code = about.encode(errors="surrogatepass").hex()
    return Axis(f"{SUPPOSED}{kind} {code}" if code else f"{SUPPOSED}{kind}", spelling, kind, about)


def _make_pieces_axis(item: str) -> Axis:
    return _make_axis(f"pieces of {item} ever bought", "pieces", item)


def _label_cut(axis: Axis, cut: Any) -> str:
    """Return the value that begins at a threshold; folded like all values, it must be no other."""
    return f"{axis.name} {str(cut).casefold()}"


def _spell_cut(cut: Any) -> str:
    """Say a piece of an axis by where it begins; the draws of shares are 8 hex digits."""
    if isinstance(cut, str):
        return f"{(Decimal(int(cut, 16)) * 100 / 2**32).quantize(Decimal('0.01')).normalize():f}% on"
    return f"{cut} or more"


_NOTHING = SegmentCondition((), 0, frozenset(), frozenset(), (), (), ())
