"""Quantities as shops write them, and the pieces that they come to."""

import ibis
from ibis import Table, Value

from ipp.orders.engines.relations import make_number

_NUMBER = r"^[+-]?([0-9]{1,30}([.,][0-9]{0,30})?|[.,][0-9]{1,30})([eE][+-]?[0-9]{1,2})?$"
"""With a point or a comma before decimals: 1,00 is one. No engine's own numbers, as 1d or nan."""
_UNITS = "x|X|×|pcs?|pieces?|Stk|Stück|units?|ea"
MOST = 1_000_000
"""The most pieces of one line: what is more counts as so many."""


def read_quantity(rows: Table) -> Value:
    """Return how many pieces rows say, less those given back; missing where there is none, or what is there is no number."""
    found = read_number(rows.quantity)
    return found - read_number(rows.given_back).fill_null(0) if "given_back" in rows.columns else found


def count_pieces(number: Value) -> Value:
    """Return a number above zero as whole pieces: of one that is begun there is one."""
    return ibis.ifelse(number > MOST, make_number(MOST), number.ceil().cast("int64"))


def read_number(found: Value) -> Value:
    """Return the number that a cell says; missing where it says none."""
    if not found.type().is_string():
        return found
    told = found.re_search(_NUMBER)
    found = ibis.ifelse(told, found, _plain_number(found))
    number = ibis.ifelse(told | found.re_search(_NUMBER), found.replace(",", "."), ibis.null("string"))
    return number.try_cast("float64")


def _plain_number(text: Value) -> Value:
    """Return a number without what stands around it: x2, 2 pcs, and (1), which is -1 to those who keep books."""
    bare = text.re_replace(rf"^[xX×] ?| ?({_UNITS})\.?$", "")
    inside = text.startswith("(") & text.endswith(")")
    return ibis.ifelse(inside, ibis.literal("-") + text.substr(1, text.length() - 2), bare)
