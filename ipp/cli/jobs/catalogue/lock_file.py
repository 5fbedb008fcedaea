"""Where the lock of an import is kept: beside the path file, committed with it."""

from pathlib import Path


def find_lock_file(path_file: Path) -> Path:
    """Return the lock of a path file: `store.import.json` beside `store.yaml`."""
    return path_file.with_name(f"{path_file.stem}.import.json")
