"""What one run of `validate` says: the one thing that every format prints."""

from typing import Literal, NamedTuple

from ipp.lint.proof_report import ProofReport
from ipp.text.finding import Finding
from ipp.text.yaml.tree import INVALID_YAML

ALWAYS = frozenset({INVALID_YAML.code})
"""Rules that cannot be left out: of a file that cannot be read, nothing else is known."""


class Suppressed(NamedTuple):
    """A finding that was accepted, why, and by what: a comment, an `ignore` entry, or a baseline."""

    finding: Finding
    reason: str
    by: Literal["comment", "entry", "baseline"]


class LintReport(NamedTuple):
    """Findings, errors first, then by file and place; those that were accepted; and how much was looked at."""

    findings: tuple[Finding, ...]
    files: int
    products: int
    suppressed: tuple[Suppressed, ...] = ()
    proved: tuple[ProofReport, ...] | None = None  # None unless it was asked for
    own_next: tuple[int, int] = (
        0,
        0,
    )  # products that have a next of their own, and that need one: of stores without mistakes

    @property
    def fixable(self) -> tuple[int, int]:
        """How many findings have a safe fix, and how many an unsafe one."""
        fixes = [finding.fix for finding in self.findings if finding.fix]
        safe = sum(fix.safe for fix in fixes)
        return safe, len(fixes) - safe
