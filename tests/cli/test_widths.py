"""Answers as they are shown at 60, 80 and 120 columns, and in a pipe, of a shop with long, wide and right-to-left names.

The transcripts are in tests/cli/widths: `IPP_UPDATE=1 pytest tests/cli/test_widths.py` writes them anew; read the difference before you commit it.
"""

import io
import os
import re
import sys
from functools import cache
from pathlib import Path
from unittest.mock import patch

import pytest

from ipp.cli.app import main
from ipp.render.page import count_cells

from .program import ROOT, clean, inside

TRANSCRIPTS = Path(__file__).parent / "widths"
STORE = """ipp: 1
store: The shop of long, wide and foreign names
currency: USD
ultimate: The Club of Everything for Tired Feet and Hands
products:
  Toe Massager with Heated Rollers and Five Programmes: {price: 89, cost: 30, next: [How to use the rollers, 足マッサージ器五千 プレミアム セット, سلة العناية بالقدمين]}
  足マッサージ器五千 プレミアム セット: {price: 1259, cost: 400, next: مقشر القدم}
  سلة العناية بالقدمين: {price: 24.50, cost: 9}
  מסאז׳ לכפות הרגליים: {price: 22}
  مقشر القدم: {price: 12}
  The Club of Everything for Tired Feet and Hands: {price: 29, every: month}
touches:
  How to use the rollers: {kind: content, url: https://example.com/how-to-use-the-rollers}
next: [مقشر القدم, The Club of Everything for Tired Feet and Hands]
prospects: [Toe Massager with Heated Rollers and Five Programmes]
rest: [{do: How to use the rollers, every: 30d}]
defaults: {after: 3d, patience: 7d, take: 10%}
"""
ORDERS = """customer,item,date
ann,Toe Massager with Heated Rollers and Five Programmes,2026-11-01
bob,足マッサージ器五千 プレミアム セット,2026-11-10
cat,سلة العناية بالقدمين,2026-11-12
dan,A product that the path has never heard of,2026-11-12
"""
DAY = ("--path", "store.yaml", "--today", "2026-11-22")
COMMANDS: dict[str, tuple[str, ...]] = {
    "next": (
        "next",
        *DAY,
        "--why",
        "--returned=مقشر القدم@2026-11-20",
        "--bought=Toe Massager with Heated Rollers and Five Programmes@2026-11-21",
        "--bought=مقشر القدم@2026-11-18",
    ),
    "validate": ("validate", "--today", "2026-11-22", "store.yaml"),
    "forecast": ("forecast", *DAY),
    "details": ("forecast", *DAY, "--details", "--what-if", "take:足マッサージ器五千 プレミアム セット=20%"),
    "plan": ("plan", "orders.csv", *DAY),
    "diff": ("diff", "store.yaml", "changed.yaml", "--today", "2026-11-22"),
    "learn": ("learn", "lessons.csv", "--log", "lessons_log.csv", "--path", "lessons.yaml", *DAY[2:]),
    "measure": ("measure", "pots.csv", "--log", "pots_log.csv", "--path", "pots.yaml", *DAY[2:]),
    "error": ("next", *DAY, "Toe Massager"),
    "help": ("--help",),
    "help of a command": ("forecast", "--help"),
}


EXAMPLES = {
    "lessons.csv": "learn/orders.csv",
    "lessons_log.csv": "learn/log.csv",
    "lessons.yaml": "courses.yaml",
    "pots.csv": "measure/orders.csv",
    "pots_log.csv": "measure/log.csv",
    "pots.yaml": "measure/store.yaml",
}
"""Histories out of `examples`, in which some things get long and foreign names."""
RENAMED = {
    "Jazz Piano 101": "ピアノ入門 プレミアム セット 101",
    "Voicing Cards": "Voicing Cards with Two Hundred Chords and Their Inversions",
    "Practice Room": "סלסלת הטיפול בכפות הרגליים",
    "Milk Jug": "Milk Jug of Hand-Painted Porcelain with a Wooden Lid",
    "Teapot": "مقشر القدم",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the working folder, with the shop and its orders."""
    (tmp_path / "store.yaml").write_text(STORE, encoding="utf-8")
    (tmp_path / "changed.yaml").write_text(STORE.replace("next: [مقشر القدم, ", "next: ["), encoding="utf-8")
    (tmp_path / "orders.csv").write_text(ORDERS, encoding="utf-8")
    for name, example in EXAMPLES.items():
        text = (ROOT / "examples" / example).read_text(encoding="utf-8")
        for old, new in RENAMED.items():
            text = text.replace(old, new)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


class _Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


def show(arguments: tuple[str, ...], columns: int) -> str:
    """Return what is shown on a terminal of so many columns; of what long work is at, nothing is left."""
    out, err = (_Terminal(io.BytesIO(), "utf-8", write_through=True, newline="") for _ in range(2))
    with (
        patch.object(sys, "argv", ["ipp", *arguments]),
        patch.object(sys, "stdout", out),
        patch.object(sys, "stderr", err),
        patch.dict(os.environ, clean({"COLUMNS": str(columns), "NO_COLOR": "1"}), clear=True),
        pytest.raises(SystemExit),
    ):
        main()
    for stream in (out, err):
        stream.seek(0)
    return out.read() + err.read().rpartition("\r")[2]


@cache
def pipe(arguments: tuple[str, ...]) -> str:
    """Return what is written to a pipe."""
    said = inside(*arguments)
    return said.out + said.err


def compare_transcript(name: str, text: str) -> None:
    golden = TRANSCRIPTS / name
    if os.environ.get("IPP_UPDATE"):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


def list_words(text: str) -> set[str]:
    """Return the words of a text, without what is drawn and what is cut around the spot of a finding."""
    return set(re.findall(r"[^\s│─█▏▎▍▌▋▊▉^:-]+", re.sub(r"(?m)^ *\d+ \|.*", "", text)))


@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_shown_on_a_terminal(command: str, columns: int, folder: Path) -> None:
    text = show(COMMANDS[command], columns)
    compare_transcript(f"{command.replace(' ', '_')}.{columns}.txt", text)
    assert max(map(count_cells, text.splitlines())) <= columns
    assert list_words(text) <= list_words(pipe(COMMANDS[command])), "a word was broken"


@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_written_to_a_pipe(command: str, folder: Path) -> None:
    compare_transcript(f"{command.replace(' ', '_')}.pipe.txt", pipe(COMMANDS[command]))


def test_every_transcript_belongs_to_a_command() -> None:
    names = {f"{command.replace(' ', '_')}.{at}.txt" for command in COMMANDS for at in (60, 80, 120, "pipe")}
    assert {file.name for file in TRANSCRIPTS.iterdir()} == names
