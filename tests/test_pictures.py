"""The pictures in the README are what `ipp map` draws, and what the commands print: `IPP_UPDATE=1 pytest tests/test_pictures.py` draws them anew."""

import os
import re
import shlex
from pathlib import Path

import pytest

from tests.amounts import long
from tests.cli.program import inside
from tests.terminal import TARGET, make_terminal

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
EXAMPLES = ROOT / "examples" / "README.md"
PICTURES = {"docs/pictures/tiny.svg": "map --path examples/tiny.yaml --format svg --today 2026-11-22"}
MERMAID = re.compile(r"<!-- mermaid: ipp (.+?) -->\n(?:```mermaid\n.*?```\n)?", re.DOTALL)


def drawn(command: str, here: Path) -> str:
    before = Path.cwd()
    os.chdir(here)
    try:
        said = inside(*shlex.split(command))
    finally:
        os.chdir(before)
    assert (said.code, said.err) == (0, ""), said
    return said.out


def test_the_pictures_are_what_is_drawn() -> None:
    for name, command in PICTURES.items():
        fresh = drawn(command, ROOT)
        if os.environ.get("IPP_UPDATE"):
            (ROOT / name).parent.mkdir(exist_ok=True)
            (ROOT / name).write_text(fresh, encoding="utf-8")
        assert (ROOT / name).read_text(encoding="utf-8") == fresh
        assert f"]({name})" in README.read_text(encoding="utf-8")


def test_the_mermaid_is_what_is_drawn() -> None:
    text = EXAMPLES.read_text(encoding="utf-8")
    assert MERMAID.search(text)
    fresh = MERMAID.sub(
        lambda found: f"<!-- mermaid: ipp {found[1]} -->\n```mermaid\n{drawn(found[1], ROOT)}```\n", text
    )
    if os.environ.get("IPP_UPDATE"):
        EXAMPLES.write_text(fresh, encoding="utf-8")
    assert fresh == text or os.environ.get("IPP_UPDATE")


@long
def test_the_terminal_shows_what_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    fresh = make_terminal()
    if os.environ.get("IPP_UPDATE"):
        TARGET.write_text(fresh, encoding="utf-8")
    assert TARGET.read_text(encoding="utf-8") == fresh
    assert f"]({TARGET.relative_to(ROOT).as_posix()})" in README.read_text(encoding="utf-8")
