"""The house is in order: formatted, linted, typed, and imports go only down."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CODE = ("ipp", "tests", "benchmarks")
TOOLS = {
    "formatting": [sys.executable, "-m", "ruff", "format", "--check", *CODE],
    "linting": [sys.executable, "-m", "ruff", "check", *CODE],
    "typing": [sys.executable, "-m", "mypy"],
    "imports": [str(Path(sys.executable).with_name("lint-imports"))],
}


@pytest.mark.parametrize("tool", TOOLS)
def test_tool_is_content(tool: str) -> None:
    done = subprocess.run(TOOLS[tool], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    "file", sorted(ROOT.glob("ipp/**/*.py")), ids=lambda file: file.relative_to(ROOT).as_posix()
)
def test_files_are_small(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 400


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        file
        for file in ROOT.glob("ipp/**/*.py")
        if not file.read_text(encoding="utf-8").startswith(('"""', 'r"""'))
    ]
    assert not silent
