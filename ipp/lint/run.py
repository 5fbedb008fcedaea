"""Look at stores: read ones in, one report out. The function behind every door that lints."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from ipp.lint.check import EVERY_RULE, examine_store
from ipp.lint.facts.own_next import count_own_next
from ipp.lint.limits import RuleLimits
from ipp.lint.proof_report import ProofReport, prove_store
from ipp.lint.report import LintReport, Suppressed
from ipp.loading import Store, UnreadFile
from ipp.proof.stranded.search import ProofDepth
from ipp.text.finding import Finding, sort_worst_first
from ipp.text.source import Source


class LintTerms(NamedTuple):
    """How to look: which rules, how far the proof goes, from which day on windows are over, whether to tell the proof, the limits of rules, and how many customers come in a month, None where nobody knows."""

    rules: frozenset[str] = EVERY_RULE
    depth: ProofDepth = ProofDepth()
    today: date | None = None
    proof: bool = False
    limits: RuleLimits = RuleLimits()
    customers: int | None = None


def lint_stores(stores: Iterable[Store | UnreadFile], terms: LintTerms) -> LintReport:
    """Return the report on some stores."""
    findings, suppressed, proved = list[Finding](), list[Suppressed](), list[ProofReport]()
    files, products, own, needing = set[str](), 0, 0, 0
    for loaded in stores:
        examined = examine_store(loaded, terms.depth, terms.today, terms.rules, terms.limits, terms.customers)
        findings += examined.findings
        suppressed += examined.suppressed
        files.update(source.name for source in list_sources(loaded))
        if isinstance(loaded, Store):
            products += len(loaded.path.products)
        if isinstance(loaded, Store) and not loaded.findings:  # a list with a mistake in it may be lost
            theirs, all_of_them = count_own_next(loaded.policy)
            own, needing = own + theirs, needing + all_of_them
        if terms.proof and examined.checked:
            proved += filter(None, [prove_store(examined.checked)])
    told = tuple(proved) if terms.proof else None
    left = sort_worst_first({_make_key(finding): finding for finding in findings}.values())
    accepted = {_make_key(each.finding): each for each in suppressed}.values()
    return LintReport(tuple(left), len(files), products, tuple(accepted), told, (own, needing))


def _make_key(finding: Finding) -> tuple[object, ...]:
    """Name what a finding says and where: of a file that two stores include, each says it."""
    span = finding.span
    return finding.rule, span.source.name, span.start, span.end, finding.message


def list_sources(loaded: Store | UnreadFile) -> list[Source]:
    """Return the texts of a store, the main file first."""
    return [source for source, _ in loaded.path.files] if isinstance(loaded, Store) else [loaded.source]
