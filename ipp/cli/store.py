"""Which path file is meant, and what to do when it cannot be used."""

import os
import sys
from pathlib import Path

from ipp.cli.settings import setting
from ipp.errors import RequestError
from ipp.load import Store, Unread, decoded, load, load_file, opener_in
from ipp.text.source import Source
from ipp.text.yaml_tree import MOST_CHARACTERS

SUFFIXES = (".yaml", ".yml")


def path_file(given: str | None) -> str:
    """Return the path file: `--path`, else IPP_PATH, else the configured one, else the only one in `paths/`."""
    return given or os.environ.get("IPP_PATH") or setting("path") or _only_one()


def _only_one() -> str:
    folder = Path("paths")
    found = sorted(str(file) for file in folder.glob("*") if file.suffix in SUFFIXES)
    if len(found) == 1:
        return found[0]
    if not found:
        raise RequestError(
            "which path file? There is none in paths/; say --path FILE, or make one with `ipp init`"
        )
    raise RequestError(f"which path file? paths/ holds {', '.join(found)}; say --path FILE, or set IPP_PATH")


def read_stdin() -> Store | Unread:
    """Load a store from stdin; the files that it includes are looked for in the working folder."""
    source = decoded("<stdin>", sys.stdin.buffer.read(4 * MOST_CHARACTERS + 4))
    if not isinstance(source, Source):
        return Unread(source.span.source, (source,))
    return load(source, opener_in(Path()))


def readable_store(given: str | None) -> Store:
    """Load the path file that is meant, mistakes and all; only a file that is no path file at all is refused."""
    file = path_file(given)
    loaded = read_stdin() if file == "-" else load_file(file)
    if isinstance(loaded, Store):
        return loaded
    raise _refused(file, loaded)


def usable_store(given: str | None) -> Store:
    """Load the path file that is meant; a file with mistakes cannot be answered from, and says which they are."""
    file = path_file(given)
    loaded = read_stdin() if file == "-" else load_file(file)
    if isinstance(loaded, Store) and not loaded.findings:
        return loaded
    raise _refused(file, loaded)


def _refused(file: str, loaded: Store | Unread) -> RequestError:
    from ipp.render.findings.concise import finding_line
    from ipp.text.words import counted

    for finding in loaded.findings[:3]:
        print(finding_line(finding), file=sys.stderr)
    mistakes = counted(len(loaded.findings), "mistake")
    return RequestError(f"{file} has {mistakes}: run `ipp validate {file}`")
