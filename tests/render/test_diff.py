"""A diff: what `patch` takes; shown on a terminal it is harmless."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ipp.render import diff
from ipp.render.page import print_coloured, print_plain

TEXTS = st.lists(
    st.sampled_from(["a\n", "b\n", "c\r\n", "d\r", "\n", "e", "\x0c\n", "\u2028\n", "-x\n", "+y\n"]),
    max_size=12,
).map("".join)


def test_one_line() -> None:
    assert (
        diff.write_diff("a.yaml", "a\nb\nc\n", "a\nB\nc\n")
        == "--- a.yaml\n+++ a.yaml\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n"
    )


def test_nothing() -> None:
    assert diff.write_diff("a.yaml", "a\n", "a\n") == ""


def test_without_a_line_break_at_the_end() -> None:
    assert diff.write_diff("a", "a", "b") == (
        "--- a\n+++ a\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n"
    )


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("paths/store.yaml", "paths/store.yaml"),
        ("my store.yaml", "my store.yaml\t"),
        ("täg.yaml", "täg.yaml"),
        ('a"b', '"a\\"b"'),
        ("a\\b", '"a\\\\b"'),
        ("a\nb\tc", '"a\\nb\\tc"'),
        ("a\x1b[31m é", '"a\\033[31m \\303\\251"'),
        ("a\udcff", '"a\\377"'),
    ],
)
def test_names(name: str, header: str) -> None:
    assert diff.write_diff(name, "a\n", "b\n").split("\n")[:2] == [f"--- {header}", f"+++ {header}"]


def test_on_a_terminal_it_is_harmless_and_coloured() -> None:
    page = list(diff.render_diff(diff.write_diff("a", "x\x1b[31m\n", "y\u202e\r\n")))
    assert print_plain(page).split("\n")[3:5] == ["-x\\x1b[31m", "+y\\u202e"]
    shown = print_coloured(page)
    assert "\x1b[31m-x\\x1b[31m\x1b[0m\n" in shown
    assert "\x1b[32m+y\\u202e\x1b[0m\n" in shown
    assert "\x1b[1m--- a\x1b[0m\n" in shown


@pytest.mark.skipif(not shutil.which("patch") and not os.environ.get("CI"), reason="no `patch` here")
@given(TEXTS, TEXTS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_patch_makes_the_one_text_of_the_other(tmp_path: Path, before: str, after: str) -> None:
    said = diff.write_diff("a.yaml", before, after)
    assert bool(said) is (before != after)
    if said:
        (tmp_path / "a.yaml").write_text(before, encoding="utf-8", newline="")
        command = ["patch", "-p0", "--binary", "--no-backup-if-mismatch"]
        subprocess.run(command, cwd=tmp_path, input=said.encode(), check=True, capture_output=True)
        made = tmp_path / "a.yaml"
        assert (made.read_bytes() if made.exists() else b"").decode() == after
