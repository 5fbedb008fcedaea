"""Klaviyo's import of profiles.

https://help.klaviyo.com/hc/en-us/articles/115005078967: CSV of at most 50 MB; the first column is `Email Address` (or `Phone Number`), every
row has one of the two, phone numbers are E.164; each other column is a custom property of that name.
https://help.klaviyo.com/hc/en-us/articles/360039859932: days as 2026-11-22, as text, since a date without a time is taken as midnight UTC.
"""

from ipp.batch.outgoing.contact import FIELDS, Contact
from ipp.batch.outgoing.export import ContactExport, Record


def _identify(contact: Contact) -> Record | None:
    email, phone = contact.email, contact.phone
    return (email, phone) if email or phone else None


KLAVIYO = ContactExport(
    "klaviyo",
    "Klaviyo",
    "https://help.klaviyo.com/hc/en-us/articles/115005078967",
    ("Email Address", "Phone Number", *(f"ipp_{field}" for field in FIELDS)),
    _identify,
    "an e-mail address or a phone number with its country",
    most_bytes=50_000_000,
)
