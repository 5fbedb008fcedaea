"""How many were bought."""

import ibis
from ibis import Table, Value

_NUMBER = r"^[+-]?([0-9]{1,30}([.,][0-9]{0,30})?|[.,][0-9]{1,30})([eE][+-]?[0-9]{1,2})?$"
"""With a point or a comma before decimals: 1,00 is one. No engine's own numbers, as 1d or nan."""


def read_quantity(rows: Table) -> Value:
    """Return the quantity of rows as a number; missing where there is none, or what is there is none."""
    found = rows.quantity
    if not found.type().is_string():
        return found
    number = ibis.ifelse(found.re_search(_NUMBER), found.replace(",", "."), ibis.null("string"))
    return number.try_cast("float64")
