"""The same files, the same bytes: whatever the hash seed, and in whatever order files are named."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ipp.lint.run import LintTerms, lint_stores
from ipp.loading import load_store_file
from ipp.render.findings import FORMATS, render_text

from .amounts import long, thin_out
from .cli.program import ROOT, clean
from .lint.broken import Fixes, broken_store, mended
from .oracle.choice import seeded

LONG = bool(os.environ.get("IPP_FULL"))
SEEDS = ["0", "4711", *(["17", "99991"] if LONG else [])]
CASES = sorted(str(file.relative_to(ROOT)) for file in (ROOT / "tests" / "cases").glob("*.yaml"))
SAYS = """
import sys
from hashlib import sha256
from tests.test_same_bytes import everything
sys.stdout.write(everything())
"""


def everything() -> str:
    """Return what is said of all cases and of some random stores, in every format, and what fixing makes of them."""
    report = lint_stores((load_store_file(file) for file in CASES), LintTerms(proof=True))
    parts = [render_text(format, report) for format in FORMATS]
    for seed in range(30 if LONG else 8):
        result = mended(broken_store(seeded(seed)), Fixes())
        parts += [repr(result.texts), repr([(finding.message, why) for finding, why in result.refused])]
    return "".join(parts)


def said_with(seed: str) -> bytes:
    env = clean({"PYTHONHASHSEED": seed})
    done = subprocess.run([sys.executable, "-c", SAYS], cwd=ROOT, env=env, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


@long
def test_the_hash_seed_changes_nothing() -> None:
    first, *others = map(said_with, SEEDS)
    assert len(first) > 100_000
    assert all(other == first for other in others)


@pytest.mark.parametrize("format", thin_out(list(FORMATS)))
def test_the_order_of_files_changes_nothing(format: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    stores = [load_store_file(file) for file in CASES]
    forth, back = lint_stores(stores, LintTerms()), lint_stores(reversed(stores), LintTerms())
    assert render_text(format, forth) == render_text(format, back)


def test_cases_are_found() -> None:
    assert len(CASES) > 30
    assert Path(ROOT, CASES[0]).exists()
