"""Which path files a command that checks is about."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from ipp.cli.filesystem.path_file import SUFFIXES, PathFile, find_path_file
from ipp.cli.filesystem.story_files import is_story_file
from ipp.errors import RequestError
from ipp.loading import Store, UnreadFile


def read_stores(given: Sequence[str]) -> Iterator[tuple[PathFile, Store | UnreadFile]]:
    """Read each store that is meant; a file of a folder that another includes is no store of its own.

    Without names, the configured path file, or everything in `paths/`.
    """
    named = given or _find_default()
    found: dict[str, PathFile] = {}
    known: set[str] = set()
    for name in (name for each in named for name in list_path_files(each)):
        if os.path.normpath(name) not in known:  # `./a.yaml` is `a.yaml`
            known.add(os.path.normpath(name))
            found[name] = PathFile(name)
    loaded = {name: file.load_store({}) for name, file in found.items()}
    if not loaded:
        raise RequestError(
            f"nothing to check: no .yaml or .yml file in {', '.join(named)}",
            "name a path file, or make one with `ipp init`",
        )
    parts = {
        str(Path(source.name).resolve())
        for store in loaded.values()
        if isinstance(store, Store)
        for source, _ in store.path.files[1:]
    }
    for name, store in loaded.items():
        if name in named or str(Path(name).resolve()) not in parts:
            yield found[name], store


def _find_default() -> list[str]:
    try:
        return [find_path_file(None)]
    except RequestError:
        if Path("paths").is_dir():
            return ["paths"]
        raise RequestError(
            "nothing to check: there is no path file in paths/",
            "name a path file, or make one with `ipp init`",
        ) from None


def list_path_files(name: str) -> list[str]:
    """Return the path files of a folder, sorted; of a file the file itself."""
    folder = Path(name)
    if name == "-" or not folder.is_dir():
        return [name]
    return sorted(
        str(file)
        for file in folder.rglob("*")
        if file.suffix in SUFFIXES
        and file.is_file()
        and not is_story_file(file)
        and not _is_hidden(file.relative_to(folder))
    )


def _is_hidden(file: Path) -> bool:
    return any(part.startswith(".") for part in file.parts)
