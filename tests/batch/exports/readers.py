"""Readers of what each tool imports, written from the tool's public description alone (the sources stand in `ipp/batch/exports/`).

Each takes the text of a file and gives, by what the tool knows a contact by, the fields that it would set. It raises AssertionError for what the tool refuses.
"""

import csv
import datetime as dt
import io
import json
import re
from typing import Any

Fields = dict[str, str | None]
E164 = re.compile(r"\+[1-9][0-9]{6,14}")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
CONSENT = re.compile("consent|subscri|opt|accept|marketing|unsub|blacklist|list", re.IGNORECASE)


def read_table(text: str, most_bytes: int) -> tuple[list[str], list[dict[str, str]]]:
    """Read CSV in UTF-8 with a header of names of their own; no tool takes a column about consent from us."""
    assert len(text.encode()) <= most_bytes
    rows = list(csv.reader(io.StringIO(text, newline="")))
    head, body = rows[0], rows[1:]
    assert len(set(head)) == len(head) and all(head)
    assert not [name for name in head if CONSENT.search(name)]
    assert all(len(row) == len(head) for row in body)
    return head, [dict(zip(head, row, strict=True)) for row in body]


def read_klaviyo(text: str) -> dict[str, Fields]:
    """First an `Email Address` or `Phone Number` column; each row has one of the two; numbers in E.164; days YYYY-MM-DD; 50 MB."""
    head, rows = read_table(text, 50_000_000)
    assert head[0] in ("Email Address", "Phone Number")
    found: dict[str, Fields] = {}
    for row in rows:
        email, phone = row.pop("Email Address"), row.pop("Phone Number")
        assert not email or EMAIL.fullmatch(email)
        assert not phone or E164.fullmatch(phone)
        assert (email or phone) and (email or phone) not in found
        check_days(row["ipp_due"], row["ipp_date"])
        found[email or phone] = {name.removeprefix("ipp_"): text or None for name, text in row.items()}
    return found


def read_mailchimp(text: str) -> dict[str, Fields]:
    """An `Email Address` in each row, once; texts of at most 255 bytes; days YYYY-MM-DD."""
    _, rows = read_table(text, 100_000_000)
    found: dict[str, Fields] = {}
    for row in rows:
        email = row.pop("Email Address")
        assert EMAIL.fullmatch(email) and email not in found
        assert all(len(cell.encode()) <= 255 for cell in row.values())
        check_days(row["IPP Due"], row["IPP Date"])
        found[email] = {name.removeprefix("IPP ").lower(): text or None for name, text in row.items()}
    return found


def read_hubspot(text: str) -> dict[str, Fields]:
    """Properties in lower case, under 1,000 of them; contacts by `Email`; 20 MB with the free tools, 1,048,576 rows; days YYYY-MM-DD."""
    head, rows = read_table(text, 20_000_000)
    assert len(head) < 1000 and len(rows) < 1_048_576
    found: dict[str, Fields] = {}
    for row in rows:
        email = row.pop("Email")
        assert EMAIL.fullmatch(email) and email not in found
        assert all(re.fullmatch("[a-z][a-z0-9_]*", name) for name in row)
        check_days(row["ipp_due"], row["ipp_date"])
        found[email] = {name.removeprefix("ipp_"): text or None for name, text in row.items()}
    return found


def read_brevo(text: str) -> dict[str, Fields]:
    """Attributes in capitals; EMAIL, SMS or EXT_ID in each row; 250 MB; days YYYY-MM-DD."""
    head, rows = read_table(text, 250_000_000)
    assert all(re.fullmatch("[A-Z][A-Z0-9_]*", name) for name in head)
    found: dict[str, Fields] = {}
    for row in rows:
        email, phone, number = (row.pop(name) for name in ("EMAIL", "SMS", "EXT_ID"))
        assert not email or EMAIL.fullmatch(email)
        assert not phone or E164.fullmatch(phone)
        assert (email or phone or number) and (email or phone or number) not in found
        check_days(row["IPP_DUE"], row["IPP_DATE"])
        told = {name.removeprefix("IPP_").lower(): text or None for name, text in row.items()}
        found[email or phone or number] = told
    return found


def read_matrixify(text: str) -> dict[str, Fields]:
    """Customers by ID or Email, a command, and columns `Metafield: namespace.key [type]` whose cells are of that type."""
    _, rows = read_table(text, 100_000_000)
    found: dict[str, Fields] = {}
    for row in rows:
        number, email, command = (row.pop(name) for name in ("ID", "Email", "Command"))
        assert command == "UPDATE" and (number.isdigit() or EMAIL.fullmatch(email))
        fields: Fields = {}
        for name, cell in row.items():
            parts = re.fullmatch(r"Metafield: ([a-z_]{2,})\.([a-z_]{2,}) \[([a-z_]+)\]", name)
            assert parts
            check_metafield(parts[3], cell)
            fields[parts[2]] = cell or None
        found[email or number] = fields
    return found


def check_metafield(kind: str, cell: str) -> None:
    match kind:
        case "date":
            check_days(cell)
        case "single_line_text_field":
            assert "\n" not in cell and "\r" not in cell
        case _:
            assert kind == "multi_line_text_field"


def read_segment(text: str) -> dict[str, Fields]:
    """A body of /v1/batch on each line: at most 500 KB and 2,500 calls of 32 KB; null clears a trait."""
    found: dict[str, Fields] = {}
    names: set[str] = set()
    for line in text.splitlines():
        assert len(line.encode()) <= 500_000
        batch: list[Any] = json.loads(line)["batch"]
        assert 0 < len(batch) <= 2_500
        for call in batch:
            assert len(json.dumps(call).encode()) <= 32_000
            assert call["type"] == "identify" and call["userId"] not in found
            traits = call["traits"]
            assert traits.get("email", "a@b.c").count("@") == 1
            check_days(traits["ipp_due"] or "", traits["ipp_date"] or "")
            names.add(call["messageId"])
            ours = {name.removeprefix("ipp_"): text for name, text in traits.items() if name != "email"}
            assert not [name for name in ours if CONSENT.search(name)]
            found[call["userId"]] = ours
    assert len(names) == len(found)
    return found


def check_days(*texts: str) -> None:
    """Days are years, months and days, or nothing."""
    for text in texts:
        assert not text or dt.date.fromisoformat(text).isoformat() == text


READERS = {
    "klaviyo": read_klaviyo,
    "mailchimp": read_mailchimp,
    "hubspot": read_hubspot,
    "brevo": read_brevo,
    "matrixify": read_matrixify,
    "segment": read_segment,
}
