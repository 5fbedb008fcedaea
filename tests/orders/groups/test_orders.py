"""Orders of files that name their columns in different ways: exports of shops and plain tables in one folder, by the command line."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.cli.program import ROOT, Said, inside
from tests.orders.files.workbook import write_workbook

TINY = str(ROOT / "examples" / "tiny.yaml")
SHOPIFY = """Name,Email,Financial Status,Created at,Lineitem quantity,Lineitem name
#1,s@x.com,paid,2026-11-01 10:00:00 +0100,1,Mug
#1,,,,1,Teapot
#2,t@x.com,refunded,2026-11-02 10:00:00 +0100,1,Mug
"""
POS = "customer,item,date\npos@x.com,Mug,2026-11-01\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    (tmp_path / "ord").mkdir()
    monkeypatch.chdir(tmp_path)
    yield tmp_path / "ord"


def put(folder: Path, **files: str) -> None:
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")


def plan(*options: str, path: str = TINY, today: str = "2026-11-22") -> tuple[dict[str, str], Said]:
    """The action of each customer, and what was said."""
    said = inside("plan", "ord", "--path", path, "--today", today, "--output", "plan.csv", *options)
    if said.code:
        return {}, said
    with Path("plan.csv").open(encoding="utf-8", newline="") as file:
        return {row["customer"]: row["action"] for row in csv.DictReader(file)}, said


BOUGHT = {"s@x.com": "Washing advice", "t@x.com": "", "pos@x.com": "Washing advice"}


@pytest.mark.parametrize(
    "other",
    [
        POS,
        POS.replace("customer,item", "email,product"),
        POS.replace("customer", "Member").replace(",", ";"),
        '{"client": "pos@x.com", "description": "Mug", "day": "2026-11-01"}\n',
    ],
)
def test_each_file_is_read_by_its_own_columns(folder: Path, other: str) -> None:
    plain = "customer,item,date\nann@x.com,Mug,2026-11-01\n"
    json_lines = other.startswith("{")
    first = '{"customer": "ann@x.com", "item": "Mug", "date": "2026-11-01"}\n' if json_lines else plain
    ending = "jsonl" if json_lines else "csv"
    put(folder, **{f"a_{ending}": first, f"b_{ending}": other})
    found, said = plan()
    assert (said.code, found) == (0, {"ann@x.com": "Washing advice", "pos@x.com": "Washing advice"})
    assert "from 2 rows of orders\n" in said.out and "Set aside" not in said.out


def test_an_export_beside_a_plain_table(folder: Path) -> None:
    put(folder, shopify_csv=SHOPIFY, pos_csv=POS)
    found, said = plan()
    assert said.code == 0 and {who: found[who] for who in ("s@x.com", "pos@x.com")} == {
        "s@x.com": "Washing advice",
        "pos@x.com": "Washing advice",
    }
    assert (
        "from 4 rows of orders, read as Shopify's order export and a table with the usual names" in said.out
    )
    assert "Set aside: 1 row of ord" in said.out and len(found) == 3


def test_what_is_set_aside_is_counted_over_all_files(folder: Path) -> None:
    put(folder, shopify_csv=SHOPIFY, pos_csv=POS + ",Mug,2026-11-01\nx@x.com,Lamp,2026-11-01\n")
    put(folder, other_csv="email,product,day\ny@x.com,Lamp,2026-11-02\nz@x.com,Mug,soon\n")
    found, said = plan("--rejects", "rejects.csv", "--unknown", "unknown.csv", "--format", "json")
    assert said.code == 0 and found["x@x.com"] == found["y@x.com"] == "Sunday Clay Club"
    assert json.loads(said.out)["read"] == {"orders": 8}
    with Path("rejects.csv").open(encoding="utf-8", newline="") as file:
        reasons = [row["reason"] for row in csv.DictReader(file)]
    assert sorted(reasons) == [
        "no customer",
        "not in the path",
        "not in the path",
        "the date cannot be read",
        "the order was cancelled, refunded or never paid",
    ]
    assert "Lamp,2" in Path("unknown.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("head", "message"),
    [
        (
            "customer,what,date",
            "ord/b.csv: no column is known to be the item; there are 'customer', 'what', 'date'",
        ),
        ("who,item,date", "ord/b.csv: no column is known to be the customer"),
        ("customer,item,when", "ord/b.csv: no column is known to be the date"),
    ],
)
def test_a_file_that_cannot_be_understood_is_refused_by_its_name(
    folder: Path, head: str, message: str
) -> None:
    put(folder, a_csv=POS, b_csv=f"{head}\nx@x.com,Mug,2026-11-01\n")
    said = plan()[1]
    assert (said.code, said.out, said.err.count("error: ")) == (2, "", 1)
    assert message in said.err


def test_columns_that_are_told_hold_for_the_files_that_have_them(folder: Path) -> None:
    put(
        folder,
        a_csv="who,item,date\na@x.com,Mug,2026-11-01\n",
        b_csv="who,product,day\nb@x.com,Mug,2026-11-01\n",
    )
    found, said = plan("--customer-col", "who")
    assert (said.code, len(found)) == (0, 2)
    said = plan("--customer-col", "who", "--item-col", "item")[1]
    assert said.code == 2 and "--item-col 'item': ord/b.csv has no such column" in said.err
    put(folder, a_csv=POS, b_csv=SHOPIFY)
    said = plan("--layout", "shopify")[1]
    assert said.code == 2 and "--layout shopify: ord/a.csv has no column 'Email'" in said.err


def test_dates_and_numbers_are_judged_with_those_of_the_same_columns(folder: Path) -> None:
    put(
        folder,
        a_csv="customer,item,date,quantity\na@x.com,Mug,25/10/2026,1\na@x.com,Teapot,01/11/2026,2\n",
        b_csv='client,item,day,qty\nb@x.com,Mug,10/25/2026,"1,000"\nb@x.com,Teapot,11/03/2026,"1,5"\n',
    )
    found, said = plan("--rejects", "rejects.csv")
    assert (said.code, len(found)) == (0, 2)
    assert "newest order is from 3 Nov 2026" in said.out and not Path("rejects.csv").read_text().count(
        "x.com"
    )


def test_order_numbers_of_two_files_are_two_orders(folder: Path) -> None:
    put(
        folder,
        a_csv="Order ID,email,item,date\n1,a@x.com,Mug,2026-11-01\n1,,Teapot,\n",
        b_csv="order,customer,product,date\n1,b@x.com,Mug,2026-11-03\n1,,Milk Jug,\n",
    )
    asked = ("--orders", "ord", "--path", TINY, "--today", "2026-11-22", "--why")
    assert plan()[1].code == 0
    assert "Milk Jug" not in inside("next", "--customer", "a@x.com", *asked).out.partition("Why")[0]
    found, _ = plan("--rejects", "rejects.csv")
    assert len(found) == 2 and "no customer" not in Path("rejects.csv").read_text(encoding="utf-8")


def test_a_file_with_order_numbers_and_one_without(folder: Path) -> None:
    """What has no number is an order by its date and time, in any company."""
    path = folder.parent / "path.yaml"
    path.write_text(
        "ipp: 1\nultimate: Club\nproducts:\n  Mug: {price: 9, next: Often}\n  Club: {price: 29}\n"
        "touches: {Often: {kind: content}}\nsegments: {often: {orders: 3}}\nnever: often\n"
    )
    put(
        folder,
        a_csv="order,customer,item,date\n1,a,Mug,2026-11-01 09:00\n",
        b_csv="client,item,date\na,Mug,2026-11-01 10:00\na,Mug,2026-11-01 11:00\n",
    )
    found, said = plan(path=str(path))
    assert (said.code, found) == (0, {"a": ""})


def test_parquet_files_with_other_columns(folder: Path) -> None:
    for name, columns in {
        "a": "customer, item, day",
        "b": "client, product, date",
        "c": "customer, item, day",
    }.items():
        cells = f"'{name}@x.com', 'Mug', DATE '2026-11-01'"
        named = ", ".join(
            f"{cell} AS {column}" for cell, column in zip(cells.split(", "), columns.split(", "), strict=True)
        )
        duckdb.sql(f"COPY (SELECT {named}) TO '{folder / name}.parquet'")
    found, said = plan()
    assert (said.code, sorted(found)) == (0, ["a@x.com", "b@x.com", "c@x.com"])


def test_customers_as_numbers_and_as_texts(folder: Path) -> None:
    duckdb.sql(f"COPY (SELECT 7 AS customer, 'Mug' AS item, '2026-11-01' AS date) TO '{folder}/a.parquet'")
    duckdb.sql(f"COPY (SELECT '8' AS client, 'Mug' AS item, '2026-11-01' AS date) TO '{folder}/b.parquet'")
    assert plan()[0] == {"7": "Washing advice", "8": "Washing advice"}


def test_lists_of_customers_with_other_columns(folder: Path) -> None:
    people = folder.parent / "people"
    people.mkdir()
    put(people, a_csv="customer,newsletter\npos@x.com,yes\n", b_csv="Email,Accepts Marketing\ns@x.com,no\n")
    put(folder, shopify_csv=SHOPIFY, pos_csv=POS)
    path = folder.parent / "path.yaml"
    text = Path(TINY).read_text(encoding="utf-8")
    path.write_text(text + "segments: {out: {where: {newsletter: no}}}\nnever: out\n", encoding="utf-8")
    found, said = plan("--customers", "people", path=str(path))
    assert said.code == 0 and (found["s@x.com"], found["pos@x.com"]) == ("", "Washing advice")
    put(people, c_csv="name\nx\n")
    assert "people/c.csv: no column is known to be the customer" in plan("--customers", "people")[1].err


def test_lists_of_those_who_get_nothing_today(folder: Path) -> None:
    away = folder.parent / "away"
    away.mkdir()
    put(away, a_csv="customer,note\npos@x.com,\n", b_csv="Email\ns@x.com\n")
    put(folder, shopify_csv=SHOPIFY, pos_csv=POS)
    found, said = plan("--suppress", "away")
    assert said.code == 0 and found["s@x.com"] == found["pos@x.com"] == ""


def test_what_orders_say_of_customers_is_read_in_each_file(folder: Path) -> None:
    path = folder.parent / "path.yaml"
    text = Path(TINY).read_text(encoding="utf-8")
    path.write_text(text + "segments: {out: {where: {newsletter: no}}}\nnever: out\n", encoding="utf-8")
    put(
        folder,
        a_csv="customer,item,date,newsletter\na@x.com,Mug,2026-11-01,no\nb@x.com,Mug,2026-11-01,no\n",
        b_csv="email,item,date,Accepts Marketing\nb@x.com,Mug,2026-11-02,yes\nc@x.com,Mug,2026-11-02,no\n",
        c_csv="client,item,date\na@x.com,Mug,2026-11-03\n",
    )
    found = plan(path=str(path))[0]
    assert {who for who, action in found.items() if action} == {"b@x.com"}


def test_files_with_the_same_columns_are_one_table(folder: Path) -> None:
    """They are read by the statements of one file: in any order, and in any case."""
    put(folder, a_csv=POS, b_csv="Date,Customer,Item\n2026-11-01,b@x.com,Mug\n")
    assert sorted(plan()[0]) == ["b@x.com", "pos@x.com"]


def test_a_row_that_says_something_elsewhere_is_set_aside_and_counted(folder: Path) -> None:
    """A row of which all cells are empty is none; one that only other columns fill is no silence."""
    known = '{"customer": "a@x.com", "item": "Mug", "date": "2026-11-01"}'
    other = '{"kunde": "b@x.com", "artikel": "Mug"}'
    put(folder, a_jsonl=f'{known}\n{other}\n{{"note": ""}}\n')
    found, said = plan()
    assert (said.code, found) == (0, {"a@x.com": "Washing advice"})
    assert "from 2 rows of orders\n" in said.out and "Set aside: 1 row of ord" in said.out


def test_letters_beyond_ascii_in_names_of_columns(folder: Path) -> None:
    put(
        folder,
        a_csv="Ürün,Kunde,Datum\nMug,a@x.com,2026-11-01\n",
        b_csv="ürün,kunde,datum\nMug,b@x.com,2026-11-01\n",
    )
    found, said = plan("--customer-col", "Kunde", "--item-col", "ÜRÜN", "--date-col", "Datum")
    assert (said.code, found) == (0, {"a@x.com": "Washing advice", "b@x.com": "Washing advice"})
    folder.joinpath("a.csv").unlink()
    keys = '{"Ürün": "x", "customer": "a@x.com", "item": "Mug", "date": "2026-11-01"}'
    folder.joinpath("b.csv").unlink()
    put(folder, a_jsonl=f"{keys}\n", b_jsonl=f"{keys.replace('Ü', 'ü').replace('a@', 'b@')}\n")
    assert sorted(plan()[0]) == ["a@x.com", "b@x.com"]


def test_workbooks_with_other_columns(folder: Path) -> None:
    write_workbook(
        folder / "a.xlsx", {"One": [["customer", "item", "date"], ["a@x.com", "Mug", "2026-11-01"]]}
    )
    write_workbook(
        folder / "b.xlsx", {"One": [["client", "product", "day"], ["b@x.com", "Mug", "2026-11-01"]]}
    )
    put(folder, c_csv="Date;Customer;Item\n2026-11-01;c@x.com;Mug\n")
    found, said = plan()
    assert (said.code, sorted(found)) == (0, ["a@x.com", "b@x.com", "c@x.com"])
