import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipp.text.edits import OverlappingEdits, apply_edits, do_overlap, splice_edits
from ipp.text.finding import Edit
from ipp.text.source import Source, Span

SOURCE = Source("a.yaml", "next: [A, B]\n")


def edit(start: int, end: int, text: str, source: Source = SOURCE) -> Edit:
    return Edit(Span(source, start, end), text)


def test_edits_are_made_whatever_their_order() -> None:
    edits = [edit(10, 11, "Beet"), edit(7, 8, "Apple"), edit(12, 12, "  # mended")]
    assert splice_edits(SOURCE.text, edits) == "next: [Apple, Beet]  # mended\n"
    assert splice_edits(SOURCE.text, reversed(edits)) == splice_edits(SOURCE.text, edits)


def test_an_edit_that_two_findings_ask_for_is_made_once() -> None:
    assert splice_edits(SOURCE.text, [edit(7, 8, "X"), edit(7, 8, "X")]) == "next: [X, B]\n"


def test_an_edit_may_begin_where_another_ends() -> None:
    assert splice_edits(SOURCE.text, [edit(6, 7, "("), edit(7, 8, "X")]) == "next: (X, B]\n"


@pytest.mark.parametrize("other", [edit(7, 8, "Y"), edit(6, 9, ""), edit(7, 7, "before ")])
def test_edits_that_want_the_same_characters_are_refused(other: Edit) -> None:
    with pytest.raises(OverlappingEdits):
        splice_edits(SOURCE.text, [edit(7, 8, "X"), other])


def test_each_source_is_edited_by_itself_even_one_of_the_same_name() -> None:
    other = Source("a.yaml", "next: C\n")
    found = apply_edits([edit(10, 11, "X"), edit(6, 7, "Y", other), edit(7, 8, "Z")])
    assert [*found.items()] == [(SOURCE, "next: [Z, X]\n"), (other, "next: Y\n")]


@given(st.text(max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 5), st.text(max_size=3))))
def test_what_lies_between_edits_stays(text: str, wanted: list[tuple[int, int, str]]) -> None:
    source = Source("a", text)
    edits: list[Edit] = []
    for start, length, new in wanted:
        made = edit(min(start, len(text)), min(start + length, len(text)), new, source)
        if not any(do_overlap(made, other) for other in edits):
            edits.append(made)
    expected, at = "", 0
    for each in sorted(edits, key=lambda e: (e.span.start, e.span.end)):
        expected += text[at : each.span.start] + each.text
        at = each.span.end
    assert splice_edits(text, edits) == expected + text[at:]
