"""What lists of customers say of them."""

from collections.abc import Mapping, Sequence

from ipp.engine.policy.compile import Policy
from ipp.orders import sql
from ipp.orders.cells import clean_text
from ipp.orders.engines.file_groups import unite_rows
from ipp.orders.engines.protocol import Engine
from ipp.orders.engines.relations import SmallTable, join_outer
from ipp.orders.files.rejects import NO_CUSTOMER
from ipp.orders.people.attributes import list_attributes, number_values
from ipp.orders.sql import Table

TWICE = "this customer stands in the table already: the first row counts"


def read_customer_list(
    engine: Engine, policy: Policy, tables: Sequence[tuple[Table, Mapping[str, str]]]
) -> tuple[Table, Table]:
    """Return customers with the numbers of their attributes, one row each, and the rows set aside: reason, customer.

    `tables` are of files that name their columns in different ways, each with the column of each meaning.
    """
    known = [name for name in list_attributes(policy) if any(name in columns for _, columns in tables)]
    attributes = {name: f"text_{place}" for place, name in enumerate(known, 1)}
    rows = unite_rows([_take_texts(raw, columns, attributes) for raw, columns in tables])
    turn = sql.row_number().over(group_by=rows.customer, order_by=[rows.ipp_row])
    rows = engine.keep_table("ipp_customers_read", rows.mutate(turn=turn))
    first = rows.filter((rows.turn == 0) & rows.customer.notnull())
    for name, text in attributes.items():
        first = _number_attribute(engine, policy, first, name, text, "list")
    for name, column in list_attributes(policy).items():
        if name not in attributes:
            first = first.mutate(**{column: sql.null("int64")})
    aside = rows.filter((rows.turn > 0) | rows.customer.isnull())
    reason = sql.ifelse(aside.customer.isnull(), NO_CUSTOMER, TWICE)
    return first.select("customer", *list_attributes(policy).values()), aside.select(
        reason=reason, customer="customer"
    )


def _take_texts(raw: Table, columns: Mapping[str, str], attributes: Mapping[str, str]) -> Table:
    """Return the rows of files that name their columns alike: ipp_row, customer, and the texts of attributes in these columns."""
    customer = clean_text(raw[columns["customer"]], "customer").cast("string")
    texts = {
        text: clean_text(raw[columns[name]], name) if name in columns else sql.null("string")
        for name, text in attributes.items()
    }
    order = raw.ipp_row if "ipp_row" in raw.columns else sql.row_number()
    return raw.select(ipp_row=order, customer=customer, **texts)


def _number_attribute(
    engine: Engine, policy: Policy, rows: Table, name: str, text: str, source: str
) -> Table:
    """Add the number of an attribute's value: its place among those that segments name, compared like names."""
    column = list_attributes(policy)[name]
    distinct = engine.fetch_rows(rows.filter(rows[text].notnull()).select(text).distinct())
    numbers = number_values(policy.attribute_values[name], name, (row[0] for row in distinct))
    columns = {text: "string", column: "int64"}
    table = SmallTable(f"ipp_values_{source}_{column}", columns, sorted(numbers.items()))
    engine.create_table(table)
    return join_outer(rows, sql.table(columns, name=table.name), text)


def read_order_attributes(
    engine: Engine, policy: Policy, rows: Table, attributes: Mapping[str, str]
) -> Table:
    """Return what orders say of customers, in numbers: of each attribute what their latest order says that says something.

    `attributes` are the columns of texts. Of two orders of one moment the text counts that comes first in the alphabet: no, before yes.
    """
    moment = rows.day * 86_400 + rows.seconds
    rows = rows.mutate(moment=moment).filter(rows.customer.notnull())
    found = rows.select("customer").distinct()
    for name, text in attributes.items():
        told = rows.filter(rows[text].notnull()).select("customer", "moment", text)
        latest = told.group_by("customer").agg(moment=told.moment.max())
        last = told.join(latest, ["customer", "moment"])
        last = engine.keep_table(f"ipp_{text}", last.group_by("customer").agg(**{text: last[text].min()}))
        numbered = _number_attribute(engine, policy, last, name, text, "orders")
        found = join_outer(found, numbered.select("customer", list_attributes(policy)[name]), "customer")
    missing = {
        column: sql.null("int64")
        for name, column in list_attributes(policy).items()
        if name not in attributes
    }
    return found.mutate(customer=found.customer.cast("string"), **missing)
