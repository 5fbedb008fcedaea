"""The schema beside an owner's path files, where editors find it."""

from pathlib import Path

from ipp.cli.filesystem.write import write_file
from ipp.path.schema.document import PART_ID, PATH_ID, make_schema_text
from ipp.stories.schema import STORIES_ID, make_stories_schema_text

SCHEMA_NAME = "path.schema.json"
"""What the file is called that `ipp init` writes beside the path file."""


def write_modeline(schema: str) -> str:
    """Return the first line of a path file, which tells editors where its schema is."""
    return f"# yaml-language-server: $schema={schema}\n"


def write_schema(target: Path, *, part: bool = False, stories: bool = False, force: bool = False) -> None:
    """Write the schema to a file in one step, over an older schema of ipp too; anything else there stays unless `force`.

    Raises RequestError when the file cannot be written.
    """
    text = make_stories_schema_text() if stories else make_schema_text(part=part)
    write_file(target, text, replace=force or is_own_schema(target))


def make_new_schema(path_file: Path) -> dict[Path, str]:
    """Return the schema that is to be written beside a path file; nothing where there is one."""
    target = path_file.with_name(SCHEMA_NAME)
    return {} if target.exists() else {target: make_schema_text(part=False)}


def is_own_schema(target: Path) -> bool:
    """Tell whether a file is a schema that ipp wrote, this version or another."""
    if not target.is_file():
        return False
    try:
        with target.open("rb") as file:
            beginning = file.read(400)
    except OSError:
        return False
    return any(f'"$id": "{mine}"'.encode() in beginning for mine in (PATH_ID, PART_ID, STORIES_ID))
