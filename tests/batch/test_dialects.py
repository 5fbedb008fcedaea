"""BigQuery and Snowflake run nowhere here: their statements are read as sqlglot reads them, said again for DuckDB, and run there.

That holds what is asked (joins, windows, arithmetic) to the engine for one customer. What only the warehouses know of
themselves is held by rules about the text, each from their documentation.
"""

import json
from pathlib import Path

import duckdb
import pytest
import sqlglot
from sqlglot import exp

from ipp.batch.engines.sql import DIALECTS
from ipp.batch.engines.warehouse import MOST_VALUES, WarehouseStatement, write_statements
from ipp.batch.lowering.tables import lower_policy
from ipp.loading import Store, load_store, load_store_file, make_opener
from ipp.orders.engines.quoting import write_identifier
from ipp.orders.engines.relations import SmallTable as Table
from ipp.path.names import fold_name
from ipp.text.source import Source
from tests.amounts import amount, long, thin_out
from tests.batch.crowds import Crowd, Row, crowd
from tests.batch.engines.test_warehouse import filled, print_small
from tests.oracle.maker import LAST_DAY

SMALL = Path(__file__).parents[2] / "examples" / "tiny.yaml"
ELSEWHERE = ("bigquery", "snowflake")
HOSTILE = [
    "it's",
    'a\\b "q" `t`',
    "a\nb\tc",
    "{{x}} ${y} %s ? $1",
    "\\",
    "ü😀",
    "-- no; /* comment */",
    "\\'",
]


def parsed(sql: str, dialect: str) -> list[exp.Expression]:
    return [tree for tree in sqlglot.parse(sql, read=dialect) if tree is not None]


def said_again(tree: exp.Expression) -> str:
    """The same for DuckDB, whose GREATEST passes over NULL where those of both warehouses do not."""

    def strict(node: exp.Expression) -> exp.Expression:
        if not isinstance(node, exp.Greatest | exp.Least):
            return node
        parts = [node.this, *node.expressions]
        missing = exp.or_(*(part.copy().is_(exp.null()) for part in parts))
        name = type(node).__name__.upper()
        return exp.case().when(missing, exp.null()).else_(exp.func(name, *parts))

    return str(tree.transform(strict).sql(dialect="duckdb"))


def answered(crowd: Crowd, dialect: str, *, create: bool) -> list[Row]:
    connection = duckdb.connect()
    filled(connection.execute, crowd, "?")
    for tree in parsed(
        write_statements(lower_policy(crowd.policy, crowd.today), dialect, create=create), dialect
    ):
        connection.execute(said_again(tree))
    rows: list[Row] = connection.fetchall()
    return rows


@pytest.mark.parametrize("dialect", DIALECTS)
def test_each_statement_is_one_in_its_dialect(dialect: str) -> None:
    trees = parsed(print_small(dialect), dialect)
    assert trees
    assert not any(isinstance(tree, exp.Command) for tree in trees)


@long
@pytest.mark.parametrize(
    ("dialect", "seed", "create"),
    [
        (dialect, *each)
        for dialect in ELSEWHERE
        for each in ((5, False), (14, True), (21, dialect == "bigquery"))[: amount(20)]
    ],
)
def test_what_is_asked_elsewhere_is_what_is_asked_here(dialect: str, seed: int, create: bool) -> None:
    many = crowd(seed, 100)
    assert answered(many, dialect, create=create) == many.expected()


@pytest.fixture(
    scope="module",
    params=[(dialect, dialect == "bigquery") for dialect in ELSEWHERE],
)
def elsewhere(request: pytest.FixtureRequest) -> tuple[str, list[exp.Expression]]:
    dialect, create = request.param
    many = crowd(5, 1)
    return dialect, parsed(
        write_statements(lower_policy(many.policy, many.today), dialect, create=create), dialect
    )


def conditions(node: exp.Expression) -> list[exp.Expression]:
    """The parts of a condition that must all hold."""
    node = node.unnest()
    return (
        [part for side in node.flatten() for part in conditions(side)]
        if isinstance(node, exp.And)
        else [node]
    )


@long
def test_what_the_warehouses_do_not_take_is_not_there(elsewhere: tuple[str, list[exp.Expression]]) -> None:
    """BigQuery filters no row of nothing and has no VALUES; both know EXISTS as a filter whose links are equalities."""
    dialect, trees = elsewhere
    seen = 0
    for tree in trees:
        for where in tree.find_all(exp.Where):
            assert isinstance(where.parent, exp.Select)
            assert where.parent.args.get("from_"), "from where?"
        for exists in tree.find_all(exp.Exists):
            seen += 1
            outer, inner = exists.find_ancestor(exp.Where), exists.this.args["where"]
            assert outer
            filters = [part.this if isinstance(part, exp.Not) else part for part in conditions(outer.this)]
            assert exists in filters
            assert all(isinstance(part, exp.EQ) for part in conditions(inner.this))
    assert seen > 10
    if dialect == "bigquery":
        assert not any("VALUES" in tree.sql(dialect="bigquery") for tree in trees)


