"""Change path files as `validate` was asked to: fixes, and comments that accept findings."""

import sys
from collections.abc import Sequence
from pathlib import Path

from ipp.cli import terminal
from ipp.cli.files import STDIN, PathFile
from ipp.cli.write import write_file
from ipp.errors import RequestError
from ipp.lint.fix import Mended, mend
from ipp.lint.ignoring import with_ignores
from ipp.lint.look import Terms, look
from ipp.load import Store, Texts, Unread, read_bytes
from ipp.render import diff
from ipp.text.finding import Finding, Fix
from ipp.text.source import Source

_BOM = b"\xef\xbb\xbf"
Found = Sequence[tuple[PathFile, Store | Unread]]


def fixed(found: Found, terms: Terms, *, unsafe: bool) -> Texts:
    """Return the texts that fixes change, one store after the other."""
    texts: dict[str, str] = {}
    for file, _ in found:
        with terminal.progress(f"mending {file.name}"):
            result = _mended(file, texts, terms, unsafe)
        texts |= result.texts
        for finding, why in result.refused:
            place = f"{finding.span.source.name}:{finding.span.line}:{finding.span.column}"
            terminal.note(f"{place}: not fixed ({finding.rule.code}): {why}")
    return texts


def _mended(file: PathFile, texts: Texts, terms: Terms, unsafe: bool) -> Mended:
    def load(changed: Texts) -> Store | Unread:
        return file.load({**texts, **changed})

    def findings(store: Store | Unread) -> tuple[Finding, ...]:
        return look([store], terms).findings

    def wanted(fix: Fix) -> bool:
        return fix.safe or unsafe

    return mend(load, findings, wanted)


def accepted(found: Found, terms: Terms, fixed: Texts, reason: str) -> Texts:
    """Return the texts, those that fixes changed among them, with a comment for every finding."""
    words = " ".join(reason.split())
    if not words:
        raise RequestError("--add-ignore: say why; without a reason nothing is accepted")
    texts = dict(fixed)
    for file, _ in found:
        store = file.load(texts)
        if isinstance(store, Store):
            texts |= with_ignores(store, look([store], terms).findings, words)
    return texts


def show(found: Found, texts: Texts) -> int:
    """Print what would change; returns the exit code: 1 if anything would."""
    before = {source.name: source.text for _, store in found for source in _sources(store)}
    said = [diff.text(name, before[name], after) for name, after in texts.items()]
    for each in said:
        if terminal.colour(sys.stdout):
            terminal.write(diff.page(each))
        else:
            sys.stdout.write(each)
    return int(any(said))


def written(found: Found, texts: Texts) -> list[tuple[PathFile, Store | Unread]]:
    """Write each text to its file, and the store of stdin to stdout; returns the stores as they are now."""
    for name, text in texts.items():
        if name != STDIN:
            target = Path(name).resolve()  # a link stays one
            mark = "\ufeff" if read_bytes(target).startswith(_BOM) else ""
            write_file(target, mark + text, replace=True)
    now = [(file, file.load(texts) if texts else store) for file, store in found]
    for file, store in now:
        if file.stdin:
            sys.stdout.write(_sources(store)[0].text)
    return now


def _sources(store: Store | Unread) -> list[Source]:
    return [source for source, _ in store.path.files] if isinstance(store, Store) else [store.source]
