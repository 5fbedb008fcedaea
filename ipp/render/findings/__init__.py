"""Findings as text, one file a format; a new one is a file and a word here."""

from importlib import import_module

from ipp.lint.report import LintReport
from ipp.render.page import Line, print_plain

FORMATS = {"full": "full", "concise": "concise", "grouped": "grouped", "json": "as_json"} | {
    name: name for name in ("jsonl", "github", "gitlab", "sarif", "junit", "markdown")
}
"""The formats in the order in which they are offered, with the file of each."""


def render_page(format: str, report: LintReport, width: int | None = None) -> list[Line] | str:
    """Return a report in one of FORMATS: lines that a terminal colours, source lines cut to its width, or text that is the same everywhere."""
    settings = (width,) if width and format == "full" else ()
    made: list[Line] | str = import_module(f"{__name__}.{FORMATS[format]}").render(report, *settings)
    return made


def render_text(format: str, report: LintReport) -> str:
    """Return a report in one of FORMATS, as it is written to a file or a pipe."""
    made = render_page(format, report)
    return made if isinstance(made, str) else print_plain(made)
