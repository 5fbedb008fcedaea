"""What is wrong with a path file."""

from ipp.lint.check import check_store
from ipp.loading import load_store_file
from ipp.text.finding import Finding


def check(file: str) -> tuple[Finding, ...]:
    """Return all findings of a path file, sorted by place; none when it is sound.

    Every rule is asked, and no settings are read. Findings that the file itself accepts, by a comment or by `ignore`, are left out. A finding
    has `rule.code`, `rule.severity`, `message`, `span.line`, `span.column` … (docs/validate.md).

    Raises RequestError when the file cannot be opened.
    """
    return check_store(load_store_file(file))
