"""`ipp forecast`: as people run it, what programs read, and what cannot be answered."""

import json
import re
import sys
from pathlib import Path

import pytest

from tests.amounts import long

from ..program import Said, inside, outside
from ..test_colour import on_a_terminal

SHOP = """ipp: 1
store: Happy Feet
currency: USD
ultimate: {offer: Feet Club, take: {0: 2%, 2: 12%}}
products:
  Massager:
    price: 89
    cost: 31
    sku: TM-5000
    next:
      - {offer: Slippers, take: 9%}   # soft
      # the set
      - {offer: Set, take: 12%}
  Slippers: {price: 24, cost: 6, sku: SLIP-1}
  Nail Kit: {price: 22, cost: 5}
  Feet Club: {price: 29, cost: 8, every: month, churn: 6%}
bundles: {Set: {items: [Slippers, Nail Kit], price: 40}}
touches: {Letter: {kind: content}}
next: Feet Club
rest: [{do: Letter, every: 30d}]
"""
TODAY = ("--today", "2026-11-22")


@pytest.fixture
def store(empty: Path) -> Path:
    """Return the path file of a shop, in the working folder."""
    (empty / "paths").mkdir()
    file = empty / "paths" / "store.yaml"
    file.write_text(SHOP, encoding="utf-8")
    return file


def run(*arguments: str) -> Said:
    return inside("forecast", *(() if "--today" in arguments else TODAY), *arguments)


def read(*arguments: str) -> dict:  # type: ignore[type-arg]
    said = run(*arguments, "--format", "json")
    assert (said.code, said.err) == (0, "")
    found: dict = json.loads(said.out)  # type: ignore[type-arg]
    return found


def test_for_people(store: Path) -> None:
    said = run()
    assert (said.code, said.err) == (0, "")
    for heading in (
        "What becomes of 100 new customers of Happy Feet in a year",
        "From Feet Club backwards",
        "start here",
        "Exact, if",
    ):
        assert heading in said.out
    assert "Assumed:" not in said.out
    said = run("--details")
    assert said.out.startswith("What the path of Happy Feet is worth")
    for heading in (
        "How far they get",
        "Where it leaks, from Feet Club backwards",
        "Work here first",
        "By first purchase",
        "Exact:",
        "Assumed:",
    ):
        assert heading in said.out


def test_for_programs(store: Path) -> None:
    found = read("--entrants", "100", "--what-if", "stay=95%")
    assert found["format_version"] == "1.0"
    assert found["method"] == "exact"
    assert found["relative_error"] == 0
    assert [entry["name"] for entry in found["entry"]] == ["Massager", "Slippers", "Nail Kit"]
    assert sum(entry["share"] for entry in found["entry"]) == pytest.approx(1, abs=1e-5)
    assert set(found["total"]) >= {"revenue", "margin", "chance_of_ultimate", "days_to_ultimate", "asks"}
    for by in found["by_entry"]:
        assert set(by) == {"name", "items", *found["total"]}
    for name in ("revenue", "margin"):
        figure = found["total"][name]
        assert figure["value"] == figure["low"] == figure["high"]
        assert isinstance(figure["value"], str)
    for offer in found["offers"]:
        assert set(offer) >= {"name", "asked", "take", "worth_of_one_point", "worth_if_removed", "distance"}
        month, each = (
            float(offer[key]["value"]) for key in ("worth_of_one_point_per_month", "worth_of_one_point")
        )
        assert month == pytest.approx(100 * each, abs=0.02)
    assert any("stay customers" in sentence for sentence in found["assumed"])
    assert float(found["what_if"][0]["margin"]["value"]) > 0
    assert found["offers"][0]["name"] == "Feet Club"
    shares = sum(float(by["margin"]["value"]) for by in found["by_entry"]) / 3
    assert shares == pytest.approx(float(found["total"]["margin"]["value"]), abs=1e-3)


STORE = str(Path(__file__).parents[3] / "paths" / "store.yaml")


@long
def test_the_same_bytes_whatever_the_hash_seed() -> None:
    args = ("forecast", *TODAY, "--format", "json", "--horizon", "60d", "--path", STORE)
    one, two = (outside(*args, env={"PYTHONHASHSEED": seed}) for seed in ("1", "2"))
    assert one.code == 0
    assert one == two
    assert json.loads(one.out)["method"] == "sweep"


@long
def test_a_whole_store_with_every_product_as_entry(empty: Path) -> None:
    found = read("--path", STORE)
    assert found["method"] == "sweep"
    assert 0 < found["relative_error"] < 0.01
    assert found["seed"] == 1
    assert len(found["by_entry"]) == 121
    for figure in ("margin", "revenue"):
        low, value, high = (float(found["total"][figure][key]) for key in ("low", "value", "high"))
        assert low < value < high


