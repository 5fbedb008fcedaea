"""What `ipp test --generate` does: stories of a path, printed or written to a new file."""

import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from ipp.cli import terminal
from ipp.cli.filesystem.path_file import find_path_file, load_usable_store
from ipp.cli.filesystem.story_files import is_story_file
from ipp.cli.filesystem.write import write_file
from ipp.cli.settings import read_setting
from ipp.errors import RequestError
from ipp.stories.generate.search import choose_walks
from ipp.stories.generate.write import write_story_file
from ipp.text.words import count_things


def generate_stories(files: Sequence[str], path: str | None, today: date, most: int) -> int:
    """Print at most so many stories that reach the most of a path, or write them to the one file that is named; returns 0.

    Raises RequestError for several files, a file that exists, or a path that cannot be used.
    """
    target = _find_target(files)
    name = path or (None if target or not files else files[0])
    store = load_usable_store(name)
    with terminal.show_progress(f"walking through {store.source.name}"):
        chosen = choose_walks(store.policy, today, most, longest=read_setting("longest-silence"))
    if not chosen:
        raise RequestError(f"{store.source.name}: there is nothing that a story could reach")
    found = find_path_file(name)
    folder = target.parent if target else Path()
    text = write_story_file(chosen, Path(os.path.relpath(found, folder)).as_posix(), today)
    if target is None:
        sys.stdout.write(text)
        return 0
    write_file(target, text, replace=False)
    terminal.print_note(f"wrote {count_things(len(chosen), 'story', 'stories')} to {target}")
    return 0


def _find_target(files: Sequence[str]) -> Path | None:
    """Return the story file to be written; None to print it."""
    if len(files) > 1:
        raise RequestError("--generate writes one file", "name one file, or none to print the stories")
    if not files or not is_story_file(files[0]):
        return None
    if Path(files[0]).exists():
        raise RequestError(f"{files[0]} exists already", "name a new file, or none to print the stories")
    return Path(files[0])
