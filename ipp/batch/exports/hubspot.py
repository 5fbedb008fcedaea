"""HubSpot's import of contacts.

https://knowledge.hubspot.com/import-and-export/set-up-your-import-file: CSV in UTF-8, a header that names properties, at most 512 MB and 1,048,576
rows a file (20 MB with the free tools); contacts are known by their e-mail address; a day as 2026-11-22.
"""

from ipp.batch.outgoing.contact import FIELDS, Contact
from ipp.batch.outgoing.export import ContactExport, Record


def _identify(contact: Contact) -> Record | None:
    return (contact.email,) if contact.email else None


HUBSPOT = ContactExport(
    "hubspot",
    "HubSpot",
    "https://knowledge.hubspot.com/import-and-export/set-up-your-import-file",
    ("Email", *(f"ipp_{field}" for field in FIELDS)),
    _identify,
    "an e-mail address",
    most_bytes=20_000_000,
    most_rows=1_048_575,  # the header is one
)
