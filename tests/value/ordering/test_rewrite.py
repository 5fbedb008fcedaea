"""A list in another order: everything that belongs to an item goes with it, everything else stays."""

from pathlib import Path

import pytest

from ipp.loading import Store, load_store, make_opener
from ipp.text.source import Source
from ipp.text.yaml.edits import find_line_break
from ipp.value.ordering.lists import find_lists
from ipp.value.ordering.rewrite import RewrittenFiles, rewrite_lists

HEAD = "ipp: 1\nultimate: Club\nproducts:\n  Club: {price: 9}\n  A: {price: 1}\n  B: {price: 2}\n  C: {price: 3}\n"


def turned(text: str, order: tuple[int, ...] = (1, 2, 0)) -> str:
    """The text with its one list of three in another order."""
    store = read(text)
    (source, new), *more = changed(store, order).texts
    assert not more
    assert source is store.source
    return new


def changed(store: Store, order: tuple[int, ...]) -> RewrittenFiles:
    (written,) = [each for each in find_lists(store.path) if len(each.steps) == len(order)]
    return rewrite_lists(store, [(written, [written.steps[place] for place in order])], make_opener(Path()))


def read(text: str) -> Store:
    store = load_store(Source("store.yaml", text), make_opener(Path()))
    assert isinstance(store, Store)
    assert not store.findings, store.findings
    return store


CASES = {
    "brackets": ("next: [A, 'B', {offer: C, take: 9%}]\n", "next: ['B', {offer: C, take: 9%}, A]\n"),
    "dashes": ("next:\n- A\n- B\n- C\n", "next:\n- B\n- C\n- A\n"),
    "comments at the end": (
        'next:\n  - A   # first\n  - B\n  - "C" # third\n',
        'next:\n  - B\n  - "C" # third\n  - A   # first\n',
    ),
    "comments above": (
        "next:\n  # of A\n  # still of A\n  - A\n\n  # of B\n  - B\n  - C\n# below\n",
        "next:\n  # of B\n  - B\n\n  - C\n  # of A\n  # still of A\n  - A\n# below\n",
    ),
    "comments that are indented deeper": (
        "next:\n  - offer: A\n    take: 9%\n    # price: 7\n  - B\n  - C\n",
        "next:\n  - B\n  - C\n  - offer: A\n    take: 9%\n    # price: 7\n",
    ),
    "items of several lines": (
        "next:\n  - offer: A   # one\n    # between\n    take: 9%   # two\n  - B\n  - {offer: C,\n     take: 3%}\n",
        "next:\n  - B\n  - {offer: C,\n     take: 3%}\n  - offer: A   # one\n    # between\n    take: 9%   # two\n",
    ),
    "a block of text": (
        "next:\n  - offer: A\n    note: |\n      some\n      words\n  - B\n  - C\n",
        "next:\n  - B\n  - C\n  - offer: A\n    note: |\n      some\n      words\n",
    ),
    "carriage returns": (
        "next:\r\n  - A # one\r\n  # of B\r\n  - B\r\n  - C\r\n",
        "next:\r\n  # of B\r\n  - B\r\n  - C\r\n  - A # one\r\n",
    ),
    "old carriage returns": (
        "next: [A,  # one\r       B,\r       C]\r",
        "next: [B,\r       C,\r       A  # one\r       ]\r",
    ),
    "no line break at the end": ("next:\n  - A\n  - B\n  - C", "next:\n  - B\n  - C\n  - A"),
    "brackets on several lines": (
        "next: [\n  A,  # one\n  B,\n  C,  # three\n]\n",
        "next: [\n  B,\n  C,  # three\n  A,  # one\n]\n",
    ),
    "brackets that close behind the last item": (
        "next: [A,  # one\n       B,\n       C]\n",
        "next: [B,\n       C,\n       A  # one\n       ]\n",
    ),
    "several on a line": ("next: [A, B,  # both\n       C]\n", "next: [B, C,  # both\n       A]\n"),
    "a hash in quotes": ("next: ['A', B, C] # 'A' first\n", "next: [B, C, 'A'] # 'A' first\n"),
}


@pytest.mark.parametrize("case", CASES)
def test_items_go_with_what_is_theirs(case: str) -> None:
    before, after = CASES[case]
    head = HEAD.replace("\n", find_line_break(before))
    assert turned(head + before) == head + after


@pytest.mark.parametrize("case", CASES)
def test_there_and_back_again_is_the_same_text(case: str) -> None:
    before, after = CASES[case]
    if case in ("brackets that close behind the last item", "old carriage returns", "comments above"):
        return  # a bracket went to a line of its own; a blank line stays where it is
    head = HEAD.replace("\n", find_line_break(before))
    assert turned(head + after, (2, 0, 1)) == head + before


@pytest.mark.parametrize(
    "text",
    [
        HEAD.replace("A: {price: 1}", "A: {price: 1, note: &n B}") + "next: [A, *n, C]\n",
        HEAD + "next: [&a A, B, {offer: C, downsell: *a}]\n",
    ],
)
def test_what_cannot_be_written_safely_is_left_alone(text: str) -> None:
    """An alias stands elsewhere than its text; an anchor cannot go behind its alias."""
    found = changed(read(text), (1, 2, 0))
    assert not found.texts
    assert len(found.unwritten) == 1


def test_a_file_that_is_included_is_written_itself(tmp_path: Path) -> None:
    main = "ipp: 1\nultimate: Club\ninclude: [more.yaml]\nproducts: {Club: {price: 9}}\n"
    more = "products:\n  A: {price: 1, next: [B, Club]}   # of A\n  B: {price: 2}\n"
    (tmp_path / "more.yaml").write_text(more, encoding="utf-8")
    opener = make_opener(tmp_path)
    store = load_store(Source(str(tmp_path / "store.yaml"), main), opener)
    assert isinstance(store, Store)
    assert not store.findings
    (written,) = find_lists(store.path)
    ((source, text),) = rewrite_lists(store, [(written, written.steps[::-1])], opener).texts
    assert source.name == str(tmp_path / "more.yaml")
    assert text == more.replace("[B, Club]", "[Club, B]")


def test_two_lists_are_written_together() -> None:
    text = HEAD.replace("A: {price: 1}", "A: {price: 1, next: [B, C]}") + "next:\n  - C\n  - A\n"
    store = read(text)
    lists = find_lists(store.path)
    found = rewrite_lists(store, [(each, each.steps[::-1]) for each in lists], make_opener(Path()))
    ((_, new),) = found.texts
    assert new == text.replace("[B, C]", "[C, B]").replace("- C\n  - A", "- A\n  - C")
