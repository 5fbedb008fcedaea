"""Scratch repositories, and `ipp` as a program on the path."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import BROKEN, SHOP
from tests.cli.program import ROOT

WHO = ("-c", "user.name=A Shop", "-c", "user.email=shop@example.com", "-c", "init.defaultBranch=main")


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder; return what it says."""
    done = subprocess.run(["git", *WHO, *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture(autouse=True)
def compile_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pip leave out the seconds in which it compiles what a test never imports; of this variable it reads the opposite."""
    monkeypatch.setenv("PIP_NO_COMPILE", "0")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a git repository: a sound shop in two files, and one with three mistakes outside of `paths/`."""
    root = tmp_path / "repository"
    (root / "paths").mkdir(parents=True)
    (root / "paths" / "store.yaml").write_text(
        SHOP.replace("ipp: 1", "ipp: 1\ninclude: part.yaml"), encoding="utf-8"
    )
    (root / "paths" / "part.yaml").write_text(
        "products: {Towel: {price: 8, next: Nail Kit}}\n", encoding="utf-8"
    )
    (root / "broken.yaml").write_text(BROKEN, encoding="utf-8")
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "A shop")
    return root


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """Return a folder with the program `ipp`, as an installation makes it."""
    folder = tmp_path / "programs"
    folder.mkdir()
    program = folder / "ipp"
    program.write_text(
        f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m ipp "$@"\n', encoding="utf-8"
    )
    program.chmod(0o755)
    return folder


@pytest.fixture
def echo(tmp_path: Path) -> Path:
    """Return a folder with an `ipp` that writes its arguments to a file, one a line of JSON."""
    folder = tmp_path / "echo"
    folder.mkdir()
    code = "import json, os, sys; open(os.environ['SAID'], 'w').write(json.dumps(sys.argv[1:]))"
    (folder / "ipp").write_text(
        f'#!/bin/sh\nSAID="{tmp_path}/said" exec "{sys.executable}" -c "{code}" "$@"\n', encoding="utf-8"
    )
    (folder / "ipp").chmod(0o755)
    return folder
