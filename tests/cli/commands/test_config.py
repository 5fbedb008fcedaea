"""`ipp config`: every setting, its value, and who says so."""

import json
from pathlib import Path

from ipp.cli.settings import KEYS

from ..program import inside, outside


def test_for_people(empty: Path) -> None:
    (empty / ".ipp.toml").write_text('select = ["IPP2", "no-rest"]\n', encoding="utf-8")
    said = inside("config")
    assert (said.code, said.err) == (0, "")
    lines = said.out.splitlines()
    assert [line.split()[0] for line in lines] == list(KEYS)
    assert lines[1] == "select               IPP2, no-rest  .ipp.toml  The rules that `validate` checks."
    assert lines[2] == "ignore               -              default    The rules that it leaves out."


def test_for_programs(empty: Path) -> None:
    (empty / ".ipp.toml").write_text('select = ["IPP2"]\npath = "täg\\u007f\\u202e.yaml"\n', encoding="utf-8")
    said = inside("config", "--format", "json")
    answer = json.loads(said.out)
    assert answer["format_version"] == "1.0"
    assert answer["settings"]["select"] == {"value": ["IPP2"], "origin": ".ipp.toml"}
    assert answer["settings"]["path"]["value"] == "täg\x7f\u202e.yaml"
    assert answer["settings"]["baseline"] == {"value": None, "origin": "default"}
    assert "\x7f" not in said.out
    assert "\u202e" not in said.out


def test_hostile_values_act_on_no_terminal(empty: Path) -> None:
    (empty / ".ipp.toml").write_text('path = "a\\u001b[31m\\nb"\n', encoding="utf-8")
    said = inside("config")
    assert "\x1b" not in said.out
    assert len(said.out.splitlines()) == len(KEYS)


def test_from_the_environment(empty: Path) -> None:
    said = outside("config", cwd=empty, env={"IPP_PATH": "mine.yaml"})
    assert "path                 mine.yaml  IPP_PATH" in said.out


def test_colours_change_nothing_else(empty: Path) -> None:
    plain, coloured = outside("config", cwd=empty), outside("config", cwd=empty, env={"FORCE_COLOR": "1"})
    assert "\x1b[" in coloured.out
    assert "\x1b[" not in plain.out
