"""A new path file out of a catalogue: tidy, commented, with a catch-all and something for those for whom nothing is left."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ipp.errors import RequestError
from ipp.importers.items.item import Item
from ipp.importers.writing.write_item import WrittenItem, describe_item, is_offered, write_item
from ipp.path.names import fold_name
from ipp.text.visible import make_visible, shorten_text
from ipp.text.words import count_things
from ipp.text.yaml.scalars import write_scalar

REVIEW, LETTER = "Ask how they like it", "News from the shop"
"""Touches of a new file."""


class NewFileTerms(NamedTuple):
    """What a new file says beside its items: the names of the store and its ultimate action, and where it comes from."""

    sources: tuple[str, ...]
    layout: str
    store: str | None = None
    currency: str | None = None
    ultimate: str | None = None
    upsells: bool = False


def write_new_file(items: Sequence[Item], terms: NewFileTerms) -> str:
    """Return the text of a path file.

    Raises RequestError for an ultimate action that the shop does not sell (any more).
    """
    ultimate = find_ultimate(items, terms.ultimate) if terms.ultimate else None
    by_key = {item.key: item for item in items}
    written = {item.key: describe_item(item, by_key, upsells=terms.upsells) for item in items}
    name = ultimate.name if ultimate else terms.ultimate
    lines = [*_write_head(items, terms, name), *_write_products(items, written)]
    if name and ultimate is None:
        lines += [
            "",
            "  # not in the catalogue: what it costs, and what it is",
            f"  {write_scalar(name)}: {{every: month}}",
        ]
    lines += _write_bundles(items, written)
    return "\n".join(lines) + "\n"


def find_ultimate(items: Sequence[Item], text: str) -> Item | None:
    """Return the item that is the ultimate action, by its name, the shop's title or a code; None where there is none.

    Raises RequestError when it is not for sale.
    """
    wanted = fold_name(text)
    found = next((each for each in items if fold_name(each.name) == wanted), None) or next(
        (each for each in items if wanted in map(fold_name, (each.title, *each.sku))), None
    )
    if found and not is_offered(found, {item.key: item for item in items}):
        what = (
            "a draft" if found.draft else "retired" if found.retired else "a bundle of what is not for sale"
        )
        raise RequestError(
            f"--ultimate {shorten_text(text)!r}: it is {what} in the shop, and would never be offered"
        )
    return found


def _write_head(items: Sequence[Item], terms: NewFileTerms, ultimate: str | None) -> Iterator[str]:
    bundles = sum(bool(item.parts) for item in items)
    counted = count_things(len(items) - bundles, "product") + (
        f", {count_things(bundles, 'bundle')}" if bundles else ""
    )
    sources = make_visible(", ".join(terms.sources))
    taken = [*(text for item in items for text in (item.name, *item.sku)), ultimate or ""]
    review, letter = choose_free(REVIEW, taken), choose_free(LETTER, taken)
    yield f"# Made by `ipp import` from {sources} ({terms.layout}): {counted}."
    yield "# Change everything: `ipp import FILE --into` keeps it in step with the shop and leaves alone what you write."
    yield ""
    yield "ipp: 1"
    yield f"store: {write_scalar(terms.store or 'My Shop')}"
    yield f"currency: {write_scalar(terms.currency)}" if terms.currency else "# currency: EUR"
    if ultimate:
        yield f"ultimate: {write_scalar(ultimate)}    # what the whole path leads to"
    else:
        yield "# ultimate: NAME    # what the whole path leads to: a club, a yearly event … name it here and in `next` below"
    yield ""
    last = f", {write_scalar(ultimate)}" if ultimate else ""
    yield f"next: [{review}{last}]    # for everybody, after everything else"
    yield "rest:    # when nothing is left to offer, so that nobody goes cold"
    yield f"  - {{do: {letter}, every: 30d}}"
    yield ""
    yield "touches:    # actions that ask for no money"
    yield f"  {review}: {{kind: review}}"
    yield f"  {letter}: {{kind: content}}"


def choose_free(name: str, texts: Iterable[str]) -> str:
    """Return a name that none of some texts is, with a number behind it if need be."""
    taken = set(map(fold_name, texts))
    number, free = 1, name
    while fold_name(free) in taken:
        number += 1
        free = f"{name} {number}"
    return free


def _write_products(items: Sequence[Item], written: Mapping[str, WrittenItem]) -> Iterator[str]:
    by_category: dict[str, list[Item]] = {}
    for item in items:
        if not item.parts:
            by_category.setdefault(fold_name(item.category), []).append(item)
    yield ""
    yield "products:"
    for place, its in enumerate(by_category.values()):
        if len(by_category) > 1:
            if place:
                yield ""
            yield f"  # {make_visible(its[0].category) or 'without a category'}"
        for item in its:
            yield from write_item(written[item.key], "  ", "  ")


def _write_bundles(items: Sequence[Item], written: Mapping[str, WrittenItem]) -> Iterator[str]:
    bundles = [item for item in items if item.parts]
    if bundles:
        yield ""
        yield "bundles:    # several products sold as one thing"
    for item in bundles:
        yield from write_item(written[item.key], "  ", "  ")
