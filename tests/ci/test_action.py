"""The GitHub action: its shell steps are run as the runner runs them, and no input is more than an input."""

import json
import re
import subprocess
import tomllib
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from packaging.requirements import Requirement

from tests.cli.program import ROOT, clean
from tests.needed import network, program

ACTION = ROOT / "action.yml"
BASH = ("bash", "--noprofile", "--norc", "-e", "-o", "pipefail")  # what `shell: bash` means
HOSTILE = [
    "$(touch hacked)",
    "`touch hacked`",
    "'; touch hacked; '",
    '"; touch hacked; "',
    "a\ntouch hacked",
    "| touch hacked #",
    "&& touch hacked",
    "${IFS}touch${IFS}hacked",
    "--help",
    "-- x",
    "*",
    "~",
    "\\",
    "x" * 5_000,
]


def action() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(ACTION.read_text(encoding="utf-8"))
    return read


def step(id: str) -> dict[str, Any]:
    [found] = [each for each in action()["runs"]["steps"] if each.get("id") == id]
    return dict(found)


class Ran(NamedTuple):
    """What a step came to."""

    code: int
    out: str
    outputs: dict[str, str]


def run(id: str, folder: Path, env: dict[str, str]) -> Ran:
    """Run the shell of a step in a folder."""
    script, told = folder.parent / "step.sh", folder.parent / "outputs"
    script.write_text(step(id)["run"], encoding="utf-8")
    told.write_text("", encoding="utf-8")
    whole = {**clean({}), "GITHUB_ACTIONS": "true", "GITHUB_OUTPUT": str(told), **env}
    done = subprocess.run(
        [*BASH, str(script)], cwd=folder, env=whole, capture_output=True, text=True, check=False
    )
    lines = [line.partition("=")[::2] for line in told.read_text(encoding="utf-8").splitlines()]
    return Ran(done.returncode, done.stdout + done.stderr, dict(lines))


def inputs(**given: str) -> dict[str, str]:
    """Return the environment of the step with the defaults of the action and what was given."""
    values = {name: str(each["default"]) for name, each in action()["inputs"].items()}
    values |= {name.replace("_", "-"): value for name, value in given.items()}
    env = {}
    for name, expression in step("validate")["env"].items():
        if found := re.fullmatch(r"\$\{\{ inputs\.([\w-]+) \}\}", expression):
            env[name] = values[found[1]]
    return env


def validate(folder: Path, programs: Path, **given: str) -> Ran:
    return run("validate", folder, {"BIN": str(programs), **inputs(**given)})


def arguments(repository: Path, echo: Path, **given: str) -> list[str]:
    ran = validate(repository, echo, **given)
    assert ran.code == 0, ran.out
    said: list[str] = json.loads((echo.parent / "said").read_text(encoding="utf-8"))
    return said


def test_no_expression_stands_in_a_script() -> None:
    scripts = [each["run"] for each in action()["runs"]["steps"] if "run" in each]
    assert len(scripts) == 5
    assert not [script for script in scripts if "${{" in script]


def test_every_input_is_used_and_every_action_pinned() -> None:
    text = ACTION.read_text(encoding="utf-8")
    assert set(action()["inputs"]) == set(re.findall(r"inputs\.([\w-]+)", text))
    uses = re.findall(r"uses: (\S+)", text)
    assert len(uses) == 2
    assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", each) for each in uses)


def test_the_defaults(repository: Path, echo: Path) -> None:
    assert arguments(repository, echo) == ["validate", "--format", "full", "--", "paths"]


def test_every_input_becomes_its_option(repository: Path, echo: Path) -> None:
    said = arguments(
        repository,
        echo,
        paths="paths\n\nother folder/a.yaml\n",
        format="grouped",
        sarif_file="out/ipp.sarif",
        fail_on="error",
        args="--proof\n--depth\n3\n",
    )
    assert said == [
        *("validate", "--format", "grouped", "--format", "sarif=out/ipp.sarif", "--fail-on", "error"),
        *("--proof", "--depth", "3", "--", "paths", "other folder/a.yaml"),
    ]


def test_what_is_uploaded_is_written_without_being_named(
    repository: Path, echo: Path, tmp_path: Path
) -> None:
    given = {"BIN": str(echo), "RUNNER_TEMP": str(tmp_path), **inputs(upload_sarif="true")}
    file = f"{tmp_path}/ipp.sarif"
    assert run("validate", repository, given).outputs == {"sarif-file": file}
    said = json.loads((tmp_path / "said").read_text(encoding="utf-8"))
    assert said == ["validate", "--format", "full", "--format", f"sarif={file}", "--", "paths"]
    assert arguments(repository, echo, upload_sarif="true", sarif_file="mine.sarif")[4] == "sarif=mine.sarif"


@pytest.mark.parametrize("hostile", HOSTILE, ids=ascii)
@pytest.mark.parametrize("name", ["paths", "format", "sarif_file", "fail_on", "args"])
def test_a_hostile_input_is_only_an_argument(repository: Path, echo: Path, name: str, hostile: str) -> None:
    before = sorted(repository.iterdir())
    said = arguments(repository, echo, **{name: hostile})
    assert sorted(repository.iterdir()) == before
    parts = hostile.split("\n") if name in ("paths", "args") else [hostile]
    wanted = [f"sarif={part}" for part in parts] if name == "sarif_file" else parts
    assert [part for part in said if part in wanted] == wanted
    assert said.count("--") == 1
    assert name != "paths" or said[said.index("--") + 1 :] == parts


def test_a_sound_path_passes(repository: Path, programs: Path) -> None:
    ran = validate(repository, programs)
    assert ran == (0, "All checks passed (2 files, 5 products).\n", {})


