"""The guide docs/import.md is followed to the letter, in one folder: `IPP_UPDATE=1 pytest tests/test_guide.py` writes it anew."""

import os
import re
import shlex
import shutil
from pathlib import Path

import pytest

from .cli.program import inside

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "docs" / "import.md"
STEP = re.compile(r"<!-- in order: (.+?) -->\n(?:```console\n.*?```\n)?", re.DOTALL)


def run_step(command: str) -> str:
    program, *arguments = shlex.split(command)
    assert program == "ipp", command
    done = inside(*arguments)
    assert done.code in (0, 1), done.err
    return f"```console\n$ {command}\n{done.out}{done.err}```\n"


def test_the_guide_is_what_happens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("duckdb")
    for file in (ROOT / "examples" / "import").glob("*.csv"):
        shutil.copy(file, tmp_path)
    monkeypatch.chdir(tmp_path)
    text = GUIDE.read_text(encoding="utf-8")
    fresh = STEP.sub(lambda found: f"<!-- in order: {found[1]} -->\n{run_step(found[1])}", text)
    if os.environ.get("IPP_UPDATE"):
        GUIDE.write_text(fresh, encoding="utf-8")
        return
    assert fresh == text


def test_the_example_is_in_step_with_its_export(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    said = inside("import", "examples/import/products.csv", "--into", "examples/import/store.yaml")
    assert (said.code, said.out.splitlines()[-1]) == (0, "Nothing changes.")
