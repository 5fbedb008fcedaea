"""Everything that `ipp validate` says of the path files in tests/cases, byte for byte.

A case is a file `NAME.yaml`, or a folder `NAME/` whose main file is `store.yaml`. Beside it stand `NAME.full.txt`,
`NAME.concise.txt` and `NAME.json`: what the command prints. `IPP_UPDATE=1 pytest tests/test_cases.py` writes them anew; read
the difference before you commit it.
"""

import io
import os
import sys
from pathlib import Path

import pytest

from ipp.cli.app import app

CASES = Path(__file__).parent / "cases"
NAMES = sorted(
    [file.stem for file in CASES.glob("*.yaml")] + [file.parent.name for file in CASES.glob("*/store.yaml")]
)
SUFFIXES = {"full": "full.txt", "concise": "concise.txt", "json": "json"}
CLEAN = {"good", "retyped_names"}
UPDATE = bool(os.environ.get("IPP_UPDATE"))


def said(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> tuple[int, bytes]:
    """Run the command where the cases are, as in a pipe; return its exit code and what it printed."""
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(CASES)
    printed = io.BytesIO()
    monkeypatch.setattr(
        sys, "stdout", io.TextIOWrapper(printed, encoding="utf-8", write_through=True, newline="")
    )
    code = app(["validate", "--today", "2026-11-22", *arguments], standalone_mode=False)
    return code or 0, printed.getvalue()


@pytest.mark.parametrize("format", SUFFIXES)
@pytest.mark.parametrize("name", NAMES)
def test_case(name: str, format: str, monkeypatch: pytest.MonkeyPatch) -> None:
    file = f"{name}.yaml" if (CASES / f"{name}.yaml").exists() else f"{name}/store.yaml"
    code, printed = said(["--format", format, file], monkeypatch)
    golden = CASES / f"{name}.{SUFFIXES[format]}"
    if UPDATE:
        golden.write_bytes(printed)
    assert golden.exists(), f"no golden output {golden.name}: IPP_UPDATE=1 writes it"
    assert printed.decode() == golden.read_bytes().decode()
    assert code == (0 if name in CLEAN else 1)


def test_every_golden_output_belongs_to_a_case() -> None:
    wanted = {f"{name}.{suffix}" for name in NAMES for suffix in SUFFIXES.values()}
    found = {file.name for file in CASES.iterdir() if file.suffix in (".txt", ".json")}
    assert found == wanted


def test_a_clean_file_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    assert said(["good.yaml"], monkeypatch)[1] == b"All checks passed (1 file, 12 products).\n"


def test_a_part_of_a_store_is_checked_with_its_main_file_only(monkeypatch: pytest.MonkeyPatch) -> None:
    whole, folder = said(["included/store.yaml"], monkeypatch), said(["included"], monkeypatch)
    assert folder == whole
