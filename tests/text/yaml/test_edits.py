"""Edits of YAML: what they change, and that nothing around them moves."""

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ipp.text.edits import splice_edits
from ipp.text.finding import Finding
from ipp.text.source import Source, Span
from ipp.text.yaml.edits import add_key, append_entry, find_line_break, remove_entry, remove_lines
from ipp.text.yaml.nodes import Mapping, Node, Scalar, Sequence
from ipp.text.yaml.scalars import rename_scalar, write_scalar
from ipp.text.yaml.tree import read_tree

PRINTED = st.text(
    st.characters(exclude_categories=["Cs", "Cn", "Co"], exclude_characters="\x00"), min_size=1, max_size=12
).filter(lambda text: "\ufffe" not in text and "\uffff" not in text)


def tree_of(text: str, *, pure: bool = False) -> tuple[Source, Node]:
    found: list[Finding] = []
    source = Source("a.yaml", text)
    tree = read_tree(source, found.append, pure=pure)
    assert not found, (text, found)
    assert tree
    return source, tree


def plain(tree: Node) -> Any:
    if isinstance(tree, Scalar):
        return tree.text
    if isinstance(tree, Mapping):
        return {key.text: plain(value) for key, value in tree.entries}
    return [plain(item) for item in tree.items]


@given(PRINTED, st.sampled_from(["", "'a'", '"a"', "a"]), st.booleans())
@example("a ? b", "", True)
@example("a?", "", False)
@example("- a", "", False)
@example("a, b", "", False)
@example("a: b", "", True)
@example("a:", "", True)
@example("a #b", "", True)
@example("---", "", False)
@example("No", "", False)
@example("it's", "'x'", True)
@example("\x85", "'x'", False)
@example(" a ", "", False)
def test_a_scalar_reads_back_wherever_it_stands(text: str, like: str, pure: bool) -> None:
    written = write_scalar(text, like)
    for around in (
        "a: {}\n",
        "a: [{}, b]\n",
        "a: [b, {}]\n",
        "- {}\n",
        "{}: a\n",
        "a: {{{}: b}}\n",
        "a: {{b: {}}}\n",
    ):
        _, tree = tree_of(around.format(written), pure=pure)
        assert text in str_in(tree), (around, written)


def str_in(tree: Node) -> list[str]:
    if isinstance(tree, Scalar):
        return [tree.text]
    if isinstance(tree, Mapping):
        return [text for key, value in tree.entries for text in (key.text, *str_in(value))]
    return [text for item in tree.items for text in str_in(item)]


def test_quotes_are_kept() -> None:
    assert write_scalar("Club", "'Clob'") == "'Club'"
    assert write_scalar("Club", '"Clob"') == '"Club"'
    assert write_scalar("Club", "Clob") == "Club"
    assert write_scalar("it's", "'its'") == "it's"
    assert write_scalar("a, b", "ab") == '"a, b"'


@pytest.mark.parametrize("written", ["&a Clob", "!!str Clob", "|\n  Clob", "Clob\n  two", '"Clob\n  two"'])
def test_what_is_more_than_a_word_is_not_renamed(written: str) -> None:
    source, tree = tree_of(f"next: {written}\n")
    assert isinstance(tree, Mapping)
    value = tree.entries[0][1]
    assert rename_scalar(source, Span(source, value.start, value.end), "Club") is None


