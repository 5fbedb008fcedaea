"""Cells that are made once for many contacts make the lines that are made cell by cell."""

from itertools import product

import pytest

from ipp.batch.exports import EXPORTS
from ipp.batch.outgoing import export
from ipp.batch.outgoing.contact import SHARED, Contact, SharedTexts

PEOPLE = (
    "7",
    "ann@ex.test",
    "+49 170 12345678",
    "Zoë",
    "=1@x",
    "::error::@x",
    " ::@x",
    'a "b"@x',
    "a,b@x",
    "",
    "it\n@x",
)
TEXTS = ("", "Mug", "=1", "::x", 'a,"b"', "two\nlines", "\r", "é" * 300, "  much   room ")
TOOLS = [each for each in EXPORTS.values() if each.header]


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.key)
@pytest.mark.parametrize("most", [2, export.MOST_KEPT])
def test_a_line_is_that_of_its_cells(
    tool: export.ContactExport, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "MOST_KEPT", most)
    told = [
        SharedTexts(tuple(TEXTS[(place + first) % len(TEXTS)] for place in range(len(SHARED))))
        for first in range(4)
    ]
    write, lines = tool.start_writing(), 0
    for customer, due, texts in product(PEOPLE, ("", "2026-11-22"), told):
        contact = Contact(customer, due, texts)
        who, line = tool.identify(contact), write(contact)
        if who is None:
            assert line is None
            continue
        lines += 1
        cells = (tool.fit(field, text) for field, text in contact.values.items())
        assert line == export.write_line((*who, *cells))
    assert lines >= 8


def test_what_is_known_is_made_once_and_forgotten_where_it_is_too_much(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(export, "MOST_KEPT", 2)
    made: list[str] = []
    known: export.MadeOnce[str, None] = export.MadeOnce(made.append)
    for text in "aabcc":
        assert known[text] is None
    assert made == ["a", "b", "c"] and list(known) == ["c"]
