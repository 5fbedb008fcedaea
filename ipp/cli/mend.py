"""Change path files as `validate` was asked to: fixes, and comments that accept findings."""

from collections.abc import Sequence
from typing import NamedTuple

from ipp.cli import rewrite, terminal
from ipp.cli.guard import write_bytes
from ipp.cli.store import PathFile
from ipp.errors import RequestError
from ipp.lint.check import READING
from ipp.lint.fix import Mended, mend, new_findings
from ipp.lint.ignoring import with_ignores
from ipp.lint.look import Terms, look, sources
from ipp.loading import Store, Texts, Unread, content_of
from ipp.render import diff
from ipp.render.findings.concise import finding_line
from ipp.text.finding import Finding
from ipp.text.source import STDIN
from ipp.text.words import counted

Found = Sequence[tuple[PathFile, Store | Unread]]


class Changes(NamedTuple):
    """The texts that change, by file name, and how many findings were fixed and accepted."""

    texts: Texts
    fixed: int
    accepted: int


def fixes(found: Found, terms: Terms, *, unsafe: bool) -> Changes:
    """Return what fixes change, one store after the other; says which could not be made."""
    texts: dict[str, str] = {}
    number = 0
    for file, store in found:
        with terminal.progress(f"mending {file.name}"):
            result = _mended(file, _neighbours(found, file, store), texts, terms, unsafe)
        texts |= result.texts
        number += len(result.made)
        for finding, why in result.refused:
            place = f"{finding.span.source.name}:{finding.span.line}:{finding.span.column}"
            terminal.note(f"{place}: not fixed ({finding.rule.code}): {why}")
    return Changes(texts, number, 0)


def _neighbours(found: Found, file: PathFile, store: Store | Unread) -> list[PathFile]:
    """Return the other stores that include a file of this one: what mends it must do them no harm."""
    names = {source.name for source in sources(store)}
    return [
        other
        for other, its in found
        if other is not file and any(source.name in names for source in sources(its))
    ]


def _mended(
    file: PathFile, neighbours: Sequence[PathFile], texts: Texts, terms: Terms, unsafe: bool
) -> Mended:
    whole = terms._replace(rules=terms.rules | READING)  # no fix may make a file hard to read

    def load(changed: Texts) -> Store | Unread:
        return file.load({**texts, **changed})

    def findings(store: Store | Unread) -> tuple[Finding, ...]:
        now = {**texts, **{source.name: source.text for source in sources(store)}}
        beside = look((other.load(now) for other in neighbours), whole).findings
        return (*look([store], whole).findings, *(finding._replace(fix=None) for finding in beside))

    def wanted(finding: Finding) -> bool:
        fix = finding.fix
        return fix is not None and finding.rule.code in terms.rules and (fix.safe or unsafe)

    return mend(load, findings, wanted)


def ignores(found: Found, terms: Terms, changes: Changes, reason: str) -> Changes:
    """Return the changes with a comment for every finding that is left."""
    words = " ".join(reason.split())
    if not words.strip(":"):
        raise RequestError("--add-ignore: say why; without a reason nothing is accepted")
    if not words.isprintable():
        raise RequestError("--add-ignore: the reason holds a character that cannot stand in a comment")
    texts, number = dict(changes.texts), 0
    for file, _ in found:
        store = file.load(texts)
        if isinstance(store, Store):
            before = look([store], terms).findings
            commented = {**texts, **with_ignores(store, before, words)}
            after = look([file.load(commented)], terms).findings
            harm = new_findings(before, after)
            if harm:
                terminal.note(
                    f"{file.name}: no comments: they lead to {harm[0].rule.code}: {harm[0].message}"
                )
                continue
            texts, number = commented, number + len(before) - len(after)
    return changes._replace(texts=texts, accepted=number)


def show(found: Found, changes: Changes) -> int:
    """Print what would change; returns the exit code: 1 if anything would."""
    said = []
    for name, after in sorted(changes.texts.items()):
        before, mark = _as_it_is(found, name)
        said.append(diff.text(name, mark + before, mark + after))
    rewrite.print_diffs(said)
    for _, store in found:
        if isinstance(store, Unread):
            terminal.note(finding_line(store.findings[0]))
    _tell(changes, " would be")
    return int(any(said))


def written(found: Found, changes: Changes) -> list[tuple[PathFile, Store | Unread]]:
    """Write each text to its file, and the store of stdin to stdout; returns the stores as they are now.

    Raises RequestError, and leaves every file as it is, when one cannot be written or has changed in the meantime.
    """
    rewrite.replace(
        {name: (_as_read(found, name), after) for name, after in changes.texts.items() if name != STDIN}
    )
    now = [(file, file.load(changes.texts) if changes.texts else store) for file, store in found]
    for file, _ in now:
        if file.stdin:
            _pass_on(file.content, changes.texts.get(STDIN))
    _tell(changes, "")
    return now


def _pass_on(content: bytes, text: str | None) -> None:
    """Write what stdin held to stdout: byte for byte, unless it was changed."""
    mark = rewrite.BOM if content.startswith(rewrite.BOM) else b""
    write_bytes(content if text is None else mark + text.encode())


def _as_it_is(found: Found, name: str) -> tuple[str, str]:
    """Return the text of a file, and its byte order mark if it has one. Raises RequestError when it was read differently."""
    read_once = [file.content for file, _ in found if file.once and file.name == name]
    content = read_once[0] if read_once else content_of(name)
    return rewrite.as_it_is(name, content, _as_read(found, name))


def _as_read(found: Found, name: str) -> str | None:
    """Return the text of a file as it was read; None for one that a fix brought in."""
    return next((each.text for _, store in found for each in sources(store) if each.name == name), None)


def _tell(changes: Changes, would: str) -> None:
    counts = {"fixed": changes.fixed, "accepted": changes.accepted}
    parts = [f"{counted(number, 'finding')}{would} {done}" for done, number in counts.items() if number]
    if parts:
        terminal.note(", ".join(parts))
