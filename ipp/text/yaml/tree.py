"""Text to a tree of nodes with places: the only reader of PyYAML.

The tree is built straight from parser events, because the constructors of PyYAML lose what a linter
needs: places, duplicate keys, and names as they were written (`No`, `0123`, `12:30`). Everything is text here.
"""

import re
from collections.abc import Callable
from typing import Any

from ipp.text.collector import pause_collector
from ipp.text.finding import Finding, FindingSink, Related, Rule
from ipp.text.source import Source, Span
from ipp.text.visible import shorten_text
from ipp.text.yaml.late_patterns import delay_patterns
from ipp.text.yaml.nodes import Mapping, Node, Scalar, Sequence

with delay_patterns("yaml"):
    import yaml

INVALID_YAML = Rule("IPP001", "invalid-yaml", "error")
DUPLICATE_KEY = Rule("IPP002", "duplicate-key", "error")

DEEPEST = 60
"""Levels of nesting that a path file may have; what people write has six."""
MOST_ALIASED = 200_000
"""Nodes that aliases may repeat, in all: an alias bomb stops here."""
MOST_CHARACTERS = 100_000_000
"""Length of a file in characters; 100,000 products take about 25 million."""
MERGE = "<<"
"""YAML 1.1's key for keys from elsewhere."""

UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""What YAML does not allow: the same characters as those of PyYAML, whose pattern takes six times as long to compile."""
_PLAIN_TAGS = frozenset(
    {None, "!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"}
)


# Looked up millions of times; typed so that comparing with them narrows nothing.
_SCALAR: Any = yaml.ScalarEvent
_ALIAS: Any = yaml.AliasEvent
_MAPPING: Any = yaml.MappingStartEvent
_MAPPING_ENDS: Any = yaml.MappingEndEvent
_SEQUENCE_ENDS: Any = yaml.SequenceEndEvent
_new = tuple.__new__  # half the time of a named tuple's own constructor, three million times


class _UnreadableTree(Exception):
    """The rest of the file cannot be read; what is wrong is told already."""


def read_tree(source: Source, report: FindingSink, *, pure: bool = False) -> Node | None:
    """Return the one document of `source`, or None after reporting why it cannot be read.

    `pure` takes PyYAML's parser in Python where libyaml's would do: the findings are the same.
    """
    text = source.text
    if len(text) > MOST_CHARACTERS:
        _report_problem(report, source, 0, 0, f"the file is longer than {MOST_CHARACTERS:,} characters")
        return None
    if bad := UNPRINTABLE.search(text) or re.search("\ufeff", text):
        _report_problem(
            report,
            source,
            bad.start(),
            bad.end(),
            f"the character U+{ord(bad.group()):04X} cannot stand in a YAML file",
        )
        return None
    with pause_collector():
        try:
            return _Builder(source, report, _make_parser(text, pure)).build_document()
        except _UnreadableTree:
            return None
        except yaml.MarkedYAMLError as error:
            mended = pure or not yaml.__with_libyaml__
            from ipp.text.yaml.errors import make_syntax_finding  # few files need it

            report(make_syntax_finding(source, error if mended else _reword_error(text, error), INVALID_YAML))
        except yaml.YAMLError as error:
            _report_problem(report, source, 0, 0, f"this is not YAML: {error}")
    return None


def _make_parser(text: str, pure: bool) -> Callable[[], Any]:
    if not pure and yaml.__with_libyaml__:
        next_event: Callable[[], Any] = yaml.CLoader(text).get_event
        return next_event
    from ipp.text.yaml.pure_parser import PureParser  # few texts need it

    return PureParser(text).get_event


def _reword_error(text: str, error: yaml.MarkedYAMLError) -> yaml.MarkedYAMLError:
    """Return the error as the parser in Python words it, so that both parsers give one finding."""
    if len(text) > 300_000:  # it is a hundred times slower
        return error
    next_event = _make_parser(text, pure=True)
    try:
        while next_event() is not None:
            pass
    except yaml.MarkedYAMLError as other:
        return other
    except yaml.YAMLError:
        pass
    return error


def _report_problem(
    report: FindingSink, source: Source, start: int, end: int, message: str, help: str | None = None
) -> None:
    report(Finding(INVALID_YAML, message, Span(source, start, end), help))


class _Builder:
    """Turns events into nodes, for one document."""

    def __init__(self, source: Source, report: FindingSink, next_event: Callable[[], Any]) -> None:
        self.source = source
        self.report = report
        self.next = next_event
        self.anchors: dict[str, Node | None] = {}
        self.aliased = 0

    def build_document(self) -> Node | None:
        self.next()  # the stream begins
        if type(self.next()) is yaml.StreamEndEvent:
            _report_problem(
                self.report, self.source, 0, 0, "the file is empty", "`ipp init` writes a file to start from"
            )
            return None
        root = self.build_node(self.next(), 1)
        self.next()  # the document ends
        after = self.next()
        if not isinstance(after, yaml.StreamEndEvent):
            at = after.start_mark.index
            _report_problem(
                self.report,
                self.source,
                at,
                after.end_mark.index,
                "a second document begins here",
                "a path file is one YAML document: remove the `---`, or make two files",
            )
            raise _UnreadableTree
        return root

    def build_value(self, event: Any, depth: int) -> Node:
        """Build any node; most are plain scalars, so they take the short way."""
        if type(event) is _SCALAR and event.tag is None and event.anchor is None:
            return _new(Scalar, (event.value, event.start_mark.index, event.end_mark.index, not event.style))
        return self.build_node(event, depth)

    def build_node(self, event: Any, depth: int) -> Node:
        kind: Any = type(event)
        if isinstance(event, yaml.AliasEvent):
            return self.resolve_alias(event, depth)
        start = event.start_mark.index
        if kind is _SCALAR:
            node: Node = Scalar(event.value, start, event.end_mark.index, not event.style)
        else:
            if depth > DEEPEST:
                self.stop_at(event, f"nested deeper than {DEEPEST} levels")
            if event.anchor is not None:
                self.anchors[event.anchor] = None  # not to be used inside itself
            node = (
                self.build_mapping(start, event, depth)
                if kind is _MAPPING
                else self.build_sequence(start, event, depth)
            )
        if event.anchor is not None:
            self.anchors[event.anchor] = node
        if event.tag not in _PLAIN_TAGS:
            self.check_tag(event)
        return node

    def build_sequence(self, start: int, event: Any, depth: int) -> Sequence:
        items: list[Node] = []
        next_event, value = self.next, self.build_value
        inner = last = next_event()
        while type(inner) is not _SEQUENCE_ENDS:
            items.append(value(inner, depth + 1))
            last, inner = inner, next_event()
        flow = bool(event.flow_style)
        end = inner.end_mark.index if flow or not items else max(_find_end(items[-1], last), start)
        return Sequence(items, start, end, flow)

    def build_mapping(self, start: int, event: Any, depth: int) -> Mapping:
        entries: list[tuple[Scalar, Node]] = []
        seen: dict[str, Scalar] = {}
        dropped: list[Node] = []
        next_event, value = self.next, self.build_value
        inner = last = next_event()
        content: Node | None = None
        while type(inner) is not _MAPPING_ENDS:
            key = value(inner, depth + 1)
            last = next_event()
            content = value(last, depth + 1)
            inner = next_event()
            if type(key) is not Scalar:
                _report_problem(
                    self.report, self.source, key.start, key.end, "a key is a name, not a list or a mapping"
                )
                dropped += (key, content)
            elif key.text in seen:
                self.report_duplicate(key, seen[key.text])
                dropped += (key, content)
            else:
                seen[key.text] = key
                entries.append((key, content))
        if MERGE in seen and seen[MERGE].plain:
            dropped += self.merged(entries, seen[MERGE])
        flow = bool(event.flow_style)
        end = inner.end_mark.index if flow or content is None else max(_find_end(content, last), start)
        return Mapping(entries, start, end, flow, tuple(dropped))

    def merged(self, entries: list[tuple[Scalar, Node]], key: Scalar) -> tuple[Scalar, Node]:
        """Report YAML 1.1's merge key and take it out of the entries: ipp reads what is written where it is written."""
        message = "`<<` merges another mapping into this one, which ipp does not do"
        help = "write the keys out here; an alias such as `*name` can repeat a whole value"
        _report_problem(self.report, self.source, key.start, key.end, message, help)
        return entries.pop(next(place for place, (each, _) in enumerate(entries) if each is key))

    def report_duplicate(self, key: Scalar, first: Scalar) -> None:
        span = Span(self.source, key.start, key.end)
        earlier = Related("first written here", Span(self.source, first.start, first.end))
        self.report(
            Finding(
                DUPLICATE_KEY,
                f"`{shorten_text(key.text)}` stands twice in one mapping",
                span,
                "keep one of the two",
                (earlier,),
                label="and again here",
            )
        )

    def check_tag(self, event: Any) -> None:
        message = f"the tag {shorten_text(event.tag)!r} means nothing in a path file"
        _report_problem(
            self.report,
            self.source,
            event.start_mark.index,
            event.end_mark.index,
            message,
            "remove it: ipp reads everything as it is written",
        )

    def resolve_alias(self, event: Any, depth: int) -> Node:
        node = self.anchors.get(event.anchor)
        if node is None:
            self.stop_at(event, f"nothing before this is called `&{shorten_text(event.anchor)}`")
        assert node is not None
        size, levels = _measure_tree(node, {})
        self.aliased += size
        if self.aliased > MOST_ALIASED:
            self.stop_at(event, f"aliases repeat more than {MOST_ALIASED:,} values")
        if depth + levels > DEEPEST + 1:  # aliases of aliases nest without any indentation
            self.stop_at(event, f"nested deeper than {DEEPEST} levels")
        return node

    def stop_at(self, event: Any, message: str) -> None:
        _report_problem(self.report, self.source, event.start_mark.index, event.end_mark.index, message)
        raise _UnreadableTree


def _find_end(node: Node, event: Any) -> int:
    """Return where a node ends where it is used: an alias has the place of what it repeats."""
    return int(event.end_mark.index) if type(event) is _ALIAS else node.end


def _measure_tree(node: Node, sizes: dict[int, tuple[int, int]]) -> tuple[int, int]:
    """Count the nodes of a tree as if no two of them were shared, and its levels of lists and mappings."""
    if isinstance(node, Scalar):
        return 1, 0
    if id(node) not in sizes:
        parts = node.items if isinstance(node, Sequence) else [value for _, value in node.entries]
        inner = [_measure_tree(part, sizes) for part in parts]
        sizes[id(node)] = 1 + sum(size for size, _ in inner), 1 + max((deep for _, deep in inner), default=0)
    return sizes[id(node)]
