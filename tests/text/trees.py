"""Trees and findings in a form that a test can hold against a literal."""

from typing import Any

from ipp.text.finding import Finding
from ipp.text.source import Source, Span
from ipp.text.yaml.nodes import Mapping, Node, Sequence
from ipp.text.yaml.tree import read_tree


def read(text: str, *, pure: bool = False) -> tuple[Node | None, list[Finding]]:
    """Read a text; check that every place in every finding lies inside it."""
    source = Source("path.yaml", text)
    findings: list[Finding] = []
    tree = read_tree(source, findings.append, pure=pure)
    for finding in findings:
        for span in (finding.span, *(related.span for related in finding.related)):
            assert span.source is source
            assert 0 <= span.start <= span.end <= len(text), finding
    return tree, findings


def tree_of(text: str) -> Node:
    """The tree of a text with nothing wrong in it."""
    tree, findings = read(text)
    assert not findings
    assert tree is not None
    return tree


def plain(node: Node | None) -> Any:
    """A tree as texts in lists and pairs in lists."""
    if node is None:
        return None
    if isinstance(node, Mapping):
        return {key.text: plain(value) for key, value in node.entries}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return node.text


def told(text: str) -> list[tuple[str, str]]:
    """What is found: the code, and the characters that the finding points at."""
    return [(finding.rule.code, pointed_at(finding.span)) for finding in read(text)[1]]


def pointed_at(span: Span) -> str:
    return span.source.text[span.start : span.end]


def facts(findings: list[Finding]) -> list[tuple[Any, ...]]:
    """Everything that a finding says, with offsets for places."""
    return [
        (
            finding.rule.code,
            finding.message,
            finding.help,
            finding.span[1:],
            [(related.message, related.span[1:]) for related in finding.related],
        )
        for finding in findings
    ]
