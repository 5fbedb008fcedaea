"""When there are colours: on a terminal, or when asked for; never when asked not to."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from .program import clean, outside

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
]
ON_A_TERMINAL = [
    ({"TERM": "xterm-256color"}, ON),
    ({"TERM": "xterm", "NO_COLOR": "1"}, OFF),
    ({"TERM": "xterm", "NO_COLOR": ""}, ON),
    ({"TERM": "dumb"}, OFF),
    ({"TERM": "dumb", "FORCE_COLOR": "1"}, ON),
    ({"TERM": "xterm", "GITHUB_ACTIONS": "true"}, ON),
]


def named(env: object) -> str:
    return "-".join(f"{key}={value}" for key, value in env.items()) if isinstance(env, dict) else str(env)


@pytest.mark.parametrize(("env", "coloured"), IN_A_PIPE, ids=named)
def test_in_a_pipe(env: dict[str, str], coloured: bool) -> None:
    said = outside(*RULES, env=env)
    assert said.code == 0
    assert ("\x1b[" in said.out) is coloured


@pytest.mark.parametrize(("env", "coloured"), ON_A_TERMINAL, ids=named)
def test_on_a_terminal(env: dict[str, str], coloured: bool) -> None:
    code, shown = on_a_terminal(*RULES, env=env)
    assert code == 0
    assert (b"\x1b[" in shown) is coloured


def test_help_and_usage_are_never_coloured() -> None:
    """Typer would, and would wrap them with rich."""
    for arguments in (("--help",), ("nosuch",)):
        said = outside(*arguments, env={"FORCE_COLOR": "1", "GITHUB_ACTIONS": "true"})
        assert "\x1b" not in said.out + said.err
        assert "╭" not in said.out + said.err


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
