"""Look at stores: read ones in, one report out. The function behind every door that lints."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from ipp.lint.check import EVERY_RULE, examine
from ipp.lint.checked import LONGEST_SILENCE
from ipp.lint.proved import Proved, prove
from ipp.lint.report import Report, Suppressed
from ipp.loading import Store, Unread
from ipp.proof.shortest import Depth
from ipp.text.finding import Finding, worst_first
from ipp.text.source import Source


class Terms(NamedTuple):
    """How to look: which rules, how far the proof goes, from which day on windows are over, whether to tell the proof, and how many days of silence are allowed."""

    rules: frozenset[str] = EVERY_RULE
    depth: Depth = Depth()
    today: date | None = None
    proof: bool = False
    silence: int = LONGEST_SILENCE


def look(stores: Iterable[Store | Unread], terms: Terms) -> Report:
    """Return the report on some stores."""
    findings, suppressed, proved = list[Finding](), list[Suppressed](), list[Proved]()
    files, products = set[str](), 0
    for loaded in stores:
        examined = examine(loaded, terms.depth, terms.today, terms.rules, terms.silence)
        findings += examined.findings
        suppressed += examined.suppressed
        files.update(source.name for source in sources(loaded))
        products += len(loaded.path.products) if isinstance(loaded, Store) else 0
        if terms.proof and examined.checked:
            proved += filter(None, [prove(examined.checked)])
    told = tuple(proved) if terms.proof else None
    left = worst_first({_said(finding): finding for finding in findings}.values())
    accepted = {_said(each.finding): each for each in suppressed}.values()
    return Report(tuple(left), len(files), products, tuple(accepted), told)


def _said(finding: Finding) -> tuple[object, ...]:
    """Name what a finding says and where: of a file that two stores include, each says it."""
    span = finding.span
    return finding.rule, span.source.name, span.start, span.end, finding.message


def sources(loaded: Store | Unread) -> list[Source]:
    """Return the texts of a store, the main file first."""
    return [source for source, _ in loaded.path.files] if isinstance(loaded, Store) else [loaded.source]
