"""Path files that a command makes or changes, read back before they are written: none gets a mistake from us."""

from collections.abc import Mapping

from ipp.errors import RequestError
from ipp.lint.fix import list_new_findings
from ipp.loading import Store, load_store_file
from ipp.text.source import STDIN
from ipp.text.visible import shorten_text


def check_made(text: str, origin: str, *, named: bool) -> None:
    """Raise RequestError for a text that is no sound path file, as one with a name of a thousand letters; `origin` is what it was made of.

    Where the ultimate action is not `named`, that it is missing is no mistake.
    """
    read = load_store_file(STDIN, {STDIN: text})
    least = 0 if named else 1
    if not isinstance(read, Store) or len(read.findings) > least:
        first = read.findings[0]
        raise RequestError(
            f"{origin} make no path file: line {first.span.line}: {shorten_text(first.message)}"
        )


def check_changed(store: Store, texts: Mapping[str, str]) -> None:
    """Raise RequestError where new texts of the files of a store would bring a mistake that is not there yet."""
    if not texts:
        return
    before = {source.name: source.text for source, _ in store.path.files}
    read = load_store_file(store.source.name, {**before, **texts})
    new = list_new_findings(store.findings, read.findings)
    if new or not isinstance(read, Store):
        first = (new or read.findings)[0]
        raise RequestError(
            f"{first.span.source.name}: what would be written has a mistake in line {first.span.line}: {shorten_text(first.message)}",
            "nothing was written; please report it",
        )