APPENDED = {
    "a single value": ("next: A\n", "next: [A, New]\n"),
    "a single value with a comment": ("next: A # one\n", "next: [A, New] # one\n"),
    "a single value in quotes": ("next: 'A, B'\n", "next: ['A, B', New]\n"),
    "a single value with a comma": ("next: A, B\n", 'next: ["A, B", New]\n'),
    "brackets": ("next: [A, B]\n", "next: [A, B, New]\n"),
    "brackets, with a comma at the end": ("next: [A, ]\n", "next: [A, New, ]\n"),
    "brackets over lines": ("next: [\n  A, # one\n  B # two\n]\n", "next: [\n  A, # one\n  B, New # two\n]\n"),
    "dashes": ("next:\n  - A\n  - B\nrest: x\n", "next:\n  - A\n  - B\n  - New\nrest: x\n"),
    "dashes at the edge": ("next:\n- A # one\nrest: x\n", "next:\n- A # one\n- New\nrest: x\n"),
    "dashes far from what they hold": ("next:\n  -   A\n", "next:\n  -   A\n  -   New\n"),
    "the end of the file": ("next:\n  - A", "next:\n  - A\n  - New"),
    "carriage returns": ("next:\r\n  - A\r\n", "next:\r\n  - A\r\n  - New\r\n"),
    "a mapping as the last": ("next:\n  - A\n  - offer: B\n    take: 2%\n", "next:\n  - A\n  - offer: B\n    take: 2%\n  - New\n"),
    "a comment below the last": (
        "next:\n  - A\n    # about A\n# about rest\nrest: x\n",
        "next:\n  - A\n    # about A\n  - New\n# about rest\nrest: x\n",
    ),
    "an alias inside the last": (
        "a: &a B\nnext:\n  - offer: *a\nrest: x\n",
        "a: &a B\nnext:\n  - offer: *a\n  - New\nrest: x\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), APPENDED.values(), ids=APPENDED.keys())
def test_an_entry_is_added(before: str, after: str) -> None:
    source, tree = tree_of(before)
    assert isinstance(tree, Mapping)
    listed = tree.get("next")
    assert listed
    edit = append_entry(source, listed, "New")
    assert edit
    assert splice_edits(before, [edit]) == after
    old = plain(listed)
    new = plain(tree_of(after)[1])["next"]
    assert new == [*(old if isinstance(old, list) else [old]), "New"]


@pytest.mark.parametrize(
    "text",
    [
        "next: []\n",
        "next:\n",
        "next: |\n  A\n",
        "next: &a A\n",
        "next: {offer: A}\n",
        "x: &x A\nnext: [B, *x]\n",
    ],
)
def test_an_entry_that_has_no_plain_place_is_not_added(text: str) -> None:
    source, tree = tree_of(text)
    assert isinstance(tree, Mapping)
    listed = tree.get("next")
    assert listed
    assert append_entry(source, listed, "New") is None


KEYED = {
    "a block": ("ipp: 1\nnext: A\n", "ipp: 1\nnext: A\nrest: [B]\n"),
    "a block with comments": ("a: b # one\n# two\n", "a: b # one\nrest: [B]\n# two\n"),
    "comments that are indented": ("a:\n  b: c\n  # one\n# two\n", "a:\n  b: c\n  # one\nrest: [B]\n# two\n"),
    "comments that are indented at the end": ("a:\n  b: c\n  # one", "a:\n  b: c\n  # one\nrest: [B]"),
    "no line break at the end": ("a: b", "a: b\nrest: [B]"),
    "carriage returns": ("a: b\r\nc: d", "a: b\r\nc: d\r\nrest: [B]"),
    "an indented block": ("  a: b\n  c:\n    d: e\n", "  a: b\n  c:\n    d: e\n  rest: [B]\n"),
    "a block of text at the end": ("a: |\n  one\n  two\n", "a: |\n  one\n  two\nrest: [B]\n"),
    "a block of text at the end of the file": ("a: |-\n  one", "a: |-\n  one\nrest: [B]"),
    "a key without a value at the end": ("a:\n  b:\n\n", "a:\n  b:\nrest: [B]\n\n"),
    "braces": ("{a: b}\n", "{a: b, rest: [B]}\n"),
    "braces over lines": ("{\n  a: b, # one\n}\n", "{\n  a: b, rest: [B], # one\n}\n"),
    "marks of the document": ("---\na: b\n...\n", "---\na: b\nrest: [B]\n...\n"),
    "an alias at the end": ("a: &a\n  b: c\nd: *a # one\n", "a: &a\n  b: c\nd: *a # one\nrest: [B]\n"),
    "an alias deep at the end": ("a: &a c\nd:\n  e:\n    - *a\n", "a: &a c\nd:\n  e:\n    - *a\nrest: [B]\n"),
    "quotes over lines at the end": ("a: 'b\n  # no\n  c'\n", "a: 'b\n  # no\n  c'\nrest: [B]\n"),
}


@pytest.mark.parametrize(("before", "after"), KEYED.values(), ids=KEYED.keys())
def test_a_key_is_added(before: str, after: str) -> None:
    source, tree = tree_of(before)
    assert isinstance(tree, Mapping)
    edit = add_key(source, tree, "rest", "[B]")
    assert edit
    assert splice_edits(before, [edit]) == after
    assert plain(tree_of(after)[1]) == {**plain(tree), "rest": ["B"]}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- a: b\n- c\n", "- a: b\n  rest: [B]\n- c\n"),
        ("x:\n  -   a: b\n      c: d # one\n", "x:\n  -   a: b\n      c: d # one\n      rest: [B]\n"),
        ("- - a: b", "- - a: b\n    rest: [B]"),
    ],
)
def test_a_key_is_added_to_an_entry_of_a_list(before: str, after: str) -> None:
    source, node = tree_of(before)
    while not (isinstance(node, Mapping) and node.get("a")):
        node = node.items[0] if isinstance(node, Sequence) else node.entries[0][1]  # type: ignore[union-attr]
    edit = add_key(source, node, "rest", "[B]")
    assert edit and splice_edits(before, [edit]) == after


