"""What of an export did not come over, in words: amounts, references, codes."""

from collections.abc import Iterator, Sequence

from ipp.importers.items.item import Item
from ipp.text.visible import shorten_text
from ipp.text.words import count_things, name_few

_MOST = 3
_LONGEST = 30


def list_notices(items: Sequence[Item], kept: str | None = None) -> Iterator[str]:
    """Yield what could not be taken over from an export; `kept` is the path file that is brought up to date, whose values stay."""
    yield from _list_unread(items, kept)
    if kept is None:
        yield from _list_priceless(items)
    unknown = [(text, item) for item in items for text in item.unknown]
    if unknown:
        counted = count_things(len(unknown), "reference")
        yield f"{counted} to what is not in the export, left out: {_name_cells(unknown)}"
    taken = [(text, item) for item in items for text in item.taken_codes]
    if taken:
        yield f"{count_things(len(taken), 'sku')} that another product has, left out: {_name_cells(taken)}"


def _list_unread(items: Sequence[Item], kept: str | None) -> Iterator[str]:
    for field, noun in (("price", "price"), ("cost", "cost"), ("every", "period")):
        cells = [(text, item) for item in items for what, text in item.unread if what == field]
        if cells:
            stays = f": what {kept} says stays" if kept else ""
            named = f"({_name_cells(cells)}){stays}" if kept else f": {_name_cells(cells)}"
            counted = f"{count_things(len(cells), noun)} cannot be read"
            yield f"{counted} {named}" if kept else f"{counted}{named}"


def _list_priceless(items: Sequence[Item]) -> Iterator[str]:
    """Yield which products have no price, but for those whose price cannot be read, and where none has one."""
    bare = [item for item in items if item.price is None and not item.parts and not _has_unread_price(item)]
    if bare:
        names = [shorten_text(item.name, _LONGEST) for item in bare]
        yield f"{count_things(len(bare), 'product')} without a price: {name_few(names, _MOST)}"


def _has_unread_price(item: Item) -> bool:
    return any(field == "price" for field, _ in item.unread)


def _name_cells(cells: Sequence[tuple[str, Item]]) -> str:
    """Name texts of cells, each with its product: `'abc' (Mug)`."""
    named = [
        f"{shorten_text(text, _LONGEST)!r} ({shorten_text(item.name, _LONGEST)})" for text, item in cells
    ]
    return name_few(named, _MOST)
