"""Nodes to the model, led by the model's own fields: every mistake is told, not just the first.

A thing whose body cannot be read still declares its name, so that one mistake does not become many.
"""

from ipp.path.model import (
    PART_KEYS,
    Path,
)
from ipp.path.readers.collections import NAMING, CollectionReader, legal_keys
from ipp.path.rules import UNKNOWN_KEY, UNSUPPORTED_VERSION
from ipp.text.finding import Finding, FindingSink
from ipp.text.source import Source
from ipp.text.suggest import Suggester
from ipp.text.visible import shorten_text
from ipp.text.yaml.nodes import Mapping, Node, Scalar
from ipp.text.yaml.tree import DUPLICATE_KEY, MERGE, read_tree

VERSION = 1


def read_path(
    source: Source, report: FindingSink, suggester: Suggester, *, part: bool = False, pure: bool = False
) -> Path | None:
    """Return what one file says, or None after reporting that it cannot be read at all.

    A `part` is an included file: it brings items, and leaves the terms of the store to the main file.
    """
    reader = _PathReader(source, report, suggester)
    tree = read_tree(source, reader.report_syntax, pure=pure)
    return None if tree is None else reader.read_path(tree, part)


class _PathReader(CollectionReader):
    """Reads the collections; `ScalarReader` reads the single values."""

    def report_syntax(self, finding: Finding) -> None:
        """Pass on what is wrong with the YAML; of a collection written twice, or merged, some names are lost."""
        written = self.source.text[finding.span.start : finding.span.end]
        if written == MERGE or (finding.rule is DUPLICATE_KEY and written in NAMING):
            self.complete = False
        self.report(finding)

    def read_path(self, tree: Node, part: bool) -> Path | None:
        if not isinstance(tree, Mapping):
            self.report_wrong_type(tree, "a path file", "a mapping with `ipp`, `ultimate` and `products`")
            return None
        version = tree.get("ipp")
        if version is not None and not self.is_supported(version):
            return None
        if part:
            tree = self.strip_main_keys(tree)
        fields = self.read_fields(tree, Path, "a path file", lenient=part)
        return Path(((self.source, tree),), self.complete, **fields)

    def strip_main_keys(self, tree: Mapping) -> Mapping:
        """Return an included file without the keys that only the main file may have, which are reported."""
        for key, _ in tree.entries:
            if key.text in legal_keys(Path) and key.text not in PART_KEYS:
                self.report_finding(
                    UNKNOWN_KEY, key, f"`{key.text}` belongs in the main file, not in an included one"
                )
        kept, dropped = list[tuple[Scalar, Node]](), list(tree.dropped)
        for key, node in tree.entries:
            if key.text in PART_KEYS or key.text not in legal_keys(Path):
                kept.append((key, node))
            else:
                dropped += (key, node)
        return tree._replace(entries=kept, dropped=tuple(dropped))

    def is_supported(self, node: Node) -> bool:
        if not isinstance(node, Scalar) or not (node.text.isascii() and node.text.isdecimal()):
            return True
        number = int(node.text.lstrip("0")[:9] or "0")
        if number == VERSION:
            return True
        message = (
            f"this file has format version {shorten_text(node.text, 9)}; ipp 0.x reads version {VERSION}"
        )
        newer = number > VERSION
        self.report_finding(
            UNSUPPORTED_VERSION,
            node,
            message,
            "upgrade ipp: a later release reads it" if newer else f"write `ipp: {VERSION}`",
        )
        return False
