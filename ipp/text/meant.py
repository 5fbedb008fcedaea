"""What was probably meant by a misspelt name, and the fix that writes it."""

from collections.abc import Iterable

from ipp.text.finding import Fix
from ipp.text.source import Span
from ipp.text.visible import shortened


def either(names: Iterable[str]) -> str:
    """Name what was probably meant: `a`, or `a` or `b`."""
    return " or ".join(f"`{shortened(name)}`" for name in names)


def rewritten(span: Span, text: str, title: str, safe: bool) -> Fix | None:
    """Return the fix that writes another text in the place of a scalar; None where that is not one edit."""
    from ipp.text.yaml_edits import renamed  # only a mistake pays for it

    edit = renamed(span.source, span, text)
    return Fix(title, safe, (edit,)) if edit else None
