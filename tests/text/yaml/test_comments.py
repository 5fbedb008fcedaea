"""Comments: wherever YAML has them, and nowhere else."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipp.loading import Store, load_store, make_opener
from ipp.text.finding import Finding
from ipp.text.source import Source
from ipp.text.yaml.comments import Comment, list_comments, list_scalars
from ipp.text.yaml.nodes import Mapping, Node, Scalar
from ipp.text.yaml.tree import read_tree

from ...oracle.choice import seeded
from ...oracle.handwriting import by_hand
from ...oracle.maker import Maker


def in_text(text: str) -> list[Comment]:
    found: list[Finding] = []
    source = Source("a.yaml", text)
    return list(list_comments(source, read_tree(source, found.append)))


FOUND = {
    "on a line of its own": ("# one\na: b\n", ["# one"]),
    "at the end of a line": ("a: b # one\n", ["# one"]),
    "at the end of the file": ("a: b\n  #one", ["#one"]),
    "behind quotes, without a blank": ('a: "b"#one\n', ["#one"]),
    "behind a comma": ("a: [b,#one\n c]\n", ["#one"]),
    "behind a key": ("a: # one\n  b: c\n", ["# one"]),
    "behind a dash": ("- # one\n  b\n", ["# one"]),
    "behind the head of a block": ("a: |  # one\n  # text\n  text # text\nb: c # two\n", ["# one", "# two"]),
    "behind the head of a folded block": ("a: >-2 # one\n    # text\n", ["# one"]),
    "behind an anchored block": ("a: &x | # one\n  # text\nb: *x # two\n", ["# one", "# two"]),
    "below a block": ("a: |\n  text\n# one\nb: c\n", ["# one"]),
    "behind a document mark": ("--- # one\na: b\n... # two\n", ["# one", "# two"]),
    "behind a tab": ("a: b\t# one\n", ["# one"]),
    "behind an alias": ("a: &x b\nc: *x # one\n", ["# one"]),
    "with carriage returns": ("a: b # one\r\n# two\r\nc: d\r\n", ["# one", "# two"]),
    "with carriage returns alone": ("a: b # one\r# two\rc: d", ["# one", "# two"]),
    "with blanks at its end": ("a: b # one  \n", ["# one"]),
    "with signs in it": ("a: b # one # 'two\nc: d # \"three\n", ["# one # 'two", '# "three']),
    "ended by a break that is none elsewhere": ("a: b # one\x85c: 'd # e'\n", ["# one"]),
    "beside a dropped value": ("a: 1\na: 'x # no' # one\n", ["# one"]),
}
NONE = {
    "in double quotes": 'a: "b # c"\n',
    "in quotes over lines": "a: 'b\n  # c\n  d'\n",
    "in a key": "'a # b': c\n",
    "in a plain text": "a: b#c\n",
    "in a plain key": "a#b: c\n",
    "in an address": "a: https://example.com/#top\n",
    "in a block": "a: |\n  # b\n  c # d\n",
    "in a block that keeps its end": "a: |+\n  # b\n\nc: d\n",
    "in the second value of a key": "a: b\na: 'c # d'\n",
    "in a value of a key that is a list": "? [a]\n: 'b # c'\n",
}


@pytest.mark.parametrize(("text", "expected"), FOUND.values(), ids=FOUND.keys())
def test_a_comment(text: str, expected: list[str]) -> None:
    found = in_text(text)
    assert [each.text for each in found] == expected
    assert all(text[each.start : each.end].rstrip() == each.text for each in found)


@pytest.mark.parametrize("text", NONE.values(), ids=NONE.keys())
def test_no_comment(text: str) -> None:
    assert in_text(text) == []


def test_whether_it_stands_alone() -> None:
    text = "# one\na: b # two\r\n \t# three\r\nc: [ # four\n # five\n d]\n"
    assert [each.alone for each in in_text(text)] == [True, False, True, False, True]


def test_a_text_that_many_aliases_share_is_looked_at_once() -> None:
    lines = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 3)}]" for n in range(1, 9)]
    found: list[Finding] = []
    tree = read_tree(Source("a", "\n".join(lines)), found.append)
    assert tree
    assert len(list(list_scalars(tree))) == 10


def texts(tree: Node) -> Any:
    """Return what a tree says, without places."""
    if isinstance(tree, Scalar):
        return tree.text
    if isinstance(tree, Mapping):
        return {key.text: texts(value) for key, value in tree.entries}
    return [texts(item) for item in tree.items]


@pytest.mark.parametrize(
    "other",
    [lambda _: "", lambda text: "#" * len(text), lambda text: f"{text} # more"],
    ids=["none", "#", "more"],
)
@given(st.integers(0, 2**32 - 1))
def test_they_can_be_anything_and_nothing_changes(other: Callable[[str], str], seed: int) -> None:
    choice = seeded(seed)
    text = by_hand(Maker(choice).make(), choice)
    store = load_store(Source("a", text), make_opener(Path()))
    assert isinstance(store, Store)
    (source, tree), at, parts = store.path.files[0], 0, list[str]()
    for each in list_comments(source, tree):
        parts += [text[at : each.start], other(text[each.start : each.end])]
        at = each.end
    changed = read_tree(Source("a", "".join(parts) + text[at:]), lambda finding: pytest.fail(finding.message))
    assert changed
    assert texts(changed) == texts(tree)
    outside = "".join(parts[::2]) + text[at:]
    quoted = sum(each.text.count("#") for each in {each.start: each for each in list_scalars(tree)}.values())
    assert outside.count("#") == quoted  # those are all
