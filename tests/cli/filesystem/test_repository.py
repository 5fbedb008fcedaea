"""What CI calls a file: from the root of the repository, with forward slashes, never absolute inside of it."""

import json
from pathlib import Path

import pytest

from ..conftest import BROKEN
from ..program import inside


@pytest.fixture
def monorepo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the root of a repository; the working folder is `shop` in it, and `paths/store.yaml` there is broken."""
    root = tmp_path / "work" / "repo"
    (root / "shop" / "paths").mkdir(parents=True)
    (root / "shop" / "paths" / "store.yaml").write_text(BROKEN, encoding="utf-8")
    monkeypatch.chdir(root / "shop")
    return root


def told(file: str, env: dict[str, str] | None = None) -> str:
    """Return what GitLab is told a file is called."""
    paths = {
        issue["location"]["path"]
        for issue in json.loads(inside("validate", "--format=gitlab", file, env=env).out)
    }
    [path] = paths
    return str(path)


SPELLED = ["paths", "paths/store.yaml", "./paths//store.yaml", "../shop/paths/store.yaml"]


@pytest.mark.parametrize("given", SPELLED)
def test_without_a_repository_from_the_working_folder(monorepo: Path, given: str) -> None:
    assert told(given) == "paths/store.yaml"
    assert told(str(monorepo / "shop" / "paths")) == "paths/store.yaml"


@pytest.mark.parametrize("given", SPELLED)
def test_in_a_repository_from_its_root(monorepo: Path, given: str) -> None:
    (monorepo / ".git").mkdir()
    assert told(given) == "shop/paths/store.yaml"
    assert told(str(monorepo / "shop" / "paths")) == "shop/paths/store.yaml"


def test_in_a_worktree_too(monorepo: Path) -> None:
    (monorepo / ".git").write_text("gitdir: elsewhere", encoding="utf-8")
    assert told("paths") == "shop/paths/store.yaml"


@pytest.mark.parametrize("name", ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"])
def test_a_checkout_without_git_is_where_the_service_says(monorepo: Path, name: str) -> None:
    assert told("paths", {name: str(monorepo)}) == "shop/paths/store.yaml"
    assert told("paths", {name: str(monorepo / "elsewhere")}) == "paths/store.yaml"
    assert told("paths", {name: ""}) == "paths/store.yaml"


def test_the_repository_counts_more_than_the_workspace_around_it(monorepo: Path) -> None:
    (monorepo / ".git").mkdir()
    assert told("paths", {"GITHUB_WORKSPACE": str(monorepo.parent)}) == "shop/paths/store.yaml"


def test_a_file_outside_keeps_its_whole_path(monorepo: Path, tmp_path: Path) -> None:
    (monorepo / ".git").mkdir()
    outside = tmp_path / "other.yaml"
    outside.write_text(BROKEN, encoding="utf-8")
    assert told("../../../other.yaml") == outside.resolve().as_posix()


def test_a_link_is_followed_inside_and_kept_where_it_leads_outside(monorepo: Path, tmp_path: Path) -> None:
    (monorepo / ".git").mkdir()
    (tmp_path / "other.yaml").write_text(BROKEN, encoding="utf-8")
    Path("inside.yaml").symlink_to("paths/store.yaml")
    Path("outside.yaml").symlink_to(tmp_path / "other.yaml")
    assert told("inside.yaml") == "shop/paths/store.yaml"
    assert told("outside.yaml") == "shop/outside.yaml"


def test_every_format_for_ci_says_the_same(monorepo: Path) -> None:
    (monorepo / ".git").mkdir()
    for format in ("github", "gitlab", "sarif", "junit", "markdown"):
        out = inside("validate", f"--format={format}", str(monorepo / "shop" / "paths")).out
        assert "shop/paths/store.yaml" in out
        assert str(monorepo) not in out


def test_fingerprints_are_the_same_however_a_file_is_named(monorepo: Path) -> None:
    (monorepo / ".git").mkdir()
    said = {
        inside("validate", "--format=gitlab", given).out
        for given in (*SPELLED, str(monorepo / "shop" / "paths"))
    }
    assert len(said) == 1


def test_people_and_programs_are_told_the_name_that_was_given(monorepo: Path) -> None:
    (monorepo / ".git").mkdir()
    assert inside("validate", "--format=concise", "./paths").out.startswith("paths/store.yaml:")
    [name] = {
        found["file"] for found in json.loads(inside("validate", "--format=json", "./paths").out)["findings"]
    }
    assert name == "paths/store.yaml"
