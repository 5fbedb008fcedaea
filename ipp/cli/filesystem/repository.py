"""What CI calls a file: its place in the repository."""

import os
from functools import cache
from pathlib import Path

from ipp.text.source import STDIN


def find_repository_name(name: str) -> str:
    """Return the name of a file from the root of the repository, with forward slashes.

    Links are followed as long as they stay inside: code scanning shows nothing at a link. A file outside keeps its
    whole path, and stdin its name.
    """
    if name == STDIN:
        return name
    root = _find_root()
    file = Path(name).resolve()
    for each in (file, Path(os.path.normpath(Path.cwd() / name))):
        if each.is_relative_to(root):
            return each.relative_to(root).as_posix()
    return file.as_posix()


@cache
def _find_root_of(here: Path, *named: str) -> Path:
    for folder in (here, *here.parents):
        if (folder / ".git").exists():
            return folder
    for each in named:  # a checkout without git, as GitHub makes it where there is no git
        if each and here.is_relative_to(folder := Path(each).resolve()):
            return folder
    return here


def _find_root() -> Path:
    """Return the nearest folder upwards with a `.git`, else what the CI service says, else the working folder."""
    named = (os.environ.get("GITHUB_WORKSPACE", ""), os.environ.get("CI_PROJECT_DIR", ""))
    return _find_root_of(Path.cwd().resolve(), *named)
