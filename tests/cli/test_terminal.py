"""What long work is at, shown on a terminal and taken away again."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import pytest

from ipp.cli import terminal


class Screen(io.StringIO):
    """A terminal, and what it shows on its line in the end."""

    def isatty(self) -> bool:
        return True

    def line(self) -> str:
        cells: list[str] = []
        at = 0
        for char in self.getvalue():
            if char == "\r":
                at = 0
                continue
            cells[at : at + 1] = [char]
            at += 1
        return "".join(cells).rstrip()


@contextmanager
def looking() -> Iterator[Screen]:
    """Look at a terminal of 40 columns."""
    screen = Screen()
    with patch("sys.stderr", screen), patch.dict("os.environ", {"COLUMNS": "40"}):
        yield screen


def test_each_telling_takes_the_place_of_the_one_before() -> None:
    with looking() as screen, terminal.watch_work("plan") as told:
        told("reading the orders of all shops")
        assert screen.line() == "plan: reading the orders of all shops …"
        told("planning")
        assert screen.line() == "plan: planning …"


def test_what_is_longer_than_the_line_is_cut_so_that_it_can_be_taken_away() -> None:
    with looking() as screen:
        with terminal.show_progress("reading " + "long/" * 20):
            assert len(screen.line()) == 39
        assert screen.line() == ""


def test_a_name_that_would_act_does_not() -> None:
    with looking() as screen, terminal.show_progress("reading \x1b[2J.yaml"):
        assert screen.line() == "reading \\x1b[2J.yaml …"


def test_inside_other_work_nothing_to_say_leaves_what_is_shown() -> None:
    with looking() as screen, terminal.show_progress("mending a.yaml"):
        with terminal.show_progress(None):
            pass
        assert screen.line() == "mending a.yaml …"


def test_work_that_fails_takes_its_line_away() -> None:
    with looking() as screen:
        with pytest.raises(KeyboardInterrupt), terminal.show_progress("drawing"):
            raise KeyboardInterrupt
        assert screen.line() == ""


def test_in_a_pipe_nothing_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    with terminal.watch_work() as told:
        told("planning")
    assert capsys.readouterr() == ("", "")
