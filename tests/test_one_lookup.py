"""One text means one item, a customer who asks: every command, the library, the printed statement and the shell's completion."""

import csv
import json
import unicodedata
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

import ipp
from ipp.batch.engines.warehouse import write_statements
from ipp.batch.lowering.tables import lower_policy
from ipp.engine.customer.events import Bought, Customer, Declined
from ipp.errors import RequestError
from ipp.loading import Store
from ipp.path.model import Bundle, Product
from tests.batch.engines.test_warehouse import TABLES
from tests.cli.program import inside

TODAY = date(2026, 11, 22)
GOODS = {  # name: sku
    "Caf\u00e9 Cr\u00e8me": "CAF-\u00c9",
    "Stra\u00dfe 7": "STR 7",
    "Shoes for 2": "SH-2",
    "Shoes": "SH for 1",
    "101": "0101",
    "Half": "x-1",  # skus that differ in case alone are two skus
    "Whole": "X-1",
    "\u0130stanbul": "IST",
}
TEXTS: list[tuple[str, str | None]] = [
    *((name, name) for name in GOODS),
    *((sku, name) for name, sku in GOODS.items()),
    *((unicodedata.normalize("NFD", name), name) for name in GOODS),
    ("CAFE\u0301\u00a0CRE\u0300ME", "Caf\u00e9 Cr\u00e8me"),
    ("  caf\u00e9 \u2009 cr\u00e8me\u3000", "Caf\u00e9 Cr\u00e8me"),
    ("cafe\u0301 creme", None),
    ("caf-e\u0301", "Caf\u00e9 Cr\u00e8me"),
    ("CAF-E\u0301\u00a0", "Caf\u00e9 Cr\u00e8me"),
    ("STRASSE  7", "Stra\u00dfe 7"),
    ("str\u00a07", "Stra\u00dfe 7"),
    ("STRA\u1e9eE 7", "Stra\u00dfe 7"),
    ("shoes FOR 2", "Shoes for 2"),
    ("SHOES", "Shoes"),
    ("sh FOR  1", "Shoes"),
    (" 101", "101"),
    ("x-1 ", "Half"),
    ("\u00a0X-1", "Whole"),
    ("0101\u2028", "101"),
    ("1\u00a001", None),
    ("Nothing", None),
]
ASK = "not for sale"


def write_store(folder: Path) -> Path:
    """Write a path in which what follows a purchase says what was bought."""
    products = [
        f"  {json.dumps(name)}: {{price: {place + 20}, sku: {json.dumps(sku)}, next: [{{do: {json.dumps(f'After {name}')}}}, Club]}}"
        for place, (name, sku) in enumerate(GOODS.items())
    ]
    touches = "".join(f"  {json.dumps(f'After {name}')}: {{kind: content}}\n" for name in GOODS)
    file = folder / "store.yaml"
    text = f"ipp: 1\nultimate: Club\nproducts:\n{chr(10).join(products)}\n  Club: {{price: 99}}\n"
    text += f"touches:\n{touches}  Letter: {{kind: content}}\nrest: [{{do: Letter, every: 30d}}]\n"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_store(tmp_path_factory.mktemp("lookup"))


@pytest.fixture(scope="module")
def store(file: Path) -> Store:
    return ipp.load(str(file))


def bought(action: str | None) -> str | None:
    """Return what was bought, of an action that follows it."""
    return action.removeprefix("After ") if action and action.startswith("After ") else None


@pytest.mark.parametrize(("text", "meant"), TEXTS)
def test_names_find_it(store: Store, text: str, meant: str | None) -> None:
    item = store.names.find_item(text)
    assert (item and item.name.text) == meant


@pytest.mark.parametrize(("text", "meant"), TEXTS)
def test_commands_mean_it(file: Path, text: str, meant: str | None) -> None:
    common = ("--path", str(file), "--today", str(TODAY), "--format", "json")
    answer = inside("next", f"--bought={text}", *common)
    drawn = inside("map", f"--from={text}", "--depth", "1", *common)
    entering = inside("forecast", f"--from={text}", *common)
    assert {answer.code, drawn.code, entering.code} == ({0} if meant else {2})
    if meant:
        assert bought(json.loads(answer.out)["action"]["name"]) == meant
        assert [entry["name"] for entry in json.loads(entering.out)["entry"]] == [meant]
        lead = {card["name"] for card in json.loads(drawn.out)["cards"] if card["kind"] == "touch"}
        assert {bought(name) for name in lead} - {None} == {meant}


