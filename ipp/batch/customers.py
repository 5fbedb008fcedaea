"""Who is one customer: how the name of one is written, and what is no name."""

import ibis
from ibis import Value

NO_NAMES = ("new", "returning")
"""What WooCommerce says of customers in a column that other exports name them in."""
_MAIL = "mailto:"


def name_customer(text: Value) -> Value:
    """Return a customer as plans write them: an e-mail address in lower case, without what makes a link of it."""
    address = text.lower()
    linked = address.startswith(_MAIL)
    address = ibis.ifelse(linked, address.substr(len(_MAIL)).strip(), address)
    return ibis.ifelse(text.contains("@"), address, text)


def names_somebody(customer: Value) -> Value:
    """Whether a customer is somebody."""
    return ~customer.lower().isin(NO_NAMES)
