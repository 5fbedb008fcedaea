"""The same goods are offered again later at a lower price, on the same ladder or in the same list.

This teaches customers to wait: a No is rewarded with the same thing for less money. Offer less for less money instead. Steps for some
customers only, and steps with dates, are not compared.

Wrong::

    ipp: 1
    ultimate: Club
    products:
      Massager: {price: 89, next: [Slippers, {offer: Slippers, price: 19}, Club]}
      Slippers: {price: 24, next: Club}
      Club: {price: 29}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]

Right::

    ipp: 1
    ultimate: Club
    products:
      Massager: {price: 89, next: [Slippers, Socks, Club]}
      Slippers: {price: 24, next: Club}
      Socks: {price: 9, next: Club}
      Club: {price: 29}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from ipp.engine.policy.clauses import Gate, Good, Ladder, Rung
from ipp.lint.facts.ladders import list_ladders
from ipp.lint.facts.store import Checked
from ipp.path.model import Product, Step
from ipp.path.names import fold_name
from ipp.text.finding import Finding, Related, Rule
from ipp.text.source import Span

RULE = Rule("IPP303", "cheaper-later", "warning")

Seen = dict[object, tuple[Decimal, Span]]
_OPEN = Gate()


def check(checked: Checked) -> Iterator[Finding]:
    """Find goods that are offered for less after they were offered for more."""
    storewide: Seen = {}
    yield from _find_cheaper(checked, checked.path.next, storewide)
    yield from _find_cheaper(checked, checked.path.prospects, {})
    for ladder in list_ladders(checked):
        yield from _compare_within(ladder)
    special = [step for step in checked.path.next if step.price is not None]
    twins = _find_twins(checked)
    rooms = {
        fold_name(each.name.text)
        for each in checked.path.categories
        if _is_comparable(checked, each.next, twins)
    }
    for good in checked.goods:
        room = good.category if isinstance(good, Product) else None
        in_room = bool(rooms and room and fold_name(room.text) in rooms)
        if special or in_room or _is_comparable(checked, good.next, twins):
            seen: Seen = {}
            yield from _find_cheaper(checked, checked.policy.list_steps(good), seen)
            yield from _find_cheaper(checked, special, seen)


def _is_comparable(checked: Checked, steps: tuple[Step, ...], twins: set[str]) -> bool:
    """Whether a list can offer the same goods at two prices: nearly none can, and most are spared the rest."""
    for step, entry in checked.policy.pair_list(steps):
        if step.price is not None:
            return True
        if twins and isinstance(entry, Ladder) and entry.rungs[0].good.name in twins:
            return True
    return False


def _find_twins(checked: Checked) -> set[str]:
    """Return the names of items that hold the same goods as another item."""
    holders: dict[object, list[str]] = {}
    for good in checked.goods:
        holders.setdefault(_make_goods_key(checked.policy.goods[good.name.text]), []).append(good.name.text)
    return {name for names in holders.values() if len(names) > 1 for name in names}


def _find_cheaper(checked: Checked, steps: Iterable[Step], seen: Seen) -> Iterator[Finding]:
    """Compare the tops of a list's ladders with what stood before them."""
    for step, entry in checked.policy.pair_entries(steps):
        if isinstance(entry, Ladder) and entry.rungs and entry.gate == _OPEN:
            yield from _compare_prices(entry.rungs[0], step.subject.span, seen)


def _compare_within(ladder: Ladder) -> Iterator[Finding]:
    seen: Seen = {}
    for rung in ladder.rungs:
        yield from _compare_prices(rung, rung.span, seen)


def _compare_prices(rung: Rung, span: Span, seen: Seen) -> Iterator[Finding]:
    if rung.price is None or rung.gate != _OPEN:
        return
    before = seen.setdefault(_make_goods_key(rung.good), (rung.price, span))
    if rung.price < before[0]:
        message = f"`{rung.good.name}` is offered for {rung.price} after it was offered for {before[0]}"
        yield Finding(
            RULE,
            message,
            span,
            "after a No, offer less, and not the same thing for less",
            (Related(f"for {before[0]} here", before[1]),),
            label=f"for {rung.price} later",
        )


def _make_goods_key(good: Good) -> object:
    if len(good.contents) == 1:
        return good.contents[0][:2]
    return frozenset((content.product, content.quantity) for content in good.contents)
