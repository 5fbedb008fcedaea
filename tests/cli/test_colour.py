"""When there are colours: on a terminal, or when asked for; never when asked not to."""

import io
import os
import pty
import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

import pytest

from ipp.cli import terminal
from tests.amounts import thin_out

from .conftest import BROKEN, SHOP
from .program import clean, inside, outside

RULES = ("rule", "IPP201")
ON, OFF = True, False
IN_A_PIPE = [
    ({}, OFF),
    ({"NO_COLOR": "1"}, OFF),
    ({"FORCE_COLOR": "1"}, ON),
    ({"FORCE_COLOR": "3"}, ON),
    ({"FORCE_COLOR": "0"}, OFF),
    ({"FORCE_COLOR": ""}, OFF),
    ({"CLICOLOR_FORCE": "1"}, ON),
    ({"CLICOLOR_FORCE": "0"}, OFF),
    ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, OFF),
    ({"FORCE_COLOR": "1", "NO_COLOR": ""}, ON),
    ({"FORCE_COLOR": "1", "TERM": "dumb"}, ON),
    ({"GITHUB_ACTIONS": "true"}, OFF),
    ({"NO_COLOR": ""}, OFF),
    ({"CLICOLOR_FORCE": ""}, OFF),
    ({"CLICOLOR_FORCE": "1", "NO_COLOR": "1"}, OFF),
    ({"CLICOLOR_FORCE": "1", "NO_COLOR": ""}, ON),
    ({"FORCE_COLOR": "0", "CLICOLOR_FORCE": "1"}, ON),
    ({"GITHUB_ACTIONS": "true", "FORCE_COLOR": "1"}, ON),
    ({"GITHUB_ACTIONS": "true", "FORCE_COLOR": "1", "NO_COLOR": "1"}, OFF),
    ({"TERM": "xterm-256color"}, OFF),
]
ON_A_TERMINAL = [
    ({"TERM": "xterm-256color"}, ON),
    ({"TERM": "xterm", "NO_COLOR": "1"}, OFF),
    ({"TERM": "xterm", "NO_COLOR": ""}, ON),
    ({"TERM": "dumb"}, OFF),
    ({"TERM": "dumb", "FORCE_COLOR": "1"}, ON),
    ({"TERM": "xterm", "GITHUB_ACTIONS": "true"}, ON),
    ({"TERM": "xterm", "FORCE_COLOR": "1", "NO_COLOR": "1"}, OFF),
    ({"TERM": "xterm", "CLICOLOR_FORCE": "1", "NO_COLOR": "1"}, OFF),
    ({"TERM": "dumb", "CLICOLOR_FORCE": "1"}, ON),
    ({"TERM": "dumb", "GITHUB_ACTIONS": "true"}, OFF),
]
ANSWERS = {
    "validate": (("validate", "broken.yaml"), 1),
    "statistics": (("validate", "broken.yaml", "--statistics"), 1),
    "diff": (("validate", "broken.yaml", "--diff", "--unsafe-fixes"), 1),
    "next": (("next", "--path", "store.yaml", "--bought", "TM-5000", "--today", "2026-11-22"), 0),
    "config": (("config",), 0),
    "rules": (("rules",), 0),
}
PLAIN = {
    "concise": (("validate", "broken.yaml", "--format", "concise"), 1),
    "json": (("validate", "broken.yaml", "--format", "json"), 1),
    "github": (("validate", "broken.yaml", "--format", "github"), 1),
    "help": (("--help",), 0),
    "help of a command": (("validate", "--help"), 0),
}
ERRORS = {
    "no command": ("nosuch",),
    "no option": ("validate", "--nosuch"),
    "no file": ("validate", "nosuch.yaml"),
    "no name": ("next", "--path", "store.yaml", "--bought", "Nothing"),
    "a mistake in the file": ("next", "--path", "broken.yaml", "--bought", "TM-5000"),
}
LOUD = {"FORCE_COLOR": "1", "CLICOLOR_FORCE": "1", "GITHUB_ACTIONS": "true", "TERM": "xterm-256color"}


@pytest.fixture
def stores(empty: Path) -> Path:
    """Return the working folder, with a good and a bad store."""
    (empty / "store.yaml").write_text(SHOP, encoding="utf-8")
    (empty / "broken.yaml").write_text(BROKEN, encoding="utf-8")
    return empty


def named(env: object) -> str:
    return "-".join(f"{key}={value}" for key, value in env.items()) if isinstance(env, dict) else str(env)


@pytest.mark.parametrize(("env", "coloured"), IN_A_PIPE[:12], ids=named)
def test_in_a_pipe(env: dict[str, str], coloured: bool) -> None:
    said = outside(*RULES, env=env)
    assert said.code == 0
    assert ("\x1b[" in said.out) is coloured


