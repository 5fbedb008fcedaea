"""What shops' files look like: every defect is counted and told, or refused in one line. Never a traceback, never a wrong answer."""

import gzip
import json
import sqlite3
from pathlib import Path

import duckdb
import pytest

from ipp.batch.expression.wording import REASONS
from tests.amounts import long
from tests.cli.program import Said, inside

STORE = str(Path(__file__).parents[2] / "examples" / "tiny.yaml")
HEAD = "customer,item,date\n"


def plan(orders: Path | str, *options: str) -> Said:
    return inside("plan", str(orders), "--path", STORE, "--today", "2026-11-22", *options)


def written(folder: Path, content: str | bytes, name: str = "orders.csv") -> Path:
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def rows_of(said: Said) -> list[list[str]]:
    return [row.split(",") for row in said.out.splitlines()[1:]]


def answers(orders: Path | str, *options: str) -> dict[str, str]:
    """The action for each customer."""
    said = plan(orders, "--output", "-", *options)
    assert said.code == 0, said.err
    return {row[0]: row[2] for row in rows_of(said)}


PLAIN = {"ann": "Washing advice", "bob": "Sunday Clay Club"}
LINES = "ann,Mug,2026-11-01\nbob,Teapot,2026-11-02\n"


@pytest.mark.parametrize(
    "content",
    [
        HEAD + LINES,
        "\ufeff" + HEAD + LINES,
        (HEAD + LINES).replace("\n", "\r\n"),
        (HEAD + LINES).replace("\n", "\r"),
        (HEAD + LINES).replace(",", ";"),
        (HEAD + LINES).replace(",", "\t"),
        "Date,Email Address,Product name\n2026-11-01,ann,mug\n2026-11-02T10:00:00Z,bob,TEAPOT\n",
        "customer,item,date\nann,Mug,01.11.2026\nbob,Teapot,2026/11/02\n",
        "customer,item,date\nann,Mug,11/1/2026\nbob,Teapot,11/20/2026 8:26 PM\n",
        "customer,item,date\nann,Mug,20261101\nbob,Teapot,2026-11-02 10:00:00 +0100\n",
        'customer,item,date,note\nann,Mug,2026-11-01,"two\nlines, quoted"\nbob,Teapot,2026-11-02,"a ""quote"""\n',
        "customer,item,date\nann,Mug,2026-11-01\nann,Mug,2026-11-01\nbob,Teapot,2026-11-02\n",
    ],
)
def test_every_way_of_writing_it_is_read(tmp_path: Path, content: str) -> None:
    assert answers(written(tmp_path, content)) == PLAIN


def test_gzip_folders_globs_and_parquet(tmp_path: Path) -> None:
    zipped = written(tmp_path, gzip.compress((HEAD + LINES).encode()), "orders.csv.gz")
    assert answers(zipped) == PLAIN
    parts = tmp_path / "parts"
    parts.mkdir()
    for name, line in zip("ab", LINES.splitlines(), strict=True):
        written(parts, f"{HEAD}{line}\n", f"{name}.csv")
    assert answers(parts) == answers(f"{parts}/*.csv") == PLAIN
    duckdb.sql(
        f"COPY (SELECT customer, item, date::TIMESTAMP AS date FROM '{zipped}') TO '{tmp_path}/o.parquet'"
    )
    assert answers(tmp_path / "o.parquet") == PLAIN


def test_tables_of_databases(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "shop.db") as shop:
        shop.execute("CREATE TABLE sold (customer TEXT, item TEXT, date TEXT)")
        shop.executemany(
            "INSERT INTO sold VALUES (?, ?, ?)", [line.split(",") for line in LINES.splitlines()]
        )
    shop.close()
    assert answers(tmp_path / "shop.db") == answers(f"{tmp_path}/shop.db:sold") == PLAIN
    duck = str(tmp_path / "shop.duckdb")
    with duckdb.connect(duck) as shop_duck:
        shop_duck.execute(
            "CREATE TABLE sold AS SELECT 'ann' AS customer, 'Mug' AS item, DATE '2026-11-01' AS date"
        )
        shop_duck.execute("CREATE TABLE other AS SELECT 1 AS x")
    assert answers(f"{duck}:sold") == {"ann": "Washing advice"}
    said = plan(duck)
    assert said.code == 2
    assert "holds several tables\n  tip: write" in said.err


