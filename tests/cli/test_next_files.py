"""`ipp next --customer`: one customer out of the files of all, with what is typed of them."""

import json
from pathlib import Path

import pytest

from tests.cli.program import Said, inside

PLAN = Path("examples/plan").absolute()
FILES = (f"--orders={PLAN}/orders.csv", f"--log={PLAN}/offers.csv", f"--customers={PLAN}/customers.csv")
DAY = ("--path", str(Path("paths/store.yaml").absolute()), "--today", "2026-11-22")


def ask(*arguments: str) -> Said:
    return inside("next", *DAY, *arguments)


def test_the_files_and_what_is_typed() -> None:
    plain = json.loads(ask("--customer", "ADA@example.com", *FILES, "--format", "json").out)
    assert (plain["state"], plain["action"]["name"]) == ("offer", "Grandma's Hot-Water Bottle")
    assert plain["action"]["because"] == "Sleepy Tea"
    after = json.loads(
        ask(
            "--customer=ada@example.com", *FILES, "--declined=Grandma's Hot-Water Bottle", "--format=json"
        ).out
    )
    assert after["action"]["name"] != "Grandma's Hot-Water Bottle"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (FILES[:1], "ipp: which customer? Say --customer ID"),
        (("--customer=ann",), "ipp: which orders? Say --customer ID --orders FILE"),
        (("--customer=ann", FILES[1]), "ipp: which orders? Say --customer ID --orders FILE"),
        (("--customer=ann", FILES[0]), f"ipp: {PLAN}/orders.csv: no customer is called 'ann'"),
        (("--customer=ann", "--orders=no.csv"), "ipp: no.csv: no such file"),
    ],
)
def test_half_a_request_is_one_line(arguments: tuple[str, ...], message: str) -> None:
    said = ask(*arguments)
    assert (said.code, said.out, said.err.splitlines()) == (2, "", [message])
