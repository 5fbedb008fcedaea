"""Where a page for browsers can go."""

from pathlib import Path

from ipp.errors import RequestError


def check_page(file: str) -> None:
    """Refuse what is no page before anything is worked out, so that no other file is lost."""
    if Path(file).suffix.lower() not in (".html", ".htm"):
        raise RequestError(f"--output {file}: the report is a page for browsers", "end the name in .html")
