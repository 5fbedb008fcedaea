"""How many of what: the same words in every format for people."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from ipp.lint.report import LintReport
from ipp.render.page import Line, Piece, make_line
from ipp.text.finding import SEVERITIES
from ipp.text.words import count_things

COLOURS = {"error": "bold red", "warning": "bold yellow", "info": "bold cyan"}


def write_footer(report: LintReport) -> Iterator[Line]:
    """Yield how much was looked at, how many findings there are, and what can be done about them at once."""
    counts = write_found(report)
    said = Piece(f"Found {counts}", "bold") if counts else Piece("All checks passed", "bold green")
    yield make_line(said, f" ({looked_at(report)}).")
    for each in write_beside(report):
        yield make_line(f"{each}.")


def write_summary(report: LintReport) -> dict[str, Any]:
    """Return the same numbers for programs."""
    severities = Counter(finding.rule.severity for finding in report.findings)
    safe, unsafe = report.fixable
    return {
        **{f"{each}s": severities[each] for each in SEVERITIES},
        "files": report.files,
        "products": report.products,
        "suppressed": len(report.suppressed),
        "fixable": {"safe": safe, "unsafe": unsafe},
    }


def looked_at(report: LintReport) -> str:
    """Return how much was checked: `1 file, 117 products`."""
    return f"{count_things(report.files, 'file')}, {count_things(report.products, 'product')}"


def write_found(report: LintReport) -> str:
    """Return how many findings of each severity there are, the worst first: `2 errors, 1 warning`; empty for none."""
    severities = Counter(finding.rule.severity for finding in report.findings)
    return ", ".join(count_things(severities[each], each) for each in SEVERITIES if severities[each])


def write_own_next(own: int, needing: int) -> str:
    """Say how many of the products that need a next of their own have one."""
    have = "has a next of its own" if 1 in (own, needing) else "have a next of their own"
    return f"{own:,} of {count_things(needing, 'product')} {have}"


def write_beside(report: LintReport) -> Iterator[str]:
    """Yield what else is to be said: how many findings were suppressed, and can be fixed; how many products have a next of their own, where not all do."""
    if report.suppressed:
        yield f"{count_things(len(report.suppressed), 'finding')} suppressed"
    own, needing = report.own_next
    if own < needing:
        yield write_own_next(own, needing)
    safe, unsafe = report.fixable
    if safe or unsafe:
        parts = [f"{safe} with --fix"] * bool(safe) + [f"{unsafe} with --fix --unsafe-fixes"] * bool(unsafe)
        yield f"Fixable: {', '.join(parts)}"