@pytest.mark.parametrize(("env", "coloured"), ON_A_TERMINAL, ids=named)
def test_on_a_terminal(env: dict[str, str], coloured: bool) -> None:
    code, shown = on_a_terminal(*RULES, env=env)
    assert code == 0
    assert (b"\x1b[" in shown) is coloured


@pytest.mark.parametrize(("env", "coloured"), IN_A_PIPE, ids=named)
@pytest.mark.parametrize(("arguments", "code"), thin_out([*ANSWERS.values()], 4))
def test_every_answer_in_a_pipe(
    stores: Path, arguments: tuple[str, ...], code: int, env: dict[str, str], coloured: bool
) -> None:
    said = inside(*arguments, env=env)
    assert said.code == code
    assert ("\x1b[" in said.out) is coloured
    assert ("\x1b" in said.err) is (coloured and bool(said.err))


@pytest.mark.parametrize(("env", "coloured"), ON_A_TERMINAL, ids=named)
def test_what_is_decided_of_a_terminal(env: dict[str, str], coloured: bool) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    with patch.dict(os.environ, clean(env), clear=True):
        assert terminal.use_colour(Terminal()) is coloured


@pytest.mark.parametrize(("arguments", "code"), PLAIN.values(), ids=PLAIN.keys())
def test_what_is_never_coloured(stores: Path, arguments: tuple[str, ...], code: int) -> None:
    """Help and what programs read; typer would colour and wrap help, most of all in GitHub Actions."""
    quiet = outside(*arguments)
    loud = outside(*arguments, env=LOUD)
    assert quiet.code == loud.code == code
    assert "\x1b" not in loud.out + loud.err
    assert "╭" not in loud.out + loud.err
    assert loud.err == quiet.err
    if arguments[-1] != "concise":  # which is told beside it, there
        assert loud.out == quiet.out


@pytest.mark.parametrize("arguments", ERRORS.values(), ids=ERRORS.keys())
def test_an_error_is_the_same_in_red(stores: Path, arguments: tuple[str, ...]) -> None:
    """Of arguments and of files alike: `error:` is red where colours are wanted, and nothing else changes."""
    quiet, loud = inside(*arguments), inside(*arguments, env={"FORCE_COLOR": "1"})
    assert (quiet.code, quiet.out, loud.code, loud.out) == (2, "", 2, "")
    assert "\x1b" not in quiet.err
    assert "\x1b[1;31merror:\x1b[0m " in loud.err
    assert uncoloured(loud.err) == quiet.err
    last = quiet.err.splitlines()[-2:]
    assert last[-1].startswith(("error: ", "  tip: ")) and any(line.startswith("error: ") for line in last)


def test_help_is_never_coloured_on_a_terminal(stores: Path) -> None:
    said, shown = on_a_terminal("--help", env=LOUD)
    assert said == 0
    assert b"\x1b" not in shown


def test_an_error_on_a_narrow_terminal_breaks_between_words(stores: Path) -> None:
    arguments = ("validate", "--statistics", "--format", "sarif", "store.yaml")
    code, shown = on_a_terminal(*arguments, env={"TERM": "dumb", "COLUMNS": "60"})
    lines = shown.decode().splitlines()
    assert (code, lines[0][:7]) == (2, "error: ")
    assert len(lines) > 2 and max(map(len, lines)) <= 60
    told = " ".join(line.strip() for line in lines).replace("   ", " ")
    assert told == " ".join(inside(*arguments).err.split())


@pytest.mark.parametrize(("env", "coloured"), ON_A_TERMINAL[:2], ids=named)
def test_findings_on_a_real_terminal(stores: Path, env: dict[str, str], coloured: bool) -> None:
    code, shown = on_a_terminal("validate", "broken.yaml", env=env)
    assert code == 1
    assert (b"\x1b[1;31merror[IPP101]" in shown) is coloured


def test_colours_change_nothing_else(shop: Path) -> None:
    asks = ("next", "--bought", "TM-5000", "--today", "2026-11-22", "--why")
    plain, coloured = outside(*asks), outside(*asks, env={"FORCE_COLOR": "1"})
    assert uncoloured(coloured.out) == plain.out
    assert (
        outside(*asks, "--format=json", env={"FORCE_COLOR": "1"}).out == outside(*asks, "--format=json").out
    )


def uncoloured(text: str) -> str:
    parts = text.split("\x1b[")
    return "\n".join(
        line.rstrip()
        for line in (parts[0] + "".join(part.split("m", 1)[1] for part in parts[1:])).split("\n")
    )


def on_a_terminal(*arguments: str, env: dict[str, str]) -> tuple[int, bytes]:
    """Run the program with a terminal for its output; return its exit code and what was shown."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "ipp", *arguments], stdin=theirs, stdout=theirs, stderr=theirs, env=clean(env)
    ) as running:
        os.close(theirs)
        shown = b"".join(iter(lambda: _read(ours), b""))
        os.close(ours)
    return running.returncode, shown


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # how Linux tells that nobody writes any more
        return b""
