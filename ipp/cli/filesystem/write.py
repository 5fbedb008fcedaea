"""Write files whole or not at all."""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from ipp.cli.filesystem.temporary_folder import make_temporary_folder
from ipp.cli.interrupt import hold_signals
from ipp.errors import RequestError, refuse_file
from ipp.loading import is_stream


def write_file(target: Path, text: str, *, replace: bool) -> None:
    """Write `text` to `target` in one step; an existing file stays unless `replace`, a link always.

    Raises RequestError when the file exists, or cannot be written.
    """
    _make_room(target)
    with _stage_file(target, replace=replace) as staged:
        _write_text(staged, text)


def write_files(texts: Mapping[Path, str]) -> None:
    """Put texts in the place of files: each is written beside its file before the first file is replaced.

    Raises RequestError when one cannot be written; then none is replaced.
    """
    with hold_signals(), ExitStack() as all_of_them:
        for target, text in texts.items():
            _write_text(all_of_them.enter_context(_stage_file(target)), text)


@contextmanager
def replace_file(target: Path) -> Iterator[Path]:
    """Yield a file to write into; at the end it takes the place of `target` in one step, or, after a failure, goes away.

    Raises RequestError when it cannot be written.
    """
    _make_room(target)
    with _stage_file(target) as staged:
        yield staged


@contextmanager
def _stage_file(target: Path, *, replace: bool = True) -> Iterator[Path]:
    """Yield an empty file, which becomes the target at the end, with the target's permissions.

    A file that is read-only stays. A link stays too: what it leads to is replaced. A pipe or a device is written into.
    """
    try:
        real = _follow_links(target)
        stream = is_stream(target)
        if real.exists() and not (real.stat().st_mode & 0o222 and os.access(real, os.W_OK)):
            raise RequestError(f"{target} is read-only")
        beside = None if stream else real.parent
        with make_temporary_folder(beside, f".{real.name[:40]}.") as folder:
            staged = folder / "new"  # in a folder of its own: once that is gone, no thread can begin it again
            staged.touch()
            try:
                yield staged
            except OSError as error:
                other = error.filename not in (None, str(staged), str(target))
                raise refuse_file(error.filename if other else target, error) from None
            if stream and replace:
                _copy_content(staged, target)
                return
            with hold_signals():
                staged.chmod(_find_mode(real))
                staged.replace(real) if replace else _link_new(staged, real, target)
    except OSError as error:
        raise refuse_file(target, error) from None


def _follow_links(target: Path) -> Path:
    """Return the file that a name leads to by way of links; of a pipe or a device its name."""
    if is_stream(target):
        return target
    try:
        return target.resolve()
    except RuntimeError:  # what Python 3.11 and 3.12 make of it
        raise RequestError(f"{target} is a link that leads to itself") from None


def _find_mode(real: Path) -> int:
    """Return the permissions of the file that is replaced, or those of any new file."""
    return real.stat().st_mode & 0o777 if real.exists() else 0o666 & ~_read_umask()


def _link_new(staged: Path, real: Path, target: Path) -> None:
    try:
        os.link(staged, real)  # fails if the file exists, even if it was made just now
    except FileExistsError:
        raise RequestError(f"{target} exists already", "--force overwrites it") from None


def _copy_content(staged: Path, stream: Path) -> None:
    with staged.open("rb") as written, stream.open("wb") as opened:
        shutil.copyfileobj(written, opened)


def _write_text(staged: Path, text: str) -> None:
    staged.write_text(text, encoding="utf-8", newline="")


def _make_room(target: Path) -> None:
    """Make the folder of a file; raises RequestError where there can be no such file."""
    if target.is_dir():
        raise RequestError(f"{target} is a folder", "name a file in it")
    try:
        _follow_links(target).parent.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise RequestError(f"{target.parent} is a file, not a folder") from None
    except OSError as error:
        raise refuse_file(target.parent, error) from None


def _read_umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
