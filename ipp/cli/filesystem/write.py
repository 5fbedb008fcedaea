"""Write files whole or not at all."""

import os
import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from ipp.cli.filesystem.temporary_folder import make_temporary_folder
from ipp.cli.interrupt import hold_signals
from ipp.errors import RequestError, refuse_file
from ipp.loading import is_stream


class StagedFile(NamedTuple):
    """What is written beside a file, and takes its place later; `real` is where the links of its name lead."""

    content: Path
    target: Path
    real: Path
    replace: bool

    def replace_target(self) -> None:
        """Become the file, with the permissions of the one that was there; a pipe or a device is written into.

        Raises RequestError when that cannot be.
        """
        try:
            if self.replace and is_stream(self.target):
                _copy_content(self.content, self.target)
                return
            with hold_signals():
                self.content.chmod(_find_mode(self.real))
                self.content.replace(self.real) if self.replace else os.link(self.content, self.real)
        except FileExistsError:  # only a link fails so, even if the file was made just now
            raise _refuse_existing(self.target) from None
        except OSError as error:
            raise refuse_file(self.target, error) from None


def write_file(target: Path, text: str, *, replace: bool) -> None:
    """Write `text` to `target` in one step; an existing file stays unless `replace`, a link always.

    Raises RequestError when the file exists, or cannot be written.
    """
    write_files({target: text}, () if replace else (target,))


def write_files(texts: Mapping[Path, str], new: Collection[Path] = ()) -> None:
    """Write texts to files, in their order: each is written beside its file before the first takes its place. Files that are `new` must not exist.

    Raises RequestError when one cannot be written; then all stay as they were.
    """
    with ExitStack() as all_of_them:
        staged = []
        for target, text in texts.items():
            make_room(target)
            file = all_of_them.enter_context(_stage_file(target, replace=target not in new))
            file.content.write_text(text, encoding="utf-8", newline="")
            staged.append(file)
        for file in staged:
            if not file.replace and file.real.exists():
                raise _refuse_existing(file.target)
        with hold_signals():
            for file in staged:
                file.replace_target()


@contextmanager
def replace_file(target: Path) -> Iterator[Path]:
    """Yield a file to write into; at the end it takes the place of `target` in one step, or, after a failure, goes away.

    Raises RequestError when it cannot be written.
    """
    make_room(target)
    with _stage_file(target) as staged:
        yield staged.content
        staged.replace_target()


@contextmanager
def _stage_file(target: Path, *, replace: bool = True) -> Iterator[StagedFile]:
    """Yield an empty file beside the target, which goes away at the end unless it took the target's place.

    A file that is read-only stays. A link stays too: what it leads to is replaced.
    """
    try:
        real = _follow_links(target)
        if real.exists() and not (real.stat().st_mode & 0o222 and os.access(real, os.W_OK)):
            raise RequestError(f"{target} is read-only")
        beside = None if is_stream(target) else real.parent
        with make_temporary_folder(beside, f".{real.name[:40]}.") as folder:
            content = (
                folder / "new"
            )  # in a folder of its own: once that is gone, no thread can begin it again
            content.touch()
            try:
                yield StagedFile(content, target, real, replace)
            except OSError as error:
                other = error.filename not in (None, str(content), str(target))
                raise refuse_file(error.filename if other else target, error) from None
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


def _refuse_existing(target: Path) -> RequestError:
    return RequestError(f"{target} exists already", "--force overwrites it")


def _copy_content(staged: Path, stream: Path) -> None:
    with staged.open("rb") as written, stream.open("wb") as opened:
        shutil.copyfileobj(written, opened)


def make_room(target: Path) -> None:
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
