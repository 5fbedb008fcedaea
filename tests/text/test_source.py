"""Lines and columns of offsets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipp.text.source import Source, Span

PLACES = [
    ("", 0, (1, 1)),
    ("ab\ncd", 0, (1, 1)),
    ("ab\ncd", 2, (1, 3)),  # the line break belongs to its line
    ("ab\ncd", 3, (2, 1)),
    ("ab\ncd", 5, (2, 3)),  # the end of the text
    ("ab\r\ncd", 3, (1, 4)),
    ("ab\r\ncd", 4, (2, 1)),
    ("ab\rcd", 3, (2, 1)),
    ("a\r\r\nb", 2, (2, 1)),
    ("a\r\r\nb", 4, (3, 1)),
    ("\n\n", 2, (3, 1)),
    ("a\u2028b", 2, (1, 3)),  # no editor counts these as lines
    ("a\x85b", 2, (1, 3)),
    ("a\x0cb", 2, (1, 3)),
    ("\tb", 1, (1, 2)),  # one code point, one column
    ("😀b", 1, (1, 2)),
    ("e\u0301b", 2, (1, 3)),
]


@pytest.mark.parametrize(("text", "offset", "place"), PLACES)
def test_place_counts_lines_and_code_points_from_one(text: str, offset: int, place: tuple[int, int]) -> None:
    assert Source("f", text).locate_offset(offset) == place
    assert (
        Span(Source("f", text), offset, offset).line,
        Span(Source("f", text), offset, offset).column,
    ) == place


@given(st.text(alphabet="ab\r\n\u2028😀", max_size=30))
def test_places_agree_with_a_walk_through_the_text(text: str) -> None:
    source = Source("f", text)
    line, column = 1, 1
    for offset, char in enumerate(text):
        assert source.locate_offset(offset) == (line, column)
        if char == "\n" or (char == "\r" and text[offset + 1 : offset + 2] != "\n"):
            line, column = line + 1, 1
        else:
            column += 1
    assert source.locate_offset(len(text)) == (line, column)


LINES = [
    ("ab\ncd", 1, "ab"),
    ("ab\ncd", 2, "cd"),
    ("ab\r\ncd\r\n", 1, "ab"),
    ("ab\r\ncd\r\n", 2, "cd"),
    ("ab\r\ncd\r\n", 3, ""),
    ("ab\rcd", 2, "cd"),
    ("a\u2028b\nc", 1, "a\u2028b"),
    ("", 1, ""),
]


@pytest.mark.parametrize(("text", "number", "line"), LINES)
def test_line_comes_without_its_break(text: str, number: int, line: str) -> None:
    assert Source("f", text).read_line(number) == line
