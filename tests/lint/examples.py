"""What is found in the examples of the rules' pages."""

from datetime import date
from pathlib import Path

from ipp.lint.check import check_store
from ipp.lint.page import RulePage
from ipp.loading import load_store, make_opener
from ipp.text.source import Source

TODAY = date(2026, 6, 1)
CUSTOMERS = 3000
"""Customers in a month: enough for half of them held out, and too few for a twentieth."""


def ids(page: RulePage) -> str:
    """Name a rule in the name of a test."""
    return page.rule.name


def codes_in(text: str) -> list[str]:
    """Return the codes of all findings in a path file."""
    store = load_store(Source("store.yaml", text), make_opener(Path()))
    return [finding.rule.code for finding in check_store(store, today=TODAY, customers=CUSTOMERS)]
