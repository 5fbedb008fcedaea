"""This repository lints what it keeps: its path, and its examples."""

import pytest

from tests.cli.program import ROOT, inside


@pytest.mark.parametrize("folder", ["paths", "examples"])
def test_what_is_kept_here_is_sound(folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    said = inside("validate", "--today", "2026-11-22", folder)
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("All checks passed (")
