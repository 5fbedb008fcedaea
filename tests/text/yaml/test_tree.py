"""What a YAML text says, and where it says it."""

import pytest
import yaml

from ipp.loading import decode_content
from ipp.text.source import Source, Span
from ipp.text.yaml.nodes import Mapping, Scalar, Sequence
from ipp.text.yaml.tree import UNPRINTABLE

from ..trees import plain, pointed_at, read, told, tree_of


def value_at(text: str, *keys: str) -> Scalar:
    """The scalar behind some keys."""
    node = tree_of(text)
    for key in keys:
        assert isinstance(node, Mapping)
        inner = node.get(key)
        assert inner is not None
        node = inner
    assert isinstance(node, Scalar)
    return node


PLACES = [
    ("a: b", (1, 4)),
    ("x: 1\na: b\n", (2, 4)),
    ("x: 1\r\na: b\r\n", (2, 4)),
    ("x: 1\ra: b\r", (2, 4)),
    ("x: 1\r\n\r\n# c\r\na: b", (4, 4)),
    ("x: 😀😀\na: b", (2, 4)),
    ("{x: 😀😀, a: b}", (1, 12)),
    ("{x: é, a: b}", (1, 11)),
    ("{x: e\u0301, a: b}", (1, 12)),  # two code points
    ("a:\tb", (1, 4)),
    ("a: \t b", (1, 6)),
    ('a: "b"', (1, 4)),
    ("a: |\n  b\n", (1, 4)),
    ("a: &x b", (1, 4)),
    ("a:\n  b", (2, 3)),
    ("# ü\n---\na: b\n...\n", (3, 4)),
]


@pytest.mark.parametrize(("text", "place"), PLACES)
def test_a_value_stands_where_it_was_written(text: str, place: tuple[int, int]) -> None:
    span = Span(Source("f", text), *value_at(text, "a")[1:3])
    assert (span.line, span.column) == place


@pytest.mark.parametrize("text", ["a: b", "😀: 1\na: b", "{x: [é, '😀'], a: b}", "x: 1\r\na: b # c"])
def test_a_plain_value_spans_its_own_characters(text: str) -> None:
    node = value_at(text, "a")
    assert text[node.start : node.end] == "b"


def test_a_byte_order_mark_moves_nothing() -> None:
    source = decode_content("f", b"\xef\xbb\xbfa: b")
    assert isinstance(source, Source)
    assert source.text == "a: b"
    assert value_at(source.text, "a").start == 3


SPANS = [
    ("[a, b]", "[a, b]"),
    ("- a\n- b\n\n", "- a\n- b"),
    ("{a: b}  # c", "{a: b}"),
    ("a: b\nc:\n  - d\n\n# end\n", "a: b\nc:\n  - d"),
    ("a:\n  b:\n\n\n", "a:\n  b:"),
]


@pytest.mark.parametrize(("text", "spanned"), SPANS)
def test_a_collection_ends_with_its_last_value(text: str, spanned: str) -> None:
    node = tree_of(text)
    assert text[node.start : node.end] == spanned


@pytest.mark.parametrize(("text", "flow"), [("[a]", True), ("{a: b}", True), ("- a", False), ("a: b", False)])
def test_a_collection_knows_how_it_was_written(text: str, flow: bool) -> None:
    node = tree_of(text)
    assert isinstance(node, Sequence | Mapping)
    assert node.flow is flow


RETYPED = [
    "No", "yes", "on", "OFF", "true", "~", "null", "Null", "101", "0123", "0o17", "0x1F", "0b11", "1_000", "1e3", "1.",
    ".5", ".inf", "-.INF", ".nan", "12:30", "12:30:45", "2026-01-01", "2026-01-01T10:00:00Z", "=", "+1", "-1",
]  # fmt: skip


@pytest.mark.parametrize("text", RETYPED)
def test_nothing_is_guessed(text: str) -> None:
    assert plain(tree_of(f"{text}: {text}")) == {text: text}
    assert plain(tree_of(f"[{text}]")) == [text]


