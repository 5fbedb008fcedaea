"""What an edit changes, as a unified diff that `patch -p0` takes."""

import os
import re
from collections.abc import Iterator
from difflib import unified_diff

from ipp.render.page import Line, Piece, make_line

_STYLES = {"+": "green", "-": "red", "@": "cyan"}
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_C_NAMES = {ord('"'): '\\"', ord("\\"): "\\\\", ord("\n"): "\\n", ord("\t"): "\\t"}
_UNENDED = "\n\\ No newline at end of file\n"


def write_diff(name: str, before: str, after: str) -> str:
    """Return the diff of one file as it is, empty when nothing changed; only `\\n` ends a line."""
    shown = _quote_file_name(name)
    lines = unified_diff(_LINE.findall(before), _LINE.findall(after), shown, shown)
    return "".join(each if each.endswith("\n") else each + _UNENDED for each in lines)


def _quote_file_name(name: str) -> str:
    """Return a file's name as `patch` and git read it: quoted where a character would act, ended by a tab where it has blanks."""
    if name.isprintable() and not set(name) & set('"\\'):
        return f"{name}\t" if " " in name else name
    octets = (
        _C_NAMES.get(each) or (chr(each) if 32 <= each < 127 else f"\\{each:03o}")
        for each in os.fsencode(name)
    )
    return f'"{"".join(octets)}"'


def render_diff(diff: str) -> Iterator[Line]:
    """Yield the lines of a diff for a terminal, harmless to look at."""
    for each in _LINE.findall(diff):
        head = each.startswith(("--- ", "+++ "))
        yield make_line(Piece(each.rstrip("\r\n"), "bold" if head else _STYLES.get(each[:1], "")))
