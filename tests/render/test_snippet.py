"""Lines with marks: each mark stands under what it marks, however wide, long or odd the line is."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipp.render.page import count_cells, print_plain
from ipp.render.snippet import SnippetMark, render_snippet
from ipp.text.source import Source, Span
from ipp.text.visible import make_visible

LINES = st.text(
    st.one_of(st.sampled_from("ab: \t語é\u0301🎉\x1b\u202e\u200d\U000e0041'"), st.characters(exclude_characters="\r\n", exclude_categories=["Cs"])),
    max_size=40,
)  # fmt: skip


def shown(source: Source, *marks: tuple[int, int, str]) -> list[str]:
    """Return the lines of a snippet; the first mark is the primary one."""
    made = [
        SnippetMark(Span(source, start, end), label, not number)
        for number, (start, end, label) in enumerate(marks)
    ]
    return print_plain(render_snippet(made[0].span, made, 4, "")).splitlines()


def by_cell(text: str) -> list[str]:
    """Return what stands in each cell of a line: a wide character in two, a combining one with the one before."""
    found: list[str] = []
    for char in text:
        width = count_cells(char)
        if width == 0 and found:
            found[-1] += char
        found += [char] + [""] * (width - 1) if width else []
    return found


@given(st.lists(LINES, min_size=1, max_size=5), st.data())
def test_a_mark_stands_under_what_it_marks(lines: list[str], data: st.DataObject) -> None:
    text = "\n".join(lines)
    source = Source("a.yaml", text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    row = source.locate_offset(start)[0]
    page = shown(source, (start, end, "HERE"))
    [at] = [
        number for number, each in enumerate(page) if each.endswith(" HERE") and set(each[:7]) <= set(" |")
    ]
    head = f"{row:>4} | "
    assert (page[at - 1] + " ").startswith(head)
    pointer = page[at][len(head) : -len(" HERE")]
    assert re.fullmatch(r" *\^+", pointer)
    line = source.read_line(row)
    wanted = line[source.locate_offset(start)[1] - 1 :][: max(1, end - start)]
    whole = make_visible(line.expandtabs(4))
    if count_cells(whole) <= 110 and all(map(count_cells, whole)):  # what is not cut, nor combined
        under = "".join(by_cell(page[at - 1][len(head) :] + " ")[pointer.index("^") : len(pointer)])
        assert under.replace(" ", "") == make_visible(wanted.replace("\t", "").replace(" ", ""))


@given(st.text("ab語\t", max_size=600), st.data())
def test_a_long_line_is_cut_around_each_mark(line: str, data: st.DataObject) -> None:
    source = Source("a.yaml", line + "\nnext\n")
    marks = []
    for number in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(line)))
        marks.append((start, data.draw(st.integers(start, len(line))), f"MARK{number}"))
    page = shown(source, *marks)
    for _, _, label in marks:
        assert sum(each.endswith(f" {label}") for each in page) == 1
    assert all(
        count_cells(each.removesuffix(each[-6:] if "MARK" in each else "")) <= 7 + 110 for each in page
    )


@pytest.mark.parametrize("text", ["a: b\r\nc: d\r\n", "a: b\rc: d", "a: b"])
def test_a_mark_in_a_line_break_stands_at_the_end_of_its_line(text: str) -> None:
    source = Source("a.yaml", text)
    for at in range(4, min(6, len(text)) + 1):
        page = shown(source, (at, at, "HERE"))
        row = source.locate_offset(at)[0]
        column = min(source.locate_offset(at)[1] - 1, len(source.read_line(row)))
        assert "     | " + " " * column + "^ HERE" in page


def test_a_mark_over_tabs_is_as_wide_as_they_are() -> None:
    source = Source("a.yaml", "x\ty\tz")
    page = shown(source, (2, 5, "HERE"))
    assert page[2:4] == ["   1 | x   y   z", "     |     ^^^^^ HERE"]


def test_distant_lines_are_kept_apart_and_near_ones_together() -> None:
    source = Source("a.yaml", "".join(f"line {n}\n" for n in range(1, 10)))
    page = shown(source, (source.find_line_start(8), source.find_line_start(8) + 4, "HERE"), (0, 4, "there"))
    assert page == [
        "    --> a.yaml:8:1",
        "     |",
        "   1 | line 1",
        "     | ---- there",
        "...",
        "   7 | line 7",
        "   8 | line 8",
        "     | ^^^^ HERE",
        "   9 | line 9",
        "     |",
    ]


def test_a_mark_over_lines_stands_under_the_first() -> None:
    page = shown(Source("a.yaml", "a: |\n  b\n  c\n"), (3, 12, "HERE"))
    assert page[2:5] == ["   1 | a: |", "     |    ^ HERE", "   2 |   b"]
