"""What is found in the examples of the rules' pages."""

from pathlib import Path

from ipp.lint.check import check_store
from ipp.lint.page import RulePage
from ipp.loading import load_store, make_opener
from ipp.text.source import Source


def ids(page: RulePage) -> str:
    """Name a rule in the name of a test."""
    return page.rule.name


def codes_in(text: str) -> list[str]:
    """Return the codes of all findings in a path file."""
    return [
        finding.rule.code
        for finding in check_store(load_store(Source("store.yaml", text), make_opener(Path())))
    ]
