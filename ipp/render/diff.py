"""What an edit changes, as a unified diff that `patch -p0` takes."""

import re
from collections.abc import Iterator
from difflib import unified_diff

from ipp.render.page import Line, Piece, line

_STYLES = {"+": "green", "-": "red", "@": "cyan"}
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_UNENDED = "\n\\ No newline at end of file\n"


def text(name: str, before: str, after: str) -> str:
    """Return the diff of one file as it is, empty when nothing changed; only `\\n` ends a line."""
    lines = unified_diff(_LINE.findall(before), _LINE.findall(after), name, name)
    return "".join(each if each.endswith("\n") else each + _UNENDED for each in lines)


def page(diff: str) -> Iterator[Line]:
    """Yield the lines of a diff for a terminal, harmless to look at."""
    for each in _LINE.findall(diff):
        head = each.startswith(("--- ", "+++ "))
        yield line(Piece(each.rstrip("\r\n"), "bold" if head else _STYLES.get(each[:1], "")))
