"""What a YAML text says, where it says it, and what is told when it cannot be read."""

import time

import pytest

from ipp.load import decoded
from ipp.text.finding import Finding
from ipp.text.source import Source, Span
from ipp.text.yaml_tree import DEEPEST, MOST_ALIASED, MOST_CHARACTERS, Mapping, Scalar, Sequence, read_tree

from .trees import plain, pointed_at, read, told, tree_of


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
    source = decoded("f", b"\xef\xbb\xbfa: b")
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
    ".5", ".inf", "-.INF", ".nan", "12:30", "12:30:45", "2026-01-01", "2026-01-01T10:00:00Z", "=", "<<", "+1", "-1",
]  # fmt: skip


@pytest.mark.parametrize("text", RETYPED)
def test_nothing_is_guessed(text: str) -> None:
    assert plain(tree_of(f"{text}: {text}")) == {text: text}
    assert plain(tree_of(f"[{text}]")) == [text]


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


UNREADABLE = [
    ("a: *x", "*x"),
    ("a: &x [*x]", "*x"),
    ("a: &x {b: {c: *x}}", "*x"),
    ("a: *x\nb: &x 1", "*x"),
    ("a: 1\n---\nb: 2\n", "---"),
    ("a: 1\n---\n---\n", "---"),
    ("---\na: 1\n...\n---\nb: 2", "---"),
    ("a: [1, 2", "["),
    ("a: {b: 1", "{"),
    ("a: 'b", "'"),
    ('a: 1\nb: "c\nd: e', '"'),
    ("a: b: c", ":"),
    ("a: @b", "@"),
    ("a: `b", "`"),
    ("a: %b", "%"),
    ("a: ,", ","),
    ("\ta: b", "\t"),
    ("a:\n\tb: c", "\t"),
    ("a:\n  - b\n c", "c"),
    ("a: 1\n b: 2\n", ":"),
    ("[a:]", ":"),
    ("%FOO\n---\na: b", "\n"),
    ('a: "\\ud800"', None),
    ('a: "\\UFFFFFFFF"', None),
    ("%YAML 1." + "1" * 5000 + "\n---\na: b", None),
    ("a: \x00", "\x00"),
    ("a: \x07", "\x07"),
    ("a: \x7f", "\x7f"),
    ("a: \ufffe", "\ufffe"),
    ("a: b\ufeff", "\ufeff"),
    ("", ""),
    ("\n\n", ""),
    ("# only a remark\n", ""),
]


@pytest.mark.parametrize("pure", [False, True])
@pytest.mark.parametrize(("text", "place"), UNREADABLE)
def test_what_cannot_be_read_is_one_finding_at_its_place(text: str, place: str | None, pure: bool) -> None:
    tree, findings = read(text, pure=pure)
    assert tree is None
    assert [finding.rule.code for finding in findings] == ["IPP001"]
    if place is not None:
        assert pointed_at(findings[0].span) == place


HELPED = [
    ("a: b: c", "a `:` stands where none can be", "in quotes"),
    ("a:\n\tb: c", "a tab stands where YAML wants spaces", "indent with spaces"),
    ("a: 'b", "a quote is opened here and never closed", "add the closing quote"),
    ("a: [b", "the list that begins here with `[` is not closed", "close it with `]`"),
    ("a: {b", "the mapping that begins here with `{` is not closed", "close it with `}`"),
    ("a: [", "a value is missing here", "close the list"),
    ("a:\n  - b\n c: d", "this line fits neither the lines above it", "as far in as its neighbours"),
    ("a: @b", "a text cannot begin with `@`", "in quotes"),
    ("a: ,", "a text cannot begin with `,`", "in quotes"),
    ("{a:}", "a `:` stands right before a bracket", "put a space after it"),
    ("", "the file is empty", "`ipp init`"),
    ("a: 1\n---\nb: 2", "a second document begins here", "one YAML document"),
    ("a: *b", "nothing before this is called `&b`", ""),
]


@pytest.mark.parametrize(("text", "message", "help_"), HELPED)
def test_a_broken_text_is_explained_in_words(text: str, message: str, help_: str) -> None:
    (finding,) = read(text)[1]
    assert message in finding.message
    assert help_ in (finding.help or "")


READ_ON = [
    ("a: !foo b", [("IPP001", "!foo b")]),
    ("a: !!int 3\nb: !!map {}", [("IPP001", "!!int 3")]),
    ("a: !!python/object:os.system x", [("IPP001", "!!python/object:os.system x")]),
    ("? [a, b]\n: c\nd: e", [("IPP001", "[a, b]")]),
    ("{a: b}: c", [("IPP001", "{a: b}")]),
    ("a: 1\na: 2\n[b]: 1\nc: !x 2", [("IPP002", "a"), ("IPP001", "[b]"), ("IPP001", "!x 2")]),
]


