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
    texts = sorted((node.start, node.end) for node in scalars(tree) if not node.plain) if tree else []
    for found in _MARK.finditer(source.text):
        before = bisect_right(texts, found.start(), key=lambda text: text[0]) - 1
        if before < 0 or texts[before][1] <= found.start():
            begin = source.text.rfind("\n", 0, found.start()) + 1
            alone = not source.text[begin : found.start()].strip()
            yield Comment(found[0].rstrip(), found.start(), found.end(), alone)


def scalars(tree: Node) -> Iterator[Scalar]:
    """Yield every scalar of a tree, keys too, each once, however many aliases share it."""
    seen, waiting = set[int](), [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Scalar):
            yield node
        elif id(node) not in seen:
            seen.add(id(node))
            waiting += node.items if isinstance(node, Sequence) else _parts(node)


def _parts(mapping: Mapping) -> Iterator[Node]:
    for key, value in mapping.entries:
        yield key
        yield value
