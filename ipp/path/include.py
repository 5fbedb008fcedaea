"""One store out of several files."""

from collections.abc import Callable
from os.path import normpath
from typing import Any

from ipp.errors import describe_os_error
from ipp.path.keys import Name
from ipp.path.model import Path
from ipp.path.readers.path_file import read_path
from ipp.path.rules import BAD_VALUE
from ipp.text.finding import Finding, FindingSink
from ipp.text.source import Source
from ipp.text.suggest import Suggester
from ipp.text.visible import shorten_text
from ipp.text.yaml.tree import MOST_CHARACTERS

MOST_FILES = 1000
"""Files that one store may include."""

Opener = Callable[[Source, str], Source]
"""Opens the file that a source includes by a relative name; raises OSError or ValueError with the reason."""

_JOINED = ("files", "products", "bundles", "touches", "series", "categories", "segments")


def read_store(
    source: Source, opener: Opener, report: FindingSink, suggester: Suggester, *, pure: bool = False
) -> Path | None:
    """Return the store of a main file, with the items of the files that it includes, each file once."""
    main = read_path(source, report, suggester, pure=pure)
    if main is None:
        return None
    seen, characters = {normpath(source.name)}, len(source.text)
    waiting = [(source, name) for name in main.include]
    parts: list[Path | None] = []
    while waiting:
        owner, name = waiting.pop(0)
        included = _open_part(owner, name, opener, report)
        if included is None:
            parts.append(None)
            continue
        if normpath(included.name) in seen:
            continue
        seen.add(normpath(included.name))
        characters += len(included.text)
        if len(seen) > MOST_FILES or characters > MOST_CHARACTERS:
            report(Finding(BAD_VALUE, "the store includes more than ipp reads", name.span))
            parts.append(None)
            break
        part = read_path(included, report, suggester, part=True, pure=pure)
        parts.append(part)
        waiting += [(included, further) for further in part.include] if part else []
    return _join_parts(main, parts)


def _open_part(owner: Source, name: Name, opener: Opener, report: FindingSink) -> Source | None:
    try:
        return opener(owner, name.text)
    except (OSError, ValueError) as error:
        reason = describe_os_error(error) if isinstance(error, OSError) else str(error)
        if isinstance(error, FileNotFoundError):
            reason += f"; it was looked for from the folder of {owner.name}"
        report(
            Finding(BAD_VALUE, f"`include`: {shorten_text(name.text)!r} cannot be read: {reason}", name.span)
        )
        return None


def _join_parts(main: Path, parts: list[Path | None]) -> Path:
    """Return the store of a main file and its parts; None is a part that could not be read."""
    if not parts:
        return main
    files = [main, *(part for part in parts if part)]
    whole: dict[str, Any] = {
        field: tuple(thing for file in files for thing in getattr(file, field)) for field in _JOINED
    }
    complete = None not in parts and all(file.complete for file in files)
    return main._replace(complete=complete, **whole)