@long
@pytest.mark.parametrize("kind", ["parquet", "duckdb", "view", "jsonl", "csv"])
def test_of_offers_of_one_day_the_last_row_is_the_last(tmp_path: Path, kind: str) -> None:
    """In a log larger than what one thread reads at a time."""
    log, many = tmp_path / f"log.{kind}", 150_000
    rows = (
        "SELECT range // 2 AS customer, CASE WHEN (range // 2 + range) % 2 = 0 THEN 'Mug' ELSE 'Teapot' END AS offer, "
        f"'offered' AS event, DATE '2026-11-20' AS date FROM range({2 * many})"
    )
    log = tmp_path / f"log.{'duckdb' if kind == 'view' else kind}"
    if log.suffix == ".duckdb":
        with duckdb.connect(str(log)) as shop:
            shop.execute(f"CREATE TABLE log AS {rows}")
            shop.execute("CREATE VIEW seen AS FROM log")
    else:
        duckdb.sql(f"COPY ({rows}) TO '{log}'")
    orders, output = written(tmp_path, HEAD + "x,Milk Jug,2026-11-01\n"), tmp_path / "next.parquet"
    table = {"duckdb": ":log", "view": ":seen"}.get(kind, "")
    said = plan(orders, "--offers", f"{log}{table}", "--output", str(output))
    assert said.code == 0, said.err
    found = duckdb.sql(
        f"SELECT state, action, customer::INT % 2, count(*) FROM '{output}' WHERE customer <> 'x' GROUP BY ALL ORDER BY 3"
    )
    assert found.fetchall() == [("wait", "Teapot", 0, many // 2), ("wait", "Mug", 1, many // 2)]


@long
def test_latin_1(tmp_path: Path) -> None:
    file = written(tmp_path, (HEAD + "Jürgen,Mug,2026-11-01\n").encode("latin-1"))
    assert answers(file) == {"Jürgen": "Washing advice"}
    late = HEAD + "ann,Mug,2026-11-01\n" * 5_000 + "Jürgen,Mug,2026-11-01\n"
    assert answers(written(tmp_path, late.encode("latin-1"))) == {
        "Jürgen": "Washing advice",
        "ann": "Washing advice",
    }


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("o.csv", b"", "is empty"),
        ("o.csv", b"  \n \n", "is empty"),
        ("o.csv", b"<!DOCTYPE html><html></html>", "is a web page, not a CSV file"),
        ("o.csv", b"PK\x03\x04....", "save it as CSV UTF-8"),
        ("o.csv", b"\x00\x01\x02\x03", "holds binary data"),
        (
            "o.csv",
            b"who,what\na,b\n",
            "no column is known to be the customer; there are 'who', 'what'; say which with --customer-col NAME",
        ),
        (
            "o.csv",
            HEAD.encode() + b"a,Mug,13/02/2026\nb,Mug,02/14/2026\n",
            "dates of two forms, 13/02/2026 and 02/14/2026",
        ),
        (
            "o.csv",
            HEAD.encode() + b"a,Mug,03/04/2026\n",
            "03/04/2026 can be read as day/month or as month/day; use --dates dmy",
        ),
        ("o.parquet", b"PAR1 is all there is", "o.parquet: "),
        ("o.csv.gz", b"\x1f\x8bbroken", "o.csv.gz: "),
    ],
)
def test_what_is_no_table_is_refused_in_one_line(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    said = plan(written(tmp_path, content, name))
    assert said.code == 2, said
    assert message in said.err.replace("\n  tip: ", "; ")
    assert said.err.count("\n") == 1 + said.err.count("\n  tip: ")
    assert not said.out


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert "no such file" in plan(tmp_path / "none.csv").err
    assert plan(tmp_path / "none.csv").code == 2


def test_day_and_month_can_be_told(tmp_path: Path) -> None:
    file = written(tmp_path, HEAD + "a,Mug,03/04/2026\n")
    days = {form: rows_of(plan(file, "--output", "-", "--dates", form))[0][5] for form in ("dmy", "mdy")}
    assert days == {"dmy": "2026-04-03", "mdy": "2026-03-04"}


def test_each_bad_row_is_counted_and_written(tmp_path: Path) -> None:
    lines = [
        "ann,Mug,2026-11-01,1",
        ",Mug,2026-11-01,1",
        "bob,,2026-11-01,1",
        "bob,Mugg,2026-11-01,1",
        "cid,Mug,2026-02-30,1",
        "dan,Mug,,1",
        "eve,Mug,2026-11-01,-1",
        "fay,Mug,2026-11-01,many",
        "gus,Mug,2026-12-24,1",
    ]
    file = written(tmp_path, "customer,item,date,quantity\n" + "\n".join(lines) + '\nhal,"Mug,2026-11-01,1\n')
    rejects = tmp_path / "rejects.csv"
    said = plan(file, "--output", "-", "--rejects", str(rejects))
    assert {row[0]: row[2] for row in rows_of(said)} == {
        "ann": "Washing advice",
        "bob": "Sunday Clay Club",
        "eve": "Sunday Clay Club",  # gus is not there yet
    }
    reasons_of = {row[0]: row[10] for row in rows_of(said)}
    assert (
        reasons_of["bob"] == REASONS["store"]
    )  # bought what the path does not have: a purchase all the same
    assert reasons_of["eve"] == REASONS["ultimate"]  # returned it: nothing was bought
    reasons = sorted(line.split(",")[1] for line in rejects.read_text().splitlines()[1:])
    assert reasons == sorted(
        [
            "no customer",
            "no item",
            "not in the path",
            "the date cannot be read",
            "no date",
            "a return: the quantity is not above zero",
            "the quantity is not a number",
            "the line cannot be read as a row",
        ]
    )
    assert "Set aside: 8 rows" in said.err
    assert "Mugg" in said.err
    assert "did you mean 'Mug'?" in said.err
    assert "1 row of orders lies after 22 Nov 2026" in said.err


@pytest.mark.parametrize("after", ["", 'eve,Mug 9",2026-11-01\n'])
def test_a_quote_that_is_never_closed_costs_its_line_and_says_so(tmp_path: Path, after: str) -> None:
    """Whatever comes behind it: a quote that happens to close it does not take the lines between along."""
    file = written(tmp_path, HEAD + "ann,Mug,2026-11-01\n" * 3_000 + 'cid,"Mug,2026-11-01\n' + LINES + after)
    rejects = tmp_path / "rejects.csv"
    said = plan(file, "--output", "-", "--rejects", str(rejects))
    assert [row[0] for row in rows_of(said)] == ["ann", "bob", *(["eve"] if after else [])]
    assert "1  the line cannot be read as a row" in said.err
    assert 'line 3002: cid,""Mug,2026-11-01' in rejects.read_text()


def test_customers_that_stand_twice_count_once(tmp_path: Path) -> None:
    orders = written(tmp_path, HEAD + LINES)
    people = written(tmp_path, "customer,concern\nann,heel\nann,arch\n,heel\nzoe,heel\n", "people.csv")
    said = plan(orders, "--customers", str(people), "--output", "-")
    assert [row[0] for row in rows_of(said)] == ["ann", "bob", "zoe"]
    assert "this customer stands in the table already: the first row counts" in said.err
    assert "no customer" in said.err


def test_e_mail_addresses_are_one_person_in_any_case(tmp_path: Path) -> None:
    file = written(tmp_path, HEAD + "Ann@Example.com,Mug,2026-11-01\nann@example.com,Teapot,2026-11-02\n")
    assert list(answers(file)) == ["ann@example.com"]


PURCHASE, PROSPECT = "Washing advice", "Sunday Clay Club"


@long
def test_blanks_and_characters_of_no_width_make_nobody_else(tmp_path: Path) -> None:
    """In orders, logs and lists alike."""
    names = (
        "ann@x.com",
        "\xa0ann@x.com",
        "ann@x.com\u200b",
        "\ufeffAnn@x.com\u3000",
        "mailto:ann@x.com",
        "\u202aann@x.com\u202c",
        "\u2067\u061cann@x.com\u2069",
        "\u202eann@x.com\U000e0041",
    )
    file = written(tmp_path, HEAD + "".join(f'"{name}",Mug,2026-11-01\n' for name in names))
    log = written(
        tmp_path, f"customer,offer,event,date\n{names[1]},Washing advice,did,2026-11-02\n", "log.csv"
    )
    people = written(
        tmp_path, "customer,concern\n" + "".join(f"{name},heel\n" for name in names), "people.csv"
    )
    assert answers(file, "--offers", str(log), "--customers", str(people)) == {"ann@x.com": "Teapot"}


@pytest.mark.parametrize("item", ["", "Mug", "3", "Nothing"])
@pytest.mark.parametrize("date", ["", "soon"])
@pytest.mark.parametrize("quantity", ["1", "-1", "0"])
def test_a_row_without_a_day_makes_nobody_a_customer(
    tmp_path: Path, item: str, date: str, quantity: str
) -> None:
    """The line of sums below a report is a row, too."""
    lines = f"customer,item,date,quantity\nann,Mug,2026-11-01,1\nTotal,{item},{date},{quantity}\n"
    file = written(tmp_path, lines)
    said = plan(file, "--output", "-")
    assert [row[0] for row in rows_of(said)] == ["ann"]
    assert "Set aside" in said.err
    reason = "no date" if not date else "the date cannot be read"
    assert (reason in said.err) == (quantity == "1" and item != "")
    one = inside(
        "next", "--path", STORE, "--today", "2026-11-22", "--orders", str(file), "--customer", "Total"
    )
    assert one.code == 2


@pytest.mark.parametrize("names", [("new", "returning"), ("New",)])
def test_kinds_of_customers_are_nobody(tmp_path: Path, names: tuple[str, ...]) -> None:
    said = plan(written(tmp_path, HEAD + "".join(f"{name},Mug,2026-11-01\n" for name in names)))
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 2)
    assert "holds only 'new' and 'returning', which name nobody" in said.err


