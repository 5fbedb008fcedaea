"""What `ipp diff` compares: files, folders, or git revisions, each path file of one side with its like on the other."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import NamedTuple

from ipp.cli.filesystem.discovery import list_path_files
from ipp.cli.filesystem.path_file import SUFFIXES, PathFile, find_path_file
from ipp.cli.filesystem.revisions import (
    Revision,
    find_former_name,
    find_revision,
    list_revision_files,
    load_revision_store,
    read_revision,
)
from ipp.cli.filesystem.story_files import is_story_file
from ipp.errors import RequestError
from ipp.loading import Store, UnreadFile, decode_content, load_store, make_opener, read_content
from ipp.text.source import Source

NOWHERE = "/dev/null"
Load = Callable[[], Store | UnreadFile]


class Side(NamedTuple):
    """One path file of a side: its name, and how it is read; None where the side has no such file."""

    name: str
    load: Load | None


class SidePair(NamedTuple):
    """One path file on both sides; `file` is its name on the new side, in the working folder or in a revision, if it is there."""

    old: Side
    new: Side
    file: str | None = None
    revision: Revision | None = None


class _Location(NamedTuple):
    """A side as it was said: a file or folder of the working folder, or one of a revision."""

    file: str | None
    revision: Revision | None = None


def pair_sides(old: str, new: str | None) -> list[SidePair]:
    """Return the pairs that `ipp diff OLD [NEW]` means; raises RequestError for what is neither a file nor a revision."""
    other = _find_new(new)
    location = _find_location(old, _find_folder(other))
    if other.revision and other.file is None:
        other = _Location(_name_in(other.revision, location), other.revision)
    if location.revision and location.file is None:
        location = _Location(_find_same_file(location.revision, other), location.revision)
    if _is_folder(location) or _is_folder(other):
        return _drop_parts(list(_pair_folders(location, other)))
    return [SidePair(_make_side(location), _make_side(other), other.file, other.revision)]


def pair_git_files(words: Sequence[str]) -> SidePair:
    """Return the pair that git tells an external diff: path, old file, its hash and mode, new file, its hash and mode.

    What the files include is read from the working folder on both sides.
    """
    if len(words) not in (7, 9):
        raise RequestError("--git takes the seven arguments that git gives to an external diff")
    name, renamed = words[0], words[7] if len(words) == 9 else words[0]
    return SidePair(_read_given(f"old {name}", name, words[1]), _read_given(renamed, renamed, words[4]))


def _read_given(label: str, name: str, file: str) -> Side:
    if file == NOWHERE:
        return Side(label, None)

    def load() -> Store | UnreadFile:
        source = decode_content(name, read_content(file))
        if not isinstance(source, Source):
            return UnreadFile(source.span.source, (source,))
        return load_store(source, make_opener(Path(name).parent))

    return Side(label, load)


def _find_new(new: str | None) -> _Location:
    if new is None:
        return _Location(find_path_file(None))
    return _find_location(new, Path())


def _find_location(text: str, folder: Path) -> _Location:
    """Return the location that a text means: what is there as a file or folder is that; else a revision, or `REVISION:FILE`."""
    if text == "-" or Path(text).exists():
        return _Location(text)
    name, colon, file = text.partition(":")
    if not colon:
        if PurePosixPath(text).suffix in SUFFIXES:
            raise RequestError(f"{text}: no such file")
        return _Location(None, find_revision(text, folder))
    revision = find_revision(name, folder)
    if file.startswith("./"):
        file = revision.find_name(file)
    return _Location(file.rstrip("/"), revision)


def _find_folder(location: _Location) -> Path:
    if location.revision or location.file is None or location.file == "-":
        return Path()
    file = Path(location.file)
    return file if file.is_dir() else file.parent


def _find_same_file(revision: Revision, other: _Location) -> str:
    """Return what a file of the other side is called in a revision, before it was renamed, too."""
    name = _name_in(revision, other)
    if read_revision(revision, name) is not None or list_revision_files(revision, name):
        return name
    return find_former_name(revision, name, other.revision) or name


def _name_in(revision: Revision, location: _Location) -> str:
    if location.revision:
        return location.file or revision.find_name(find_path_file(None))
    file = location.file or find_path_file(None)
    if file == "-":
        raise RequestError("stdin has no name in a revision", "name the file too, as in REVISION:FILE")
    return revision.find_name(file)


def _is_folder(location: _Location) -> bool:
    if location.file is None:
        return False
    if location.revision:
        return read_revision(location.revision, location.file) is None and bool(
            list_revision_files(location.revision, location.file)
        )
    return Path(location.file).is_dir()


def _make_side(location: _Location) -> Side:
    file, revision = location
    assert file is not None
    if revision:
        return Side(revision.label_file(file), cache(lambda: load_revision_store(revision, file)))
    return Side(file, cache(lambda: PathFile(file).load_store({})))


def _pair_folders(old: _Location, new: _Location) -> Iterator[SidePair]:
    """Yield the path files of two folders, those of one name together, and what git renamed with what it was."""
    before, after = _list_files(old), _list_files(new)
    if not before and not after:
        raise RequestError(f"nothing to compare: no path file in {old.file} or {new.file}")
    former = {name: _find_former(old, new, name) for name in after if name not in before}
    taken = {each for each in former.values() if each in before}
    for name, side in after.items():
        was = name if name in before else former[name]
        file = new.revision.drop_label(side.name) if new.revision else side.name
        yield SidePair(before.get(was or "", Side(f"{old.file}/{name}", None)), side, file, new.revision)
    for name, side in before.items():
        if name not in after and name not in taken:
            yield SidePair(side, Side(f"{new.file}/{name}", None))


def _drop_parts(pairs: Sequence[SidePair]) -> list[SidePair]:
    """Return the pairs of path files that no other one includes, on either side: a part is no store of its own."""
    parts = set(_list_parts(pair.old for pair in pairs)) | set(_list_parts(pair.new for pair in pairs))
    return [pair for pair in pairs if pair.old.name not in parts and pair.new.name not in parts]


def _list_parts(sides: Iterable[Side]) -> Iterator[str]:
    for side in sides:
        store = side.load() if side.load else None
        if isinstance(store, Store):
            yield from (normpath(source.name) for source, _ in store.path.files[1:])


def _find_former(old: _Location, new: _Location, name: str) -> str | None:
    if old.revision is None or old.file is None or new.file is None:
        return None
    whole = _name_in(old.revision, _Location(f"{new.file}/{name}", new.revision))
    found = find_former_name(old.revision, whole, new.revision)
    prefix = f"{old.file}/" if old.file not in ("", ".") else ""
    return found[len(prefix) :] if found and found.startswith(prefix) else None


def _list_files(location: _Location) -> dict[str, Side]:
    """Return the path files of a folder by their names in it."""
    folder = location.file or "."
    if location.revision:
        prefix = f"{folder}/" if folder != "." else ""
        names = [
            name for name in list_revision_files(location.revision, folder)
            if PurePosixPath(name).suffix in SUFFIXES and not is_story_file(name)
        ]  # fmt: skip
        return {name[len(prefix) :]: _make_side(_Location(name, location.revision)) for name in names}
    return {
        Path(name).relative_to(folder).as_posix(): _make_side(_Location(name))
        for name in list_path_files(folder)
    }
