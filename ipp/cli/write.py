"""Write files whole or not at all."""

import os
import tempfile
from collections.abc import Iterator, Mapping
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
    temporary = _staged(target, text)
    try:
        if replace:
            temporary.replace(target)
        else:
            os.link(temporary, target)  # fails if the file exists, even if it was made just now
    except FileExistsError:
        raise RequestError(f"{target} exists already; --force writes over it") from None
    except OSError as error:
        raise _cannot(target, error) from None
    finally:
        temporary.unlink(missing_ok=True)


def write_files(texts: Mapping[Path, str]) -> None:
    """Put texts in the place of files: each is written beside its file before the first file is replaced.

    Raises RequestError when one cannot be written; then none is replaced.
    """
    staged: list[tuple[Path, Path]] = []
    try:
        for target, text in texts.items():
            staged.append((_staged(target, text), target))
        for temporary, target in staged:
            try:
                temporary.replace(target)
            except OSError as error:
                raise _cannot(target, error) from None
    finally:
        for temporary, _ in staged:
            temporary.unlink(missing_ok=True)


def _staged(target: Path, text: str) -> Path:
    """Write a text beside its target, with the target's permissions."""
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.")
    except OSError as error:
        raise _cannot(target, error) from None
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        temporary.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
    except BaseException as error:
        temporary.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise _cannot(target, error) from None
        raise
    return temporary


def _cannot(target: Path, error: OSError) -> RequestError:
    return RequestError(f"{target}: {error.strerror or error}")


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
        raise _cannot(folder, error) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
