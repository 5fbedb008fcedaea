"""Scalars of YAML written, and written anew in the place of others."""

import re

from ipp.text.finding import Edit
from ipp.text.source import Source, Span

_PLAIN = r"[^\W_](?:[\w .()/+&$%;^~=<>\"'!?-]*[\w.()/+&$%;^~=<>\"'!?-])?"
"""Texts that mean themselves without quotes, in braces and outside: no `: `, ` #`, comma or bracket."""


def write_scalar(text: str, like: str = "") -> str:
    """Write a text as a scalar of one line, in the quotes of `like` where it has any; plain if it can be."""
    if like[:1] == "'" and "'" not in text and _is_printable(text):
        return f"'{text}'"
    if like[:1] != '"' and re.fullmatch(_PLAIN, text) and _is_printable(text):
        return text
    return '"' + "".join(_escape_char(char) for char in text) + '"'


def _is_printable(text: str) -> bool:
    return text.isprintable() and "\ufeff" not in text


def _escape_char(char: str) -> str:
    if char in '"\\':
        return "\\" + char
    return char if _is_printable(char) else f"\\U{ord(char):08X}"


def rename_scalar(source: Source, span: Span, text: str) -> Edit | None:
    """Return the edit that writes another text in the place of a scalar; None for one that spans lines or has an anchor."""
    written = source.text[span.start : span.end]
    if "\n" in written or "\r" in written or written[:1] in ("&", "*", "!", "|", ">"):
        return None
    return Edit(span, write_scalar(text, written))
