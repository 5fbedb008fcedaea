"""`ipp init`: a file to start from, and nothing of anybody's written over."""

import os
from pathlib import Path
from unittest.mock import patch

import pytest

from ipp.path.schema.document import PATH_ID, make_schema_text

from ..program import inside

MINE = "my own work\n"
SCHEMA = "path.schema.json"


def test_a_starter_file_that_is_in_order(empty: Path) -> None:
    said = inside("init")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("Wrote paths/store.yaml.\n")
    assert inside("validate").out.startswith("All checks passed (1 file, ")


def test_what_is_said_to_do_next_works(empty: Path) -> None:
    for line in inside("init").out.splitlines()[1:3]:
        command = [word.strip('"') for word in line.replace('"Starter Kit"', "Starter_Kit").split()]
        assert command[0] == "ipp"
        assert inside(*[word.replace("_", " ") for word in command[1:]]).code == 0


def test_another_place(empty: Path) -> None:
    assert inside("init", "a/b/mine.yaml").code == 0
    folder = empty / "a" / "b"
    assert {file for file in empty.rglob("*") if file.is_file()} == {folder / "mine.yaml", folder / SCHEMA}
    assert inside("validate", "a/b/mine.yaml").code == 0


def test_an_existing_file_stays(empty: Path) -> None:
    (empty / "mine.yaml").write_text(MINE, encoding="utf-8")
    said = inside("init", "mine.yaml")
    assert said == (2, "", "error: mine.yaml exists already\n  tip: --force overwrites it\n")
    assert (empty / "mine.yaml").read_text(encoding="utf-8") == MINE
    assert [*empty.iterdir()] == [empty / "mine.yaml"]


def test_force_writes_over_it_and_keeps_its_mode(empty: Path) -> None:
    file = empty / "mine.yaml"
    file.write_text(MINE, encoding="utf-8")
    file.chmod(0o640)
    assert inside("init", "mine.yaml", "--force").code == 0
    assert file.read_text(encoding="utf-8") != MINE
    assert file.stat().st_mode & 0o777 == 0o640
    assert {*empty.iterdir()} == {empty / "mine.yaml", empty / SCHEMA}


def test_a_new_file_has_the_usual_mode(empty: Path) -> None:
    mask = os.umask(0o027)
    try:
        inside("init", "mine.yaml")
    finally:
        os.umask(mask)
    assert (empty / "mine.yaml").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("force", [[], ["--force"]])
def test_a_disk_that_is_full_leaves_everything_as_it_was(empty: Path, force: list[str]) -> None:
    (empty / "mine.yaml").write_text(MINE, encoding="utf-8")
    with patch("pathlib.Path.write_text", side_effect=OSError(28, "No space left on device")):
        said = inside("init", "mine.yaml", *force)
    assert said == (2, "", "error: mine.yaml: No space left on device\n")
    assert (empty / "mine.yaml").read_text(encoding="utf-8") == MINE
    assert [*empty.iterdir()] == [empty / "mine.yaml"]


def test_a_folder_that_may_not_be_written(empty: Path) -> None:
    with patch("tempfile.mkdtemp", side_effect=PermissionError(13, "Permission denied")):
        said = inside("init", "mine.yaml")
    assert said == (2, "", "error: mine.yaml: Permission denied\n")


def test_a_file_where_a_folder_is_needed(empty: Path) -> None:
    (empty / "mine").write_text(MINE, encoding="utf-8")
    for target in ("mine/store.yaml", "mine/deep/store.yaml"):
        for force in ([], ["--force"]):
            said = inside("init", target, *force)
            assert (said.code, said.out) == (2, "")
            assert "exists already" not in said.err


@pytest.mark.parametrize("target", [".", "folder"])
def test_a_folder_is_no_file(empty: Path, target: str) -> None:
    (empty / "folder").mkdir()
    for force in ([], ["--force"]):
        said = inside("init", target, *force)
        assert (said.code, said.out) == (2, "")
        assert "is a folder" in said.err


def test_the_schema_lies_beside_it_and_is_named_in_the_first_line(empty: Path) -> None:
    inside("init")
    first = (empty / "paths" / "store.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert first == f"# yaml-language-server: $schema={SCHEMA}"
    assert (empty / "paths" / SCHEMA).read_bytes().decode() == make_schema_text()
    assert inside("validate").code == 0, "the schema is no path file"


def test_an_older_schema_is_brought_up_to_date(empty: Path) -> None:
    (empty / SCHEMA).write_text(f'{{\n  "$id": "{PATH_ID}",\n  "older": true\n}}\n', encoding="utf-8")
    assert inside("init", "mine.yaml").code == 0
    assert (empty / SCHEMA).read_text(encoding="utf-8") == make_schema_text()


def test_another_schema_stays(empty: Path) -> None:
    (empty / SCHEMA).write_text(MINE, encoding="utf-8")
    said = inside("init", "mine.yaml")
    assert said == (2, "", f"error: {SCHEMA} exists already\n  tip: --force overwrites it\n")
    assert (empty / SCHEMA).read_text(encoding="utf-8") == MINE
    assert not (empty / "mine.yaml").exists(), "both or none"
