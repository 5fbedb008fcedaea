"""How a warehouse spells what a text means: it lowers texts and folds their blanks, and knows neither Unicode's forms nor its folding.

What `Names.find` says of a text is kept in a table, once for each spelling that a warehouse may come to.
"""

from collections.abc import Iterable, Iterator
from unicodedata import normalize

from ipp.orders import sql
from ipp.orders.cells import trim_blanks
from ipp.orders.sql import Value
from ipp.path.names import Item, Names, fold_blanks, fold_name

BLANKS = "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
"""What `fold_blanks` folds, each of it: Python's own blanks."""


def list_spellings(text: str) -> list[str]:
    """Return what a warehouse can make of the spellings of one text: folded, and lowered, composed or not."""
    lowered = [fold_blanks(normalize(form, text).lower()) for form in ("NFC", "NFD")]
    return list(dict.fromkeys((fold_name(text), *lowered)))


def list_keys(names: Names, kinds: tuple[type, ...]) -> Iterator[tuple[str, Item]]:
    """Yield every key that means an item of these kinds, each name and sku in each spelling.

    A key is a text as `spell` makes it. What lower case does not tell (a sku that differs from another in case alone, and İ, which
    engines lower in two ways) has itself as its key, after a blank.
    """
    for text in names.list_names(kinds):
        item = names.find_item(text)
        assert item
        for spelling in list_spellings(text):
            if names.find_item(spelling) is item:
                yield spelling, item
        if "İ" in text or names.find_item(fold_name(text)) is not item:
            yield f" {fold_blanks(text)}", item


def spell_names(text: Value, keys: Iterable[str] = ()) -> Value:
    """Return the key of a text: as it is where a key says so, else in lower case with its blanks folded."""
    exact = [key[1:] for key in keys if key.startswith(" ")]
    plain = trim_blanks(text).re_replace(f"[{BLANKS}]+", " ")
    if not exact:
        return plain.lower()
    return sql.ifelse(plain.isin(exact), sql.literal(" ").concat(plain), plain.lower())
