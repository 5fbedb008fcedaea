"""The first and the last days of the calendar, in every option that takes a day, and large numbers: no command fails on them.

The commands and their options come from the program itself, the runs from `test_hostile_commands`.
"""

import json
from pathlib import Path

import pytest

from tests.amounts import thin_out
from tests.cli.arguments.test_check_texts import parameters
from tests.cli.test_hostile_commands import DAY, FORECAST, MEASURE, PLAN, RUNS, P, make_shop, said_by

FIRST, LAST = "0001-01-01", "9999-12-31"
ENDS = (FIRST, LAST, "9999-12-30")
_, TODAY = DAY
DATED = [
    (command, arguments) for command, runs in RUNS.items() for arguments in runs if TODAY in arguments
] + [
    ("plan", (*PLAN, "--days", "3")),
    ("plan", (*PLAN, "--due-by", TODAY, "--log", "log.csv")),
    ("next", (*P, *DAY, "--stopped", TODAY, "--resumed", TODAY)),
    ("measure", (*MEASURE, "--segment", "x", "--since", TODAY)),
    ("forecast", (*FORECAST, "--baseline", "orders.csv", "--horizon", "1d")),
]
shop = make_shop


def test_every_option_that_takes_a_day_is_tried() -> None:
    dated = {(command, name) for command, name, each in parameters() if each.metavar == "DATE"}
    assert len(dated) > 12
    tried = {(command, name) for command, arguments in DATED for name in arguments}
    assert dated <= tried


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize(("command", "arguments"), thin_out(DATED, 12), ids=ascii)
def test_no_command_fails_at_the_ends_of_the_calendar(
    shop: Path, command: str, arguments: tuple[str, ...], end: str
) -> None:
    said = said_by(command, tuple(end if each == TODAY else each for each in arguments), {})
    assert said.code != 3, said.err


NUMBERS = [
    ("validate", ("store.yaml", "--customers-per-month")),
    ("plan", (*PLAN, "--output", "-", "--limit")),
    ("forecast", (*FORECAST, "--entrants")),
    ("forecast", (*FORECAST, "--seed")),
    ("test", ("--path", "tiny.yaml", *DAY, "--generate")),
    ("diff", ("store.yaml", "changed.yaml", *DAY, "--limit")),
]
"""Runs in which a number comes last, of options that have no largest one."""


def test_no_number_is_too_large(shop: Path) -> None:
    endless = {
        (command, name)
        for command, name, each in parameters()
        if hasattr(each.type, "min") and each.type.max is None
    }
    assert endless == {(command, arguments[-1]) for command, arguments in NUMBERS}
    (shop / "tiny.yaml").write_text("ipp: 1\nultimate: A\nproducts: {A: {price: 1}}\n", encoding="utf-8")
    for command, arguments in NUMBERS:
        said = said_by(command, (*arguments, "1" + "0" * 30), {})
        assert said.code != 3, said.err


def test_the_days_to_come_end_with_the_calendar(shop: Path) -> None:
    said = said_by("plan", ("orders.csv", *P, "--today", "9999-12-30", "--days", "5", "--format", "json"), {})
    assert [each["day"] for each in json.loads(said.out)["days"]] == ["9999-12-30", LAST]


def test_what_an_e_mail_tool_is_told_on_the_first_day(shop: Path) -> None:
    arguments = (
        "orders.csv",
        *P,
        "--today",
        FIRST,
        "--log",
        "log.csv",
        "--for",
        "klaviyo",
        "--output",
        "k.csv",
    )
    assert said_by("plan", arguments, {}).code == 0
