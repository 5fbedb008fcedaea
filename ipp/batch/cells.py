"""Cells that a spreadsheet would act on, made harmless, and read back as they were."""

import ibis
from ibis import Table, Value

ACTING = "=+-@\t\r＝＋－＠"
"""A cell that begins with one of these is a formula to some spreadsheet, or may become one."""


def guarded(rows: Table) -> Table:
    """Put an apostrophe before every text that a spreadsheet would act on; reading takes one away again."""
    texts = [name for name in rows.columns if rows[name].type().is_string()]
    return rows.mutate(**{name: _guarded(rows[name]) for name in texts})


def _guarded(text: Value) -> Value:
    return ibis.ifelse(text.re_search(f"^'*[{_escaped()}]"), ibis.literal("'") + text, text)


def unguarded(text: Value) -> Value:
    """Take away the apostrophe that `guarded` put before a text."""
    begins = text.substr(0, 1) == "'"  # most texts need no more than this
    return ibis.ifelse(begins & text.re_search(f"^'+[{_escaped()}]"), text.substr(1), text)


def _escaped() -> str:
    return ACTING.replace("-", r"\-").replace("\t", r"\t").replace("\r", r"\r")


def guard(text: str) -> str:
    """Return one text as `guarded` would."""
    return f"'{text}" if text.lstrip("'")[:1] and text.lstrip("'")[0] in ACTING else text


def bare(text: str | None) -> str:
    """Return one text as `unguarded` would, without blanks around it."""
    text = (text or "").strip()
    return (
        text[1:] if text.startswith("'") and text.lstrip("'")[:1] and text.lstrip("'")[0] in ACTING else text
    )
