"""What is found in the examples of the rules' pages."""

from datetime import date
from pathlib import Path

from ipp.lint.check import check
from ipp.lint.page import RulePage
from ipp.loading import load, opener_in
from ipp.text.source import Source

TODAY = date(2026, 6, 1)


def ids(page: RulePage) -> str:
    """Name a rule in the name of a test."""
    return page.rule.name


def codes_in(text: str) -> list[str]:
    """Return the codes of all findings in a path file."""
    store = load(Source("store.yaml", text), opener_in(Path()))
    return [finding.rule.code for finding in check(store, today=TODAY)]
