"""Path files with something hostile in them, by a seed."""

import random
from collections.abc import Iterator

from ipp.text.source import Source
from ipp.text.yaml.nodes import Mapping, Node, Sequence
from ipp.text.yaml.tree import read_tree

HOSTILE = [
    "", "~", "[]", "{}", "''", "[x, [y]]", "{a: {b: c}}", "[[[[x]]]]", "{? [a] : b}", "x" * 5000, "é" * 300, "-1", "1e309",
    "99999999999999999999", "NaN", "-.inf", "0x1F", "130%", "2026-02-30", "12:30:45", "true", "No", "&a [*a]", "*toe",
    "&toe x", "*nobody", "!x y", "!!python/object:os.system x", "<<", "? x", "- a", "\n- a\n- b", "\na: b", "|\n x", "> x",
    '"\\e[2J"', '"\\u202e"', '"\\0"', '"\\ud800"', '"\\UFFFFFFFF"', "'[bold]'", "'<script>'", "'%0A::error::'", "'=1+1'",
    "'; DROP TABLE'", "../../etc/passwd", "'", '"', "{", "}", "[", "]", ",", ":", "#", "\t", "@", "`", "%", "\r", "\x00",
    "\u2028", "\x85", "\ufeff", "\ud800", "[" * 100, "- " * 100, "{a: " * 100, "Toe Massager 5000", "loyal", "more.yaml",
    "{offer: Nail Kit, downsell: [{offer: No, downsell: [x, {do: y}]}]}", "{do: 1, offer: 2, every: 3}", "{draft: true}",
    "*" + "x" * 5000, "!" + "x" * 5000 + " y",
]  # fmt: skip


def spans_of(node: Node) -> Iterator[tuple[int, int]]:
    """The places of all keys and values."""
    yield node.start, node.end
    if isinstance(node, Mapping):
        for key, value in node.entries:
            yield key.start, key.end
            yield from spans_of(value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from spans_of(item)


def tree_of(text: str) -> Node:
    tree = read_tree(Source("path.yaml", text), lambda _: None)
    assert tree is not None
    return tree


def replaced(text: str, spans: list[tuple[int, int]], luck: random.Random) -> str:
    """The text with one key or value, or a few, replaced by something hostile."""
    for start, end in sorted(luck.sample(spans, luck.choice([1, 1, 2, 3])), reverse=True):
        text = text[:start] + luck.choice(HOSTILE) + text[end:]
    return text
