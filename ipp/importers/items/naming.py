"""Names and codes that mean one item each, whatever the shop calls its things."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from ipp.importers.items.item import Item
from ipp.path.names import fold_blanks, fold_name


def drop_taken_codes(items: Sequence[Item]) -> list[Item]:
    """Return the items with codes that no item before has, and that are no other item's title; the others are told."""
    titles = {fold_name(item.title): item.key for item in reversed(items)}
    taken: dict[str, str] = {}
    kept = []
    for item in items:
        codes = []
        for code in item.sku:
            folded = fold_blanks(fold_name(code))
            if taken.setdefault(folded, item.key) == item.key and titles.get(folded, item.key) == item.key:
                codes.append(code)
        others = tuple(code for code in item.sku if code not in codes)
        kept.append(item._replace(sku=tuple(codes), taken_codes=others))
    return kept


def choose_names(items: Sequence[Item], taken: Collection[str] = ()) -> list[Item]:
    """Return the items named by their titles; one whose title is taken gets its code, its key or a number behind it.

    `taken` are folded names that no item may have.
    """
    codes = {fold_name(code) for item in items for code in item.sku}
    names = set(taken)
    return [item._replace(name=choose_name(item, names, codes)) for item in items]


def choose_name(item: Item, names: set[str], codes: Collection[str]) -> str:
    """Return a free name for an item, and take it. `codes` are the folded codes of all items."""
    own = {fold_name(code) for code in item.sku}
    for name in _list_candidates(item):
        folded = fold_name(name)
        if folded and folded not in names and (folded in own or folded not in codes):
            names.add(folded)
            return name
    raise AssertionError("numbers never end")


def _list_candidates(item: Item) -> Iterator[str]:
    title = item.title or item.key
    yield title
    yield from (f"{title} ({word})" for word in _list_words(item) if word)
    number = 2
    while True:
        yield f"{title} ({number})"
        number += 1


def _list_words(item: Item) -> Iterable[str]:
    return (*item.sku[:1], item.key.rpartition("#")[2])
