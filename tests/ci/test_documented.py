"""What docs/ci.md tells others to copy is valid, and runs."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml

from ipp.render.findings import FORMATS
from tests.cli.program import ROOT, clean
from tests.needed import network, program

from .test_action import action

PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")


def block(mark: str) -> str:
    """Return the YAML that follows a mark in the page."""
    [found] = re.findall(rf"<!-- {mark} -->\n```yaml\n(.*?)```", PAGE, re.DOTALL)
    return str(found)


def said_by(tool: str, *arguments: str, cwd: Path) -> str:
    """Run a linter; it has to be content."""
    done = subprocess.run(
        [str(program(tool)), *arguments], cwd=cwd, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_workflow_is_valid(tmp_path: Path) -> None:
    workflow = tmp_path / ".github" / "workflows" / "path.yml"
    workflow.parent.mkdir(parents=True)
    workflow.write_text(block("workflow").replace("@REVISION", f"@{'0' * 40} # v0"), encoding="utf-8")
    said_by("check-jsonschema", "--builtin-schema", "vendor.github-workflows", str(workflow), cwd=tmp_path)
    said_by("zizmor", "--offline", "--no-progress", "--pedantic", "--no-config", str(workflow), cwd=tmp_path)


def test_the_workflow_says_inputs_that_there_are() -> None:
    [job] = yaml.safe_load(block("workflow"))["jobs"].values()
    [ours] = [step for step in job["steps"] if step["uses"].startswith("OWNER/ipp@")]
    assert set(ours["with"]) <= set(action()["inputs"])


def test_every_input_of_the_action_is_told_with_its_default() -> None:
    table = dict(
        re.findall(r"^\| `([\w-]+)` \| (?:`([^`]*)`)? ?\|", PAGE.partition("## GitLab")[0], re.MULTILINE)
    )
    assert table == {name: str(each["default"]) for name, each in action()["inputs"].items()}


def test_every_format_is_told() -> None:
    table = PAGE.partition("| format | for |")[2]
    assert re.findall(r"`(\w+)`", "".join(re.findall(r"^\| (`.*?) \|", table, re.MULTILINE))) == list(FORMATS)


def test_the_pre_commit_configuration_is_valid(tmp_path: Path) -> None:
    for name, text in (("one", block("pre-commit")), ("two", _with_the_other_folder())):
        config = tmp_path / f"{name}.yaml"
        config.write_text(text, encoding="utf-8")
        said_by("pre-commit", "validate-config", str(config), cwd=tmp_path)


def _with_the_other_folder() -> str:
    [hook] = re.findall(r"```yaml\n(      - id: ipp-validate\n.*?)```", PAGE, re.DOTALL)
    return block("pre-commit").replace("      - id: ipp-validate\n", hook)


def job() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(block("gitlab job"))["ipp"]
    return read


def test_the_gitlab_job_is_valid(tmp_path: Path) -> None:
    file = tmp_path / ".gitlab-ci.yml"
    file.write_text(block("gitlab job"), encoding="utf-8")
    said_by("check-jsonschema", "--builtin-schema", "vendor.gitlab-ci", str(file), cwd=tmp_path)


def run(script: list[str], folder: Path, env: dict[str, str]) -> int:
    """Run the lines of a job as GitLab does: one shell, which stops at the first that fails."""
    code = "\n".join(("set -eo pipefail", *script))
    return subprocess.run(["bash", "-c", code], cwd=folder, env={**clean({}), **env}, check=False).returncode


@pytest.mark.parametrize(("paths", "found"), [("paths", 0), ("broken.yaml", 3)])
def test_the_gitlab_job_runs_and_leaves_its_reports(
    repository: Path, programs: Path, paths: str, found: int
) -> None:
    install, check = job()["script"]
    assert install == 'pip install --quiet "$IPP"'
    assert check.endswith(" paths")
    path = {"PATH": f"{programs}:{clean({})['PATH']}", "GITLAB_CI": "true", "CI_PROJECT_DIR": str(repository)}
    assert run([check.removesuffix("paths") + paths], repository, path) == bool(found)
    reports = job()["artifacts"]["reports"]
    assert len(json.loads((repository / reports["codequality"]).read_text(encoding="utf-8"))) == found
    root = ElementTree.parse(repository / reports["junit"]).getroot()
    assert root.get("failures") == str(found)


def test_the_whole_gitlab_job_runs(repository: Path, tmp_path: Path) -> None:
    network("the job installs ipp")
    venv = tmp_path / "python"
    subprocess.run([program("python"), "-m", "venv", str(venv)], check=True)
    env = {"PATH": f"{venv / 'bin'}:{clean({})['PATH']}", "IPP": f"git+file://{ROOT}", "PYTHONPATH": ""}
    assert run(job()["script"], repository, env) == 0
    assert (repository / "gl-code-quality-report.json").read_text(encoding="utf-8") == "[]\n"
