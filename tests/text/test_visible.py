"""No text acts on whoever looks at it."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipp.text.visible import escape_json, make_visible, shorten_text
from tests.amounts import long

SHOWN = [
    ("", ""),
    ("Spa Slippers", "Spa Slippers"),
    ("Füße 足 😀 — “x” é", "Füße 足 😀 — “x” é"),
    ("[bold]<b>%0A::error", "[bold]<b>%0A::error"),  # harmless as text; other formats escape their own
    ("a\tb\nc\rd", r"a\tb\nc\rd"),
    ("\x1b[2J", r"\x1b[2J"),
    ("\x00\x7f\x9b", r"\x00\x7f\x9b"),
    ("\xad", r"\xad"),
    ("\u202egnp", r"\u202egnp"),
    ("\u2066\u2069", r"\u2066\u2069"),
    ("a\u200bb\u200e\u200f", r"a\u200bb\u200e\u200f"),
    ("\u2028\u2029\u2060\ufeff", r"\u2028\u2029\u2060\ufeff"),
    ("\ud800", r"\ud800"),
    ("\U000e0041", r"\U000e0041"),
    ("\u061c\u180e\ufff9", r"\u061c\u180e\ufff9"),
    ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),  # a joiner makes a family, and hides nothing
]


@pytest.mark.parametrize(("text", "shown"), SHOWN)
def test_acting_characters_are_written_out(text: str, shown: str) -> None:
    assert make_visible(text) == shown


@given(st.text())
def test_nothing_visible_controls_a_terminal_or_turns_the_text_around(text: str) -> None:
    for char in make_visible(text):
        assert unicodedata.category(char) not in ("Cc", "Cs", "Zl", "Zp")
        assert unicodedata.bidirectional(char) not in (
            "RLO",
            "LRO",
            "RLE",
            "LRE",
            "PDF",
            "RLI",
            "LRI",
            "FSI",
            "PDI",
        )


@given(st.text())
def test_what_is_visible_stays_so(text: str) -> None:
    assert make_visible(make_visible(text)) == make_visible(text)


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [("abc", 3, "abc"), ("abcd", 3, "ab…"), ("", 3, ""), ("a" * 80, 80, "a" * 80), ("😀" * 5, 4, "😀😀😀…")],
)
def test_shortened_says_that_something_is_missing(text: str, limit: int, cut: str) -> None:
    assert shorten_text(text, limit) == cut


@given(st.dictionaries(st.text(), st.text(st.characters(codec="utf-8"))), st.booleans())
def test_json_says_the_same_after_it_was_made_safe(value: dict[str, str], indented: bool) -> None:
    written = json.dumps(value, ensure_ascii=False, indent=2 if indented else None)
    assert json.loads(escape_json(written)) == value


@pytest.mark.parametrize("char", ["\x7f", "\x9b", "\u202e", "\u2028", "\ufeff", "\U000e0041", "\ud800"])
def test_json_holds_no_acting_character(char: str) -> None:
    written = json.dumps([char], ensure_ascii=False)
    safe = escape_json(written)
    assert char not in safe
    assert safe.isascii()
    assert json.loads(safe) == [char]


@long
def test_nothing_that_acts_counts_as_printable() -> None:
    """A printable text is shown as it is, without a look at its characters."""
    acting = (char for char in map(chr, range(0x110000)) if make_visible(f"{char}\n") != f"{char}\\n")
    assert not [char for char in acting if char.isprintable()]
