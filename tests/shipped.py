"""The path files that ship: those of paths/ and examples/, without the stories beside them."""

from pathlib import Path

from ipp.cli.filesystem.story_files import is_story_file

ROOT = Path(__file__).parent.parent
PATH_FILES = sorted(
    file
    for folder in ("examples", "paths")
    for file in (ROOT / folder).glob("*.yaml")
    if not is_story_file(file)
)
