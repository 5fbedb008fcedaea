"""Who the customers are: those of the orders, of the offers log and of the customers table, with what is known of them."""

import ibis
from ibis import Table

from ipp.batch import tables
from ipp.batch.clean import plain
from ipp.batch.columns import Columns
from ipp.batch.engine import Engine
from ipp.batch.frames import left
from ipp.batch.gates import attributes_of
from ipp.batch.tables import Lowered
from ipp.path.names import folded

TWICE = "this customer stands in the table already: the first row counts"
NOBODY = "no customer"


def known_people(engine: Engine, lowered: Lowered, raw: Table, columns: Columns) -> tuple[Table, Table]:
    """Return customers with the numbers of their attributes, one row each, and the rows set aside: reason, customer."""
    found = {name: plain(raw[columns.of[name]], name) for name in ("customer", *_read(lowered, columns))}
    found["customer"] = found["customer"].cast("string")
    order = raw.ipp_row if "ipp_row" in raw.columns else ibis.row_number()
    rows = raw.select(ipp_row=order, **{f"text_{place}": value for place, value in enumerate(found.values())})
    rows = rows.rename(customer="text_0")
    turn = ibis.row_number().over(group_by=rows.customer, order_by=[rows.ipp_row])
    rows = engine.keep("ipp_customers_read", rows.mutate(turn=turn))
    attributes = {name: f"text_{place}" for place, name in enumerate(list(found)[1:], 1)}
    first = rows.filter((rows.turn == 0) & rows.customer.notnull())
    for name, text in attributes.items():
        first = _numbered(engine, lowered, first, name, text)
    for name, column in attributes_of(lowered).items():
        if name not in attributes:
            first = first.mutate(**{column: ibis.null("int64")})
    aside = rows.filter((rows.turn > 0) | rows.customer.isnull())
    reason = ibis.ifelse(aside.customer.isnull(), NOBODY, TWICE)
    return first.select("customer", *attributes_of(lowered).values()), aside.select(
        reason=reason, customer="customer"
    )


def _read(lowered: Lowered, columns: Columns) -> list[str]:
    return [name for name in attributes_of(lowered) if name in columns.of]


def _numbered(engine: Engine, lowered: Lowered, rows: Table, name: str, text: str) -> Table:
    """Add the number of an attribute's value: its place among those that segments name, compared like names."""
    values = lowered.policy.attribute_values[name]
    column = attributes_of(lowered)[name]
    distinct = [row[0] for row in engine.rows(rows.filter(rows[text].notnull()).select(text).distinct())]
    numbers = [(each, values.index(folded(each))) for each in sorted(distinct) if folded(each) in values]
    columns = {text: "string", column: "int64"}
    engine.put(tables.Table(f"ipp_values_{column}", columns, numbers))
    return left(rows, ibis.table(columns, name=f"ipp_values_{column}"), text)
