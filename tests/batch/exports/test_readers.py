"""What is written for a tool is what the tool's own description says, read back by readers that were written from it."""

import io
from collections.abc import Iterable

import pytest

from ipp.batch.exports import EXPORTS
from ipp.batch.outgoing.contact import FIELDS, NOTHING, Contact, SharedTexts
from ipp.batch.outgoing.parts import write_export
from tests.batch.exports.readers import READERS

TOLD = {
    "state": "offer", "action": "Tea set, large", "kind": "bundle", "because": "Mug", "due": "2026-11-20", "date": "2026-11-22",
    "price": "80.00", "currency": "EUR", "saving": "15.00", "items": "1× Teapot, 2× Spoon", "url": "https://pots.example/set?a=1",
    "via": "email", "reason": "they bought Mug", "note": 'Two "lines"',
}  # fmt: skip
KNOWN = {
    "klaviyo": {"ann@ex.test", "+4917012345678"},
    "mailchimp": {"ann@ex.test"},
    "hubspot": {"ann@ex.test"},
    "brevo": {"ann@ex.test", "+4917012345678", "00123", "Zoë"},
    "matrixify": {"ann@ex.test", "00123"},
    "segment": {"ann@ex.test", "+49 170 12345678", "00123", "Zoë"},
}
"""Whom each tool can know."""


def make_contact(customer: str, **told: str) -> Contact:
    return Contact(
        customer,
        told.get("due", ""),
        SharedTexts(tuple(told.get(field, "") for field in FIELDS if field != "due")),
    )


def write(
    tool: str, contacts: Iterable[Contact], most_bytes: int | None = None, most_rows: int | None = None
) -> list[str]:
    """Return the texts of the files that are written."""
    files: list[io.StringIO] = []

    def open_next(number: int) -> io.StringIO:
        assert number == len(files) + 1
        files.append(io.StringIO())
        return files[-1]

    export = EXPORTS[tool]
    export = export._replace(most_bytes=most_bytes or export.most_bytes, most_rows=most_rows)
    assert write_export(export, contacts, open_next).files == len(files)
    return [file.getvalue() for file in files]


def test_every_tool_has_a_reader() -> None:
    assert EXPORTS.keys() == READERS.keys() == KNOWN.keys()


@pytest.mark.parametrize("tool", READERS)
def test_each_tool_reads_it_back(tool: str) -> None:
    people = ["ann@ex.test", "+49 170 12345678", "00123", "Zoë"]
    (text,) = write(tool, [make_contact(who, **TOLD) for who in people])
    found = READERS[tool](text)
    assert found.keys() == KNOWN[tool]
    for fields in found.values():
        assert fields == {field: TOLD.get(field) for field in FIELDS}


@pytest.mark.parametrize("tool", READERS)
def test_what_somebody_had_is_cleared(tool: str) -> None:
    """Empty cells clear nothing in most tools: the state says it in a word."""
    cleared = make_contact("ann@ex.test", state=NOTHING, date="2026-11-22")
    (text,) = write(tool, [cleared])
    (fields,) = READERS[tool](text).values()
    assert {name: told for name, told in fields.items() if told} == {"state": "none", "date": "2026-11-22"}


@pytest.mark.parametrize("tool", READERS)
def test_nothing_in_a_name_acts_or_breaks_a_limit(tool: str) -> None:
    bad = "=cmd|' /C calc'!A0\n::error::x " + "é" * 40_000
    (text,) = write(
        tool,
        [
            make_contact(
                "ann@ex.test", **TOLD | {"action": bad, "note": bad, "url": "https://x.test/" + "é" * 300}
            )
        ],
    )
    (fields,) = READERS[tool](text).values()
    assert (fields["action"] and not fields["action"].startswith("=")) or tool == "segment"
    if tool == "mailchimp":
        assert fields["url"] is None, "half an address leads nowhere"


@pytest.mark.parametrize("tool", READERS)
def test_what_does_not_fit_into_one_file_goes_into_several(tool: str) -> None:
    contacts = [make_contact(f"c{number:04}@ex.test", **TOLD) for number in range(40)]
    files = write(tool, contacts, most_bytes=3_000) if tool != "segment" else write(tool, contacts)
    found = {who for text in files for who in READERS[tool](text)}
    assert found == {contact.customer for contact in contacts}
    if tool != "segment":
        assert len(files) > 2 and all(len(text.encode()) <= 3_000 for text in files)
        assert len(write(tool, contacts, most_rows=10)) == 4


def test_the_calls_of_many_contacts_go_into_several_bodies() -> None:
    contacts = [make_contact(f"c{number:05}@ex.test", state=NOTHING) for number in range(5_001)]
    (text,) = write("segment", contacts)
    assert len(text.splitlines()) >= 3
    assert len(READERS["segment"](text)) == 5_001
