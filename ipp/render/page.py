"""A page of styled lines: plain in a pipe, coloured by rich on a terminal. The layout is the same."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from ipp.text.visible import make_visible


class Piece(NamedTuple):
    """A stretch of text in one style (rich's names: `bold`, `dim`, `green`)."""

    text: str
    style: str = ""


Line = tuple[Piece, ...]
_MARKS = frozenset("●○▣★─│├└→←↑↓↳…·–—’‘“”•€✓✗×±−█▏▎▍▌▋▊▉")
"""What pages draw and write with; each takes one cell, as Latin letters do."""


def make_line(*pieces: str | Piece) -> Line:
    """Make a line; everything in it becomes harmless to look at."""
    return tuple(
        Piece(make_visible(piece)) if isinstance(piece, str) else Piece(make_visible(piece.text), piece.style)
        for piece in pieces
    )


def print_plain(lines: Iterable[Line]) -> str:
    """Return the page without styles, each line ended by a line break."""
    return "".join("".join(piece.text for piece in each).rstrip() + "\n" for each in lines)


def print_coloured(lines: Iterable[Line]) -> str:
    """Return the page with terminal styles."""
    from rich.style import Style  # only a terminal pays for it

    style = cache(Style.parse)
    return "".join(
        "".join(style(piece.style).render(piece.text) if piece.style else piece.text for piece in each) + "\n"
        for each in lines
    )


def count_cells(text: str) -> int:
    """Return how many terminal cells a text takes."""
    if text.isascii() or all(map(_is_narrow, text)):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def _is_narrow(char: str) -> bool:
    """Whether a character certainly takes one cell: Latin letters and our own marks, for which rich need not be loaded."""
    return " " <= char < "\x7f" or "\xa1" <= char < "\u0300" or char in _MARKS


def pad_text(text: str, width: int) -> str:
    """Return a text with spaces after it up to `width` cells."""
    return text + " " * max(0, width - count_cells(text))


def fit_lines(lines: Iterable[Line], width: int) -> Iterator[Line]:
    """Break lines of more than `width` cells between words; what follows stands a little deeper than the beginning of its line."""
    for line in lines:
        yield from (
            _fit_line(line, width) if sum(count_cells(piece.text) for piece in line) > width else (line,)
        )


def _fit_line(line: Line, width: int) -> Iterator[Line]:
    text = "".join(piece.text for piece in line)
    indent = min(len(text) - len(text.lstrip(" ")) + 2, width // 4)
    now: list[Piece] = []
    used = 0
    for blanks, word, style in _list_words(line):
        before = blanks
        if now and used + blanks + count_cells(word) > width:
            yield tuple(now)
            now, used, before = [Piece(" " * indent)], indent, 0
        now.append(Piece(" " * before + word, style))
        used += before + count_cells(word)
    yield tuple(now)


def _list_words(line: Line) -> Iterator[tuple[int, str, str]]:
    """Yield each word with the blanks before it and its style."""
    blanks = 0
    for piece in line:
        for place, word in enumerate(piece.text.split(" ")):
            blanks += place > 0
            if word:
                yield blanks, word, piece.style
                blanks = 0


def split_label(text: str, column: int, width: int) -> tuple[list[str], str]:
    """Return what stands above a row of a table, and what in its column of labels: a text that is too wide for it stands above.

    It is broken between words, in lines of at most `width` cells.
    """
    if count_cells(text) <= column:
        return [], text
    return ["".join(piece.text for piece in each) for each in fit_lines([make_line(text)], width)], ""
