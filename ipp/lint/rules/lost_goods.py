"""A customer who owns one item of a bundle is never offered the other items.

An offer that contains an owned product is never made. A customer who owns one item of the bundle is therefore never offered the bundle, and is offered the rest only if a
smaller version of the bundle, the list of the owned item, or a list that offers the bundle offers it without the owned item. Free items are
extras, and need not be offered alone.

Wrong::

    ipp: 1
    ultimate: Club
    products:
      Massager: {price: 89, next: [Foot Pair, Club]}
      Slippers: {price: 24, next: Club}
      Nail Kit: {price: 22, next: Club}
      Club: {price: 29}
    bundles:
      Foot Pair: {items: [Slippers, Nail Kit], price: 39}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]

Right::

    ipp: 1
    ultimate: Club
    products:
      Massager: {price: 89, next: [Foot Pair, Club]}
      Slippers: {price: 24, next: Club}
      Nail Kit: {price: 22, next: Club}
      Club: {price: 29}
    bundles:
      Foot Pair: {items: [Slippers, Nail Kit], price: 39, downsell: [Slippers, Nail Kit]}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]
"""

from collections.abc import Iterable, Iterator

from ipp.engine.policy.clauses import Entry, Ladder
from ipp.lint.facts.store import Checked
from ipp.path.model import Bundle
from ipp.path.names import list_goods
from ipp.text.finding import Finding, Rule

RULE = Rule("IPP305", "lost-goods", "warning")


def check(checked: Checked) -> Iterator[Finding]:
    """Find bundles of which an owner of one item is never offered another."""
    offered_by = _group_lists_by_bundle(checked)
    for bundle in checked.bundles:
        name = bundle.name.text
        judged = name in checked.sellable and not checked.policy.goods[name].products & checked.doubtful
        if not judged or name not in offered_by:
            continue
        lost = next(_find_lost(checked, bundle, offered_by[name]), None)
        if lost:
            owned, missed = lost
            message = f"a customer who owns `{owned}` is offered neither `{bundle.name.text}` nor the `{missed}` in it"
            yield Finding(
                RULE,
                message,
                bundle.name.span,
                f"add `{missed}` to its `downsell`, or to the `next` of `{owned}`",
                label=f"not for owners of `{owned}`",
            )


def _find_lost(checked: Checked, bundle: Bundle, lists: list[tuple[Entry, ...]]) -> Iterator[tuple[str, str]]:
    policy = checked.policy
    good = policy.goods[bundle.name.text]
    free_only = {content.product for content in good.contents if content.free == content.quantity}
    wanted = [content.product for content in good.contents if content.product not in free_only]
    ladder = policy.own_ladder(bundle.name)
    for owned in wanted:
        if owned not in good.durables:
            continue
        below = _list_offered_without(owned, (ladder,))
        missing = [product for product in wanted if product != owned and product not in below]
        if not missing:
            continue
        near = _list_offered_without(owned, (*policy.list_entries(owned), *policy.storewide))
        for missed in missing:
            elsewhere = (missed in _list_offered_without(owned, entries) for entries in lists)
            if missed not in near and not all(elsewhere):
                yield owned, missed


def _list_offered_without(owned: str, entries: Iterable[Entry]) -> set[str]:
    """Return the products that some rung of these entries offers without the owned one."""
    return {
        product
        for entry in entries
        if isinstance(entry, Ladder)
        for rung in entry.rungs
        if owned not in rung.good.durables
        for product in rung.good.products
    }


def _find_bundles(entries: tuple[Entry, ...]) -> set[str]:
    return {
        rung.good.name
        for entry in entries
        if isinstance(entry, Ladder)
        for rung in entry.rungs
        if rung.good.kind == "bundle"
    }


def _group_lists_by_bundle(checked: Checked) -> dict[str, list[tuple[Entry, ...]]]:
    """Return, for each bundle, the lists with a ladder that holds it."""
    policy = checked.policy
    lists = [policy.list_entries(good.name.text) for good in list_goods(checked.path) if good.next]
    lists += [policy.compile_steps(category.next) for category in checked.path.categories]
    lists += [policy.storewide, policy.prospects]
    found: dict[str, list[tuple[Entry, ...]]] = {}
    for entries in lists:
        for name in _find_bundles(entries):
            found.setdefault(name, []).append(entries)
    return found
