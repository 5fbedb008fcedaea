"""The whole way on one page: text -> tree -> model -> names -> policy, with every finding on the way."""

import stat
from collections.abc import Collection, Mapping
from pathlib import Path as FilePath
from typing import NamedTuple, TypeVar

from ipp.engine.policy.compile import Policy
from ipp.errors import RequestError, refuse_file
from ipp.path.check_names import check_names
from ipp.path.check_terms import check_terms
from ipp.path.include import Opener, read_store
from ipp.path.model import Bundle, Path, Product, Touch
from ipp.path.names import Item, Names
from ipp.text.collector import pause_collector
from ipp.text.finding import Finding, sort_findings
from ipp.text.source import STDIN, Source, Span
from ipp.text.suggest import Suggester
from ipp.text.visible import shorten_text
from ipp.text.yaml.tree import INVALID_YAML, MOST_CHARACTERS

Texts = Mapping[str, str]
"""Texts by the name of their file."""
_AS_WRITTEN: Texts = {}
MOST_BYTES = 4 * MOST_CHARACTERS + 4
"""What is read of a file: more could be no path file."""


I = TypeVar("I", Product, Bundle, Touch)  # noqa: E741  # an item


class Store(NamedTuple):
    """One store as read: what was written, what it means, and what is wrong with it."""

    source: Source
    path: Path
    names: Names
    policy: Policy
    findings: tuple[Finding, ...]


class UnreadFile(NamedTuple):
    """A file that could not be read as a path at all."""

    source: Source
    findings: tuple[Finding, ...]


def load_store(source: Source, opener: Opener, *, pure: bool = False) -> Store | UnreadFile:
    """Read a store from its main file; `opener` opens the files that it includes.

    `pure` reads with PyYAML's parser in Python: slower, and the same in every other way.
    """
    findings: list[Finding] = []
    suggester = Suggester()
    with pause_collector():
        path = read_store(source, opener, findings.append, suggester, pure=pure)
        if path is None:
            return UnreadFile(source, tuple(sort_findings(findings)))
        names = Names(path)
        check_names(path, names, findings.append, suggester)
        check_terms(path, names, findings.append)
        return Store(source, path, names, Policy(path, names), tuple(sort_findings(findings)))


def load_nothing() -> Store:
    """Return a store without anything in it, for what can do without a path file."""
    found = load_store(Source("", "ipp: 1\n"), make_opener(FilePath()))
    assert isinstance(found, Store)
    return found


def load_store_file(file: str, texts: Texts = _AS_WRITTEN) -> Store | UnreadFile:
    """Read a store from a file and the files that it includes; they cannot lie outside its folder.

    `texts` stand in the place of what files of these names hold.
    """
    source = Source(file, texts[file]) if file in texts else decode_content(file, read_content(file))
    if isinstance(source, Finding):
        return UnreadFile(source.span.source, (source,))
    return load_store(source, make_opener(FilePath(file).parent, texts))


def pause_items(store: Store, texts: Collection[str]) -> Store:
    """Return the store with some items paused, named as people name them; raises RequestError for a name that is not in the path."""
    if not texts:
        return store
    paused = {id(_find_item(store.names, text)) for text in texts}

    def pause(items: tuple[I, ...]) -> tuple[I, ...]:
        return tuple(item._replace(paused=True) if id(item) in paused else item for item in items)

    path = store.path
    path = path._replace(
        products=pause(path.products), bundles=pause(path.bundles), touches=pause(path.touches)
    )
    names = Names(path)
    return store._replace(path=path, names=names, policy=Policy(path, names))


def _find_item(names: Names, text: str) -> Item:
    item = names.find_item(text)
    if item is None:
        near = Suggester().list_nearest(text, names.list_names((object,)))
        hint = f"did you mean {' or '.join(map(repr, near))}?" if near else ""
        raise RequestError(f"--out-of-stock: nothing is called {shorten_text(text)!r}", hint)
    return item


def read_content(file: str) -> bytes:
    """Read a file as `read_bytes` does; raises RequestError when it cannot be read."""
    try:
        return read_bytes(FilePath(file))
    except OSError as error:
        raise refuse_file(file, error) from None


def is_stream(file: str | FilePath) -> bool:
    """Tell whether a name is that of a pipe or a device: it can be read once, and nothing can take its place."""
    try:
        mode = FilePath(file).stat().st_mode
    except (OSError, ValueError):
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def read_bytes(path: FilePath) -> bytes:
    """Read a file, but no more of it than could be a path file."""
    with path.open("rb") as file:
        return file.read(MOST_BYTES)


def decode_content(name: str, content: bytes) -> Source | Finding:
    """Return the text of a file, without its byte order mark; a finding when it is not UTF-8."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return Finding(
            INVALID_YAML, "the file is UTF-16, not UTF-8", Span(Source(name, ""), 0, 0), "save it as UTF-8"
        )
    content = content.removeprefix(b"\xef\xbb\xbf")
    try:
        return Source(name, content.decode("utf-8"))
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        source = Source(name, content.decode("utf-8", "replace"))
        message = f"the byte 0x{content[error.start]:02X} is not UTF-8"
        return Finding(
            INVALID_YAML, message, Span(source, len(before), len(before) + 1), "save the file as UTF-8"
        )


def make_opener(folder: FilePath, texts: Texts = _AS_WRITTEN) -> Opener:
    """Return an opener for included files that refuses to leave `folder`; `texts` stand in the place of what files hold."""
    root = folder.resolve()

    def open_included(owner: Source, name: str) -> Source:
        here = folder if owner.name == STDIN or is_stream(owner.name) else FilePath(owner.name).parent
        file = here / name
        if "\0" in name or FilePath(name).is_absolute() or not _resolve_file(file).is_relative_to(root):
            raise ValueError("it lies outside the folder of the main file")
        if is_stream(file):
            raise ValueError("it is a pipe or a device, not a file")
        name = str(file)
        source = Source(name, texts[name]) if name in texts else decode_content(name, read_bytes(file))
        if isinstance(source, Finding):
            raise ValueError(source.message)
        return source

    return open_included


def _resolve_file(file: FilePath) -> FilePath:
    try:
        return file.resolve()
    except RuntimeError:  # what Python 3.11 and 3.12 make of a link to itself
        raise ValueError("it is a link that leads to itself") from None
