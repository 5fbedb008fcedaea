"""Texts of cells: blanks around them, and the mark that keeps a spreadsheet from acting on them."""

import ibis
from ibis import Table, Value

ACTING = "=+-@\t\r＝＋－＠"
"""A cell that begins with one of these is a formula to some spreadsheet, or may become one."""
_BLANKS: tuple[str, ...] = (
    "\t-\r",
    "\x1c- ",
    "\x85",
    "\xa0",
    "\xad",
    "\u1680",
    "\u180e",
    "\u2000-\u200f",
    "\u2028",
    "\u2029",
    "\u202f",
)
_BLANKS += ("\u205f-\u2064", "\u3000", "\ufeff")
BLANKS = "".join(chr(code) for each in _BLANKS for code in range(ord(each[0]), ord(each[-1]) + 1))
"""What nobody sees at the ends of a text: blanks of every width, and characters of none."""
_BLANK = f"[{''.join(_BLANKS)}]"


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


def trim_blanks(text: Value) -> Value:
    """Take blanks and characters of no width off both ends of a text."""
    return text.re_replace(f"^{_BLANK}+|{_BLANK}+$", "")


def is_odd(text: Value) -> Value:
    """Whether a text is empty, begins or ends with a blank, or begins with the mark against spreadsheets."""
    return text.re_search(f"^$|^{_BLANK}|^'|{_BLANK}$")


def _escaped() -> str:
    return ACTING.replace("-", r"\-").replace("\t", r"\t").replace("\r", r"\r")


def guard(text: str) -> str:
    """Return one text as `guarded` would."""
    return f"'{text}" if text.lstrip("'")[:1] and text.lstrip("'")[0] in ACTING else text


def bare(text: str | None) -> str:
    """Return one text as `unguarded` would, without blanks around it."""
    text = (text or "").strip(BLANKS)
    return (
        text[1:] if text.startswith("'") and text.lstrip("'")[:1] and text.lstrip("'")[0] in ACTING else text
    )