def test_somebody_may_be_called_new(tmp_path: Path) -> None:
    assert answers(written(tmp_path, HEAD + "new,Mug,2026-11-01\nann,Mug,2026-11-01\n")).keys() == {
        "new",
        "ann",
    }


QUANTITIES = {
    "1,00": True,
    "2,5": True,
    "+1": True,
    "1e2": True,
    "-1,00": False,
    "0,0": False,
    "nan": False,
    "inf": False,
    "1e999": False,
    "1d": False,
}


def test_quantities_as_people_write_them(tmp_path: Path) -> None:
    lines = "".join(f"c{place};Mug;2026-11-01;{text}\n" for place, text in enumerate(QUANTITIES))
    found = answers(written(tmp_path, f"customer;item;date;quantity\n{lines}"))
    assert [found.get(f"c{place}") == PURCHASE for place in range(len(QUANTITIES))] == [*QUANTITIES.values()]


def test_what_is_no_number_is_no_quantity(tmp_path: Path) -> None:
    file = tmp_path / "o.parquet"
    duckdb.sql(
        "COPY (SELECT 'ann' AS customer, 'Mug' AS item, DATE '2026-11-01' AS date, 'inf'::DOUBLE AS quantity "
        f"UNION ALL SELECT 'bob', 'Mug', DATE '2026-11-01', 1) TO '{file}'"
    )
    assert answers(file).keys() == {"bob"}


