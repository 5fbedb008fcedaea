"""Look at stores: read ones in, one report out. The function behind every door that lints."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from ipp.lint.check import EVERY_RULE, examine
from ipp.lint.proved import Proved, prove
from ipp.lint.report import Report, Suppressed
from ipp.load import Store, Unread
from ipp.proof.shortest import Depth
from ipp.text.finding import Finding, worst_first


class Terms(NamedTuple):
    """How to look: which rules, how far the proof goes, from which day on windows are over, and whether to tell the proof."""

    rules: frozenset[str] = EVERY_RULE
    depth: Depth = Depth()
    today: date | None = None
    proof: bool = False


def look(stores: Iterable[Store | Unread], terms: Terms) -> Report:
    """Return the report on some stores."""
    findings, suppressed, proved = list[Finding](), list[Suppressed](), list[Proved]()
    files = products = 0
    for loaded in stores:
        examined = examine(loaded, terms.depth, terms.today, terms.rules)
        findings += examined.findings
        suppressed += examined.suppressed
        files += len(loaded.path.files) if isinstance(loaded, Store) else 1
        products += len(loaded.path.products) if isinstance(loaded, Store) else 0
        if terms.proof and examined.checked:
            proved += filter(None, [prove(examined.checked)])
    told = tuple(proved) if terms.proof else None
    return Report(tuple(worst_first(findings)), files, products, tuple(suppressed), told)
