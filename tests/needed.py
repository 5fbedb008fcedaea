"""Tools that some tests need: missing on a user's machine they skip a test, in CI they fail it."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from tests.amounts import LONG, TAKES_LONG

ROOT = Path(__file__).parents[1]
IN_CI = bool(os.environ.get("CI"))
_NPM = ROOT / "tests" / "render" / "validator" / "node_modules"


def need(tool: Path | None, why: str) -> Path:
    """Return a tool; a test that has to do without it skips, but never in CI."""
    if tool is not None and tool.exists():
        return tool
    if IN_CI:
        pytest.fail(f"CI needs it: {why}")
    pytest.skip(why)


def program(name: str) -> Path:
    """Return a program of the `dev` extra."""
    beside = Path(sys.executable).with_name(name)
    found = str(beside) if beside.exists() else shutil.which(name)
    return need(Path(found) if found else None, f"{name} is missing: pip install -e '.[dev]'")


def sarif_validator() -> Path:
    """Return Microsoft's validator of SARIF; npm does not say that it is a program."""
    why = "the SARIF validator is missing: npm ci --prefix tests/render/validator"
    spare_time()
    tool = need(_NPM / "@microsoft" / "sarif-multitool-linux" / "Sarif.Multitool", why)
    tool.chmod(0o755)
    return tool


def spare_time() -> None:
    """Skip a test of a tool that takes seconds to start, unless this is CI or IPP_LONG=1."""
    if not LONG:
        pytest.skip(TAKES_LONG)


def network(why: str) -> None:
    """Skip a test that installs something, unless this is CI."""
    if not IN_CI:
        pytest.skip(f"{why}; CI runs it (set CI=1)")
