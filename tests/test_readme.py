"""The two commands of the README do all that they say, on a machine that has nothing of ours."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.amounts import long

ROOT = Path(__file__).parent.parent
COMMANDS = re.findall(r"```sh\n(.+?)\n```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)


def test_there_are_two_and_ci_runs_the_second() -> None:
    assert len(COMMANDS) == 2
    assert COMMANDS[1] in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


@long
@pytest.mark.skipif(not os.environ.get("CI"), reason="installs ipp from the network; CI runs it (set CI=1)")
def test_the_first_sets_up_and_answers(tmp_path: Path) -> None:
    subprocess.run(["git", "clone", "-q", str(ROOT), str(tmp_path / "clone")], check=True)
    clean = {key: os.environ[key] for key in os.environ if not key.startswith(("PYTHON", "VIRTUAL", "IPP"))}
    done = subprocess.run(
        ["sh", "-c", COMMANDS[0]],
        cwd=tmp_path / "clone",
        env={**clean, "PIP_NO_COMPILE": "0"},  # compiles only what runs; pip reads the opposite of it
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Massage routine video" in done.stdout
    assert "The path to ★ Happy Feet Club" in done.stdout
