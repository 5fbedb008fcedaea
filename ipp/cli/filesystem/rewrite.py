"""New texts in the place of path files: shown as a diff, or written, all or none."""

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from ipp.cli import terminal
from ipp.cli.filesystem.write import write_files
from ipp.errors import RequestError
from ipp.loading import decode_content, is_stream, read_content
from ipp.render import diff
from ipp.text.source import Source

_NOTHING: Mapping[Path, str] = {}
BOM = b"\xef\xbb\xbf"


def read_unchanged(name: str, content: bytes, read: str | None) -> tuple[str, str]:
    """Return the text of a file, and its byte order mark if it has one.

    Raises RequestError when that is not the text that was `read`; None compares with nothing.
    """
    source = decode_content(name, content)
    text = source.text if isinstance(source, Source) else None
    if text is None or read not in (None, text):
        raise RequestError(
            f"{name} changed while it was read, so nothing was written", "run the command again"
        )
    return text, "\ufeff" if content.startswith(BOM) else ""


def check_files(names: Iterable[str]) -> None:
    """Raise RequestError for a pipe or a device: what it gave cannot be given back changed."""
    for name in names:
        if is_stream(name):
            raise RequestError(f"{name} is a pipe or a device, and cannot be changed", "name a file, or -")


def replace_texts(texts: Mapping[str, tuple[str | None, str]], beside: Mapping[Path, str] = _NOTHING) -> None:
    """Put into each file, by name, its new text in the place of the one that was read; byte order marks and links stay. Files `beside` them come last.

    Raises RequestError, and leaves every file as it is, when one cannot be written or has changed in the meantime.
    """
    check_files(texts)
    anew: dict[Path, str] = {}
    for name, (read, after) in texts.items():
        before, mark = read_unchanged(name, read_content(name), read)
        if before != after:
            anew[Path(name).resolve()] = mark + after
    write_files({**anew, **beside})


def print_diffs(diffs: Iterable[str]) -> None:
    """Print diffs: as they are, for `patch`, or harmless to look at on a terminal."""
    for each in diffs:
        if terminal.use_colour(sys.stdout) or sys.stdout.isatty():
            terminal.write_page(diff.render_diff(each))
        else:
            sys.stdout.write(each)
