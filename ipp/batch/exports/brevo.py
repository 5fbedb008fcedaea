"""Brevo's import of contacts.

https://help.brevo.com/hc/en-us/articles/208729849: CSV in UTF-8 of at most 250 MB, the header in the names of attributes, which are written in
capitals; each contact has EMAIL, SMS (a phone number with its country) or EXT_ID. How a day is written is not documented there: as 2026-11-22 here.
"""

from ipp.batch.outgoing.contact import FIELDS, Contact
from ipp.batch.outgoing.export import ContactExport, Record


def _identify(contact: Contact) -> Record:
    email, phone = contact.email, contact.phone
    return email, phone, "" if email or phone else contact.customer


BREVO = ContactExport(
    "brevo",
    "Brevo",
    "https://help.brevo.com/hc/en-us/articles/208729849",
    ("EMAIL", "SMS", "EXT_ID", *(f"IPP_{field.upper()}" for field in FIELDS)),
    _identify,
    "an e-mail address, a phone number or a number",
    most_bytes=250_000_000,
)
