"""The path file in the best order: shown, or written."""

from pathlib import Path

from ipp.cli import terminal
from ipp.cli.filesystem import rewrite
from ipp.errors import RequestError
from ipp.loading import Store, make_opener
from ipp.render import diff
from ipp.text.source import STDIN, Source
from ipp.value.ordering.rewrite import rewrite_lists
from ipp.value.ordering.search import BestOrder

NewTexts = tuple[tuple[Source, str], ...]


def reorder_files(store: Store, best: BestOrder) -> NewTexts:
    """Return the new texts; says which lists cannot be written safely."""
    folder = Path() if store.source.name == STDIN else Path(store.source.name).parent
    found = rewrite_lists(store, [(each.written, each.steps) for each in best.proposals], make_opener(folder))
    for written in found.unwritten:
        terminal.print_note(f"{written.label}: written in a way that is put into another order by hand only")
    return found.texts


def write_files(texts: NewTexts) -> None:
    """Write the files anew, all or none."""
    if any(source.name == STDIN for source, _ in texts):
        raise RequestError("--write: stdin cannot be written to", "name the path file with --path FILE")
    rewrite.replace_texts({source.name: (source.text, text) for source, text in texts})
    for source, _ in texts:
        terminal.print_note(f"wrote {source.name}")


def show_diffs(texts: NewTexts) -> None:
    """Print what changes in the files."""
    rewrite.print_diffs(diff.write_diff(source.name, source.text, text) for source, text in texts)
