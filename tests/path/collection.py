"""Every path file of this repository: the cases, the examples of the rules' pages, the examples, the starter file, paths/."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ipp.cli.filesystem.story_files import is_story_file
from ipp.lint.rules import ALL
from ipp.loading import decode_content, read_bytes
from ipp.text.source import Source

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases"


class Kept(NamedTuple):
    """One file: `part` when another one includes it."""

    name: str
    text: str
    part: bool = False


def collection() -> list[Kept]:
    """Every path file that is text."""
    return [*_files(), *_pages()]


def _files() -> Iterator[Kept]:
    folders = ("tests/cases", "examples", "paths")
    files = [file for folder in folders for file in sorted((ROOT / folder).rglob("*.yaml"))]
    files = [file for file in files if not is_story_file(file)]
    for file in [*files, ROOT / "ipp" / "starter.yaml"]:
        source = decode_content(file.name, read_bytes(file))
        if isinstance(source, Source):
            part = file.is_relative_to(CASES) and file.parent != CASES and file.name != "store.yaml"
            yield Kept(file.relative_to(ROOT).as_posix(), source.text, part)


def _pages() -> Iterator[Kept]:
    for page in ALL:
        for kind in ("Wrong", "Right"):
            for number, text in enumerate(page.list_examples(kind)):
                yield Kept(f"{page.rule.code} {kind} {number}", text)
