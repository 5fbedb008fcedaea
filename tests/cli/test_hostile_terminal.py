"""Values that programs read, printed on a terminal: nothing in them acts there, and in a pipe every byte stays."""

import csv
import io
import os
import sys
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from ipp.batch.engines.sql import DIALECTS
from ipp.cli.app import main
from ipp.text.visible import make_visible
from tests.cli.program import clean, inside

ACTING = "\x1b[31m\u202eMug\x9b2J"
STORE = f"""ipp: 1
ultimate: Club
products:
  "{ACTING.encode("unicode_escape").decode()}": {{price: 9, next: Club}}
  Club: {{price: 29}}
"""
DAY = ("--path", "store.yaml", "--today", "2026-11-22")
TABLES = (
    ("plan", "orders.csv", *DAY, "--output", "-"),
    *(
        ("plan", "orders.csv", *DAY, "--log", "log", "--for", tool, "--output", "-")
        for tool in ("klaviyo", "mailchimp", "hubspot", "brevo", "matrixify", "segment")
    ),
    ("learn", "orders.csv", *DAY, "--all", "--format", "csv"),
)
SQL = [
    ("plan", *DAY, "--to-sql", dialect, *more) for dialect in DIALECTS for more in ((), ("--create-tables",))
]


class Screen(io.TextIOWrapper):
    """A terminal, of one encoding."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), "utf-8", write_through=True, newline="")

    def isatty(self) -> bool:
        return True


def shown(*arguments: str) -> tuple[Any, str]:
    """Run the program on a terminal without colours; return its exit code and what it shows."""
    screen, said = Screen(), Screen()
    with (
        patch.object(sys, "argv", ["ipp", *arguments]),
        patch.object(sys, "stdout", screen),
        patch.object(sys, "stderr", said),
        patch.dict(os.environ, clean({"NO_COLOR": "1"}), clear=True),
        pytest.raises(SystemExit) as exit,
    ):
        main()
    for each in (screen, said):
        each.seek(0)
    return exit.value.code, screen.read() + said.read()


@pytest.fixture
def hostile(empty: Path) -> Path:
    (empty / "store.yaml").write_text(STORE, encoding="utf-8")
    rows = [(f"{ACTING}{number}@x.com", ACTING, "2026-10-01") for number in range(3)]
    rows += [(who, "Club", "2026-11-01") for who, _, _ in rows[:2]]
    with (empty / "orders.csv").open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows([("customer", "item", "date"), *rows])
    return empty


@pytest.mark.parametrize("arguments", TABLES)
def test_a_table_on_a_terminal_does_not_act(hostile: Path, arguments: tuple[str, ...]) -> None:
    code, text = shown(*arguments)
    piped = inside(*arguments)
    assert code == piped.code == 0
    acting = [char for char in text if char not in "\n\r" and make_visible(char) != char]
    assert acting == []
    if arguments[0] == "plan" and "segment" not in arguments:
        assert ACTING in piped.out and make_visible(ACTING) in text


@pytest.mark.parametrize("arguments", SQL)
def test_a_statement_that_would_act_is_not_printed_on_a_terminal(
    hostile: Path, arguments: tuple[str, ...]
) -> None:
    """What stands in a literal is the name itself: another text would mean another thing."""
    code, text = shown(*arguments)
    refusal = "error: --to-sql: a name in this path holds characters that would act on a terminal"
    assert code == 2
    assert " ".join(text.split()).startswith(refusal)
    assert inside(*arguments).code == 0
    plain = STORE.replace(ACTING.encode("unicode_escape").decode(), "Mug of O'Hara\\twith füße")
    (hostile / "store.yaml").write_text(plain, encoding="utf-8")
    assert shown(*arguments) == (0, inside(*arguments).out)


def test_a_file_that_is_passed_on_does_not_act_on_a_terminal(hostile: Path) -> None:
    text = "ipp: 1\nultimate: Club\nproducts: {Club: {price: 29}}\n# \u202e\u2066\n"
    stdin = io.TextIOWrapper(io.BytesIO(text.encode()), "utf-8")
    with patch.object(sys, "stdin", stdin):
        _, seen = shown("validate", "-", "--fix")
    assert "\\u202e\\u2066" in seen
    assert "\u202e" not in seen
