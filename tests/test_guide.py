"""Guides are followed to the letter, each in a folder of its own: `IPP_UPDATE=1 pytest tests/test_guide.py` writes them anew.

A comment `<!-- in order: COMMAND -->` is followed by a block with the command and what it prints; the block after `<!-- write: NAME -->` is written
into a file; `<!-- show: NAME -->` is followed by a block with a file that a command wrote.
"""

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from .amounts import long
from .cli.program import Said, clean, inside

ROOT = Path(__file__).parents[1]
IMPORT = ROOT / "docs" / "import.md"
GUIDES = [ROOT / "docs" / "tutorial.md", *sorted((ROOT / "docs" / "how-to").glob("[!R]*.md"))]
STEP = re.compile(
    r"<!-- (?P<kind>in order|write|show): (?P<what>.+?) -->\n(?P<block>```(?P<language>\w+)\n(?P<body>.*?)```\n)?",
    re.DOTALL,
)


def follow_step(step: re.Match[str]) -> str:
    """Do one step in the working folder, and return it as it must stand in the guide."""
    comment = f"<!-- {step['kind']}: {step['what']} -->\n"
    match step["kind"]:
        case "in order":
            return comment + run_step(step["what"])
        case "show":
            return f"{comment}```{step['language'] or 'text'}\n{Path(step['what']).read_text(encoding='utf-8')}```\n"
        case _:
            file = Path(step["what"])
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(step["body"], encoding="utf-8")
            return step[0]


def run_step(command: str) -> str:
    program, *arguments = shlex.split(command)
    assert program == "ipp", command
    installed = os.environ.get("IPP_PROGRAM")  # .ci/lowest follows the tutorial with an installed program
    done = run_installed(installed, arguments) if installed else inside(*arguments)
    assert done.code in (0, 1), done.err
    return f"```console\n$ {command}\n{done.out}{done.err}```\n"


def run_installed(installed: str, arguments: list[str]) -> Said:
    """Run a program that is installed somewhere, with nothing of this checkout."""
    env = {name: value for name, value in clean({}).items() if name != "PYTHONPATH"}
    done = subprocess.run([installed, *arguments], env=env, capture_output=True, text=True, check=False)
    return Said(done.returncode, done.stdout, done.stderr)


def follow_guide(guide: Path) -> None:
    """Follow a guide in the working folder: what it shows is what happens."""
    text = guide.read_text(encoding="utf-8")
    fresh = STEP.sub(follow_step, text)
    if os.environ.get("IPP_UPDATE"):
        guide.write_text(fresh, encoding="utf-8")
        return
    assert fresh == text


def test_the_guide_from_an_export_is_what_happens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("duckdb")
    for file in (ROOT / "examples" / "import").glob("*.csv"):
        shutil.copy(file, tmp_path)
    monkeypatch.chdir(tmp_path)
    follow_guide(IMPORT)


@long
@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)
def test_guides_are_what_happens(guide: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("duckdb")
    monkeypatch.chdir(tmp_path)
    follow_guide(guide)


def test_the_example_is_in_step_with_its_export(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    said = inside("import", "examples/import/products.csv", "--into", "examples/import/store.yaml")
    assert (said.code, said.out.splitlines()[-1]) == (0, "Nothing changes.")
