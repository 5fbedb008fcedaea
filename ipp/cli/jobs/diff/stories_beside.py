"""The story files beside a path file that are about it: in the working folder, or as a git revision has them."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from posixpath import normpath

from ipp.cli.filesystem.read import read_text
from ipp.cli.filesystem.revisions import Revision, list_revision_files, read_revision
from ipp.cli.filesystem.story_files import is_story_file
from ipp.errors import RequestError
from ipp.loading import MOST_BYTES, decode_content
from ipp.stories.reading.file import read_story_file
from ipp.text.source import STDIN, Source


def read_stories_beside(file: str, revision: Revision | None) -> Iterator[Source]:
    """Yield the story files of the folder of a path file that name it; raises RequestError for one that is no text."""
    if revision:
        yield from _read_of_revision(revision, file)
    elif file not in ("-", STDIN):
        yield from _read_of_folder(file)


def _read_of_folder(file: str) -> Iterator[Source]:
    for other in sorted(Path(file).parent.glob("*")):
        if is_story_file(other) and other.is_file():
            source = read_text(str(other))
            named = _find_path(source)
            if named is not None and (other.parent / named).resolve() == Path(file).resolve():
                yield source


def _read_of_revision(revision: Revision, file: str) -> Iterator[Source]:
    folder = PurePosixPath(file).parent
    for name in sorted(list_revision_files(revision, str(folder))):
        if is_story_file(name) and PurePosixPath(name).parent == folder:
            source = decode_content(
                revision.label_file(name), (read_revision(revision, name) or b"")[:MOST_BYTES]
            )
            if not isinstance(source, Source):
                raise RequestError(f"{revision.label_file(name)}: {source.message}")
            named = _find_path(source)
            if named is not None and normpath(str(folder / named)) == normpath(file):
                yield source


def _find_path(source: Source) -> str | None:
    """Return the path file that a story file says it is about."""
    named = read_story_file(source, lambda _: None).path
    return named.text if named else None
