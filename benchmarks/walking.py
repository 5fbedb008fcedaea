"""A year of every customer of the shipped files, decided by the engine: `python -m benchmarks walking`."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from time import process_time
from typing import Any

from benchmarks.child import ROOT
from benchmarks.figures import table
from ipp.api.customers import load
from ipp.cli.filesystem.story_files import is_story_file
from tests.engine.agreement import answer
from tests.oracle.plain import Store
from tests.oracle.year import ALL_HABITS, Habit, Year, is_good, list_firsts, plain_store, summary, walk_year

FILES = sorted(
    file
    for folder in ("paths", "examples")
    for file in ROOT.glob(f"{folder}/*.yaml")
    if not is_story_file(file)
)
HEAD = (
    "customer", "walks", "asked", "median day (latest)", "longest silence",
    "messages", "most a week", "a day", "least gap", "repeated", "owned", "stranded", "not good",
)  # fmt: skip
TURN = 97
"""Days between the first purchases of two walks, so that they meet every season."""


def report(most: int | None = None) -> str:
    """Walk, and return the report in Markdown; `most` is the number of first purchases of a file and habit."""
    began = process_time()
    parts = ["## A year of every customer\n\n" + _words()]
    for file in FILES:
        plain = plain_store(file.read_text("utf-8"))
        habits = (habit for habit in ALL_HABITS if list_firsts(plain, habit))
        rows = [_row(habit, file, plain, most) for habit in habits]
        parts.append(f"**{file.relative_to(ROOT)}**\n\n" + table(HEAD, rows))
    return "\n".join([*parts, f"{process_time() - began:.0f} seconds of the processor.\n"])


def _words() -> str:
    return (
        "After each first purchase, day by day for a year, from days all over the year. Days count from that purchase; messages are medians, "
        "silences, weeks and days the most of any walk. Repeated: asks of an offer that was open. Owned: asks of what was theirs. Not good: "
        "silent for more than 60 days, never asked the ultimate action, or any of those two, or stranded, or a gap broken.\n"
    )


def _row(habit: Habit, file: Path, plain: Store, most: int | None) -> tuple[str, ...]:
    years = list(_walks(file, plain, habit, most))
    found = summary(years)
    bad = sum(not is_good(plain, year) for year in years)
    return habit.name, *_cells(found), str(bad)


def _cells(found: dict[str, Any]) -> Iterator[str]:
    yield from (str(found["walks"]), str(found["asked"]), f"{found['median']} ({found['latest']})")
    for key in ("silence", "messages", "week", "day", "gap", "repeated", "owned", "stranded"):
        yield str(found[key])


def _walks(file: Path, plain: Store, habit: Habit, most: int | None) -> Iterator[Year]:
    policy = load(str(file)).policy
    for number, first in enumerate(list_firsts(plain, habit)[:most]):
        start = dt.date(2026, 1, 1) + dt.timedelta(TURN * number % 365)
        yield walk_year(plain, lambda *asked: answer(policy, *asked), first, habit, start)
