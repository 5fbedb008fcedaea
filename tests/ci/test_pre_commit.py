"""The hook, run by pre-commit itself."""

import subprocess
from pathlib import Path

from tests.cli.conftest import BROKEN
from tests.cli.program import ROOT, clean
from tests.needed import network, program

from .conftest import git

CONFIG = """repos:
  - repo: {repo}
    rev: {rev}
    hooks:
      - id: ipp-validate
"""


def pre_commit(folder: Path, *arguments: str) -> tuple[int, str]:
    home = folder.parent / "pre-commit-home"
    env = {**clean({}), "PRE_COMMIT_HOME": str(home), "PRE_COMMIT_COLOR": "never"}
    env = {
        name: value
        for name, value in env.items()
        if name not in ("PYTHONPATH", "VIRTUAL_ENV", "GITHUB_ACTIONS")
    }
    command = [str(program("pre-commit")), *arguments]
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_the_manifest_is_valid() -> None:
    command = [str(program("pre-commit")), "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_hook_is_tried_on_a_shop(repository: Path) -> None:
    network("pre-commit installs ipp")
    code, said = pre_commit(repository, "try-repo", str(ROOT), "ipp-validate", "--all-files")
    assert code == 0, said
    assert "ipp validate...." in said
    assert "Passed" in said


def test_the_hook_guards_commits(repository: Path) -> None:
    network("pre-commit installs ipp")
    config = CONFIG.format(repo=ROOT, rev=git(ROOT, "rev-parse", "HEAD"))
    (repository / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
    part, store = repository / "paths" / "part.yaml", repository / "paths" / "store.yaml"

    part.write_text("products: {Bath Towel: {price: 3}}\n", encoding="utf-8")
    git(repository, "add", "paths/part.yaml")
    code, said = pre_commit(repository, "run")
    assert (code, "Passed" in said) == (0, True), f"a part is checked as part of its store: {said}"

    part.write_text("products: {Bath Towel: {prise: 3}}\n", encoding="utf-8")
    git(repository, "add", "paths/part.yaml")
    code, said = pre_commit(repository, "run")
    assert code == 1, said
    assert "paths/part.yaml:1:" in said
    assert "error[IPP003]" in said

    git(repository, "checkout", "-qf", "HEAD", "--", "paths")
    (repository / "notes.yaml").write_text("a: b\n", encoding="utf-8")
    git(repository, "add", "notes.yaml")
    code, said = pre_commit(repository, "run")
    assert (code, "Skipped" in said) == (0, True), f"other files are none of its business: {said}"

    store.write_text(BROKEN.replace("ipp: 1", "ipp: 1\ninclude: part.yaml"), encoding="utf-8")
    git(repository, "add", "paths")
    code, said = pre_commit(repository, "run")
    assert code == 1, said
    assert said.count("error[") == 3

    this = repository.parent / "this"
    git(repository.parent, "clone", "-q", str(ROOT), str(this))
    dated = config + '        args: [--today, "2026-11-22", paths]\n'
    (this / "config.yaml").write_text(dated, encoding="utf-8")
    code, said = pre_commit(this, "run", "--config", "config.yaml", "--all-files")
    assert (code, "Passed" in said) == (0, True), f"this repository's own path: {said}"
    assert sorted(file.name for file in (this / "paths").iterdir()) == ["store.test.yaml", "store.yaml"]
