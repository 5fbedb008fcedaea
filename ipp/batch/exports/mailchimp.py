"""Mailchimp's import of contacts.

https://mailchimp.com/help/format-guidelines-for-your-import-file/: CSV in UTF-8 with a column of e-mail addresses, any other columns, each
matched to a field of the audience; texts of at most 255 bytes; days as 2026-11-22 (an earlier edition,
http://kb.mailchimp.com/lists/growth/format-list-fields, names that form). No size is documented there: files are kept under 100 MB.
"""

from ipp.batch.outgoing.contact import FIELDS, Contact
from ipp.batch.outgoing.export import ContactExport, Record, clip_bytes

MOST = 254
"""Bytes of a text field, of which Mailchimp takes 255; one is for the mark before what a spreadsheet would act on."""


def _identify(contact: Contact) -> Record | None:
    return (contact.email,) if contact.email else None


def _fit_text(field: str, text: str) -> str:
    """Return a text that fits; half an address would lead nowhere, so one that does not is left out."""
    if field == "url" and len(text.encode()) > MOST:
        return ""
    return clip_bytes(text, MOST)


MAILCHIMP = ContactExport(
    "mailchimp",
    "Mailchimp",
    "https://mailchimp.com/help/format-guidelines-for-your-import-file/",
    ("Email Address", *(f"IPP {field.capitalize()}" for field in FIELDS)),
    _identify,
    "an e-mail address",
    most_bytes=100_000_000,
    fit=_fit_text,
)
