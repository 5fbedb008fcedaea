"""The recipes of docs/nightly.md for machines, run as they stand there; those in Python run with all the others (test_docs.py)."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.amounts import long
from tests.cli.program import ROOT, clean

PAGE = (ROOT / "docs" / "nightly.md").read_text(encoding="utf-8")
ORDERS = "customer,item,date\nann@ex.test,Mug,2026-11-01\nbob@ex.test,Teapot,2026-11-02\n"


def find_recipe(name: str) -> str:
    found = re.search(rf"<!-- recipe: {re.escape(name)} -->\n```[a-z]*\n(.*?)```", PAGE, re.DOTALL)
    assert found, name
    return found[1]


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A shop's folder, and a program `ipp` that is this one."""
    (tmp_path / "paths").mkdir()
    (tmp_path / "paths" / "store.yaml").write_bytes((ROOT / "examples" / "tiny.yaml").read_bytes())
    (tmp_path / "orders.csv").write_text(ORDERS, encoding="utf-8")
    program = tmp_path / "bin" / "ipp"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m ipp "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return tmp_path


def run(shop: Path, *command: str) -> None:
    env = clean({}) | {"PATH": f"{shop / 'bin'}{os.pathsep}{os.environ['PATH']}", "HOME": str(shop)}
    done = subprocess.run(command, cwd=shop, env=env, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@long
def test_the_script_for_cron_runs_and_can_be_run_again(shop: Path) -> None:
    script = shop / "nightly.sh"
    file = shop / "paths" / "store.yaml"  # a warning stops nobody, and neither does a refund
    file.write_text(
        file.read_text(encoding="utf-8") + "bundles: {Set: {items: [Mug, Teapot], price: 80}}\n",
        encoding="utf-8",
    )
    refunds = "".join(f"{name}@ex.test,Mug,2026-11-03,refunded\n" for name in ("cat", "dan", "eve"))
    paid = (
        ORDERS.replace("item,date", "item,date,status")
        .replace("-01\n", "-01,paid\n")
        .replace("-02\n", "-02,paid\n")
    )
    (shop / "orders.csv").write_text(paid + refunds, encoding="utf-8")
    script.write_text(find_recipe("nightly.sh"), encoding="utf-8")
    run(shop, "sh", str(script))
    (log,) = (shop / "log").iterdir()
    before = log.read_bytes()
    assert b"ann@ex.test" in before
    assert "ann@ex.test" in (shop / "out" / "klaviyo.csv").read_text(encoding="utf-8")
    run(shop, "sh", str(script))
    assert [each.name for each in (shop / "log").iterdir()] == [log.name] and log.read_bytes() == before


@long
def test_the_steps_of_the_github_workflow_run_and_commit_once(shop: Path) -> None:
    steps = yaml.safe_load(find_recipe("nightly.yml"))["jobs"]["plan"]["steps"]
    commands = [step["run"] for step in steps if "run" in step and not step["run"].startswith("pip ")]
    assert len(commands) == 2
    run(shop, "git", "init", "-q", "--bare", "there.git")
    run(shop, "git", "init", "-q", "-b", "main")
    run(shop, "git", "remote", "add", "origin", str(shop / "there.git"))
    run(shop, "git", "config", "push.autoSetupRemote", "true")
    for _ in range(2):
        for command in commands:
            run(shop, "sh", "-e", "-c", command)
    log = subprocess.run(
        ["git", "--git-dir", str(shop / "there.git"), "log", "--format=%s", "main"],
        check=False,
        capture_output=True,
        text=True,
    )
    assert len(log.stdout.splitlines()) == 1 and log.stdout.startswith("The night of ")
