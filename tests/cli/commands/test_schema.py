"""`ipp schema`: the same bytes every time, and nothing of anybody's written over."""

import json
import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

import jsonschema
import pytest

from ipp.path.schema.document import make_schema_text

from ..program import clean, inside, outside

MINE = "my own work\n"


def test_it_prints_a_schema_of_draft_7() -> None:
    said = outside("schema")
    assert (said.code, said.err) == (0, "")
    schema = json.loads(said.out)
    jsonschema.Draft7Validator.check_schema(schema)
    assert list(schema)[:2] == ["$schema", "$id"]


@pytest.mark.parametrize("seed", ["0", "1", "random"])
def test_the_same_bytes_every_time(seed: str) -> None:
    for option, part in ([], False), (["--part"], True):
        assert outside("schema", *option, env={"PYTHONHASHSEED": seed}).out == make_schema_text(part=part)


def test_it_is_utf_8_wherever_it_is_printed() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ipp", "schema"],
        env=clean(
            {"PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
        ),
        capture_output=True,
        check=True,
    )
    jsonschema.Draft7Validator.check_schema(json.loads(done.stdout))


@pytest.mark.parametrize("option", ["--output", "-o"])
def test_into_a_file(empty: Path, option: str) -> None:
    assert inside("schema", option, "a/b/mine.json") == (0, "Wrote a/b/mine.json.\n", "")
    assert (empty / "a" / "b" / "mine.json").read_bytes().decode() == make_schema_text()


def test_over_an_older_one(empty: Path) -> None:
    assert inside("schema", "--part", "-o", "mine.json").code == 0
    assert inside("schema", "-o", "mine.json").code == 0
    assert (empty / "mine.json").read_text(encoding="utf-8") == make_schema_text()


def test_a_file_that_is_none_of_ours_stays(empty: Path) -> None:
    (empty / "store.yaml").write_text(MINE, encoding="utf-8")
    said = inside("schema", "-o", "store.yaml")
    assert said == (2, "", "error: store.yaml exists already\n  tip: --force overwrites it\n")
    assert (empty / "store.yaml").read_text(encoding="utf-8") == MINE
    assert inside("schema", "-o", "store.yaml", "--force").code == 0
    assert (empty / "store.yaml").read_text(encoding="utf-8") == make_schema_text()


def test_a_disk_that_is_full_leaves_everything_as_it_was(empty: Path) -> None:
    inside("schema", "--part", "-o", "mine.json")
    with patch("pathlib.Path.write_text", side_effect=OSError(28, "No space left on device")):
        assert inside("schema", "-o", "mine.json").err == "error: mine.json: No space left on device\n"
    assert (empty / "mine.json").read_text(encoding="utf-8") == make_schema_text(part=True)
    assert [*empty.iterdir()] == [empty / "mine.json"]


@pytest.mark.parametrize("target", ["", ".", "folder", "folder/x.json/y"])
def test_a_place_where_no_file_can_be(empty: Path, target: str) -> None:
    (empty / "folder").mkdir()
    (empty / "folder" / "x.json").write_text(MINE, encoding="utf-8")
    said = inside("schema", "-o", target)
    assert (said.code, said.out) == (2, "")
    assert said.err.count("\n") == 1 + said.err.count("\n  tip: ")


def test_no_other_command_imports_it() -> None:
    code = (
        "import sys, ipp.cli.app; print([name for name in sys.modules if name.startswith('ipp.path.schema')])"
    )
    done = subprocess.run([sys.executable, "-c", code], env=clean({}), capture_output=True, check=True)
    assert done.stdout == b"[]\n"
