"""Runs a command in a process of its own, and says what processor time it took."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent.parent
_UNSET = ("PYTHONDONTWRITEBYTECODE", "PYTHONPROFILEIMPORTTIME", "PYTHONWARNINGS", "IPP_PATH", "FORCE_COLOR")


class Failed(Exception):
    """A measured command did not do what it was asked for."""


def clean_environment() -> dict[str, str]:
    """Return our environment without what changes a start, so that bytecode is cached as it is for everybody."""
    return {name: value for name, value in os.environ.items() if name not in _UNSET}


def seconds(command: Sequence[str], environment: Mapping[str, str], fine: Sequence[int] = (0,)) -> float:
    """Return the processor time, user and system, of a whole process, from its start to its end.

    Only its own: not that of the process that waits for it.
    """
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
        ) as process,
    ):
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)  # it is waited for already
        if process.returncode not in fine:
            said.seek(0)
            raise Failed(
                f"{' '.join(command)}: exit {process.returncode}\n{said.read().decode(errors='replace')}"
            )
        return usage.ru_utime + usage.ru_stime


def answer(module: str, *arguments: str) -> str:
    """Return what a module prints, run by this interpreter in a process of its own."""
    with tempfile.TemporaryFile() as said:
        write(said, module, *arguments)
        said.seek(0)
        return said.read().decode("utf-8")


def write(file: IO[bytes], module: str, *arguments: str) -> None:
    """Let a module of ours print into a file: what it prints never passes through this process."""
    command = (sys.executable, "-X", "utf8", "-m", module, *arguments)
    done = subprocess.run(
        command, cwd=ROOT, env=clean_environment(), stdout=file, stderr=subprocess.PIPE, check=False
    )
    if done.returncode:
        raise Failed(
            f"{' '.join(command[1:])}: exit {done.returncode}\n{done.stderr.decode(errors='replace')}"
        )
