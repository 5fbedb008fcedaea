"""Which path file is meant, how it is read, and what to do when it cannot be used."""

import os
import sys
from pathlib import Path

from ipp.cli import terminal
from ipp.cli.filesystem.read import stdin_content
from ipp.cli.filesystem.story_files import is_story_file, refuse_story_file
from ipp.cli.settings import read_setting
from ipp.errors import RequestError
from ipp.loading import (
    MOST_BYTES,
    Store,
    Texts,
    UnreadFile,
    decode_content,
    is_stream,
    load_store,
    load_store_file,
    make_opener,
    read_content,
)
from ipp.text.source import STDIN, Source
from ipp.text.words import count_things

SUFFIXES = (".yaml", ".yml")
_LONG = 1_000_000  # bytes; a longer file takes a while, and says so on a terminal


def find_path_file(given: str | None) -> str:
    """Return the path file: `--path`, else IPP_PATH, else the configured one, else the only one in `paths/`."""
    return _find_named_file(given) or _find_only_file()


def has_path_file(given: str | None) -> bool:
    """Whether a path file is named, or one lies in `paths/`: there are commands that can do without."""
    return bool(_find_named_file(given) or _list_path_files())


def _find_named_file(given: str | None) -> str | None:
    return given or os.environ.get("IPP_PATH") or read_setting("path")


def _list_path_files() -> list[str]:
    files = Path("paths").glob("*")
    return sorted(str(file) for file in files if file.suffix in SUFFIXES and not is_story_file(file))


def _find_only_file() -> str:
    found = _list_path_files()
    if len(found) == 1:
        return found[0]
    if not found:
        raise RequestError(
            "no path file was named, and there is none in paths/",
            "name one with --path FILE, or make one with `ipp init`",
        )
    raise RequestError(
        f"no path file was named, and paths/ holds {', '.join(found)}",
        "name one with --path FILE, or set IPP_PATH",
    )


class PathFile:
    """One path file that was named or found; read when it is asked for, stdin, pipes and the same texts once."""

    def __init__(self, name: str) -> None:
        refuse_story_file(name)
        self.stdin = name == "-"
        self.once = self.stdin or is_stream(name)
        self.name = STDIN if self.stdin else name
        self.content = _read_content(name) if self.once else b""
        self._read = decode_content(self.name, self.content) if self.once else None
        self._last: tuple[Texts, Store | UnreadFile] | None = None

    def load_store(self, texts: Texts) -> Store | UnreadFile:
        """Read its store; `texts` stand in the place of what files hold."""
        if self._last is None or self._last[0] != texts:
            self._last = dict(texts), self._load_again(texts)
        return self._last[1]

    def _load_again(self, texts: Texts) -> Store | UnreadFile:
        if self._read is None:
            with terminal.show_progress(f"reading {self.name}" if self._long else None):
                return load_store_file(self.name, texts)
        if not isinstance(self._read, Source):
            return UnreadFile(self._read.span.source, (self._read,))
        source = Source(self.name, texts[self.name]) if self.name in texts else self._read
        return load_store(source, make_opener(Path(), texts))

    @property
    def _long(self) -> bool:
        try:
            return Path(self.name).stat().st_size > _LONG
        except (OSError, ValueError):
            return False


def _read_content(name: str) -> bytes:
    return stdin_content(MOST_BYTES) if name == "-" else read_content(name)


def load_readable_store(given: str | None) -> Store:
    """Load the path file that is meant, mistakes and all; only a file that is no path file at all is refused."""
    file = find_path_file(given)
    loaded = PathFile(file).load_store({})
    if isinstance(loaded, Store):
        return loaded
    raise _refuse_store(file, loaded)


def load_usable_store(given: str | None) -> Store:
    """Load the path file that is meant; a file with mistakes cannot be answered from, and says which they are."""
    file = find_path_file(given)
    loaded = PathFile(file).load_store({})
    if isinstance(loaded, Store) and not loaded.findings:
        return loaded
    raise _refuse_store(file, loaded)


def _refuse_store(file: str, loaded: Store | UnreadFile) -> RequestError:
    from ipp.render.findings.concise import write_finding

    for finding in loaded.findings[:3]:
        print(write_finding(finding), file=sys.stderr)
    mistakes = count_things(len(loaded.findings), "mistake")
    return RequestError(f"{file} has {mistakes}", f"`ipp validate {file}` shows where")