def test_entries_by_name_sku_and_share(store: Path) -> None:
    found = read("--from", "tm-5000", "--from", "Set")
    assert [(entry["name"], entry["share"]) for entry in found["entry"]] == [("Massager", 0.5), ("Set", 0.5)]
    (store.parent / "orders.csv").write_text(
        "customer_id,date,sku\n1,2026-01-01,TM-5000\n2,2026-01-01,SLIP-1\n3,2026-01-01,SLIP-1\n4,x,SLIP-1\n",
        encoding="utf-8",
    )
    said = run("--entry-mix", "paths/orders.csv", "--format", "json")
    assert (
        said.err
        == "note: paths/orders.csv: first orders of 3 customers; left out: the date cannot be read: 1\n"
    )
    assert [entry["share"] for entry in json.loads(said.out)["entry"]] == [0.333333, 0.666667]


def test_orders_of_what_is_retired_by_now_count_and_are_told(store: Path) -> None:
    store.write_text(SHOP.replace("Slippers: {", "Slippers: {retired: true, "), encoding="utf-8")
    assert [entry["name"] for entry in read()["entry"]] == ["Massager", "Nail Kit"]
    (store.parent / "orders.csv").write_text(
        "customer,date,product\n1,2026-01-01,Massager\n2,2026-01-01,Slippers\n3,2026-01-01,Slippers\n",
        encoding="utf-8",
    )
    said = run("--entry-mix", "paths/orders.csv", "--format", "json")
    told = "2 of them with what is a draft or retired now (Slippers): they count, too"
    assert said.err == f"note: paths/orders.csv: first orders of 3 customers; {told}\n"
    assert [entry["share"] for entry in json.loads(said.out)["entry"]] == [0.333333, 0.666667]


def test_customers_of_other_things_are_one_of_the_orders_that_stand_for_all(store: Path) -> None:
    rows = [f"{number},2026-01-01,Massager,{number}\n" for number in range(1, 500)]
    rows.append("x,2026-01-01,Something else,1\n")
    (store.parent / "orders.csv").write_text(
        "customer,date,product,quantity\n" + "".join(rows), encoding="utf-8"
    )
    said = run("--entry-mix", "paths/orders.csv", "--horizon", "30d")
    assert "note: 500 different first orders: 400 of them stand for all, " in said.err
    assert "400 first purchases, " in said.out


def test_those_who_arrive_at_once_are_no_weak_beginning(store: Path) -> None:
    names = ("Massager", "Slippers", "Nail Kit", "Set", "Feet Club", "A", "B")
    more = "".join(f"  {name}: {{price: 5, cost: 1, next: Massager}}\n" for name in ("A", "B"))
    store.write_text(SHOP.replace("  Slippers:", f"{more}  Slippers:"), encoding="utf-8")
    said = run(*(each for name in names for each in ("--from", name)))
    assert "Weakest" in said.out and "Feet Club +0.00" not in said.out
    shown = run("--all", *(each for name in names for each in ("--from", name)))
    assert re.search(r"Feet Club +14.3% +0\.00", shown.out)


def test_orders_are_read_as_options_say(store: Path) -> None:
    """What `plan` is told of orders, `--entry-mix` is told in the same words."""
    (store.parent / "orders.csv").write_text(
        "who,when,what,how\n1,03/04/2026,TM-5000,Sent\n2,01/02/2026,SLIP-1,Open\n", encoding="utf-8"
    )
    columns = ("--customer-col", "who", "--date-col", "when", "--item-col", "what", "--status-col", "how")
    said = run(
        *("--entry-mix", "paths/orders.csv", *columns, "--dates", "dmy", "--layout", "plain"),
        *("--status", "Sent=bought", "--status", "Open=no", "--format", "json"),
    )
    assert said.code == 0, said.err
    assert [entry["name"] for entry in json.loads(said.out)["entry"]] == ["Massager"]
    alone = run("--layout", "shopify")
    assert (alone.code, alone.err) == (
        2,
        "error: an option says how to read orders, and no orders are named\n  tip: name them with --entry-mix ORDERS or --baseline ORDERS\n",
    )


def test_rates_and_the_assumed_rate(store: Path) -> None:
    (store.parent / "rates.csv").write_text("offer,take\nSet,50%\n", encoding="utf-8")
    takes = {offer["name"]: offer["take"]["value"] for offer in read("--rates", "paths/rates.csv")["offers"]}
    assert takes["Set"] == 0.5
    store.write_text(SHOP.replace(", take: 9%", ""), encoding="utf-8")
    takes = {offer["name"]: offer["take"]["value"] for offer in read("--take", "33%")["offers"]}
    assert takes["Slippers"] == 0.33


