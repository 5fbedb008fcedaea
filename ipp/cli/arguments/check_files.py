"""The guard before anything is written: no file that the command reads is lost, and no file is written twice."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

from ipp.cli.arguments.file_uses import FileArgument, FileUse
from ipp.cli.filesystem.path_file import SUFFIXES, find_path_file, has_path_file
from ipp.cli.settings import NAMES, read_setting
from ipp.errors import RequestError
from ipp.loading import Store, is_stream, load_store_file
from ipp.orders.files.sources import names_table

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\.csv")
"""What the files of days are called in the folder of a log."""
FileKey = tuple[int, int] | Path
"""The same for all names of one file: links, and other cases where the system makes no difference."""


class WrittenFile(NamedTuple):
    """A file that is to be written, by which option; `parts`: the names of others that are written with it."""

    option: str
    file: Path
    parts: re.Pattern[str] | None
    renews: str

    def writes(self, other: Path) -> bool:
        """Whether another name is that of this file, or of a part of it."""
        if _find_key(self.file) == _find_key(other):
            return True
        beside = self.parts is not None and self.parts.fullmatch(other.name)
        return bool(beside) and _resolve(self.file.parent) == _resolve(other.parent)


def check_files(arguments: Iterable[FileArgument], given: Mapping[str, Any]) -> None:
    """Raise RequestError where a file that is written would be lost as something that is read, written twice, or no file."""
    written = [each for argument in arguments for each in _list_written(argument, given)]
    for argument in arguments:
        if argument.use.log and given[argument.name]:
            _check_log(written, argument.option, Path(given[argument.name]))
        if argument.use.reads:
            lost = [each for each in written if each.renews != argument.name]
            read = [*_list_read(argument, given)]
            _check_read(lost, read)
            _check_read(lost, _list_included(read, lost) if argument.use.path else ())
    for one, other in combinations(written, 2):
        if one.option != other.option and (one.writes(other.file) or other.writes(one.file)):
            raise RequestError(
                f"{one.option} and {other.option} both write {other.file}", "write to two files"
            )


def _check_read(written: Sequence[WrittenFile], read: Iterable[Path]) -> None:
    """Raise RequestError for a file that is read and written."""
    for file in read:
        for each in written:
            if each.writes(file):
                name = each.file if each.parts is None else file
                raise RequestError(
                    f"{each.option} {name} is read by this command, and would be lost",
                    "write to another file",
                )


def _find_key(file: Path) -> FileKey:
    """Return what tells a file from others, whatever it is called."""
    try:
        found = file.stat()
    except (OSError, ValueError):
        return _resolve(file)
    return found.st_dev, found.st_ino


def _resolve(file: Path) -> Path:
    try:
        return file.resolve()
    except (OSError, RuntimeError, ValueError):  # a link that leads to itself, a name that can be none
        return file.absolute()


def _list_texts(value: Any) -> list[str]:
    """Return what an argument was given, once or several times; an empty text is nothing."""
    return [text for text in ([value] if isinstance(value, str) else value or ()) if text]


def _list_written(argument: FileArgument, given: Mapping[str, Any]) -> Iterator[WrittenFile]:
    """Yield the files that an argument lets the command write; raises RequestError for a name that none of them can have."""
    use, option = argument.use, argument.option
    for text in _list_texts(given[argument.name]) if use.writes else ():
        file = text.partition("=")[2] if use.named else text
        if not file or "\0" in file or is_stream(file) or (file == "-" and (use.dash or use.named)):
            continue
        if file == "-":
            raise RequestError(f"{option} - is no file, and the answer alone goes to stdout", "name a file")
        path = Path(file)
        if path.name in NAMES:
            raise RequestError(
                f"{option} {file}: this file holds settings, and would be lost", "choose another name"
            )
        if not use.path and path.suffix.lower() in SUFFIXES:
            raise RequestError(
                f"{option} {file}: this is a path file, and the answer would overwrite it",
                "choose another name",
            )
        parts = given.get(use.parts) and rf"{re.escape(path.stem)}-\d+{re.escape(path.suffix)}"
        yield WrittenFile(option, path, re.compile(parts) if parts else None, use.renews)


def _check_log(written: Iterable[WrittenFile], option: str, folder: Path) -> None:
    """Raise RequestError for a file in the place of a day of a log, which may not be there yet."""
    for each in written:
        day = _DAY.fullmatch(each.file.name)
        if day and not folder.is_file() and _resolve(each.file.parent) == _resolve(folder):
            raise RequestError(f"{each.option} and {option} both write {each.file}", "write to another file")


def _list_read(argument: FileArgument, given: Mapping[str, Any]) -> Iterator[Path]:
    """Yield the files that an argument lets the command read, as far as they are there."""
    for text in _list_texts(given[argument.name]) or _list_usual(argument.use):
        with suppress(
            OSError, ValueError, NotImplementedError
        ):  # what can be no name is said when it is read
            yield from _list_files(text)


def _list_usual(use: FileUse) -> list[str]:
    """Return the file that is read where none is named; nothing where that cannot be told, which the command says itself."""
    with suppress(RequestError):
        if use.path and has_path_file(None):
            return [find_path_file(None)]
        if use.setting and read_setting(use.setting):
            return [read_setting(use.setting)]
    return []


def _list_included(path_files: Iterable[Path], written: Sequence[WrittenFile]) -> list[Path]:
    """Return what path files include. That lies in their folders: only where a file there would be replaced are they read for it."""
    included: list[Path] = []
    for file in path_files:
        folder = _resolve(file.parent)
        if any(each.file.is_file() and _resolve(each.file).is_relative_to(folder) for each in written):
            with suppress(RequestError):  # the command says itself that it cannot be read
                loaded = load_store_file(str(file))
                parts = loaded.path.files if isinstance(loaded, Store) else ()
                included += [Path(source.name) for source, _ in parts]
    return included


def _list_files(text: str) -> list[Path]:
    """Return the files that a text names: one, those of a folder or a glob, or the one that holds a table."""
    path, (holder, _, _) = Path(text), text.rpartition(":")
    if path.is_dir():
        return [file for file in path.iterdir() if names_table(file) or file.suffix.lower() in SUFFIXES]
    for file in (path, Path(holder)):
        if file.is_file():
            return [file]
    return [file for file in Path(path.anchor).glob(str(path.relative_to(path.anchor))) if file.is_file()]