@pytest.mark.parametrize(("text", "meant"), TEXTS)
def test_rates_and_changes_mean_it(file: Path, tmp_path: Path, text: str, meant: str | None) -> None:
    rates = tmp_path / "rates.csv"
    with rates.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([("offer", "take"), (text, "12%")])
    common = ("--path", str(file), "--today", str(TODAY))
    said = inside("forecast", "--from", "Half", "--rates", str(rates), *common)
    changed = inside("forecast", "--from", "Half", f"--what-if=price:{text}=3", *common)
    assert {said.code, changed.code} == ({0} if meant else {2})


@pytest.mark.parametrize(("text", "meant"), TEXTS)
def test_the_library_means_it(store: Store, text: str, meant: str | None) -> None:
    customer = Customer((Bought((text,), TODAY), Declined((text, None), TODAY)))
    if meant is None:
        with pytest.raises(RequestError):
            ipp.next_action(store, customer, TODAY)
        with pytest.raises(RequestError):
            ipp.forecast(store, TODAY, entries={text: 1})
        return
    action = ipp.next_action(store, customer, TODAY).action
    assert action
    assert bought(action.name) == meant
    forecast = ipp.forecast(store, TODAY, entries={text: 1, meant: 2}, rates={text: Decimal("0.2")})
    assert [(entry.name, entry.share) for entry in forecast.question.entries] == [(meant, 1)]
    assert list(forecast.question.rates.measured) == [meant]


@pytest.mark.parametrize(("text", "meant"), TEXTS)
def test_completion_offers_it(store: Store, text: str, meant: str | None) -> None:
    offered = store.names.list_beginning(text, (Product, Bundle))
    assert {item.name.text for item in map(store.names.find_item, offered) if item} >= (
        {meant} if meant else set()
    )


def test_plans_mean_it(file: Path, tmp_path: Path) -> None:
    orders, plan = tmp_path / "orders.csv", tmp_path / "plan.csv"
    with orders.open("w", encoding="utf-8", newline="") as out:
        rows = [(f"c{place}", text, TODAY) for place, (text, _) in enumerate(TEXTS)]
        csv.writer(out).writerows([("customer", "item", "date"), *rows])
    done = inside("plan", str(orders), "--path", str(file), "--today", str(TODAY), "--output", str(plan))
    assert done.code == 0, done.err
    with plan.open(encoding="utf-8", newline="") as read:
        found = {row["customer"]: bought(row["action"]) for row in csv.DictReader(read)}
    assert [found.get(f"c{place}") for place in range(len(TEXTS))] == [meant for _, meant in TEXTS]


def test_the_entry_mix_means_it(file: Path, tmp_path: Path) -> None:
    orders = tmp_path / "orders.csv"
    with orders.open("w", encoding="utf-8", newline="") as out:
        rows = [(f"c{place}", text, TODAY) for place, (text, _) in enumerate(TEXTS)]
        csv.writer(out).writerows([("customer", "item", "date"), *rows])
    common = ("--path", str(file), "--today", str(TODAY), "--format", "json")
    said = json.loads(inside("forecast", "--entry-mix", str(orders), *common).out)
    counts = Counter(meant for _, meant in TEXTS)  # null: nothing kept
    expected = {name: count / counts.total() for name, count in counts.items()}
    assert {entry["name"]: entry["share"] for entry in said["entry"]} == pytest.approx(expected, abs=1e-4)


def test_the_printed_statement_means_it(store: Store) -> None:
    """In orders and in a log of offers."""
    connection = duckdb.connect()
    for create in TABLES:
        connection.execute(create)
    for place, (text, _) in enumerate(TEXTS):
        connection.execute(
            "INSERT INTO orders VALUES (?, ?, ?, NULL, NULL, NULL)", [f"c{place:02}", text, TODAY]
        )
        connection.execute(
            "INSERT INTO offers VALUES (?, ?, ' Accepted', ?, '', NULL, NULL, NULL, 1)",
            [f"a{place:02}", text, TODAY],
        )
    rows = connection.execute(
        write_statements(lower_policy(store.policy, TODAY), "duckdb", create=False)
    ).fetchall()
    named = {row[0]: next((bought(cell) for cell in row[1:] if bought(str(cell))), None) for row in rows}
    for who in "ca":
        assert [named.get(f"{who}{place:02}") for place in range(len(TEXTS))] == [m for _, m in TEXTS], who