def test_days_as_spreadsheets_count_them(tmp_path: Path) -> None:
    days = {"46000": "2025-12-09", "46000.75": "2025-12-09", "46000,5": "2025-12-09", "25569": "1970-01-01"}
    lines = "".join(f"c{place};Mug;{text}\n" for place, text in enumerate(days))
    said = plan(written(tmp_path, f"customer;item;date\n{lines}"), "--output", "-")
    assert [row[5] for row in rows_of(said)] == [*days.values()]


NOT_BOUGHT = (
    "refunded",
    "Cancelled",
    "canceled",
    "failed",
    "charge_back",
    "Chargeback",
    "wc-refunded",
    "Storniert",
)


@pytest.mark.parametrize("column", ["Status", "Order status", "payment_status"])
def test_any_export_may_say_that_it_was_not_bought(tmp_path: Path, column: str) -> None:
    lines = "".join(f"c{place},Mug,2026-11-01,{text}\n" for place, text in enumerate(NOT_BOUGHT))
    file = written(tmp_path, f"customer,item,date,{column}\nann,Mug,2026-11-01,completed\n{lines}")
    said = plan(file, "--output", "-")
    assert {row[0] for row in rows_of(said) if row[2] == PURCHASE} == {"ann"}
    assert f"{len(NOT_BOUGHT)}  the order was cancelled, refunded or never paid" in said.err
    assert "not known" not in said.err


