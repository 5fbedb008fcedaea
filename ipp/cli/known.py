"""The findings that a shop knows already: its baseline, and what was not looked for."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ipp.cli import terminal
from ipp.text.words import counted

if TYPE_CHECKING:
    from ipp.lint.baseline import Entry
    from ipp.lint.report import Report
    from ipp.loading import Store, Unread


def start_from(report: "Report", file: str) -> int:
    """Write a baseline of everything that was found; returns how many findings cannot stand in it.

    Raises RequestError when the file cannot be written, or is anything but an older baseline.
    """
    from ipp.cli.read import text_of
    from ipp.cli.write import write_file
    from ipp.lint.baseline import accepted, read, written

    if Path(file).is_file():
        read(file, text_of(file).text)  # whatever else it is, it stays
    write_file(Path(file), written(report), replace=True)
    number = len(accepted(report))
    terminal.note(
        f"{file} holds {counted(number, 'finding')}; `ipp validate --baseline {file}` tells only others"
    )
    rest = len(report.findings) - number
    if rest:
        terminal.note("a file that cannot be read can be in no baseline; `ipp validate` tells which")
    return rest


def without_known(
    report: "Report", file: str | None, stores: Sequence["Store | Unread"], rules: frozenset[str]
) -> "Report":
    """Take out the findings of a baseline, and tell of its entries that match nothing any more."""
    if file is None:
        return report
    from ipp.cli.read import text_of
    from ipp.lint.baseline import described, hold, read

    text = text_of(file).text
    certain = _certain(stores, rules)

    def looked(entry: "Entry") -> bool:
        if entry.file in certain:
            return entry.code in certain[entry.file]
        return not Path(entry.file).exists()

    held = hold(report, read(file, text), looked)
    for entry in held.stale:
        terminal.note(f"{file}: nothing is found any more like {described(entry)}")
    if held.stale:
        terminal.note(f"`ipp validate --write-baseline {file}` writes it anew")
    return held.report


def _certain(stores: Iterable["Store | Unread"], rules: frozenset[str]) -> dict[str, frozenset[str]]:
    """Return the rules that have told everything about each file."""
    from ipp.lint.check import certain
    from ipp.lint.fingerprint import plain_name
    from ipp.lint.look import sources

    found: dict[str, frozenset[str]] = {}
    for store in stores:
        told = certain(store, rules)
        for source in sources(store):
            name = plain_name(source.name)
            found[name] = found.get(name, told) & told
    return found


def tell_of_left_out(stores: Iterable["Store | Unread"], rules: frozenset[str]) -> None:
    """Say when mistakes that were not asked for keep other rules from looking: silence would be no proof."""
    from ipp.lint.check import ALWAYS

    number = sum(finding.rule.code not in rules | ALWAYS for store in stores for finding in store.findings)
    if number:
        terminal.note(
            f"{counted(number, 'mistake is', 'mistakes are')} left out, and rules conclude nothing from what has one; `ipp validate` tells all"
        )
