"""A page is the same in a pipe and on a terminal, but for its colours."""

import re
import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from ipp.render.page import (
    Line,
    Piece,
    _is_narrow,
    count_cells,
    make_line,
    pad_text,
    print_coloured,
    print_plain,
)
from ipp.render.signs import SIGNS, ULTIMATE

STYLE = re.compile(r"\x1b\[[0-9;]*m")
STYLES = ["", "bold", "dim", "bold red", "green", "cyan", "blue", "yellow"]
PIECES = st.one_of(st.text(), st.builds(Piece, st.text(), st.sampled_from(STYLES)))
PAGES = st.lists(st.lists(PIECES).map(lambda pieces: make_line(*pieces)))


@given(PAGES)
def test_plain_and_coloured_say_the_same(page: list[Line]) -> None:
    uncoloured = STYLE.sub("", print_coloured(page))
    assert [each.rstrip() for each in uncoloured.split("\n")] == print_plain(page).split("\n")


@given(PAGES)
def test_a_line_is_a_line_whatever_is_in_it(page: list[Line]) -> None:
    text = print_plain(page)
    assert text.count("\n") == len(page)
    assert not [
        char for char in text.replace("\n", "") if unicodedata.category(char) in ("Cc", "Zl", "Zp", "Cs")
    ]


def test_colours_are_there() -> None:
    assert print_coloured([make_line(Piece("red", "bold red"), " plain")]) == "\x1b[1;31mred\x1b[0m plain\n"


def test_signs_are_measured_without_rich() -> None:
    """It costs a bare start at each `ipp next`."""
    assert all(_is_narrow(sign) and cell_len(sign) == 1 for sign in (*SIGNS.values(), ULTIMATE))


def test_text_is_no_markup() -> None:
    page = [make_line(Piece("[bold]Kit[/bold] :smile:", "green"), "[red]")]
    assert print_plain(page) == "[bold]Kit[/bold] :smile:[red]\n"
    assert STYLE.sub("", print_coloured(page)) == print_plain(page)


def test_no_spaces_are_left_at_the_end_of_a_plain_line() -> None:
    assert print_plain([make_line("a  "), make_line("   "), ()]) == "a\n\n\n"


@pytest.mark.parametrize(
    ("text", "width"),
    [("", 0), ("abc", 3), ("足クラブ", 8), ("e\u0301", 1), ("🦶", 2), ("é", 1), ("ｗ", 2), ("❤", 1)],
)
def test_cells_are_what_a_terminal_shows(text: str, width: int) -> None:
    assert count_cells(text) == width
    assert count_cells(pad_text(text, 10)) == 10
    assert pad_text(text, 0) == text


def test_what_counts_as_narrow_takes_one_cell() -> None:
    narrow = [char for char in map(chr, range(0x110000)) if _is_narrow(char)]
    assert len(narrow) > 600
    assert not [char for char in narrow if cell_len(char) != 1]


def test_an_answer_of_our_own_marks_does_not_load_rich() -> None:
    """It would cost a third of a start of the interpreter."""
    script = "import sys; from ipp.render.page import count_cells; print(count_cells('★ Café ─No→ ● 3 €'), 'rich' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["17", "False"]
