"""Comments that say where a figure of the path file comes from: one at the end of a line, written anew when the counts change."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ipp.text.finding import Edit
from ipp.text.source import Source, Span
from ipp.text.visible import make_visible
from ipp.text.yaml.comments import Comment, list_comments, list_scalars
from ipp.text.yaml.nodes import Node

_OURS = re.compile(r"(?:^|[ \t]+)# learned [0-9]{4}-[0-9]{2}-[0-9]{2}: (.*)$")
_GAP = "    "


class Remark(NamedTuple):
    """What stands behind a figure: whose it is, what was counted, at which offset the figure ends, and whether it is written now."""

    name: str
    text: str
    at: int
    is_new: bool


def write_comment(day: str, text: str) -> str:
    """Return a comment for the end of a line."""
    return f"{_GAP}# learned {day}: {text}"


def write_remarks(source: Source, tree: Node, remarks: Iterable[Remark], day: str) -> Iterator[Edit]:
    """Yield the edits that put remarks at the ends of their lines.

    A line is left alone where nothing on it is new and its comment says the same, or where it has none of ours.
    """
    lines = _Lines(source, tree)
    by_line: defaultdict[int, list[Remark]] = defaultdict(list)
    for remark in remarks:
        by_line[lines.find_line(remark.at)].append(remark)
    for line, its in by_line.items():
        text = _join_remarks(its)
        ours = lines.find_ours(line)
        if any(each.is_new for each in its) or (ours and ours[1] != text):
            yield lines.put_comment(line, write_comment(day, text))


def _join_remarks(remarks: Iterable[Remark]) -> str:
    """Return what one comment says of the figures of a line; with names where there are several offers."""
    by_name: defaultdict[str, list[str]] = defaultdict(list)
    for remark in sorted(remarks, key=lambda each: each.at):
        if remark.text not in by_name[remark.name]:
            by_name[remark.name].append(remark.text)
    texts = {make_visible(name): ", ".join(its) for name, its in by_name.items()}
    if len(texts) == 1:
        return next(iter(texts.values()))
    return "; ".join(f"{name} {text}" for name, text in texts.items())


class _Lines:
    """The ends of the lines of a text, and the comments there."""

    def __init__(self, source: Source, tree: Node) -> None:
        self.source = source
        spans = ((each.start, each.end) for each in list_scalars(tree))
        self.texts = sorted((start, end) for start, end in spans if "\n" in source.text[start:end])
        found = list_comments(source, tree)
        self.comments: Mapping[int, Comment] = {source.locate_offset(each.start)[0]: each for each in found}

    def find_line(self, at: int) -> int:
        """Return the first line that ends at or behind an offset, and not within a text of several lines."""
        line = self.source.locate_offset(at)[0]
        while True:
            end = self._find_end(line)
            inside = bisect_right(self.texts, (end, len(self.source.text))) - 1
            if inside < 0 or self.texts[inside][1] <= end:
                return line
            line = self.source.locate_offset(self.texts[inside][1])[0]

    def _find_end(self, line: int) -> int:
        return self.source.find_line_start(line) + len(self.source.read_line(line))

    def find_ours(self, line: int) -> tuple[int, str] | None:
        """Return where our comment begins on a line, with the blanks before it, and what it says without its day."""
        comment = self.comments.get(line)
        if comment is None:
            return None
        start = self.source.find_line_start(line)
        found = _OURS.search(self.source.text[start : comment.end])
        return (start + found.start(), found[1]) if found else None

    def put_comment(self, line: int, text: str) -> Edit:
        """Return the edit that puts a comment at the end of a line, in the place of ours if there is one."""
        ours, comment = self.find_ours(line), self.comments.get(line)
        end = comment.end if comment else self._find_end(line)
        return Edit(Span(self.source, ours[0] if ours else end, end), text)
