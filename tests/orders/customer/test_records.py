"""One customer out of the files gets what the plan says of them in their row."""

from collections.abc import Sequence
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from ipp.batch.engines.duckdb import PlanDuckDB
from ipp.batch.run import run_plan, select_rows
from ipp.engine.customer.events import Accepted, Bought, Customer, Returned
from ipp.engine.decision.decide import decide
from ipp.engine.policy.compile import Policy
from ipp.errors import RequestError
from ipp.loading import Store, load_store_file
from ipp.orders.customer.records import UNTOLD, read_customer
from ipp.orders.files.sources import parse_source
from ipp.orders.reading import OrdersRequest
from tests.amounts import amount, long
from tests.batch.crowds import Row, crowd, row_of

TODAY = date(2026, 11, 22)


def plan_rows(policy: Policy, request: OrdersRequest, today: date) -> list[Row]:
    with closing(PlanDuckDB()) as engine:
        return engine.fetch_rows(select_rows(run_plan(policy, engine, request, today)))


def ask_row(policy: Policy, request: OrdersRequest, today: date, name: str) -> Row:
    with closing(PlanDuckDB()) as engine:
        customer = read_customer(policy, engine, request, today, name).customer
    return (name, *row_of(decide(policy, customer, today), today, policy))


@long
@pytest.mark.parametrize("seed", range(amount(50, most=3)))
def test_random_customers_get_their_rows(seed: int, tmp_path: Path) -> None:
    many = crowd(seed, 40, given=seed % 2 == 0, who=seed % 3 == 1)
    request = many.write(tmp_path)
    for row in plan_rows(many.policy, request, many.today)[::20]:
        assert ask_row(many.policy, request, many.today, row[0]) == row


def load_policy(text: str, folder: Path) -> Policy:
    (folder / "store.yaml").write_text(text, encoding="utf-8")
    store = load_store_file(str(folder / "store.yaml"))
    assert isinstance(store, Store)
    return store.policy


STORE = """\
ipp: 1
ultimate: Club
products:
  Mug: {price: 5, sku: M-1, next: [Pot, {offer: Pot, price: 8}, Club]}
  Pot: {price: 12, next: Club}
  Club: {price: 20}
"""


def write_tables(folder: Path, orders: Sequence[str], log: Sequence[str]) -> OrdersRequest:
    (folder / "orders.csv").write_text("customer,item,date\n" + "\n".join(orders), encoding="utf-8")
    (folder / "log.csv").write_text("customer,offer,event,date\n" + "\n".join(log), encoding="utf-8")
    return OrdersRequest(parse_source(str(folder / "orders.csv")), parse_source(str(folder / "log.csv")))


def test_each_way_to_be_known(tmp_path: Path) -> None:
    policy = load_policy(STORE, tmp_path)
    orders = [
        "Ann@Example.com,m-1,2026-11-01 10:00",
        "ann@example.com,Nothing,2026-11-02",
        "bob,Nothing,2026-11-03",
        "007,Mug,2026-11-03",
        "later,Mug,2026-12-24",
    ]
    log = ["ann@example.com,Pot,accepted,2026-11-04", "cleo,Pot for 8,declined,2026-11-05"]
    request = write_tables(tmp_path, orders, log)
    rows = plan_rows(policy, request, TODAY)
    assert [row[0] for row in rows] == ["007", "ann@example.com", "bob", "cleo"]
    assert [ask_row(policy, request, TODAY, row[0]) for row in rows] == rows
    with closing(PlanDuckDB()) as engine:
        ann = read_customer(policy, engine, request, TODAY, " MAILTO:Ann@example.com ").customer
    yes = Accepted(("Pot", UNTOLD), date(2026, 11, 4), paid=Decimal(12))
    strange = Bought((), date(2026, 11, 2), others=True)
    assert ann.events == (Bought(("Mug",), date(2026, 11, 1)), strange, yes)


@pytest.mark.parametrize("name", ["7", "later", "nobody", "", "ann"])
def test_nobody_is_made_up(name: str, tmp_path: Path) -> None:
    policy = load_policy(STORE, tmp_path)
    request = write_tables(tmp_path, ["007,Mug,2026-11-03", "later,Mug,2026-12-24"], [])
    with (
        closing(PlanDuckDB()) as engine,
        pytest.raises(
            RequestError, match=r"no customer is called|no row of customer 'later' counts: 1 row of orders"
        ),
    ):
        read_customer(policy, engine, request, TODAY, name)


