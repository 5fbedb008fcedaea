"""This repository lints what it keeps: its path, and its examples."""

import json

import pytest
import yaml

from ipp.cli.filesystem.story_files import is_story_file
from tests.cli.program import ROOT, inside


@pytest.mark.parametrize("folder", ["paths", "examples"])
def test_what_is_kept_here_is_sound(folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    said = inside("validate", "--today", "2026-11-22", "--format", "json", folder)
    assert (said.code, said.err) == (0, "")
    assert {finding["code"] for finding in json.loads(said.out)["findings"]} <= {"IPP403"}


@pytest.mark.parametrize("folder", ["paths", "examples"])
def test_the_stories_kept_here_pass(folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    said = inside("test", folder)
    assert (said.code, said.err) == (0, "")
    assert " stories passed (" in said.out


def test_what_is_kept_here_is_compared_on_pull_requests() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/path.yml").read_text("utf-8"))
    [checkout, own] = workflow["jobs"]["ipp"]["steps"]
    assert own["uses"] == "./"
    assert own["with"]["paths"].split() == ["paths", "examples"]
    assert checkout["with"] == {"fetch-depth": 0, "persist-credentials": False}
    assert workflow["jobs"]["ipp"]["permissions"] == {"contents": "read"}


def test_every_path_file_has_stories() -> None:
    names = {file.name for folder in ("paths", "examples") for file in (ROOT / folder).glob("*.yaml")}
    assert {name for name in names if not is_story_file(name)} == {
        name.replace(".test.", ".") for name in names if is_story_file(name)
    }
