"""A page of styled lines: plain in a pipe, coloured by rich on a terminal. The layout is the same."""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from ipp.text.visible import make_visible


class Piece(NamedTuple):
    """A stretch of text in one style (rich's names: `bold`, `dim`, `green`)."""

    text: str
    style: str = ""


Line = tuple[Piece, ...]
_MARKS = frozenset("●○★─│├└→←↑↓↳…·–—’‘“”•€✓✗×±−█▏▎▍▌▋▊▉")
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
