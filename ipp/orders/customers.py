"""What lists of customers say of them."""

import ibis
from ibis import Table

from ipp.engine.policy.compile import Policy
from ipp.orders.cells import clean_text
from ipp.orders.column_names import Columns
from ipp.orders.engines.protocol import Engine
from ipp.orders.engines.relations import SmallTable, join_outer
from ipp.orders.files.rejects import NO_CUSTOMER
from ipp.path.names import fold_name


def list_attributes(policy: Policy) -> dict[str, str]:
    """Return the column of each attribute that a segment reads."""
    return {name: f"attr_{place}" for place, name in enumerate(policy.attribute_values)}


TWICE = "this customer stands in the table already: the first row counts"


def read_customer_list(engine: Engine, policy: Policy, raw: Table, columns: Columns) -> tuple[Table, Table]:
    """Return customers with the numbers of their attributes, one row each, and the rows set aside: reason, customer."""
    found = {
        name: clean_text(raw[columns.of[name]], name)
        for name in ("customer", *_list_read_attributes(policy, columns))
    }
    found["customer"] = found["customer"].cast("string")
    order = raw.ipp_row if "ipp_row" in raw.columns else ibis.row_number()
    rows = raw.select(ipp_row=order, **{f"text_{place}": value for place, value in enumerate(found.values())})
    rows = rows.rename(customer="text_0")
    turn = ibis.row_number().over(group_by=rows.customer, order_by=[rows.ipp_row])
    rows = engine.keep_table("ipp_customers_read", rows.mutate(turn=turn))
    attributes = {name: f"text_{place}" for place, name in enumerate(list(found)[1:], 1)}
    first = rows.filter((rows.turn == 0) & rows.customer.notnull())
    for name, text in attributes.items():
        first = _number_attribute(engine, policy, first, name, text)
    for name, column in list_attributes(policy).items():
        if name not in attributes:
            first = first.mutate(**{column: ibis.null("int64")})
    aside = rows.filter((rows.turn > 0) | rows.customer.isnull())
    reason = ibis.ifelse(aside.customer.isnull(), NO_CUSTOMER, TWICE)
    return first.select("customer", *list_attributes(policy).values()), aside.select(
        reason=reason, customer="customer"
    )


def _list_read_attributes(policy: Policy, columns: Columns) -> list[str]:
    return [name for name in list_attributes(policy) if name in columns.of]


def _number_attribute(engine: Engine, policy: Policy, rows: Table, name: str, text: str) -> Table:
    """Add the number of an attribute's value: its place among those that segments name, compared like names."""
    values = policy.attribute_values[name]
    column = list_attributes(policy)[name]
    distinct = [
        row[0] for row in engine.fetch_rows(rows.filter(rows[text].notnull()).select(text).distinct())
    ]
    numbers = [
        (each, values.index(fold_name(each))) for each in sorted(distinct) if fold_name(each) in values
    ]
    columns = {text: "string", column: "int64"}
    engine.create_table(SmallTable(f"ipp_values_{column}", columns, numbers))
    return join_outer(rows, ibis.table(columns, name=f"ipp_values_{column}"), text)