def test_a_status_that_is_not_known_is_counted_and_said(tmp_path: Path) -> None:
    lines = [
        "ann,Mug,2026-11-01,pending",
        "bob,Mug,2026-11-01,On the moon",
        "cid,Mug,2026-11-01,On the moon",
        "dan,Mug,2026-11-01,",
    ]
    file = written(tmp_path, "customer,item,date,status\n" + "\n".join(lines) + "\n")
    said = plan(file, "--output", "-")
    assert {row[2] for row in rows_of(said)} == {PURCHASE}
    assert "Unknown statuses, counted as bought\n          2  On the moon\n          1  pending" in said.err
    told = json.loads(plan(file, "--format", "json").out)["unknown_statuses"]
    assert told == [{"status": "On the moon", "rows": 2}, {"status": "pending", "rows": 1}]


def test_one_order_number_in_two_files_is_two_orders(tmp_path: Path) -> None:
    parts = tmp_path / "parts"
    parts.mkdir()
    head = "order,email,date,item\n"
    written(parts, head + "1,ann@x.com,2026-11-01,Milk Jug\n1,,,Mug\n", "a.csv")
    written(parts, head + "1,bob@x.com,2026-11-02,Milk Jug\n1,,,Teapot\n", "b.csv")
    assert answers(f"{parts}/*.csv") == {"ann@x.com": "Washing advice", "bob@x.com": "Sunday Clay Club"}
    for name in "ab":
        duckdb.sql(f"COPY (FROM '{parts}/{name}.csv') TO '{parts}/{name}.parquet'")
    assert answers(f"{parts}/*.parquet") == {"ann@x.com": "Washing advice", "bob@x.com": "Sunday Clay Club"}


