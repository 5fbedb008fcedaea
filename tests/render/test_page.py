"""A page is the same in a pipe and on a terminal, but for its colours."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipp.render.page import Line, Piece, cells, coloured, line, padded, plain

STYLE = re.compile(r"\x1b\[[0-9;]*m")
STYLES = ["", "bold", "dim", "bold red", "green", "cyan", "blue", "yellow"]
PIECES = st.one_of(st.text(), st.builds(Piece, st.text(), st.sampled_from(STYLES)))
PAGES = st.lists(st.lists(PIECES).map(lambda pieces: line(*pieces)))


@given(PAGES)
def test_plain_and_coloured_say_the_same(page: list[Line]) -> None:
    uncoloured = STYLE.sub("", coloured(page))
    assert [each.rstrip() for each in uncoloured.split("\n")] == plain(page).split("\n")


@given(PAGES)
def test_a_line_is_a_line_whatever_is_in_it(page: list[Line]) -> None:
    text = plain(page)
    assert text.count("\n") == len(page)
    assert not [
        char for char in text.replace("\n", "") if unicodedata.category(char) in ("Cc", "Zl", "Zp", "Cs")
    ]


def test_colours_are_there() -> None:
    assert coloured([line(Piece("red", "bold red"), " plain")]) == "\x1b[1;31mred\x1b[0m plain\n"


def test_text_is_no_markup() -> None:
    page = [line(Piece("[bold]Kit[/bold] :smile:", "green"), "[red]")]
    assert plain(page) == "[bold]Kit[/bold] :smile:[red]\n"
    assert STYLE.sub("", coloured(page)) == plain(page)


def test_no_spaces_are_left_at_the_end_of_a_plain_line() -> None:
    assert plain([line("a  "), line("   "), ()]) == "a\n\n\n"


@pytest.mark.parametrize(
    ("text", "width"),
    [("", 0), ("abc", 3), ("足クラブ", 8), ("e\u0301", 1), ("🦶", 2), ("é", 1), ("ｗ", 2), ("❤", 1)],
)
def test_cells_are_what_a_terminal_shows(text: str, width: int) -> None:
    assert cells(text) == width
    assert cells(padded(text, 10)) == 10
    assert padded(text, 0) == text