@pytest.mark.parametrize("text", ["? a: b\n: c\n", "x: &x A\ny: {z: *x}\n"])
def test_a_key_that_has_no_plain_place_is_not_added(text: str) -> None:
    found: list[Finding] = []
    source = Source("a", text)
    tree = read_tree(source, found.append)
    inner = tree.items[0] if isinstance(tree, Sequence) else None
    if isinstance(tree, Mapping):
        inner = tree.dropped[0] if tree.dropped else tree.get("y")
    assert isinstance(inner, Mapping)
    assert add_key(source, inner, "rest", "[B]") is None


REMOVED = {
    "the first in brackets": ("a: [x, y, z]\n", 0, "a: [y, z]\n"),
    "one in brackets": ("a: [x, y, z]\n", 1, "a: [x, z]\n"),
    "the last in brackets": ("a: [x, y, z ]\n", 2, "a: [x, y ]\n"),
    "the first line": ("a:\n  - x\n  - y\n", 0, "a:\n  - y\n"),
    "the last line": ("a:\n  - x\n  - y\nb: c\n", 1, "a:\n  - x\nb: c\n"),
    "the last line of the file": ("a:\n  - x\n  - y", 1, "a:\n  - x\n"),
    "several lines": ("a:\r\n- x: 1\r\n  y: 2\r\n- z\r\n", 0, "a:\r\n- z\r\n"),
    "a dash alone": ("a:\n -\n  x: 1\n -\n  y: 2\nb: c\n", 1, "a:\n -\n  x: 1\nb: c\n"),
    "a dash alone, the first": ("a:\n -\n  x: 1\n -\n  y: 2\nb: c\n", 0, "a:\n -\n  y: 2\nb: c\n"),
    "a minus inside": ('a:\n - x: -1\n   y: "- 2"\n - z\n', 0, "a:\n - z\n"),
}


@pytest.mark.parametrize(("before", "index", "after"), REMOVED.values(), ids=REMOVED.keys())
def test_an_entry_is_removed(before: str, index: int, after: str) -> None:
    found: list[Finding] = []
    source = Source("a", before)
    tree = read_tree(source, found.append)
    assert isinstance(tree, Mapping)
    listed = tree.get("a")
    assert isinstance(listed, Sequence)
    edit = remove_entry(source, listed, index)
    assert edit
    assert splice_edits(before, [edit]) == after


def test_an_entry_among_aliases_is_not_removed() -> None:
    source, tree = tree_of("x: &x A\na: [B, *x, C]\n")
    assert isinstance(tree, Mapping)
    listed = tree.get("a")
    assert isinstance(listed, Sequence)
    assert remove_entry(source, listed, 0) is None


@pytest.mark.parametrize("mark", ["\n", "\r\n", "\r"])
def test_lines_are_removed_with_their_line_break(mark: str) -> None:
    text = f"a: b{mark}c: d # one{mark}e: f{mark}"
    source = Source("a", text)
    at = text.index("c:")
    assert splice_edits(text, [remove_lines(source, at, at + 4)]) == f"a: b{mark}e: f{mark}"
    assert find_line_break(text) == mark
