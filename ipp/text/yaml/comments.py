"""The comments of a YAML text: a `#` begins one wherever a word could begin, outside of every text."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from ipp.text.source import Source
from ipp.text.yaml.nodes import Mapping, Node, Scalar, Sequence

_BREAKS = "\r\n\x85\u2028\u2029"  # all that end a line in YAML
_MARK = re.compile(f"#[^{_BREAKS}]*")
_BLOCK = re.compile(rf"(?:[&!]\S*\s+)*[|>][^{_BREAKS}#]*")  # a comment may stand behind it


class Comment(NamedTuple):
    """A comment with its `#`; `alone` when nothing else stands on its line."""

    text: str
    start: int
    end: int
    alone: bool


def list_comments(source: Source, tree: Node | None) -> Iterator[Comment]:
    """Yield the comments of a text in their order; `tree` is what it was read to."""
    texts = sorted(_list_text_ranges(source.text, tree)) if tree and "#" in source.text else []
    at = 0
    while found := _MARK.search(source.text, at):
        before = bisect_right(texts, found.start(), key=lambda text: text[0]) - 1
        if before >= 0 and found.start() < texts[before][1]:
            at = texts[before][1]
            continue
        at = found.end()
        line, _ = source.locate_offset(found.start())
        alone = not source.text[source.find_line_start(line) : found.start()].strip()
        yield Comment(found[0].rstrip(), found.start(), found.end(), alone)


def _list_text_ranges(text: str, tree: Node) -> Iterator[tuple[int, int]]:
    """Yield where a `#` begins no comment: inside a text, but for the first line of a block of text."""
    for node in list_scalars(tree):
        if text.find("#", node.start, node.end) >= 0:
            head = None if node.plain else _BLOCK.match(text, node.start, node.end)
            if head is None:
                yield node.start, node.end
            else:
                below = re.compile(f"[{_BREAKS}]").search(text, head.end(), node.end)
                yield (below.start() if below else node.end), node.end


def list_scalars(tree: Node) -> Iterator[Scalar]:
    """Yield every scalar of a tree, keys too, each once, however many aliases share it."""
    seen, waiting = set[int](), [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Scalar):
            yield node
        elif id(node) not in seen:
            seen.add(id(node))
            waiting += node.items if isinstance(node, Sequence) else _list_children(node)


def _list_children(mapping: Mapping) -> Iterator[Node]:
    for key, value in mapping.entries:
        yield key
        yield value
    yield from mapping.dropped
