"""What the terminal can show: the only readers of its environment."""

import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from shutil import get_terminal_size
from typing import TextIO, cast

from ipp.render.figures import wrap_text
from ipp.render.page import Line, Piece, fit_lines, make_line, print_coloured, print_plain
from ipp.text.visible import make_visible


def use_colour(stream: TextIO) -> bool:
    """Whether to colour what goes to a stream: NO_COLOR, FORCE_COLOR, TERM=dumb and pipes are respected."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "") not in ("", "0") or os.environ.get("CLICOLOR_FORCE", "") not in (
        "",
        "0",
    ):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def write_page(lines: Iterable[Line], stream: TextIO | None = None) -> None:
    """Print a page; on a terminal no line is broken inside a word."""
    stream = stream or sys.stdout
    width = find_width(stream)
    stream.write(print_for_stream(fit_lines(lines, width) if width else lines, stream))


def print_for_stream(lines: Iterable[Line], stream: TextIO | None = None) -> str:
    """Return a page as stdout, or another stream, can show it."""
    return _replace_unencodable(
        print_coloured(lines) if use_colour(stream or sys.stdout) else print_plain(lines)
    )


class VisibleStream(io.TextIOBase):
    """A terminal on which nothing that is written acts: all but the ends of lines is shown as an escape."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write text, lines of it or parts of lines."""
        self._stream.write("\n".join(map(make_visible, text.split("\n"))))
        return len(text)


def open_output() -> TextIO:
    """Return where values go that programs read, such as CSV: stdout, which on a terminal shows what would act."""
    return cast("TextIO", VisibleStream(sys.stdout)) if sys.stdout.isatty() else sys.stdout


def print_error(message: str, tip: str = "") -> None:
    """Say that a request cannot be served, and what to do next where that is known: the one place where errors are printed."""
    _print_remark("error:", "bold red", message)
    if tip:
        _print_remark("  tip:", "cyan", tip)


def print_note(message: str) -> None:
    """Say something beside the answer."""
    _print_remark("note:", "cyan", message)


def _print_remark(word: str, style: str, message: str) -> None:
    """Write to stderr: whole lines in a pipe; on a terminal lines that fit, with room for the word before them."""
    stream, room = sys.stderr, len(word) + 1
    text = make_visible(message)
    lines = wrap_text(text, max(60, _count_columns()) - room) if stream.isatty() else [text]
    with suppress(OSError):  # who closed stderr, or has it on a full disk, is told by the exit code alone
        stream.write(
            print_for_stream(
                (
                    make_line(*((" " * room,) if place else (Piece(word, style), " ")), line)
                    for place, line in enumerate(lines)
                ),
                stream,
            )
        )
        stream.flush()


def _replace_unencodable(text: str) -> str:
    """Return text for a terminal that may know ASCII only, with plain marks in the place of drawn ones."""
    encoding = (sys.stdout.encoding or "ascii").lower().replace("-", "")
    return text if encoding.startswith("utf") else text.translate(_PLAIN_MARKS)


_PLAIN_MARKS = str.maketrans(
    {
        "★": "*",
        "●": "o",
        "○": "-",
        "▣": "#",
        "»": ">",
        "×": "x",
        "→": ">",
        "…": "...",
        "─": "-",
        "│": "|",
        "█": "#",
        "±": "+-",
        "−": "-",
        "▏": ".",
        "▎": ".",
        "▍": "-",
        "▌": "-",
        "▋": "=",
        "▊": "=",
        "▉": "=",
        "├": "|",
        "└": "`",
        "↓": "v",
        "↑": "^",
        "✗": "x",
    }
)


def find_width(stream: TextIO) -> int | None:
    """Return how many cells a line takes on a terminal, 60 at the least; None where a stream is no terminal."""
    return max(60, _count_columns()) if stream.isatty() else None


def measure_width() -> int:
    """Return how many cells a line of a table may take: those of the terminal, 60 at the least; 80 in a pipe."""
    return find_width(sys.stdout) or 80


def measure_text_width() -> int:
    """Return how many cells a line of text may take: those of the terminal, between 60 and 100; 80 in a pipe."""
    return min(100, max(60, _count_columns())) if sys.stdout.isatty() else 80


def _count_columns() -> int:
    return get_terminal_size().columns


@contextmanager
def watch_work(what: str = "") -> Iterator[Callable[[str], None]]:
    """Show what long work is at, on a terminal, until it is done; nothing in a pipe. Each telling takes the place of the one before."""
    shown = 0

    def show_message(message: str) -> None:
        nonlocal shown
        text = make_visible(f"{what}: {message} …" if what else f"{message} …")[: _count_columns() - 1]
        sys.stderr.write("\r" + text.ljust(shown))
        sys.stderr.flush()
        shown = len(text)

    if not sys.stderr.isatty():
        yield lambda _: None
        return
    try:
        yield show_message
    finally:
        if shown:
            sys.stderr.write("\r" + " " * shown + "\r")
            sys.stderr.flush()


@contextmanager
def show_progress(message: str | None) -> Iterator[None]:
    """Show what is going on, on a terminal, until it is done; nothing in a pipe, or without a message."""
    with watch_work() as show:
        if message is not None:
            show(message)
        yield
