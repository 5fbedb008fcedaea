"""What became of offers, out of a log and orders."""

import datetime as dt
from pathlib import Path

import pytest

from ipp.learn.history import PurchaseReader
from ipp.learn.rates.incidence import CountedAnswers
from ipp.orders.files.sources import parse_source
from ipp.orders.reading import OrdersRequest
from tests.learn.histories import opened_engine
from tests.value.shops import shop

SHOP = """ultimate: Club
products:
  Mug: {price: 9, next: [Pot, {offer: Pot, price: 15}, Tea]}
  Pot: {price: 20}
  Tea: {price: 5, consumable: true}
  Club: {price: 30}
holdout: {name: autumn, share: 50%}
"""


def find_answers(folder: Path, orders: str, log: str) -> dict[str, CountedAnswers]:
    """Return the answers to each offer as told on 1 March."""
    (folder / "orders.csv").write_text("customer,item,date\nz,Mug,2026-02-28\n" + orders, encoding="utf-8")
    (folder / "log.csv").write_text("customer,offer,event,date,price,holdout\n" + log, encoding="utf-8")
    request = OrdersRequest(parse_source(str(folder / "orders.csv")), parse_source(str(folder / "log.csv")))
    with opened_engine() as engine:
        reader = PurchaseReader(engine, shop(SHOP), request, dt.date(2026, 3, 1))
        reader.read_history()
        found = reader.read_answers()
    return {name if price is None else f"{name} {price}": each for (name, price), each in found.items()}


ASK = "ann,Pot,offered,2026-02-01,20\n"


@pytest.mark.parametrize(
    ("orders", "log", "expected"),
    [
        ("", ASK, CountedAnswers({}, {}, {27: 1})),
        ("ann,Pot,2026-02-04\n", ASK, CountedAnswers({3: 1}, {}, {})),
        ("ann,Pot,2026-01-31\n", ASK, CountedAnswers({}, {}, {27: 1})),
        ("", ASK + "ann,Pot,accepted,2026-02-01,20\n", CountedAnswers({0: 1}, {}, {})),
        ("", ASK + "ann,Pot,declined,2026-02-03,20\n", CountedAnswers({}, {2: 1}, {})),
        ("ann,Pot,2026-02-09\n", ASK + "ann,Pot,declined,2026-02-03,20\n", CountedAnswers({}, {2: 1}, {})),
        ("ann,Pot,2026-03-04\n", ASK, CountedAnswers({}, {}, {27: 1})),
        ("ANN@x.test,Pot,2026-02-04\n", ASK.replace("ann", "ann@x.test"), CountedAnswers({3: 1}, {}, {})),
    ],
)
def test_an_ask_has_one_answer(tmp_path: Path, orders: str, log: str, expected: CountedAnswers) -> None:
    assert find_answers(tmp_path, orders, log) == {"Pot": expected}


def test_a_purchase_answers_the_latest_ask(tmp_path: Path) -> None:
    """The first ask was a No when the second was made: at another price."""
    log = ASK + "ann,Pot,offered,2026-02-10,15\n"
    assert find_answers(tmp_path, "ann,Pot,2026-02-12\n", log) == {
        "Pot": CountedAnswers({}, {9: 1}, {}),
        "Pot 15": CountedAnswers({2: 1}, {}, {}),
    }


def test_what_is_used_up_is_answered_again(tmp_path: Path) -> None:
    log = "ann,Tea,offered,2026-02-01,5\nann,Tea,offered,2026-02-11,5\n"
    orders = "ann,Tea,2026-01-02\nann,Tea,2026-02-03\nann,Tea,2026-02-12\n"
    assert find_answers(tmp_path, orders, log) == {"Tea": CountedAnswers({2: 1, 1: 1}, {}, {})}


def test_asked_twice_on_one_day_is_one_ask(tmp_path: Path) -> None:
    assert find_answers(tmp_path, "", ASK + ASK) == {"Pot": CountedAnswers({}, {}, {27: 1})}


def test_what_is_held_back_is_no_ask(tmp_path: Path) -> None:
    held = "bob,Pot,held,2026-02-01,20,autumn\ncleo,,unsubscribed,2026-02-02,,\n"
    assert find_answers(tmp_path, "bob,Pot,2026-02-03\n", ASK + held) == {
        "Pot": CountedAnswers({}, {}, {27: 1})
    }
