"""Run the program: inside this process, or outside as its users do."""

import io
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from ipp.cli.app import main

ROOT = Path(__file__).parents[2]
_OURS = (
    "IPP_",
    "NO_COLOR",
    "FORCE_COLOR",
    "CLICOLOR",
    "TERM",
    "GITHUB_",
    "COLUMNS",
    "_IPP_",
    "COMP_",
    "PYTHON",
    "LC_",
    "LANG",
    "CI",
)
Arguments = str | bytes


class Said(NamedTuple):
    """What a run came to."""

    code: int
    out: str
    err: str


def inside(*arguments: str, env: dict[str, str] | None = None) -> Said:
    """Run the program in this process, as in a pipe."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True, newline="") for _ in range(2))
    with (
        patch.object(sys, "argv", ["ipp", *arguments]),
        patch.object(sys, "stdout", out),
        patch.object(sys, "stderr", err),
        patch.dict(os.environ, clean(env or {}), clear=True),
    ):
        try:
            main()
        except SystemExit as exit:
            code = exit.code
    assert isinstance(code, int)
    return Said(code, _written(out), _written(err))


def _written(stream: io.TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()


def clean(env: dict[str, str]) -> dict[str, str]:
    """Return the environment without what the program reads, and with what a test wants."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **env}


def outside(
    *arguments: Arguments,
    cwd: Path | None = None,
    env: dict[str, str] | None = None,
    stdin: bytes = b"",
    python: tuple[str, ...] = (),
) -> Said:
    """Run the program as its users do, in a pipe."""
    done = subprocess.run(
        [sys.executable, *python, "-m", "ipp", *arguments],
        cwd=cwd,
        env=clean(env or {}),
        input=stdin,
        capture_output=True,
        timeout=60,
        check=False,
    )
    return Said(done.returncode, done.stdout.decode(), done.stderr.decode())
