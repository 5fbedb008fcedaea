"""A release can be built from any checkout, knows its version from the tag, and its page on the index has no broken link."""

import re
import runpy
import tomllib
from pathlib import Path

import pytest
import yaml

from tests.cli.program import ROOT

RELEASE = runpy.run_path(str(ROOT / ".ci" / "release"), run_name="release")
REPOSITORY, TAG = "https://code.example/shop/ipp", "v0.2.0"


def test_every_link_of_the_readme_is_a_whole_address() -> None:
    text = RELEASE["complete_links"]((ROOT / "README.md").read_text(encoding="utf-8"), REPOSITORY, TAG)
    targets = re.findall(r"\]\(([^)\s]+)\)", text)
    assert len(targets) > 20
    assert not [each for each in targets if not each.startswith(REPOSITORY)]
    assert "![A terminal: " in text and f"]({REPOSITORY}/raw/{TAG}/docs/pictures/terminal.svg)" in text


def test_what_is_linked_is_there() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = re.findall(r"\]\((?!https?:)([^)#\s]+)", text)
    assert not [each for each in targets if not (ROOT / each).exists()]


def test_the_index_is_told_where_the_repository_is() -> None:
    before = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    project = tomllib.loads(RELEASE["name_addresses"](before, REPOSITORY, TAG))["project"]
    assert project["urls"]["Repository"] == REPOSITORY
    assert project["scripts"] == tomllib.loads(before)["project"]["scripts"]


@pytest.mark.parametrize("tag", ["v0.2.0", "v1.0.0rc1", "v1.12.3b2"])
def test_the_workflow_runs_for_the_tags_that_are_versions(tag: str) -> None:
    pattern = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"][
        "version"
    ]["tag-pattern"]
    assert re.match(pattern, tag)
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8"))
    assert [Path(tag).match(each) for each in workflow[True]["push"]["tags"]] == [True]


def test_only_publishing_may_say_who_we_are() -> None:
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8"))[
        "jobs"
    ]
    assert [name for name, job in jobs.items() if "id-token" in job["permissions"]] == ["publish", "site"]
    assert all("run" not in step for name in ("publish", "site") for step in jobs[name]["steps"])
