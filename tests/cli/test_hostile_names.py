"""Files whose names are no UTF-8, for every parameter that names a file: no command fails on them.

The commands and their parameters come from the program itself.
"""

import csv
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.amounts import thin_out
from tests.cli.arguments.test_check_texts import parameters
from tests.cli.test_hostile_commands import DAY, FORECAST, MEASURE, PLAN, STORIES, P, make_shop, said_by

shop = make_shop
ODD = "odd\udcff"
FILES = {
    ".csv": "orders.csv",
    ".yaml": "store.yaml",
    ".json": "::error::baseline.json",
    "-log.csv": "log.csv",
    "-people.csv": "people.csv",
    ".test.yaml": STORIES,
    ".html": None,
    ".parquet": None,
    ".jsonl": None,
    "": None,
}
"""Files that are there under an odd name, by their endings; the others are not there."""
BASES: dict[str, tuple[str, ...]] = {
    "plan": PLAN,
    "next": (*P, *DAY, "--customer", "ann"),
    "forecast": FORECAST,
    "learn": ("orders.csv", *DAY),
    "backtest": ("later.csv", *P, *DAY),
    "measure": MEASURE,
    "suggest": DAY,
    "diff": ("store.yaml", "changed.yaml", *DAY, "--orders", "orders.csv"),
    "import": ("catalogue.csv", *DAY),
    "map": (*DAY, "--format", "json"),
    "validate": DAY,
    "test": DAY,
}


def type_file(command: str, name: str, file: str) -> tuple[str, ...]:
    """Return a line that names a file, and whatever else the command needs."""
    if not name.startswith("-"):
        return (file, *(each for each in BASES.get(command, ()) if not each.endswith(".csv")))
    base = [*BASES.get(command, ())]
    if name in base:
        place = base.index(name)
        del base[place : place + 2]
    return (*base, name, f"full={file}" if name == "--format" else file)


def names_file(parameter: Any) -> bool:
    return any(word in (parameter.metavar or "") for word in ("FILE", "DIR", "ORDERS", "OLD"))


CASES = [
    (command, type_file(command, name, ODD + ending))
    for command, name, each in parameters()
    if names_file(each)
    for ending in FILES
]


@pytest.mark.parametrize(("command", "arguments"), thin_out(CASES, 9), ids=ascii)
def test_no_command_fails_on_a_name_that_is_no_utf8(
    shop: Path, command: str, arguments: tuple[str, ...]
) -> None:
    for old in shop.glob("odd*"):
        shutil.rmtree(old) if old.is_dir() else old.unlink()
    for ending, source in FILES.items():
        if source:
            shutil.copyfile(shop / source, shop / (ODD + ending))
    said = said_by(command, arguments, {})
    assert said.code != 3, said.err


def test_the_files_of_a_plan_can_have_such_names(shop: Path) -> None:
    folder = shop / "n\udcff"
    folder.mkdir()
    shutil.copyfile("orders.csv", folder / "o.csv")
    outputs = (
        "--output",
        f"{folder}/rows.csv",
        "--rejects",
        f"{folder}/rejects.csv",
        "--log",
        f"{folder}/log",
    )
    said = said_by("plan", (f"{folder}/o.csv", *P, *DAY, *outputs), {})
    assert said.code == 0, said.err
    assert {each.name for each in folder.iterdir()} == {"o.csv", "rows.csv", "rejects.csv", "log"}
    with (folder / "rejects.csv").open(encoding="utf-8", newline="") as opened:
        assert {row["source"] for row in csv.DictReader(opened)} == {
            f"{folder}/o.csv".replace("\udcff", "\\udcff")
        }
    with (folder / "rows.csv").open(encoding="utf-8", newline="") as opened:
        assert len([*csv.DictReader(opened)]) > 10
