"""The log that a plan reads and writes: a folder with a file a day, and the answers that the shop puts beside them."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from ipp.errors import RequestError, refuse_file
from ipp.orders.files.sources import TableSource, names_table, parse_folder, parse_source


class NightlyLog(NamedTuple):
    """What is known before a day, None where that is nothing, and the file that the plan of the day goes into, None where the log is a file that is only read."""

    before: TableSource | None
    file: Path | None


def open_log(text: str, day: date, *, make: bool = False) -> NightlyLog:
    """Return the log that `--log` names: of a folder what it holds beside the file of the day itself. `make`: a folder that is not there yet is a new one.

    Raises RequestError when it cannot be read.
    """
    try:
        return _find_log(text, Path(text), day, make)
    except OSError as error:
        raise refuse_file(text, error) from None


def _find_log(text: str, folder: Path, day: date, make: bool) -> NightlyLog:
    if folder.is_dir():
        return NightlyLog(parse_folder(folder, name_file(day)), folder / name_file(day))
    if not make or folder.exists() or names_table(folder) or any(char in text for char in "*?[:"):
        return NightlyLog(parse_source(text), None)
    if any(parent.is_file() for parent in folder.parents):
        raise RequestError(f"--log {text}: a file has the name of its folder", "choose another name")
    return NightlyLog(None, folder / name_file(day))


def name_file(day: date) -> str:
    """Return the name of the file of a day."""
    return f"{day.isoformat()}.csv"
