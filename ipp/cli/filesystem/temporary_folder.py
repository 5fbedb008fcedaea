"""A folder for what is needed for a while: gone at the end, however the end comes."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ipp.cli.interrupt import keep_temporary


@contextmanager
def make_temporary_folder(beside: Path | None = None, prefix: str = "ipp-") -> Iterator[Path]:
    """Yield an empty folder, in another one or where the system keeps such, that goes away at the end with all that is in it."""
    with keep_temporary(lambda: Path(tempfile.mkdtemp(dir=beside, prefix=prefix)), _remove_folder) as folder:
        yield folder


def _remove_folder(folder: Path) -> None:
    """Remove a folder; other threads may still be writing into it."""
    for _ in range(20):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