@long
def test_names_are_those_that_a_warehouse_keeps(elsewhere: tuple[str, list[exp.Expression]]) -> None:
    """In Snowflake `orders` in quotes is no ORDERS; a script creates and drops nothing but tables of ours."""
    dialect, trees = elsewhere
    named = {table.name for tree in trees for table in tree.find_all(exp.Table)}
    theirs = {name for name in named if not name.lower().startswith(("ipp_", "t", "v"))}
    expected = {"orders", "offers", "customers"}
    assert theirs == ({name.upper() for name in expected} if dialect == "snowflake" else expected)
    made = {tree.find(exp.Table).name for tree in trees if isinstance(tree, exp.Create | exp.Drop)}
    assert all(name.startswith("ipp_") for name in made)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_texts_are_written_as_each_dialect_reads_them(dialect: str) -> None:
    rows: list[Row] = [(text, place) for place, text in enumerate(HOSTILE)]
    said = values(dialect, rows)
    escaping = dialect in ("spark", *ELSEWHERE)
    assert ("a\\\\b" in said) is escaping
    (tree,) = parsed(said, dialect)
    assert duckdb.sql(tree.sql(dialect="duckdb") + " ORDER BY 2").fetchall() == rows


@long
def test_many_values_are_several_lists() -> None:
    rows: list[Row] = [("it's", place) for place in range(2 * MOST_VALUES + 1)]
    assert duckdb.sql(values("duckdb", rows) + " ORDER BY 2").fetchall() == rows
    assert values("snowflake", rows).count("VALUES") == 3


def values(dialect: str, rows: list[Row]) -> str:
    store = load_store_file(str(SMALL))
    assert isinstance(store, Store)
    table = Table("ipp_texts", {"name": "string", "place": "int64"}, rows)
    return WarehouseStatement(lower_policy(store.policy, LAST_DAY), dialect).write_values(table)


ATTRIBUTES = ["at\u2028t", "a\n  b", "c\td\r\n e\x85", 'it\'s "q" \\ `t`', "plain words"]
NAMED = """ipp: 1
ultimate: Club
products:
  Root: {{price: 3, next: [{steps}]}}
  Club: {{price: 29}}
  {goods}
segments: {{{segments}}}
touches: {{Letter: {{kind: content}}}}
rest: [{{do: Letter, every: 30d}}]
"""


def store_with(attributes: list[str]) -> Store:
    """A store that offers an item of its own to customers with each of these attributes."""
    places = range(len(attributes))
    text = NAMED.format(
        steps=", ".join(f"{{offer: Good {place}, when: s{place}}}" for place in places),
        goods="\n  ".join(f"Good {place}: {{price: 5, next: Club}}" for place in places),
        segments=", ".join(
            f"s{place}: {{where: {{{json.dumps(name)}: {json.dumps(name)}}}}}"
            for place, name in enumerate(attributes)
        ),
    )
    store = load_store(Source("store.yaml", text), make_opener(Path()))
    assert isinstance(store, Store) and not store.findings
    return store


@pytest.mark.parametrize("dialect", thin_out(DIALECTS))
def test_columns_of_attributes_are_named_as_the_path_names_them(dialect: str) -> None:
    """BigQuery has no column with a line break, a quote or a backslash in its name: ibis writes _ for them."""
    statement = write_statements(lower_policy(store_with(ATTRIBUTES).policy, LAST_DAY), dialect, create=False)
    names = {name.name for tree in parsed(statement, dialect) for name in tree.find_all(exp.Identifier)}
    texts = {text.name for tree in parsed(statement, dialect) for text in tree.find_all(exp.Literal)}
    assert names >= set(ATTRIBUTES if dialect != "bigquery" else ["at\u2028t", "plain words"])
    assert texts >= set(map(fold_name, ATTRIBUTES))


@long
def test_attributes_of_any_name_are_read() -> None:
    policy = store_with(ATTRIBUTES).policy
    connection = duckdb.connect()
    columns = ", ".join(f"{write_identifier(name)} text" for name in ATTRIBUTES)
    connection.execute(
        'CREATE TABLE orders (customer text, item text, date date, "order" text, quantity bigint)'
    )
    connection.execute(
        "CREATE TABLE offers (customer text, offer text, event text, date date, price text, list_price text, "
        "pieces bigint, seq bigint)"
    )
    connection.execute(f"CREATE TABLE customers (customer text, {columns})")
    for place, name in enumerate(ATTRIBUTES):
        connection.execute("INSERT INTO orders VALUES (?, 'Root', ?, NULL, 1)", [f"c{place}", LAST_DAY])
        connection.execute(
            f"INSERT INTO customers (customer, {write_identifier(name)}) VALUES (?, ?)", [f"c{place}", name]
        )
    rows = connection.execute(
        write_statements(lower_policy(policy, LAST_DAY), "duckdb", create=False)
    ).fetchall()
    assert [[cell for cell in row if str(cell).startswith("Good ")] for row in rows] == [
        [f"Good {place}"] for place in range(len(ATTRIBUTES))
    ]
