"""Which path files a command that checks is about."""

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from ipp.cli import terminal
from ipp.cli.store import SUFFIXES, path_file
from ipp.errors import RequestError
from ipp.load import Store, Texts, Unread, decoded, load, load_file, opener_in
from ipp.text.source import Source
from ipp.text.yaml_tree import MOST_CHARACTERS

STDIN = "<stdin>"
_LONG = 1_000_000  # bytes; a longer file takes a while, and says so on a terminal


class PathFile:
    """One path file that was named or found; read when it is asked for, and stdin once."""

    def __init__(self, name: str) -> None:
        self.stdin = name == "-"
        self.name = STDIN if self.stdin else name
        self.content = sys.stdin.buffer.read(4 * MOST_CHARACTERS + 4) if self.stdin else b""
        self._read = decoded(STDIN, self.content) if self.stdin else None

    def load(self, texts: Texts) -> Store | Unread:
        """Read its store; `texts` stand in the place of what files hold."""
        if self._read is None:
            with terminal.progress(f"reading {self.name}" if self._long else None):
                return load_file(self.name, texts)
        if not isinstance(self._read, Source):
            return Unread(self._read.span.source, (self._read,))
        source = Source(STDIN, texts[STDIN]) if STDIN in texts else self._read
        return load(source, opener_in(Path(), texts))

    @property
    def _long(self) -> bool:
        try:
            return Path(self.name).stat().st_size > _LONG
        except (OSError, ValueError):
            return False


def stores(given: Sequence[str]) -> Iterator[tuple[PathFile, Store | Unread]]:
    """Read each store that is meant; a file of a folder that another includes is no store of its own.

    Without names, the configured path file, or everything in `paths/`.
    """
    named = given or _default()
    found: dict[str, PathFile] = {}
    known: set[str] = set()
    for name in (name for each in named for name in _files(each)):
        if os.path.normpath(name) not in known:  # `./a.yaml` is `a.yaml`
            known.add(os.path.normpath(name))
            found[name] = PathFile(name)
    loaded = {name: file.load({}) for name, file in found.items()}
    if not loaded:
        raise RequestError(f"nothing to check: no .yaml or .yml file in {', '.join(named)}")
    parts = {
        str(Path(source.name).resolve())
        for store in loaded.values()
        if isinstance(store, Store)
        for source, _ in store.path.files[1:]
    }
    for name, store in loaded.items():
        if name in named or str(Path(name).resolve()) not in parts:
            yield found[name], store


def _default() -> list[str]:
    try:
        return [path_file(None)]
    except RequestError:
        if Path("paths").is_dir():
            return ["paths"]
        raise RequestError("nothing to check: name a path file, or make one with `ipp init`") from None


def _files(name: str) -> list[str]:
    folder = Path(name)
    if name == "-" or not folder.is_dir():
        return [name]
    return sorted(
        str(file)
        for file in folder.rglob("*")
        if file.suffix in SUFFIXES and file.is_file() and not _hidden(file.relative_to(folder))
    )


def _hidden(file: Path) -> bool:
    return any(part.startswith(".") for part in file.parts)
