"""Write files whole or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ipp.errors import RequestError


def write_file(target: Path, text: str, *, replace: bool) -> None:
    """Write `text` to `target` in one step; an existing file stays unless `replace`.

    Raises RequestError when the file exists, or cannot be written.
    """
    if target.is_dir():
        raise RequestError(f"{target} is a folder: say the name of a file in it")
    _make_folder(target.parent)
    try:
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                file.write(text)
            Path(temporary).chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
            if replace:
                Path(temporary).replace(target)
            else:
                os.link(temporary, target)  # fails if the file exists, even if it was made just now
        finally:
            Path(temporary).unlink(missing_ok=True)
    except FileExistsError:
        raise RequestError(f"{target} exists already; --force writes over it") from None
    except OSError as error:
        raise RequestError(f"{target}: {error.strerror or error}") from None


@contextmanager
def replaced(target: Path) -> Iterator[Path]:
    """Yield a file to write into; at the end it takes the place of `target` in one step, or, after a failure, goes away.

    Raises RequestError when it cannot be written.
    """
    if target.is_dir():
        raise RequestError(f"{target} is a folder: say the name of a file in it")
    _make_folder(target.parent)
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        os.close(handle)
        temporary = Path(name)
        try:
            yield temporary
            temporary.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise RequestError(f"{target}: {error.strerror or error}") from None


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise RequestError(f"{folder} is a file, not a folder") from None
    except OSError as error:
        raise RequestError(f"{folder}: {error.strerror or error}") from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
