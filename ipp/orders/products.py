"""Which products and bundles the text of a cell means, and how many pieces of each: names, skus, titles with variants, lists.

In this order: the sku, the whole text, the text without `2 x` or without its variant, then a list of several, the longest known name first.
"""

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import NamedTuple

from ipp.text.cells import clean_cell, clean_sku

Find = Callable[[str], int | None]
"""Returns the code of the product or bundle that is called so."""
MOST_PARTS, LONGEST_NAME = 200, 6
"""Parts of one list that are looked at, and parts that one name may have: `Salt, Pepper / Chili` has three."""
_TIMES = r"[x×✕*]"
_BEFORE = re.compile(rf"(-?\d{{1,4}})\s*(?:[×✕]|{_TIMES}\s)\s*(.+)", re.DOTALL | re.IGNORECASE)
_BEHIND = re.compile(
    rf"(.+?)(?:\s+{_TIMES}\s?|\s*[×✕]\s?|\s*\(\s*{_TIMES}\s?)(\d{{1,4}})\s*\)?", re.DOTALL | re.IGNORECASE
)
_BRACKETED = re.compile(r"(.+?)\s*[(\[]([^()\[\]]*)[)\]]\s*", re.DOTALL)
_DASH = re.compile(r"\s+[-–—:]\s+")
_BETWEEN = re.compile(r"(\s*[;|\n]\s*|,\s+|\s+/\s+|\s+\+\s+)")


class Part(NamedTuple):
    """What a cell, or a part of it, means: the code of a product or bundle (None: the path has no such thing), and how many pieces."""

    code: int | None
    pieces: int
    text: str


def read_products(find: Find, item: str, sku: str) -> list[Part]:
    """Return what a row was about: one part for each thing, the unknown ones too; none when its cells are empty."""
    text = clean_cell(item)
    code = clean_sku(sku)
    known = find(code) if code else None
    if known is not None:
        return [Part(known, 1, text or code)]
    if not text:
        return [Part(None, 1, code)] if code else []
    decoded = unescape(text) if "&" in text else text
    found = _read_name(find, text) or _read_name(find, decoded)
    if found:
        return [found]
    listed = _read_list(find, decoded)
    several = sum(part.code is not None for part in listed) > 1
    one = None if several else _read_counted(find, decoded)
    return [one] if one else listed or [Part(None, 1, text)]


def _read_name(find: Find, text: str, pieces: int = 1) -> Part | None:
    code = find(text)
    return None if code is None else Part(code, pieces, text)


def _count_name(find: Find, text: str) -> Part | None:
    """Return what `2 x Name` or `Name x 2` means."""
    pieces, name = _split_count(text)
    return _read_name(find, name, pieces) if name != text else None


def _read_counted(find: Find, text: str) -> Part | None:
    """Return what `2 x Name`, `Name x 2`, `Name - Variant` or `Name (Variant)` means, with both taken off if need be."""
    pieces, name = _split_count(text)
    titles = (part for title in _list_titles(name) if (part := _read_name(find, title, pieces)))
    return _count_name(find, text) or next(titles, None)


def _split_count(text: str) -> tuple[int, str]:
    """Return how many pieces a text says, 1 where it says nothing, and of what."""
    before, behind = _BEFORE.fullmatch(text), _BEHIND.fullmatch(text)
    if before:
        return int(before[1]), before[2]
    return (int(behind[2]), behind[1]) if behind else (1, text)


def _list_titles(text: str) -> Iterator[str]:
    """Yield what may be the title before a variant, the longest first; of brackets also what is in them: it may be a sku."""
    bracketed = _BRACKETED.fullmatch(text)
    if bracketed:
        yield from (bracketed[1], bracketed[2])
    ends = [found.start() for found in _DASH.finditer(text)][:LONGEST_NAME]
    for end in reversed(ends):
        yield text[:end]


def _read_list(find: Find, text: str) -> list[Part]:
    """Return the parts of a list of several; of one known name and what else stands behind it, a variant: that one."""
    words = _BETWEEN.split(text)[: 2 * MOST_PARTS]
    parts: list[Part] = []
    at = 0
    while at < len(words):
        end, part = _read_longest(find, words, at)
        parts.append(part)
        at = end
    known = [part for part in parts if part.code is not None]
    if not known:
        return []
    variant = len(known) == 1 and parts[0].code is not None and not any(map(_is_counted, parts[1:]))
    return known if variant else [part for part in parts if part.text]


def _read_longest(find: Find, words: list[str], at: int) -> tuple[int, Part]:
    """Return the longest known name that begins at a word, and where it ends; else that word, unknown."""
    for size in range(min(2 * LONGEST_NAME - 1, len(words) - at), 0, -1):
        if size % 2:
            text = "".join(words[at : at + size]).strip()
            part = _read_name(find, text) or (
                _read_counted(find, text) if size == 1 else _count_name(find, text)
            )
            if part:
                return at + size + 1, part
    return at + 2, Part(None, 1, words[at].strip())


def _is_counted(part: Part) -> bool:
    return part.code is None and bool(_BEFORE.fullmatch(part.text) or _BEHIND.fullmatch(part.text))
