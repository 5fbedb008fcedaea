"""Findings as text, one file a format; a new one is a file and a word here."""

from importlib import import_module

from ipp.lint.report import Report
from ipp.render.page import plain

FORMATS = {"full": "full", "concise": "concise", "json": "as_json"}
"""The formats in the order in which they are offered, with the file of each."""


def rendered(format: str, report: Report) -> str:
    """Return a report in one of FORMATS, as it is written to a file or a pipe."""
    page = import_module(f"{__name__}.{FORMATS[format]}").render(report)
    return page if isinstance(page, str) else plain(page)