@long
def test_one_stray_byte_costs_its_line(tmp_path: Path) -> None:
    rejects = tmp_path / "rejects.csv"
    for head in ("", "zoë,Mug,2026-11-01\n" * 5_000):  # within what is looked at first, and beyond it
        file = written(
            tmp_path, (HEAD + head + "üte@x.com,Mug,2026-11-01\n").encode() + b"b\xff@x.com,Mug,2026-11-01\n"
        )
        said = plan(file, "--output", "-", "--rejects", str(rejects))
        assert {row[0] for row in rows_of(said)} == {"üte@x.com", *(["zoë"] if head else [])}
        assert "1  the line is not UTF-8" in said.err
        assert "@x.com,Mug,2026-11-01" in rejects.read_text()


@pytest.mark.parametrize("zipped", [False, True])
def test_windows_1252(tmp_path: Path, zipped: bool) -> None:
    name = "J\u00fcrgen \u2013 \u201cJ\u201d\u20ac"
    content = (HEAD + f"{name},Mug,2026-11-01\n").encode("cp1252") + b"x\x81,Mug,2026-11-01\n"
    file = written(tmp_path, gzip.compress(content) if zipped else content)
    assert answers(file) == {name: PURCHASE, "x\x81": PURCHASE}


def test_an_error_names_the_file_that_was_given(tmp_path: Path) -> None:
    said = plan(written(tmp_path, (HEAD + '"J\u00fcrgen,Mug,2026-11-01\n').encode("cp1252")))
    assert said.code == 2
    assert f"{tmp_path}/orders.csv: its one row cannot be used" in said.err
    assert 'line 2: "J\u00fcrgen,Mug' in said.err


@long
def test_whose_first_order_lies_ahead_is_not_there_yet(tmp_path: Path) -> None:
    lines = ["ann,Mug,2026-12-24,1", "bob,Mug,2026-11-22,1", "cid,Vase,2026-12-24,1", "dan,Mug,2026-12-24,-1"]
    file = written(tmp_path, "customer,item,date,quantity\n" + "\n".join(lines) + "\n")
    log = written(tmp_path, "customer,offer,event,date\neve,Mug,offered,2026-11-23\n", "log.csv")
    assert answers(file).keys() == answers(file, "--offers", str(log)).keys() == {"bob"}
    assert answers(written(tmp_path, HEAD + "ann,Mug,2026-12-24\n")) == {}


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ("ann,Mug,soon\n", "its one row cannot be used; most often: the date cannot be read, as in 'soon'"),
        (
            "ann,Vase,2026-11-01\nbob,Vase,2026-11-01\n,Mug,2026-11-01\n",
            "none of its 3 rows can be used; most often: not in the path, as in 'Vase'",
        ),
        (",Mug,2026-11-01\n", "most often: no customer"),
        (
            '"ann" x,Mug,2026-11-01\n',
            "most often: the line cannot be read as a row, as in 'line 2: \"ann\" x,Mug,2026-11-01'",
        ),
    ],
)
def test_orders_of_no_use_are_refused(tmp_path: Path, lines: str, why: str) -> None:
    said = plan(written(tmp_path, HEAD + lines))
    assert (said.code, said.out, said.err.count("error: ")) == (2, "", 1)
    assert why in said.err


def test_an_export_without_orders_is_a_shop_without_customers(tmp_path: Path) -> None:
    assert answers(written(tmp_path, HEAD)) == {}


SHOPIFY = "Name,Email,Financial Status,Created at,Lineitem quantity,Lineitem name,Lineitem sku,Cancelled at\n"


def test_shopify_exports_are_read_as_they_are(tmp_path: Path) -> None:
    lines = [
        "#1001,Ann@x.com,paid,2026-11-01 10:00:00 +0100,1,Mug,,",
        "#1001,,,,2,Teapot,,",  # what the order says stands on its first line only
        "#1002,bob@x.com,refunded,2026-11-02 10:00:00 +0100,1,Mug,,",
        "#1003,cid@x.com,paid,2026-11-02 10:00:00 +0100,1,Mug,,2026-11-03 10:00:00 +0100",
        "#1003,cid@x.com,,2026-11-02 10:00:00 +0100,1,Teapot,,",
        "#1004,,paid,2026-11-02 10:00:00 +0100,1,Mug,,",
    ]
    said = plan(written(tmp_path, SHOPIFY + "\n".join(lines) + "\n"), "--output", "-")
    assert {row[0]: row[2] for row in rows_of(said)} == {
        "ann@x.com": "Washing advice",
        "bob@x.com": "Sunday Clay Club",
        "cid@x.com": "Sunday Clay Club",
    }
    assert "read as Shopify's order export" in said.err
    assert "3  the order was cancelled, refunded or never paid" in said.err
    assert "1  no customer" in said.err


