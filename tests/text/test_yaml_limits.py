"""What is told of a text that cannot be read, and where reading stops."""

import gc

import pytest

from ipp.loading import decode_content
from ipp.text.finding import Finding
from ipp.text.source import Source
from ipp.text.yaml.tree import DEEPEST, MOST_ALIASED, MOST_CHARACTERS, read_tree
from tests.amounts import long
from tests.work import count_calls

from .trees import pointed_at, read, told, tree_of

UNREADABLE = [
    ("a: *x", "*x"),
    ("a: &x [*x]", "*x"),
    ("a: &x {b: {c: *x}}", "*x"),
    ("a: *x\nb: &x 1", "*x"),
    ("a: &x 1\nb: &x [*x]", "*x"),  # the later anchor hides the earlier one
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


def bomb(levels: int) -> str:
    return "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, levels)
    )


def test_an_alias_bomb_stops_at_once() -> None:
    tree, (finding,) = read(bomb(12))
    assert tree is None
    assert finding.message == f"aliases repeat more than {MOST_ALIASED:,} values"
    assert count_calls(lambda: read(bomb(12))) < 10 * count_calls(lambda: read(bomb(4)))


def test_many_small_aliases_are_no_bomb() -> None:
    text = "a: &x [1, 2]\nb: [" + ", ".join(["*x"] * 10_000) + "]"
    assert told(text) == []


@long
def test_one_text_of_50_megabytes_is_read() -> None:
    text = "a: " + "x" * 50_000_000
    assert tree_of(text).end == len(text)
    assert count_calls(lambda: tree_of(text)) <= 2 * count_calls(lambda: tree_of("a: xxx"))


def test_a_file_longer_than_the_limit_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ipp.text.yaml.tree.MOST_CHARACTERS", 10)
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
    finding = decode_content("f", content)
    assert isinstance(finding, Finding)
    assert (finding.rule.code, finding.message, finding.span.start) == ("IPP001", message, offset)
    assert 0 <= finding.span.start <= finding.span.end <= len(finding.span.source.text)
    assert finding.help


@pytest.mark.parametrize("content", [b"", b"a: 1", b"a: \xc3\xa9", b"\xef\xbb\xbf", b"a: \xf0\x9f\x98\x80"])
def test_utf_8_is_text(content: bytes) -> None:
    source = decode_content("f", content)
    assert isinstance(source, Source)
    assert source.text.encode() == content.removeprefix(b"\xef\xbb\xbf")


def test_the_collector_is_as_it_was_even_when_the_file_is_broken() -> None:
    assert gc.isenabled()
    read_tree(Source("f", "[" * 100), lambda _: None)
    assert gc.isenabled()
    gc.disable()
    try:
        read_tree(Source("f", "a: 1"), lambda _: None)
        assert not gc.isenabled()
    finally:
        gc.enable()