def test_what_was_given_back(tmp_path: Path) -> None:
    policy = load_policy(STORE, tmp_path)
    orders = tmp_path / "orders.csv"
    lines = (
        "ann,Mug,2026-11-01,3,refunded,05.11.2026",  # given back on a day: bought, and returned
        "ann,Mug,2026-11-01,1,refunded,05.11.2026",
        "ann,Pot,2026-11-02,1,refunded,",  # on no day: not bought
        "ann,Pot,2026-11-02,2,paid,2026-11-09",  # a part of the money: all is kept
        "ann,Pot,2026-11-03,-1,paid,",  # a return, as a row of its own
        "ann,Pot,2026-11-03,-1,cancelled,",
        "ann,Club,2026-11-08,1,refunded,2026-11-04",  # not before it was bought
        "ann,Club,2026-11-09,1,refunded,soon",
        "bob,Club,2026-11-20,1,paid,",
    )
    orders.write_text("customer,item,date,quantity,status,refund date\n" + "\n".join(lines))
    with closing(PlanDuckDB()) as engine:
        ann = read_customer(
            policy, engine, OrdersRequest(parse_source(str(orders)), dates="dmy"), TODAY, "ann"
        )
    assert ann.customer == Customer(
        (
            Bought(("Mug",), date(2026, 11, 1), (4,)),
            Bought(("Pot",), date(2026, 11, 2), (2,)),
            Bought(("Club",), date(2026, 11, 8)),
            Returned("Pot", date(2026, 11, 3), 1),
            Returned("Mug", date(2026, 11, 5), 4),
            Returned("Club", date(2026, 11, 8), 1),
        ),
        {},
        date(2026, 11, 20),
        "ann",
    )


def test_a_refund_without_a_status(tmp_path: Path) -> None:
    policy = load_policy(STORE, tmp_path)
    orders = tmp_path / "orders.csv"
    orders.write_text("customer,item,date,returned_at\nann,Mug,2026-11-01,2026-11-05\nann,Pot,2026-11-01,\n")
    with closing(PlanDuckDB()) as engine:
        ann = read_customer(policy, engine, OrdersRequest(parse_source(str(orders))), TODAY, "ann").customer
    assert ann.events == (Bought(("Mug", "Pot"), date(2026, 11, 1)), Returned("Mug", date(2026, 11, 5), 1))


def test_what_does_not_count_is_said(tmp_path: Path) -> None:
    """A No under a misspelt name was dropped unsaid, and its customer was asked again."""
    policy = load_policy(STORE, tmp_path)
    orders = ["ann,Mug,2026-11-01", "ann,Mugg,2026-11-02", "ann,Pot,soon", "bob,Potty,2026-11-03"]
    orders += ["bob,Pot,2026-12-24", "cleo,Mug,soon", "dan,Pot,2026-11-03"]
    log = ["ann,Pott for 8,declined,2026-11-04", "ann,Pot,declind,2026-11-04", "dan,Club,declined,2026-11-05"]
    request = write_tables(tmp_path, orders, log)
    first, second = f"{tmp_path}/orders.csv: 1 row of this customer was set aside: ", f"{tmp_path}/log.csv: "
    second += "1 row of this customer was set aside: "
    with closing(PlanDuckDB()) as engine:
        notes = {
            name: read_customer(policy, engine, request, TODAY, name).notes for name in ("ann", "bob", "dan")
        }
        with pytest.raises(RequestError) as refused:
            read_customer(policy, engine, request, TODAY, "cleo")
    events = "offered, declined, did, accepted, returned, cancelled, stopped, resumed, held"
    assert notes["ann"] == (
        first + "not in the path: 'Mugg' (did you mean 'Mug'?)",
        first + "the date cannot be read: 'soon'",
        second + "nothing in the path has this name: 'Pott for 8' (did you mean 'Pot'?)",
        second + f"the event is none of {events}: 'declind' (did you mean 'declined'?)",
    )
    assert notes["bob"] == (
        first + "not in the path: 'Potty' (did you mean 'Pot'?)",
        "1 row of orders of this customer lies after 2026-11-22: not known yet",
        "no row of this customer in these files counts",
    )
    assert notes["dan"] == ()
    assert str(refused.value) == f"no row of customer 'cleo' counts: {first}the date cannot be read: 'soon'"