def test_woocommerce_exports_are_read_as_they_are(tmp_path: Path) -> None:
    head = "Date,Order #,N. Revenue (formatted),Status,Customer,Customer type,Product(s),Items sold\n"
    lines = [
        '2026-11-01 08:26:00,536365,£9,completed,Ann Lee,new,"6× Mug, 1× Vase, tall, 2× Teapot",9',
        "2026-11-02 08:26:00,536366,£9,cancelled,Bob,new,1× Mug,1",
        "2026-11-03 08:26:00,536367,£0,completed,Cid,new,,0",
    ]
    said = plan(written(tmp_path, head + "\n".join(lines) + "\n"), "--output", "-")
    assert {row[0]: row[2] for row in rows_of(said)} == {
        "Ann Lee": "Washing advice",
        "Bob": "Sunday Clay Club",
    }
    assert "from 5 rows of orders, read as WooCommerce's order export" in said.err
    assert "1  no item" in said.err
    assert "Vase, tall" in said.err


def test_woocommerce_says_what_was_given_back_and_what_was_not_paid(tmp_path: Path) -> None:
    head = "Date,Order #,Status,Customer,Product(s)\n"
    rows = [
        ("ann", "completed", "-1×"),
        ("bob", "completed", "0×"),
        ("cid", "completed", "2×"),
        ("dan", "processing", "1×"),
    ]
    unpaid = ("wc-refunded", "wc-failed", "wc-cancelled", "pending")
    rows += [(f"c{number}", status, "1×") for number, status in enumerate(unpaid)]
    lines = [
        f"2026-11-01 08:26:00,{place},{status},{name},{many} Mug"
        for place, (name, status, many) in enumerate(rows)
    ]
    rejects = tmp_path / "rejects.csv"
    said = plan(written(tmp_path, head + "\n".join(lines) + "\n"), "--output", "-", "--rejects", str(rejects))
    assert {row[0] for row in rows_of(said) if row[2] == PURCHASE} == {"cid", "dan"}
    assert "2  a return: the quantity is not above zero" in said.err
    assert "4  the order was cancelled, refunded or never paid" in said.err
    assert rejects.read_text().count("Mug") == 6


def test_cash_on_delivery_is_pending_in_shopify(tmp_path: Path) -> None:
    line = "#1,ann@x.com,pending,2026-11-01 10:00:00 +0100,1,Mug,,\n"
    said = plan(written(tmp_path, SHOPIFY + line), "--output", "-")
    assert [row[2] for row in rows_of(said)] == [PURCHASE]
    assert "not known" not in said.err


@long
def test_customers_that_are_numbers(tmp_path: Path) -> None:
    file = tmp_path / "o.parquet"
    duckdb.sql(
        f"COPY (SELECT 17850::INT AS customer, 'Mug' AS item, DATE '2026-11-01' AS date, 1 AS quantity "
        f"UNION ALL SELECT 9, 'nothing', DATE '2026-11-01', 1) TO '{file}'"
    )
    assert answers(file) == {"17850": "Washing advice", "9": "Sunday Clay Club"}
    log = written(tmp_path, "customer,offer,event,date\n17850,Washing advice,did,2026-11-02\n", "log.csv")
    assert answers(file, "--offers", str(log)) == {"17850": "Teapot", "9": "Sunday Clay Club"}
