"""Make any text harmless to look at."""

import re
from collections.abc import Sequence

# Control characters, bidirectional overrides and isolates, line separators, surrogates, byte order marks, tags.
_ACTING = "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
_SHORT = {"\t": "\\t", "\n": "\\n", "\r": "\\r"}


def _escape_match(found: re.Match[str]) -> str:
    char = found.group()
    code = ord(char)
    if char in _SHORT:
        return _SHORT[char]
    if code > 0xFFFF:
        return f"\\U{code:08x}"
    return f"\\u{code:04x}" if code > 0xFF else f"\\x{code:02x}"


def make_visible(text: str) -> str:
    """Return `text` with every character that could act on a terminal, or hide, written out as an escape."""
    return text if text.isprintable() else re.sub(_ACTING, _escape_match, text)


def escape_surrogates(text: str) -> str:
    """Return a text that UTF-8 can hold: what stands for other bytes, as in the name of a file, is written as an escape."""
    return text.encode("utf-8", "backslashreplace").decode()


def shorten_text(text: str, limit: int = 80) -> str:
    """Return `text` cut to `limit` characters, with an ellipsis where something is missing."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def shorten_apart(texts: Sequence[str], limit: int) -> list[str]:
    """Return texts cut to `limit` characters so that no two that differ become the same.

    Of those that would, the beginning and the end stay; where that is not enough, they are not cut.
    """
    cut = [shorten_text(text, limit) for text in texts]
    ends = limit // 2
    for shorten in (lambda text: f"{text[: limit - ends - 1]}…{text[-ends:]}", lambda text: text):
        seen: dict[str, set[str]] = {}
        for text, short in zip(texts, cut, strict=True):
            seen.setdefault(short, set()).add(text)
        cut = [
            shorten(text) if len(seen[short]) > 1 else short for text, short in zip(texts, cut, strict=True)
        ]
    return cut


def escape_json(text: str) -> str:
    """Escape what could act that is left in JSON text; it can stand only inside its strings.

    That is the acting characters, and `##[`, which GitHub Actions obeys anywhere in a line of a log.
    """

    def escape_char(found: re.Match[str]) -> str:
        char = found.group()
        if char in "\n\t\r":  # the layout of the JSON itself
            return char
        units = char.encode("utf-16-be", "surrogatepass")
        return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))

    return re.sub(_ACTING, escape_char, text).replace("##[", "\\u0023#[")