def test_horizon_and_thinking(store: Path) -> None:
    assert float(read("--horizon", "1d")["total"]["asks"]["value"]) == 1.03  # of those who buy at once
    slow, fast = (
        read("--yes-after", days, "--from", "Slippers")["total"]["days_to_ultimate"]["value"]
        for days in ("5d", "0")
    )
    assert slow > fast


def test_against_another_file(store: Path) -> None:
    other = store.parent / "other.yaml"
    other.write_text(SHOP.replace("price: 40", "price: 44"), encoding="utf-8")
    found = read("--path", str(store), "--against", str(other))
    assert float(found["what_if"][0]["margin"]["value"]) > 0
    assert found["what_if"][0]["change"] == str(other)


def test_the_best_order_is_shown_and_written_with_every_comment(store: Path) -> None:
    said = run("--best-order")
    assert "A better order of 1 list brings +" in said.out
    shown = run("--best-order", "--diff")
    assert "-      - {offer: Slippers, take: 9%}   # soft\n" in shown.out
    assert store.read_text(encoding="utf-8") == SHOP
    store.write_bytes(b"\xef\xbb\xbf" + SHOP.replace("\n", "\r\n").encode())
    wrote = run("--best-order", "--write")
    assert wrote.err == "note: wrote paths/store.yaml\n"
    expected = SHOP.replace(
        "      - {offer: Slippers, take: 9%}   # soft\n      # the set\n      - {offer: Set, take: 12%}\n",
        "      # the set\n      - {offer: Set, take: 12%}\n      - {offer: Slippers, take: 9%}   # soft\n",
    )
    assert store.read_bytes() == b"\xef\xbb\xbf" + expected.replace("\n", "\r\n").encode()
    assert "No better order was found" in run("--best-order").out
    found = read("--best-order")["best_order"]
    assert (found["changes"], found["gain"]) == ([], None)


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (
            ("--from", "Masager"),
            "--from: no product or bundle is called 'Masager'\n  tip: did you mean 'Massager'?",
        ),
        (("--from", "Letter"), "is a touch"),
        (("--from", "Massager", "--entry-mix", "x.csv"), "use one of them"),
        (("--entry-mix", "nosuch.csv"), "nosuch.csv: no such file"),
        (("--rates", "nosuch.csv"), "nosuch.csv: no such file"),
        (("--rates", "paths"), "paths: Is a directory"),
        (("--horizon", "soon"), "--horizon: 'soon' is not a length of time"),
        (("--horizon", "0"), "--horizon must be at least one day"),
        (("--yes-after", "x"), "--yes-after: 'x' is not a length of time"),
        (("--take", "200%"), "--take: '200%' is more than 100%"),
        (("--what-if", "take:Set"), "--what-if 'take:Set' is not a change\n  tip: write take:NAME=15%"),
        (("--against", "nosuch.yaml"), "nosuch.yaml: no such file"),
        (("--attr", "x"), "write it as NAME=VALUE"),
        (("--today", "x"), "--today: 'x' is not a date"),
        (("--diff",), "--diff and --write need --best-order"),
        (("--path", "nosuch.yaml"), "nosuch.yaml: no such file"),
    ],
)
def test_what_cannot_be_answered(store: Path, arguments: tuple[str, ...], reason: str) -> None:
    said = run(*arguments)
    assert said.code == 2
    assert said.out == ""
    assert reason in said.err
    assert said.err.count("\n") == 1 + said.err.count("\n  tip: ")


def test_orders_from_stdin(store: Path) -> None:
    orders = b"customer,date,product\na,2026-01-01,Massager\n"
    said = outside("forecast", *TODAY, "--entry-mix", "-", cwd=store.parent.parent, stdin=orders)
    assert (said.code, said.err) == (0, "note: <stdin>: first orders of 1 customer\n")