def test_a_merge_key_gets_a_sentence_of_its_own() -> None:
    tree, findings = read("a: &a {b: c}\nd: {<<: *a, e: f}\n'<<': <<\n")
    assert plain(tree) == {"a": {"b": "c"}, "d": {"e": "f"}, "<<": "<<"}
    (found,) = findings
    assert (found.rule.code, found.span.start) == ("IPP001", 17)
    assert "merges" in found.message


SCALARS = [
    ("a: b c", "b c", True),
    ("a: b\n  c", "b c", True),
    ("a: b # c", "b", True),
    ("a: b#c", "b#c", True),
    ("a: http://x.y/?z=1:2", "http://x.y/?z=1:2", True),
    ("a: 'it''s'", "it's", False),
    ('a: "\\u00e9\\n\\t"', "é\n\t", False),
    ("a: ''", "", False),
    ("a: |\n  b\n  c\n", "b\nc\n", False),
    ("a: >-\n  b\n  c\n", "b c", False),
    ("a: !!str b", "b", True),
    ("a: ! b", "b", True),
    ("a: b\tc", "b\tc", True),
    ("a: a?b", "a?b", True),
    ("a: -b", "-b", True),
    ("a:", "", True),
]


@pytest.mark.parametrize(("text", "value", "is_plain"), SCALARS)
def test_scalars(text: str, value: str, is_plain: bool) -> None:
    node = value_at(text, "a")
    assert (node.text, node.plain) == (value, is_plain)


@pytest.mark.parametrize(
    ("text", "empty"),
    [
        ("a:", True),
        ("a: ''", False),
        ("a: ~", False),
        ("a: &x", True),
        ("a: |\n", False),
        ("{a, b: c}", True),
    ],
)
def test_empty_is_what_was_not_written_at_all(text: str, empty: bool) -> None:
    assert value_at(text, "a").empty is empty


def test_duplicate_keys_show_both_places() -> None:
    text = "b: 1\na: 2\nb: 3\n'b': 4\n"
    tree, findings = read(text)
    assert plain(tree) == {"b": "1", "a": "2"}
    assert [(f.rule.code, f.span.line) for f in findings] == [("IPP002", 3), ("IPP002", 4)]
    assert [pointed_at(f.span) for f in findings] == ["b", "'b'"]
    assert [[(r.span.line, pointed_at(r.span)) for r in f.related] for f in findings] == [
        [(1, "b")],
        [(1, "b")],
    ]


def test_keys_of_different_mappings_are_no_duplicates() -> None:
    assert told("a: {b: 1}\nc: {b: 2}\n") == []
    assert told("{A: 1, a: 2}") == []  # names.py compares names


ALIASES = [
    ("a: &x 1\nb: *x", {"a": "1", "b": "1"}),
    ("a: &x [1, 2]\nb: [*x, *x]", {"a": ["1", "2"], "b": [["1", "2"], ["1", "2"]]}),
    ("a: &x 1\nb: &x 2\nc: *x", {"a": "1", "b": "2", "c": "2"}),
    ("&x a: 1\nb: *x", {"a": "1", "b": "a"}),
    ("a: &x b\n*x : c", {"a": "b", "b": "c"}),
    ("a: &x\nb: *x", {"a": "", "b": ""}),
    ("a: &x {b: &y 1}\nc: *y", {"a": {"b": "1"}, "c": "1"}),
]


@pytest.mark.parametrize(("text", "value"), ALIASES)
def test_aliases_stand_for_what_was_anchored(text: str, value: object) -> None:
    assert plain(tree_of(text)) == value


def test_the_characters_refused_are_those_that_pyyaml_refuses() -> None:
    every = "".join(map(chr, range(0x110000)))
    assert UNPRINTABLE.findall(every) == yaml.reader.Reader.NON_PRINTABLE.findall(every)