def test_mistakes_fail_the_step_annotate_and_leave_sarif(repository: Path, programs: Path) -> None:
    ran = validate(repository, programs, paths="broken.yaml", sarif_file="ipp.sarif")
    assert ran.code == 1
    assert ran.out.count("::error file=broken.yaml,") == 3
    assert ran.outputs == {"sarif-file": "ipp.sarif"}
    [found] = json.loads((repository / "ipp.sarif").read_text(encoding="utf-8"))["runs"]
    assert len(found["results"]) == 3


@pytest.mark.parametrize(("fail_on", "code"), [("error", 1), ("never", 0)])
def test_when_it_fails_is_an_input(repository: Path, programs: Path, fail_on: str, code: int) -> None:
    ran = validate(repository, programs, paths="broken.yaml", fail_on=fail_on, args="--format\ngithub=a.txt")
    assert ran.code == code
    assert (repository / "a.txt").read_text(encoding="utf-8").count("::error file=broken.yaml,") == 3


@pytest.mark.parametrize("given", [{"paths": "nosuch.yaml"}, {"format": "xml"}, {"args": "--nosuch"}])
def test_what_cannot_be_served_leaves_nothing_to_upload(
    repository: Path, programs: Path, given: dict[str, str]
) -> None:
    (repository / "ipp.sarif").write_text("of yesterday", encoding="utf-8")
    ran = validate(repository, programs, sarif_file="ipp.sarif", **given)
    assert (ran.code, ran.outputs) == (2, {})


def test_an_output_is_one_line(repository: Path, echo: Path) -> None:
    assert validate(repository, echo, sarif_file="x\nsarif-file=y").outputs == {}


STORY = (
    "ipp-test: 1\npath: store.yaml\ntoday: 2026-11-22\nstories:\n  One: [bought: Bath Towel, next: {next}]\n"
)


def play(folder: Path, programs: Path, paths: str = "paths", stories: str = "") -> Ran:
    return run("stories", folder, {"BIN": str(programs), "INPUT_PATHS": paths, "INPUT_STORIES": stories})


def write_story(repository: Path, expected: str) -> None:
    text = (repository / "paths" / "store.yaml").read_text("utf-8")
    name = re.findall(r"^  (\w[\w ]+): \{price", text, re.MULTILINE)[0]
    story = STORY.replace("Bath Towel", name).replace("{next}", expected)
    (repository / "paths" / "store.test.yaml").write_text(story, encoding="utf-8")


def test_without_stories_nothing_is_played(repository: Path, programs: Path) -> None:
    assert play(repository, programs) == (0, "", {})


def test_stories_are_played_and_annotated(repository: Path, programs: Path) -> None:
    write_story(repository, "?")
    ran = play(repository, programs)
    assert ran.code == 1
    assert "::error file=paths/store.test.yaml,line=5," in ran.out
    assert play(repository, programs, "other", "paths/store.test.yaml").code == 1


@pytest.mark.parametrize("hostile", HOSTILE, ids=ascii)
def test_hostile_paths_of_stories_do_nothing(repository: Path, echo: Path, hostile: str) -> None:
    before = sorted(repository.iterdir())
    play(repository, echo, hostile)
    assert sorted(repository.iterdir()) == before
    assert play(repository, echo, "paths", hostile).code == 0
    said = json.loads((echo.parent / "said").read_text(encoding="utf-8"))
    assert said == ["test", "--", *hostile.split("\n")]


def test_ipp_is_installed_beside_what_is_there(repository: Path, tmp_path: Path) -> None:
    network("the action installs ipp")
    ran = run("install", repository, {"RUNNER_TEMP": str(tmp_path), "GITHUB_ACTION_PATH": str(ROOT)})
    assert ran.code == 0, ran.out
    said = validate(repository, Path(ran.outputs["bin"]))
    assert said == (0, "All checks passed (2 files, 5 products).\n", {})


def test_everything_beside_ipp_is_pinned() -> None:
    """What ipp needs, what that needs, and what builds it."""
    lines = (ROOT / ".ci" / "pinned.txt").read_text(encoding="utf-8").splitlines()
    pins = dict(line.split("==") for line in lines if line and not line.startswith("#"))
    waiting = [
        "ideal-purchase-path",
        *tomllib.loads((ROOT / "pyproject.toml").read_text())["build-system"]["requires"],
    ]
    seen: set[str] = set()
    while waiting:
        needed = Requirement(waiting.pop())
        name = needed.name.lower()
        if name in seen or (needed.marker and not needed.marker.evaluate()):
            continue
        seen.add(name)
        if name != "ideal-purchase-path":
            assert needed.specifier.contains(pins[name]), needed
        with suppress(PackageNotFoundError):  # what builds ipp need not be here
            waiting += requires(name) or ()
    assert seen > {"typer", "rich", "pyyaml", "networkx", "hatchling"}


@pytest.mark.parametrize("tool", ["zizmor", "check-jsonschema"])
def test_the_linters_of_actions_are_content(tool: str) -> None:
    options = {
        "zizmor": ("--offline", "--no-progress", "--pedantic", "--no-config"),
        "check-jsonschema": ("--builtin-schema", "vendor.github-actions"),
    }
    command = [str(program(tool)), *options[tool], str(ACTION)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_that_linter_can_fail(tmp_path: Path) -> None:
    bad = tmp_path / "action.yml"
    text = ACTION.read_text(encoding="utf-8")
    assert '"$BIN/ipp"' in text
    bad.write_text(text.replace('"$BIN/ipp"', "${{ inputs.args }}"), encoding="utf-8")
    command = [str(program("zizmor")), "--offline", "--no-progress", "--no-config", str(bad)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "template-injection" in done.stdout
    assert done.returncode != 0
