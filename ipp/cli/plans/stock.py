"""What is out of stock today, by name or as a file of names."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from ipp.cli import terminal
from ipp.cli.filesystem.read import read_text
from ipp.loading import Store, is_stream, pause_items
from ipp.text.cells import clean_cell, clean_sku
from ipp.text.words import count_things

HEADERS = ("item", "name", "product", "sku", "handle", "title")
"""First lines that name the column."""


def pause_stock(store: Store, given: Sequence[str]) -> Store:
    """Return the store with what is out of stock paused: names and skus, or files with one on each line.

    What a file names and the path does not have is counted, and said. Raises RequestError for another name that is not in the path.
    """
    names: list[str] = []
    for text in given:
        if store.names.find_item(text) is not None or not _is_file(text):
            names.append(text)
        else:
            names += _list_named_items(store, text)
    return pause_items(store, names)


def _is_file(text: str) -> bool:
    try:
        return Path(text).is_file() or is_stream(text)
    except (OSError, ValueError):  # too long for the name of a file
        return False


def _list_named_items(store: Store, file: str) -> Iterator[str]:
    told = list(_read_lines(file, store))
    known = [text for text in told if store.names.find_item(text) is not None]
    if len(known) < len(told):
        many = count_things(len(told) - len(known), "line")
        terminal.print_note(f"{file}: {many} of {len(told):,} named nothing in the path")
    yield from known


def _read_lines(file: str, store: Store) -> Iterator[str]:
    """Yield what each line names: all of it, or its first cell, or the sku that was saved there for spreadsheets."""
    for number, line in enumerate(read_text(file).text.splitlines()):
        whole = clean_cell(line)
        cell = clean_cell(next(csv.reader([line]), [""])[0]) if whole else ""
        if cell and not (number == 0 and cell.casefold() in HEADERS):
            texts = (whole, cell, clean_sku(whole), clean_sku(cell))
            yield next((text for text in texts if store.names.find_item(text) is not None), cell)
