"""The `?` that `--update` fills in: YAML takes a bare one for the beginning of a key, so it is read as another character."""

import re

from ipp.text.finding import Finding, FindingSink, Related
from ipp.text.source import Source, Span
from ipp.text.yaml.nodes import Node
from ipp.text.yaml.tree import read_tree

BLANK = "?"
_STAND_IN = "\uff1f"
"""A question mark of the same width in code points: offsets stay."""
_BARE = re.compile(r"(?m)((?:^[ \t]*|[-{,][ \t]*)next:[ \t]+)\?(?=[ \t]*(?:[\r\n,}]|$)|[ \t]+#)")


def is_blank(text: str) -> bool:
    """Whether a text stands for something that is to be filled in."""
    return text in (BLANK, _STAND_IN)


def read_story_tree(source: Source, report: FindingSink) -> Node | None:
    """Return the tree of a story file, in which `next: ?` can be read; None after reporting why it cannot be read at all."""
    text = _BARE.sub(rf"\g<1>{_STAND_IN}", source.text)
    if text == source.text:
        return read_tree(source, report)
    stand_in = Source(source.name, text)
    return read_tree(stand_in, lambda finding: report(_move_finding(finding, source)))


def _move_finding(finding: Finding, source: Source) -> Finding:
    """Return a finding with its places in the file as it is."""
    related = tuple(Related(other.message, _move_span(other.span, source)) for other in finding.related)
    return finding._replace(span=_move_span(finding.span, source), related=related)


def _move_span(span: Span, source: Source) -> Span:
    return Span(source, span.start, span.end)
