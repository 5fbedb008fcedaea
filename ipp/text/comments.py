"""The comments of a YAML text: a `#` begins one after a blank, unless it stands inside quotes or a block of text."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from ipp.text.source import Source
from ipp.text.yaml_tree import Mapping, Node, Scalar, Sequence

_MARK = re.compile(r"(?:^|(?<=[ \t]))#[^\r\n]*", re.MULTILINE)


class Comment(NamedTuple):
    """A comment with its `#`; `alone` when nothing else stands on its line."""

    text: str
    start: int
    end: int
    alone: bool


def comments(source: Source, tree: Node | None) -> Iterator[Comment]:
    """Yield the comments of a text in their order; `tree` is what it was read to."""
    texts = sorted(_quoted(tree)) if tree else []
    starts = [start for start, _ in texts]
    for found in _MARK.finditer(source.text):
        before = bisect_right(starts, found.start()) - 1
        if before < 0 or texts[before][1] <= found.start():
            begin = source.text.rfind("\n", 0, found.start()) + 1
            alone = not source.text[begin : found.start()].strip()
            yield Comment(found[0].rstrip(), found.start(), found.end(), alone)


def _quoted(tree: Node) -> set[tuple[int, int]]:
    """Return where the texts stand that may hold a `#`: those in quotes, and blocks."""
    found, seen, waiting = set[tuple[int, int]](), set[int](), [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Scalar):
            if not node.plain:
                found.add((node.start, node.end))
        elif id(node) not in seen:  # aliases share nodes
            seen.add(id(node))
            waiting += node.items if isinstance(node, Sequence) else _parts(node)
    return found


def _parts(mapping: Mapping) -> Iterator[Node]:
    for key, value in mapping.entries:
        yield key
        yield value
