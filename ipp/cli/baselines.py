"""The findings that a shop knows already: its baseline, and what was not looked for."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from ipp.cli import terminal
from ipp.cli.filesystem.read import read_text
from ipp.cli.filesystem.write import write_file
from ipp.lint.accept.baseline import (
    BaselineEntry,
    apply_baseline,
    describe_entry,
    list_accepted,
    read_baseline,
    write_baseline,
)
from ipp.lint.accept.fingerprint import normalise_name
from ipp.lint.check import find_certain
from ipp.lint.report import ALWAYS, LintReport
from ipp.lint.run import list_sources
from ipp.loading import Store, UnreadFile
from ipp.text.words import count_things


def start_baseline(report: "LintReport", file: str) -> int:
    """Write a baseline of everything that was found; returns how many findings cannot stand in it.

    Raises RequestError when the file cannot be written, or is anything but an older baseline.
    """
    if Path(file).is_file():
        read_baseline(file, read_text(file).text)  # whatever else it is, it stays
    write_file(Path(file), write_baseline(report), replace=True)
    number = len(list_accepted(report))
    terminal.print_note(
        f"{file} holds {count_things(number, 'finding')}; `ipp validate --baseline {file}` shows only other findings"
    )
    rest = len(report.findings) - number
    if rest:
        terminal.print_note("a baseline cannot hold a file that cannot be read; `ipp validate` shows which")
    return rest


def apply_baseline_file(
    report: "LintReport", file: str | None, stores: Sequence["Store | UnreadFile"], rules: frozenset[str]
) -> "LintReport":
    """Take out the findings of a baseline, and tell of its entries that match nothing any more."""
    if file is None:
        return report

    text = read_text(file).text
    certain = _find_certain(stores, rules)

    def was_checked(entry: "BaselineEntry") -> bool:
        if entry.file in certain:
            return entry.code in certain[entry.file]
        return not Path(entry.file).exists()

    held = apply_baseline(report, read_baseline(file, text), was_checked)
    for entry in held.stale:
        terminal.print_note(f"{file}: nothing is found any more like {describe_entry(entry)}")
    if held.stale:
        terminal.print_note(f"`ipp validate --write-baseline {file}` writes it again")
    return held.report


def _find_certain(stores: Iterable["Store | UnreadFile"], rules: frozenset[str]) -> dict[str, frozenset[str]]:
    """Return the rules that have told everything about each file."""
    found: dict[str, frozenset[str]] = {}
    for store in stores:
        told = find_certain(store, rules)
        for source in list_sources(store):
            name = normalise_name(source.name)
            found[name] = found.get(name, told) & told
    return found


def note_unchecked(stores: Iterable["Store | UnreadFile"], rules: frozenset[str]) -> None:
    """Say when mistakes that were not asked for keep other rules from looking: silence would be no proof."""
    number = sum(finding.rule.code not in rules | ALWAYS for store in stores for finding in store.findings)
    if number:
        terminal.print_note(
            f"{count_things(number, 'mistake is', 'mistakes are')} not shown: rules do not check an item that has a mistake; `ipp validate` shows all"
        )
