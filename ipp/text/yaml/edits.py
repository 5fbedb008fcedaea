"""Edits of a YAML text that keep everything around them as it was: comments, quotes, indentation, line endings."""

import re

from ipp.text.finding import Edit
from ipp.text.source import LINE_BREAK, Source, Span
from ipp.text.yaml.nodes import Mapping, Node, Scalar
from ipp.text.yaml.nodes import Sequence as Listed
from ipp.text.yaml.scalars import write_scalar

_DASH = re.compile(r"^[ ]*-", re.MULTILINE)
_DASHES = re.compile(r"[ ]*(?:-[ ]+)*")
_REST_OF_LINE = re.compile(r"[^\r\n]*")
_COLON = re.compile(r" *:")
_BETWEEN = re.compile(r"[ ]*:(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n))*[ \t]*")
_COMMENT_LINE = re.compile(r"( *)#[^\r\n]*")


def append_entry(source: Source, node: Node, text: str) -> Edit | None:
    """Return the edit that adds an entry at the end of a list, or makes a list of a single value; None where it cannot."""
    if isinstance(node, Scalar):
        written = source.text[node.start : node.end]
        if node.empty or "\n" in written or written[:1] in ("&", "*", "!", "|", ">"):
            return None
        first = write_scalar(node.text) if node.plain else written  # a comma means more in brackets
        return Edit(Span(source, node.start, node.end), f"[{first}, {text}]")
    if isinstance(node, Mapping) or not node.items or not has_own_entries(node):
        return None
    last = node.items[-1]
    if node.flow:
        return Edit(Span(source, last.end, last.end), f", {text}")
    dash = _find_dash(source, node.items[-1])
    return None if dash is None else _insert_line_after(source, last.end, f"{dash}{text}")


def _find_dash(source: Source, item: Node) -> str | None:
    """Return what stands before an entry of a list on its line, up to and with the dash."""
    begin = _find_line_start(source.text, item.start)
    before = source.text[begin : item.start]
    return before if re.fullmatch(r"[ ]*-[ ]+", before) else None


def add_key(source: Source, mapping: Mapping, key: str, value: str) -> Edit | None:
    """Return the edit that adds a key at the end of a mapping; None for one that begins behind a key."""
    last_key, last = mapping.entries[-1]
    if mapping.flow:
        at = last.end
        return Edit(Span(source, at, at), f", {key}: {value}") if last.start >= last_key.end else None
    first = mapping.entries[0][0]
    begin = _find_line_start(source.text, first.start)
    if not _DASHES.fullmatch(source.text, begin, first.start):
        return None
    indent = " " * (first.start - begin)
    return _insert_line_after(source, max(mapping.end, last_key.end + 1), f"{indent}{key}: {value}")


def fill_value(source: Source, key: Scalar, value: Node, written: str) -> Edit | None:
    """Return the edit that writes a value behind a key that has none, or between braces that hold nothing; None elsewhere."""
    if isinstance(value, Mapping) and value.flow and not value.entries and value.start > key.end:
        return Edit(Span(source, value.start, value.end), written)
    if not isinstance(value, Scalar) or not value.empty:
        return None
    colon = _COLON.match(source.text, key.end)
    return Edit(Span(source, colon.end(), colon.end()), f" {written}") if colon else None


def stands_behind(source: Source, key: Scalar, value: Node) -> bool:
    """Whether a value is written behind its key: an alias has the place of what it repeats."""
    return value.start > key.end and bool(_BETWEEN.fullmatch(source.text, key.end, value.start))


def insert_entry(source: Source, key: Scalar, value: Node, lines: list[str]) -> Edit | None:
    """Return the edit that writes lines below an entry of a mapping and what belongs to it; None where the entry shares its line."""
    begin = _find_line_start(source.text, key.start)
    if source.text[begin : key.start].strip(" "):
        return None
    end = (
        value.end
        if stands_behind(source, key, value) and not (isinstance(value, Scalar) and value.empty)
        else key.end + 1
    )
    return _insert_line_after(source, max(end, key.end + 1), find_line_break(source.text).join(lines))


def has_own_entries(listed: Listed) -> bool:
    """Whether the entries of a list stand in it one after the other: an alias has the place of what it repeats."""
    at = listed.start
    for item in listed.items:
        if item.start < at:
            return False
        at = item.end
    return True


def _insert_line_after(source: Source, at: int, line: str) -> Edit:
    """Return the edit that writes a line of its own below the line on which `at` stands, and the comments under it that are indented more."""
    text = source.text
    if text[at - 1 : at] not in ("\n", "\r"):  # as after a block of text
        at = _REST_OF_LINE.match(text, at).end()  # type: ignore[union-attr]
        if at == len(text):
            return Edit(Span(source, at, at), find_line_break(text) + line)
        at += len(_find_break(text, at))
    indent = len(line) - len(line.lstrip(" "))
    while (comment := _COMMENT_LINE.match(text, at)) and len(comment[1]) > indent:
        at = comment.end()
        if at == len(text):
            return Edit(Span(source, at, at), find_line_break(text) + line)
        at += len(_find_break(text, at))
    return Edit(Span(source, at, at), line + find_line_break(text))


def remove_lines(source: Source, start: int, end: int) -> Edit:
    """Return the edit that removes the lines on which a stretch stands, with their line break."""
    begin = _find_line_start(source.text, start)
    stop = _REST_OF_LINE.match(source.text, end).end()  # type: ignore[union-attr]
    return Edit(Span(source, begin, stop + len(_find_break(source.text, stop))), "")


def remove_entry(source: Source, listed: Listed, index: int) -> Edit | None:
    """Return the edit that takes one of several entries out of a list; None where aliases stand among them."""
    items = listed.items
    if not has_own_entries(listed):
        return None
    if not listed.flow:
        before = (
            _find_line_start(source.text, items[index - 1].end)
            if index
            else _find_line_start(source.text, listed.start)
        )
        dashes = list(_DASH.finditer(source.text, before, items[index].start))
        return remove_lines(source, dashes[-1].start(), items[index].end) if dashes else None
    if index:
        return Edit(Span(source, items[index - 1].end, items[index].end), "")
    return Edit(Span(source, items[0].start, items[1].start), "")


def _find_line_start(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def _find_break(text: str, at: int) -> str:
    return "\r\n" if text.startswith("\r\n", at) else text[at : at + 1]


def find_line_break(text: str) -> str:
    """Return the line break that a text uses: that of its first line."""
    found = LINE_BREAK.search(text)
    return found[0] if found else "\n"
