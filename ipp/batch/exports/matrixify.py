"""Matrixify's import of customers into Shopify, as metafields.

https://matrixify.app/documentation/customers/: a CSV file whose name contains `customer`; a customer is found by `ID` or `Email`; the command
UPDATE changes who is there, and makes nobody. https://matrixify.app/documentation/metafields/: columns `Metafield: namespace.key [type]`, a day as
2026-11-22, a single line of text. No size of a CSV file is documented there: files are kept under 100 MB.
"""

from ipp.batch.outgoing.contact import FIELDS, Contact
from ipp.batch.outgoing.export import ContactExport, Record, flatten_text

_TYPES = {"due": "date", "date": "date", "note": "multi_line_text_field"}


def _identify(contact: Contact) -> Record | None:
    email, number = contact.email, contact.number
    return (number, email, "UPDATE") if email or number else None


def _fit_text(field: str, text: str) -> str:
    return text if field in _TYPES else flatten_text(text)


def _name_column(field: str) -> str:
    return f"Metafield: ipp.{field} [{_TYPES.get(field, 'single_line_text_field')}]"


MATRIXIFY = ContactExport(
    "matrixify",
    "Matrixify",
    "https://matrixify.app/documentation/customers/",
    ("ID", "Email", "Command", *map(_name_column, FIELDS)),
    _identify,
    "an e-mail address or a number",
    most_bytes=100_000_000,
    fit=_fit_text,
    word="customer",
)
