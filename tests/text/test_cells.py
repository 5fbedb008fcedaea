"""What spreadsheets make of texts, and what is read of it."""

import sys
import unicodedata

import pytest

from ipp.text.cells import BLANKS, clean_cell, clean_sku, spell_customer
from ipp.text.visible import make_visible


@pytest.mark.parametrize("sku", ['="00123"', "'00123", "00123", " 00123\xa0", "'=00123"])
def test_a_sku_is_what_spreadsheets_were_kept_from(sku: str) -> None:
    assert clean_sku(sku).lstrip("=") == "00123"


def test_what_nobody_sees_at_the_ends_does_not_count() -> None:
    """Marks of direction and other characters of no width are shown as escapes, and are nobody's name."""
    hidden = [
        char
        for char in map(chr, range(sys.maxunicode + 1))
        if make_visible(char) != char and unicodedata.category(char) not in ("Cc", "Cs")
    ]
    assert {"\u061c", "\u202a", "\u202e", "\u2066", "\u2069"} <= {*hidden} <= {*BLANKS}
    for char in BLANKS:
        assert spell_customer(f"{char}Ann@x.com{char}") == "ann@x.com"
        assert clean_cell(f"{char}Mug{char}") == "Mug"
