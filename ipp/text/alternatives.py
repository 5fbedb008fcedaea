"""What was probably meant by a misspelt name, and the fix that writes it."""

from collections.abc import Iterable

from ipp.text.finding import Fix
from ipp.text.source import Span
from ipp.text.visible import shorten_text
from ipp.text.yaml.scalars import rename_scalar


def name_either(names: Iterable[str]) -> str:
    """Name what was probably meant: `a`, or `a` or `b`."""
    return " or ".join(f"`{shorten_text(name)}`" for name in names)


def make_rename_fix(span: Span, text: str, title: str, safe: bool) -> Fix | None:
    """Return the fix that writes another text in the place of a scalar; None where that is not one edit."""
    edit = rename_scalar(span.source, span, text)
    return Fix(title, safe, (edit,)) if edit else None