@pytest.mark.parametrize(("text", "findings"), READ_ON)
def test_what_can_be_passed_over_hides_nothing_after_it(text: str, findings: list[tuple[str, str]]) -> None:
    assert told(text) == findings
    assert read(text)[0] is not None


@pytest.mark.parametrize("pure", [False, True])
@pytest.mark.parametrize(
    "text",
    [
        "[" * 1000 + "]" * 1000,
        "[" * 1000,
        "{a: " * 1000 + "}" * 1000,
        "- " * 1000 + "a",
        "\n".join("  " * depth + "a:" for depth in range(1000)),
        "? " * 1000,
        "[{a: " * 500,
    ],
)
def test_nesting_ends_at_the_limit(text: str, pure: bool) -> None:
    tree, (finding,) = read(text, pure=pure)
    assert tree is None
    assert finding.message == f"nested deeper than {DEEPEST} levels"


def test_nesting_may_go_as_far_as_the_limit() -> None:
    assert told("[" * DEEPEST + "a" + "]" * DEEPEST) == []
    assert told("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1)) != []


def chained(links: int) -> str:
    """Lists in lists, nested by aliases alone: no line is indented."""
    return "x0: &a0 [y]\n" + "".join(f"x{i}: &a{i} [*a{i - 1}]\n" for i in range(1, links))


def test_aliases_nest_no_deeper_than_brackets() -> None:
    assert told(chained(DEEPEST - 1)) == []  # and the mapping around them
    for links in (DEEPEST, 200, 3000):
        (finding,) = read(chained(links))[1]
        assert finding.message == f"nested deeper than {DEEPEST} levels"
        assert pointed_at(finding.span) == f"*a{DEEPEST - 2}"


def test_an_alias_bomb_stops_at_once() -> None:
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 12)
    )
    begun = time.perf_counter()
    tree, (finding,) = read(bomb)
    assert tree is None
    assert finding.message == f"aliases repeat more than {MOST_ALIASED:,} values"
    assert time.perf_counter() - begun < 2


def test_many_small_aliases_are_no_bomb() -> None:
    text = "a: &x [1, 2]\nb: [" + ", ".join(["*x"] * 10_000) + "]"
    assert told(text) == []


def test_one_text_of_50_megabytes_is_read() -> None:
    text = "a: " + "x" * 50_000_000
    begun = time.perf_counter()
    assert value_at(text, "a").end == len(text)
    assert time.perf_counter() - begun < 10


def test_a_file_longer_than_the_limit_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ipp.text.yaml_tree.MOST_CHARACTERS", 10)
    assert told("a: 3456789") == []
    (finding,) = read("a: 34567890")[1]
    assert "longer than 10 characters" in finding.message
    assert MOST_CHARACTERS > 25_000_000  # 100,000 products


BYTES = [
    (b"\xff\xfea\x00:\x00", "the file is UTF-16, not UTF-8", 0),
    (b"\xfe\xff\x00a", "the file is UTF-16, not UTF-8", 0),
    (b"caf\xe9: x", "the byte 0xE9 is not UTF-8", 3),
    (b"\xe9", "the byte 0xE9 is not UTF-8", 0),
    (b"a: \xc3\xa9\xff", "the byte 0xFF is not UTF-8", 4),  # the place counts characters, not bytes
    (b"\xef\xbb\xbfcaf\xe9: x", "the byte 0xE9 is not UTF-8", 3),
    (b"\xef\xbb\xbfcaf\xe9\xe8: x", "the byte 0xE9 is not UTF-8", 3),
    (b"a: \xf0\x9f\x98", "the byte 0xF0 is not UTF-8", 3),
    (b"a: \xed\xa0\x80", "the byte 0xED is not UTF-8", 3),
    (b"a: \xc0\x80", "the byte 0xC0 is not UTF-8", 3),
]


@pytest.mark.parametrize(("content", "message", "offset"), BYTES)
def test_bytes_that_are_not_utf_8(content: bytes, message: str, offset: int) -> None:
    finding = decoded("f", content)
    assert isinstance(finding, Finding)
    assert (finding.rule.code, finding.message, finding.span.start) == ("IPP001", message, offset)
    assert 0 <= finding.span.start <= finding.span.end <= len(finding.span.source.text)
    assert finding.help


@pytest.mark.parametrize("content", [b"", b"a: 1", b"a: \xc3\xa9", b"\xef\xbb\xbf", b"a: \xf0\x9f\x98\x80"])
def test_utf_8_is_text(content: bytes) -> None:
    source = decoded("f", content)
    assert isinstance(source, Source)
    assert source.text.encode() == content.removeprefix(b"\xef\xbb\xbf")


def test_the_collector_is_as_it_was_even_when_the_file_is_broken() -> None:
    import gc

    assert gc.isenabled()
    read_tree(Source("f", "[" * 100), lambda _: None)
    assert gc.isenabled()
    gc.disable()
    try:
        read_tree(Source("f", "a: 1"), lambda _: None)
        assert not gc.isenabled()
    finally:
        gc.enable()
