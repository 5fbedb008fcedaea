"""An answer that cannot be written is an error, said as what it is; what was to be written after it is not."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.amounts import thin_out
from tests.cli.program import clean, inside

DAY = ("--today", "2026-11-22")
ORDERS = "customer,item,date\nann,TM-5000,2026-11-01\nbob,Nail Kit,2026-11-02\n"
ROWS = ("plan", "orders.csv", *DAY, "--log", "log", "--output", "-")
CLOSED = "error: the answer cannot be written: stdout is closed\n"
TELLING = (
    ("--version",), ("--help",), ("next", "--help"), ("next", "Nail Kit"), ("rules",), ("rule", "IPP201"), ("schema",), ("config",), ("validate",),
    ("validate", "--format", "json"), ("map",), ("map", "--format", "svg"), ("forecast",), ("diff", "paths", "paths"), ("suggest",),
    ("plan", "orders.csv"), ("plan", "orders.csv", "--output", "next.csv"), ("learn", "orders.csv"), ("learn", "orders.csv", "--draft", "-"),
    ("test", "--generate", "1"),
)  # fmt: skip
"""Commands that answer on stdout."""
SILENT = (("map", "--output", "map.svg"),)
"""Commands that say nothing there."""


@pytest.fixture
def orders(shop: Path) -> Path:
    (shop / "orders.csv").write_text(ORDERS, encoding="utf-8")
    return shop


def answer_to(where: str, *command: str) -> tuple[int, str]:
    """Run the program with a stdout that is closed, full, or read by nobody; returns the exit code and what is on stderr."""
    shell = [
        "sh",
        "-c",
        f'exec "$0" -m ipp "$@" {">&-" if where == "closed" else ""}',
        sys.executable,
        *command,
    ]
    reading, writing = os.pipe()
    os.close(reading)
    stdout = os.open("/dev/full", os.O_WRONLY) if where == "full" else writing
    done = subprocess.run(shell, stdout=stdout, stderr=subprocess.PIPE, env=clean({}), check=False)
    for each in {stdout, writing}:
        os.close(each)
    return done.returncode, done.stderr.decode()


@pytest.mark.parametrize("command", thin_out([*TELLING], 4), ids=" ".join)
def test_a_stdout_that_is_closed_is_an_error_for_what_answers_there(
    orders: Path, command: tuple[str, ...]
) -> None:
    code, said = answer_to("closed", *command)
    assert code == 2
    assert said.endswith(CLOSED) and "bug" not in said


@pytest.mark.parametrize("command", SILENT)
def test_a_stdout_that_is_closed_is_nothing_to_what_says_nothing_there(
    orders: Path, command: tuple[str, ...]
) -> None:
    assert answer_to("closed", *command) == (0, "")


@pytest.mark.parametrize(
    ("where", "why"),
    [("closed", "stdout is closed"), ("full", "No space left on device"), ("a broken pipe", "Broken pipe")],
)
@pytest.mark.parametrize("tool", [(), ("--for", "klaviyo")])
def test_where_the_rows_cannot_be_written_the_log_is_not(
    orders: Path, where: str, why: str, tool: tuple[str, ...]
) -> None:
    if where == "full" and not Path("/dev/full").exists():
        pytest.skip("needs a full device")
    assert answer_to(where, *ROWS, *tool) == (
        2,
        f"error: the answer cannot be written: {why}\n  tip: log/2026-11-22.csv was not written\n",
    )
    assert [*(orders / "log").iterdir()] == []
    assert inside(*ROWS, *tool).code == 0
    assert len([*(orders / "log").iterdir()]) == 1


def test_whoever_stops_reading_rows_without_a_log_is_no_failure(orders: Path) -> None:
    assert answer_to("a broken pipe", "plan", "orders.csv", *DAY, "--output", "-")[0] == 0
