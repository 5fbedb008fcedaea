"""What `ipp suggest` does."""

import sys

from ipp.cli import terminal
from ipp.cli.filesystem.path_file import find_path_file, load_usable_store
from ipp.cli.filesystem.rewrite import check_files, replace_texts
from ipp.importers.suggestions.candidates import suggest_candidates
from ipp.importers.suggestions.drafts import write_drafts
from ipp.render.catalogue.suggestions import render_suggestions, write_suggestions_json


def print_suggestions(given: str | None, *, write: bool, json: bool) -> None:
    """Print candidates for products with no next of their own; write them into the path file if that is wanted."""
    file = find_path_file(given)
    if write:
        check_files([file])
    store = load_usable_store(file)
    found = suggest_candidates(store.path, store.names)
    written, by_hand = None, tuple[str, ...]()
    if write:
        drafts = write_drafts(found.bare)
        before = {source.name: source.text for source, _ in store.path.files}
        replace_texts({name: (before[name], text) for name, text in drafts.texts.items()})
        written, by_hand = drafts.written, drafts.by_hand
    if json:
        sys.stdout.write(write_suggestions_json(found, written, by_hand))
    else:
        terminal.write_page(render_suggestions(found, store.path.currency, written, by_hand))
