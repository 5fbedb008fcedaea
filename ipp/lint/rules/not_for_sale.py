"""A step offers something that is not for sale: a draft, a retired item, or a bundle that contains one.

The step is passed over, and the steps behind it are read as if it were not there. An item that is only `paused` is not reported: it is out of stock
and comes back.

Wrong::

    ipp: 1
    ultimate: Club
    products:
      Slippers: {price: 24, next: [Foot Bath, Club]}
      Nail Kit: {price: 22, next: Club}
      Foot Bath: {price: 30, retired: true, next: Club}
      Club: {price: 29}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]

Right::

    ipp: 1
    ultimate: Club
    products:
      Slippers: {price: 24, next: [Nail Kit, Club]}
      Nail Kit: {price: 22, next: Club}
      Foot Bath: {price: 30, retired: true, next: Club}
      Club: {price: 29}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]
"""

from collections.abc import Iterator

from ipp.lint.facts.store import Checked
from ipp.path.keys import Name
from ipp.path.model import Bundle, Touch
from ipp.path.names import Item, list_items
from ipp.text.finding import Finding, Related, Rule

RULE = Rule("IPP309", "not-for-sale", "warning")


def check(checked: Checked) -> Iterator[Finding]:
    """Find steps, rungs, entries of `rest` and followers in series that need a draft or a retired item."""
    if not any(map(_say_why, list_items(checked.path))):
        return
    named = [step.subject for step in checked.steps]
    named += [rest.subject for rest in checked.path.rest]
    named += [name for series in checked.path.series for name in series.products[1:]]
    for name in named:
        item = checked.names.resolve_item(name.text)
        unsold = item and find_unsold(checked, item)
        if item and unsold:
            yield _make_finding(name, item, unsold)


def find_unsold(checked: Checked, item: Item) -> Item | None:
    """Return the draft or retired item that an offer of an item needs: itself, or what is in it."""
    inside = (*item.items, *item.free) if isinstance(item, Bundle) else ()
    found = (item, *(checked.names.resolve_item(part.name.text) for part in inside))
    return next((each for each in found if each and _say_why(each)), None)


def _say_why(item: Item) -> str | None:
    if item.draft:
        return "a draft"
    return "retired" if not isinstance(item, Touch) and item.retired else None


def _make_finding(name: Name, item: Item, unsold: Item) -> Finding:
    holds = "it is" if unsold is item else f"it contains `{unsold.name.text}`, which is"
    message = f"`{name.text}` is passed over: {holds} {_say_why(unsold)}"
    declared = Related("declared here", unsold.name.span)
    return Finding(
        RULE, message, name.span, "remove it, or name what is for sale", (declared,), label="not for sale"
    )
