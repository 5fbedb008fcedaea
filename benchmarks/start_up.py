"""What one call of `ipp` costs, in bare starts of the same interpreter: `python -m benchmarks start_up`."""

import compileall
import os
import sys
from pathlib import Path
from statistics import median

from benchmarks.child import ROOT, clean_environment, seconds
from benchmarks.figures import Ratio, ratio, table

ROUNDS = 40
MOST_STARTS = 12
"""The target for `ipp next` on paths/store.yaml, which a checkout may call once per customer."""
_TODAY = ("--today", "2026-11-22")
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("--version",),
    ("next", "--bought", "Mug", "--path", "examples/tiny.yaml", *_TODAY),
    ("next", "--bought", "Jazz Piano 101", "--path", "examples/courses.yaml", *_TODAY),
    ("next", "--bought", "Toe Massager 5000", "--path", "paths/store.yaml", *_TODAY),
    ("validate", "examples/tiny.yaml"),
    ("validate", "examples/courses.yaml"),
    ("validate", "paths/store.yaml"),
)
_BARE = (sys.executable, "-c", "pass")


def program() -> tuple[str, ...]:
    """Return the `ipp` script of this environment, or `python -m ipp` where there is none."""
    script = Path(sys.executable).parent / "ipp"
    return (str(script),) if script.is_file() else (sys.executable, "-m", "ipp")


def measure(rounds: int = ROUNDS) -> tuple[list[float], list[list[float]]]:
    """Return the processor seconds of bare starts, and of each of COMMANDS, measured in turn, round by round."""
    compileall.compile_dir(ROOT / "ipp", quiet=2)
    environment = clean_environment()
    ipp = program()
    bare: list[float] = []
    taken: list[list[float]] = [[] for _ in COMMANDS]
    for number in range(rounds + 1):
        at_bare = seconds(_BARE, environment)
        at_each = [seconds((*ipp, *command), environment, fine=(0, 1)) for command in COMMANDS]
        if number:  # the first round only warms the caches
            bare.append(at_bare)
            for times, time in zip(taken, at_each, strict=True):
                times.append(time)
    return bare, taken


def report(rounds: int = ROUNDS) -> str:
    """Measure, and return the report in Markdown."""
    bare, taken = measure(rounds)
    ratios = [ratio(times, bare) for times in taken]
    rows = [
        (_shown(command), str(found), f"{median(times) * 1000:.0f}")
        for command, found, times in zip(COMMANDS, ratios, taken, strict=True)
    ]
    rows.insert(0, ("`python -c pass`", "1", f"{median(bare) * 1000:.0f}"))
    how = "the `ipp` script" if len(program()) == 1 else "`python -m ipp`, there being no `ipp` script"
    note = (
        "\nPYTHONDONTWRITEBYTECODE is set here; it was unset for the measured processes, and bytecode was cached.\n"
        if os.environ.get("PYTHONDONTWRITEBYTECODE")
        else ""
    )
    return (
        "## Start-up\n\nProcessor time, user and system, of the whole process, in bare starts of the same interpreter: the ratio of the "
        f"medians of {rounds} rounds, with the least and the most of any round. Run as {how}.\n{note}\n"
        + table(("command", "bare starts", "CPU ms"), rows)
        + f"\nTarget: `ipp next` on paths/store.yaml takes at most {MOST_STARTS} bare starts: {_met(ratios)}.\n"
    )


def _met(ratios: list[Ratio]) -> str:
    found = next(r for r, command in zip(ratios, COMMANDS, strict=True) if "paths/store.yaml" in command)
    return found.held(MOST_STARTS)


def _shown(command: tuple[str, ...]) -> str:
    words = [f'"{word}"' if " " in word else word for word in command if word not in _TODAY]
    return f"`ipp {' '.join(words)}`"
