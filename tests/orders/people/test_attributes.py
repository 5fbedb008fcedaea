"""What segments ask of customers, out of their orders and out of lists."""

import datetime as dt
from contextlib import closing
from pathlib import Path

import pytest

from ipp.batch.engines.duckdb import PlanDuckDB
from ipp.batch.run import run_plan
from ipp.orders.customer.records import read_customer
from ipp.orders.files.sources import parse_source
from ipp.orders.people.attributes import OTHER, find_attribute_columns, number_values
from ipp.orders.reading import OrdersRequest
from tests.value.shops import shop

TODAY = dt.date(2026, 11, 22)
STORE = """ultimate: Club
products:
  Mug: {price: 5, next: [{offer: Pot, when: written-to}, {offer: Jug, when: north}, Club]}
  Pot: {price: 12, next: Club}
  Jug: {price: 9, next: Club}
  Club: {price: 20}
segments:
  written-to: {where: {newsletter: "yes"}}
  north: {where: {Shipping Region: [north, far north]}}
"""
ORDERS = """Name,Email,Created at,Lineitem name,Lineitem quantity,Accepts Marketing,shipping_region
#1,ann@ex.test,2026-11-01 10:00:00,Mug,1,yes,North
#1,ann@ex.test,,Mug,1,,
#2,bob@ex.test,2026-11-01 10:00:00,Mug,1,yes,South
#3,bob@ex.test,2026-11-02 10:00:00,Mug,1,no,
#4,cleo@ex.test,2026-11-01 10:00:00,Mug,1,no,Far  North
#5,dan@ex.test,2026-11-01 10:00:00,Mug,1,true,
#6,eve@ex.test,2026-11-01 10:00:00,Mug,1,no,north
#6,eve@ex.test,2026-11-01 10:00:00,Mug,1,yes,north
#7,dan@ex.test,2026-12-24 10:00:00,Mug,1,no,north
"""


@pytest.mark.parametrize("listed", [True, False])
def test_orders_say_what_segments_ask(tmp_path: Path, listed: bool) -> None:
    policy = shop(STORE)
    (tmp_path / "orders.csv").write_text(ORDERS)
    (tmp_path / "list.csv").write_text("email,opt-in\nann@ex.test,FALSE\ncleo@ex.test,\n")
    people = parse_source(str(tmp_path / "list.csv")) if listed else None
    request = OrdersRequest(parse_source(str(tmp_path / "orders.csv")), None, people)
    with closing(PlanDuckDB()) as engine:
        rows = run_plan(policy, engine, request, TODAY).table
        actions = dict(engine.fetch_rows(rows.select("customer", "action")))
    assert actions == {
        "ann@ex.test": "Jug" if listed else "Pot",
        "bob@ex.test": "Club",
        "cleo@ex.test": "Jug",
        "dan@ex.test": "Pot",
        "eve@ex.test": "Jug",
    }
    with closing(PlanDuckDB()) as engine:
        ann = read_customer(policy, engine, request, TODAY, "ann@ex.test").customer
    assert ann.attributes == {"shipping region": "north"} | ({} if listed else {"newsletter": "yes"})


def test_which_column_says_an_attribute() -> None:
    names = ["Email", "Accepts Marketing", "Concern ", "newsletter"]
    attributes = ["concern", "Newsletter", "accepts_marketing", "opt-in", "tier"]
    assert find_attribute_columns(attributes, names) == {
        "concern": "Concern ",
        "Newsletter": "newsletter",
        "accepts_marketing": "Accepts Marketing",
        "opt-in": "newsletter",
    }


def test_which_value_is_meant() -> None:
    found = number_values(("no", "yes"), "newsletter", ["No ", "TRUE", "0", "perhaps"])
    assert found == {"No ": 0, "TRUE": 1, "0": 0, "perhaps": OTHER}
    assert number_values(("true", "a b"), "tier", ["1", "A  B"]) == {"1": OTHER, "A  B": 1}
