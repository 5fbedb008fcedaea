"""Which story files `ipp test` is about; they are never path files."""

import os
from collections.abc import Sequence
from pathlib import Path

from ipp.cli.filesystem.read import read_text
from ipp.cli.settings import read_setting
from ipp.errors import RequestError
from ipp.text.source import Source

STORY_SUFFIXES = (".test.yaml", ".test.yml")


def is_story_file(name: str | Path) -> bool:
    """Whether a file holds stories, by its name."""
    return Path(name).name.lower().endswith(STORY_SUFFIXES)


def refuse_story_file(name: str) -> None:
    """Raise RequestError where a story file is named as a path file."""
    if is_story_file(name):
        raise RequestError(
            f"{name} holds stories and is not a path file", f"`ipp test {name}` plays the stories"
        )


def read_story_sources(given: Sequence[str]) -> list[Source]:
    """Read the story files that are meant, each once, those of folders sorted; without names those of `paths/` and beside the configured path file.

    Raises RequestError when there is none, or one cannot be read.
    """
    names = [name for each in given or _list_usual_folders() for name in _list_story_files(each)]
    known: dict[str, str] = {}
    for name in names:
        known.setdefault(os.path.normpath(name), name)
    if not known:
        where = ", ".join(given or _list_usual_folders()) or "paths"
        raise RequestError(
            f"nothing to run: no story file (*.test.yaml) in {where}",
            "`ipp test --generate FILE.test.yaml` writes a first one",
        )
    return [read_text(name) for name in known.values()]


def _list_usual_folders() -> list[str]:
    configured = os.environ.get("IPP_PATH") or read_setting("path")
    folders = ["paths"] if Path("paths").is_dir() else []
    if configured:
        beside = str(Path(configured).parent)
        folders += [] if beside in folders else [beside]
    return folders


def _list_story_files(name: str) -> list[str]:
    folder = Path(name)
    if name == "-" or not folder.is_dir():
        return [name]
    files = (file for file in folder.rglob("*") if is_story_file(file) and file.is_file())
    return sorted(
        str(file)
        for file in files
        if not any(part.startswith(".") for part in file.relative_to(folder).parts)
    )
