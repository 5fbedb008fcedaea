"""Cells of tables as people and spreadsheets save them: what nobody sees around a text, and the mark before what would act."""

import re

ACTING = "=+-@\t\r＝＋－＠"
"""A cell that begins with one of these is a formula to some spreadsheet, or may become one."""

BLANK_RANGES: tuple[str, ...] = (
    "\t-\r",
    "\x1c- ",
    "\x85",
    "\xa0",
    "\xad",
    "\u061c",
    "\u1680",
    "\u180e",
    "\u2000-\u200f",
    "\u2028-\u202f",
    "\u205f-\u206f",
    "\u3000",
    "\ufeff",
    "\ufff9-\ufffb",
    "\U000e0000-\U000e007f",
)

BLANKS = "".join(chr(code) for each in BLANK_RANGES for code in range(ord(each[0]), ord(each[-1]) + 1))
"""What nobody sees at the ends of a text: blanks of every width, and characters of none."""

PHONE = r"^\+[0-9][0-9 ().-]{5,}$"
"""A phone number with its country: it begins as a formula does, and can do no harm."""

MAIL_LINK = "mailto:"
"""What makes a link of an e-mail address."""


def guard_text(text: str) -> str:
    """Return a text with an apostrophe before it if a spreadsheet would act on it; reading takes one away again. A phone number stays one."""
    bare = text.lstrip("'")
    acts = bare[:1] and bare[0] in ACTING and not re.fullmatch(PHONE, text, re.ASCII)
    return f"'{text}" if acts else text


def clean_cell(text: str | None) -> str:
    """Return a text without blanks around it, and without the apostrophe that `guard_text` puts before it."""
    text = (text or "").strip(BLANKS)
    acts = text.startswith("'") and text.lstrip("'")[:1] and text.lstrip("'")[0] in ACTING
    return text[1:] if acts else text


def clean_sku(text: str) -> str:
    """Return a sku without what keeps spreadsheets from making a number of it: `="00123"` and `'00123` are 00123."""
    text = clean_cell(text)
    if text.startswith('="') and text.endswith('"'):
        text = text[2:-1]
    return text.removeprefix("'").strip()


def spell_customer(text: str) -> str:
    """Return a customer as plans write them: without blanks at the ends, and A to Z of an e-mail address in lower case."""
    text = text.strip(BLANKS)
    if "@" not in text:
        return text
    address = "".join(char.lower() if char.isascii() else char for char in text)
    return address.removeprefix(MAIL_LINK).strip()
