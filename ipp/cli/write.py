"""Write files whole or not at all."""

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from ipp.errors import RequestError, unusable


def write_file(target: Path, text: str, *, replace: bool) -> None:
    """Write `text` to `target` in one step; an existing file stays unless `replace`.

    Raises RequestError when the file exists, or cannot be written.
    """
    _make_room(target)
    with _staged(target, replace=replace) as staged:
        _fill(staged, text)


def write_files(texts: Mapping[Path, str]) -> None:
    """Put texts in the place of files: each is written beside its file before the first file is replaced.

    Raises RequestError when one cannot be written; then none is replaced.
    """
    with ExitStack() as all_of_them:
        for target, text in texts.items():
            _fill(all_of_them.enter_context(_staged(target)), text)


@contextmanager
def replaced(target: Path) -> Iterator[Path]:
    """Yield a file to write into; at the end it takes the place of `target` in one step, or, after a failure, goes away.

    Raises RequestError when it cannot be written.
    """
    _make_room(target)
    with _staged(target) as staged:
        yield staged


@contextmanager
def _staged(target: Path, *, replace: bool = True) -> Iterator[Path]:
    """Yield an empty file beside its target, which becomes the target at the end, with the target's permissions.

    A file that is read-only stays.
    """
    try:
        if target.exists() and not (target.stat().st_mode & 0o222 and os.access(target, os.W_OK)):
            raise RequestError(f"{target} is read-only")
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.")
        os.close(handle)
        staged = Path(name)
        try:
            yield staged
            staged.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
            if replace:
                staged.replace(target)
            else:
                _link(staged, target)
        finally:
            staged.unlink(missing_ok=True)
    except OSError as error:
        raise unusable(target, error) from None


def _link(staged: Path, target: Path) -> None:
    try:
        os.link(staged, target)  # fails if the file exists, even if it was made just now
    except FileExistsError:
        raise RequestError(f"{target} exists already; --force writes over it") from None


def _fill(staged: Path, text: str) -> None:
    staged.write_text(text, encoding="utf-8", newline="")


def _make_room(target: Path) -> None:
    """Make the folder of a file; raises RequestError where there can be no such file."""
    if target.is_dir():
        raise RequestError(f"{target} is a folder: say the name of a file in it")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise RequestError(f"{target.parent} is a file, not a folder") from None
    except OSError as error:
        raise unusable(target.parent, error) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
