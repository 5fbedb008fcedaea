"""Change path files as `validate` was asked to: fixes, and comments that accept findings."""

import sys
from collections.abc import Sequence
from typing import NamedTuple

from ipp.cli import terminal
from ipp.cli.filesystem import rewrite
from ipp.cli.filesystem.path_file import PathFile
from ipp.cli.guard import write_bytes
from ipp.errors import RequestError
from ipp.lint.accept.write_ignores import write_ignores
from ipp.lint.check import READING
from ipp.lint.fix import FixResult, fix_store, list_new_findings
from ipp.lint.run import LintTerms, lint_stores, list_sources
from ipp.loading import Store, Texts, UnreadFile, read_content
from ipp.render import diff
from ipp.render.findings.concise import write_finding
from ipp.text.finding import Finding
from ipp.text.source import STDIN
from ipp.text.words import count_things

Found = Sequence[tuple[PathFile, Store | UnreadFile]]


class Changes(NamedTuple):
    """The texts that change, by file name, and how many findings were fixed and accepted."""

    texts: Texts
    fixed: int
    accepted: int


def make_fixes(found: Found, terms: LintTerms, *, unsafe: bool) -> Changes:
    """Return what fixes change, one store after the other; says which could not be made."""
    texts: dict[str, str] = {}
    number = 0
    for file, store in found:
        with terminal.show_progress(f"mending {file.name}"):
            result = _fix_store(file, _find_including(found, file, store), texts, terms, unsafe)
        texts |= result.texts
        number += len(result.made)
        for finding, why in result.refused:
            place = f"{finding.span.source.name}:{finding.span.line}:{finding.span.column}"
            terminal.print_note(f"{place}: not fixed ({finding.rule.code}): {why}")
    return Changes(texts, number, 0)


def _find_including(found: Found, file: PathFile, store: Store | UnreadFile) -> list[PathFile]:
    """Return the other stores that include a file of this one: what mends it must do them no harm."""
    names = {source.name for source in list_sources(store)}
    return [
        other
        for other, its in found
        if other is not file and any(source.name in names for source in list_sources(its))
    ]


def _fix_store(
    file: PathFile, neighbours: Sequence[PathFile], texts: Texts, terms: LintTerms, unsafe: bool
) -> FixResult:
    whole = terms._replace(rules=terms.rules | READING)  # no fix may make a file hard to read

    def load_changed(changed: Texts) -> Store | UnreadFile:
        return file.load_store({**texts, **changed})

    def list_findings(store: Store | UnreadFile) -> tuple[Finding, ...]:
        now = {**texts, **{source.name: source.text for source in list_sources(store)}}
        beside = lint_stores((other.load_store(now) for other in neighbours), whole).findings
        return (*lint_stores([store], whole).findings, *(finding._replace(fix=None) for finding in beside))

    def is_wanted(finding: Finding) -> bool:
        fix = finding.fix
        return fix is not None and finding.rule.code in terms.rules and (fix.safe or unsafe)

    return fix_store(load_changed, list_findings, is_wanted)


def add_ignores(found: Found, terms: LintTerms, changes: Changes, reason: str) -> Changes:
    """Return the changes with a comment for every finding that is left."""
    words = " ".join(reason.split())
    if not words.strip(":"):
        raise RequestError(
            "--add-ignore: a reason is missing",
            "say why these findings are accepted, as in --add-ignore 'sold out by May'",
        )
    if not words.isprintable():
        raise RequestError("--add-ignore: the reason holds a character that a comment cannot hold")
    texts, number = dict(changes.texts), 0
    for file, _ in found:
        store = file.load_store(texts)
        if isinstance(store, Store):
            before = lint_stores([store], terms).findings
            commented = {**texts, **write_ignores(store, before, words)}
            after = lint_stores([file.load_store(commented)], terms).findings
            harm = list_new_findings(before, after)
            if harm:
                terminal.print_note(
                    f"{file.name}: no comments: they lead to {harm[0].rule.code}: {harm[0].message}"
                )
                continue
            texts, number = commented, number + len(before) - len(after)
    return changes._replace(texts=texts, accepted=number)


def show_changes(found: Found, changes: Changes) -> int:
    """Print what would change; returns the exit code: 1 if anything would."""
    said = []
    for name, after in sorted(changes.texts.items()):
        before, mark = _read_unchanged(found, name)
        said.append(diff.write_diff(name, mark + before, mark + after))
    rewrite.print_diffs(said)
    for _, store in found:
        if isinstance(store, UnreadFile):
            terminal.print_note(write_finding(store.findings[0]))
    _report_counts(changes, " would be")
    return int(any(said))


def write_changes(found: Found, changes: Changes) -> list[tuple[PathFile, Store | UnreadFile]]:
    """Write each text to its file, and the store of stdin to stdout; returns the stores as they are now.

    Raises RequestError, and leaves every file as it is, when one cannot be written or has changed in the meantime.
    """
    rewrite.replace_texts(
        {
            name: (_find_read_text(found, name), after)
            for name, after in changes.texts.items()
            if name != STDIN
        }
    )
    now = [(file, file.load_store(changes.texts) if changes.texts else store) for file, store in found]
    for file, _ in now:
        if file.stdin:
            _write_stdout(file.content, changes.texts.get(STDIN))
    _report_counts(changes, "")
    return now


def _write_stdout(content: bytes, text: str | None) -> None:
    """Write what stdin held to stdout: byte for byte, unless it was changed. On a terminal nothing in it acts."""
    mark = rewrite.BOM if content.startswith(rewrite.BOM) else b""
    written = content if text is None else mark + text.encode()
    if sys.stdout.isatty():
        terminal.open_output().write(written.decode("utf-8", "surrogateescape"))
    else:
        write_bytes(written)


def _read_unchanged(found: Found, name: str) -> tuple[str, str]:
    """Return the text of a file, and its byte order mark if it has one. Raises RequestError when it was read differently."""
    read_once = [file.content for file, _ in found if file.once and file.name == name]
    content = read_once[0] if read_once else read_content(name)
    return rewrite.read_unchanged(name, content, _find_read_text(found, name))


def _find_read_text(found: Found, name: str) -> str | None:
    """Return the text of a file as it was read; None for one that a fix brought in."""
    return next((each.text for _, store in found for each in list_sources(store) if each.name == name), None)


def _report_counts(changes: Changes, would: str) -> None:
    counts = {"fixed": changes.fixed, "accepted": changes.accepted}
    parts = [f"{count_things(number, 'finding')}{would} {done}" for done, number in counts.items() if number]
    if parts:
        terminal.print_note(", ".join(parts))
