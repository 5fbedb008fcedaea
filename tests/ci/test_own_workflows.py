"""What this repository runs on its own pull requests is valid, and tries every Python that the package names."""

import re
import tomllib

import yaml

from tests.cli.program import ROOT

from .test_documented import said_by

GITHUB = ROOT / ".github"


def test_workflows_are_valid() -> None:
    for workflow in sorted((GITHUB / "workflows").glob("*.yml")):
        said_by("check-jsonschema", "--builtin-schema", "vendor.github-workflows", str(workflow), cwd=ROOT)
    said_by("zizmor", "--offline", "--no-progress", "--pedantic", "--no-config", str(GITHUB), cwd=ROOT)


def test_issue_forms_are_valid() -> None:
    forms = [str(form) for form in sorted((GITHUB / "ISSUE_TEMPLATE").glob("*.yml")) if form.stem != "config"]
    assert len(forms) == 3
    said_by("check-jsonschema", "--builtin-schema", "vendor.github-issue-forms", *forms, cwd=ROOT)


def test_every_named_python_is_tried_on_every_system() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = re.findall(r"Python :: (3\.\d+)", "\n".join(project["classifiers"]))
    matrix = yaml.safe_load((GITHUB / "workflows" / "tests.yml").read_text(encoding="utf-8"))["jobs"][
        "everywhere"
    ]
    assert matrix["strategy"]["matrix"]["python"] == named
    assert [system.split("-")[0] for system in matrix["strategy"]["matrix"]["os"]] == [
        "ubuntu",
        "macos",
        "windows",
    ]


def test_hooks_of_the_repository_are_valid() -> None:
    said_by("pre-commit", "validate-config", str(ROOT / ".pre-commit-config.yaml"), cwd=ROOT)