def test_orders_need_what_reads_them(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    said = run("--entry-mix", "paths/orders.csv")
    assert (said.code, said.err.count("\n  tip: ")) == (2, 1)
    assert "--entry-mix needs duckdb" in said.err


def test_a_table_that_is_not_text(store: Path) -> None:
    (store.parent / "orders.csv").write_bytes(b"customer,date,product\na,2026-01-01,\xff\xfe\n")
    said = run("--entry-mix", "paths/orders.csv")
    assert (said.code, said.err) == (
        2,
        "error: paths/orders.csv: its one row cannot be used; most often: not in the path, as in 'ÿþ'\n"
        "  tip: choose the path file with --path, or the column with --item-col\n",
    )


def test_stdin_is_read_and_not_written(store: Path) -> None:
    said = outside("forecast", *TODAY, "--path", "-", cwd=store.parent.parent, stdin=SHOP.encode())
    assert said.code == 0
    said = outside(
        "forecast",
        *TODAY,
        "--path",
        "-",
        "--best-order",
        "--write",
        cwd=store.parent.parent,
        stdin=SHOP.encode(),
    )
    assert said == (
        2,
        "",
        "error: --write: stdin cannot be written to\n  tip: name the path file with --path FILE\n",
    )


@long
def test_progress_is_for_terminals() -> None:
    code, shown = on_a_terminal(
        "forecast", "--path", STORE, "--horizon", "60d", *TODAY, env={"TERM": "xterm"}
    )
    assert code == 0
    assert b"forecast: run 1 of 12" in shown


def test_names_that_would_act_do_not(store: Path) -> None:
    store.write_text(
        SHOP.replace("Nail Kit", r'"\e[31mKit\nx"').replace("Slippers", '"[bold]"'), encoding="utf-8"
    )
    for arguments in ((), ("--all",), ("--best-order",), ("--best-order", "--diff"), ("--format", "json")):
        said = run(*arguments)
        assert said.code == 0
        assert "\x1b" not in said.out
        assert "[bold]" in said.out or "--diff" in arguments


def test_a_page_for_browsers_holds_the_funnel_and_the_leaks(store: Path) -> None:
    said = run("--output", "page.html")
    assert said.code == 0, said.err
    assert said.out == run().out
    page = Path("page.html").read_text(encoding="utf-8")
    shares = [float(each) for each in re.findall(r"([0-9.]+)%", page)]
    assert shares and max(shares) <= 100  # an ask that is made twice is no share of 200 %
    assert page.startswith("<!doctype html>")
    found = json.loads(run("--format", "json").out)
    assert page.count("<tr>") == 4 + 4 + 3 + len(found["offers"]) + len(found["by_entry"])
    assert not [word for word in ("<script", "http://", "https://", "url(") if word in page]


def test_a_page_that_would_replace_another_file_is_refused(store: Path) -> None:
    Path("rates.csv").write_text("offer,take\n", encoding="utf-8")
    said = run("--output", "rates.csv")
    assert (said.code, said.out) == (2, "")
    assert "rates.csv" in said.err
    assert Path("rates.csv").read_text(encoding="utf-8") == "offer,take\n"


def test_the_baseline_stands_beside_what_the_path_adds(store: Path) -> None:
    """The customers of the baseline are those who enter, unless it is said who does."""
    lines = [f"{n},c{n},2026-01-{1 + n % 3:02},TM-5000\n" for n in range(24)]
    lines += [f"9{n},c{n},2026-02-02,SLIP-1\n" for n in range(6)] + ["99,x,2026-03-30,SLIP-1\n"]
    (store.parent / "orders.csv").write_text("order,customer,date,sku\n" + "".join(lines), encoding="utf-8")
    asked = ("--baseline", "paths/orders.csv", "--horizon", "60d")
    found = json.loads(run(*asked, "--format", "json").out)
    baseline = found["baseline"]
    assert [entry["name"] for entry in found["entry"]] == ["Massager", "Slippers"]
    assert (baseline["customers"], baseline["too_recent"], baseline["whom"]) == (24, 1, "everybody")
    assert (baseline["from"], baseline["until"], baseline["money"]) == ("2026-01-01", "2026-03-30", "list")
    assert baseline["bought_again"]["value"] == 0.25
    slippers = float(read("--from", "Slippers")["total"]["first_purchase"]["revenue"]["value"])
    assert float(baseline["spent"]["value"]) == pytest.approx(slippers / 4)
    assert [by["customers"] for by in baseline["by_entry"]] == [24, None]
    named = read(*asked, "--from", "Slippers")["baseline"]
    assert (named["whom"], named["customers"], named["spent"]) == ("entries", None, None)
    said = run(*asked, "-o", "report.html")
    assert "What they did unasked" in said.out and "25.0%" in said.out
    assert "Some of those who say Yes would have bought anyway" in Path("report.html").read_text("utf-8")
    assert "fewer than 20 customers of paths/orders.csv who began with these" in run(
        *asked, "--from", "Slippers"
    ).out.replace("\n  ", " ")
    assert read("--from", "Slippers")["baseline"] is None
    late = run("--baseline", "paths/orders.csv")
    assert (late.code, "they follow nobody for 365" in late.err) == (2, True)
