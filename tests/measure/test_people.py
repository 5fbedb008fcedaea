"""Who enters, and in which group: that of plans and of `ipp next`, whatever customers are called."""

from datetime import date
from pathlib import Path

import pytest

from ipp.engine.policy.facts import is_in_share
from ipp.errors import RequestError
from ipp.measure.experiment import find_holdout
from ipp.measure.people import Person, fetch_people, find_rows, list_entries
from ipp.measure.reading import MeasureReader
from ipp.orders.engines.duckdb import DuckDB
from ipp.orders.files.sources import parse_source
from ipp.orders.reading import OrdersRequest
from tests.amounts import long
from tests.cli.program import inside

from .measured import load_text
from .simulated import BEGIN, HEAD, LOG_HEAD, Shop, make_shop, read_csv, write_csv, write_path

SHOP = Shop(share=0.5)
NAMES = ("anna@example.com", "ANNA2@Example.com", " bob ", "Çelik", "Ω—9", "'=1+1", "a,b", '"q"', "0007")


def list_people(
    orders: list[tuple[str, ...]],
    log: list[tuple[str, ...]],
    folder: Path,
    head: tuple[str, ...] = HEAD,
    text: str = "",
) -> list[Person]:
    (folder / "orders.csv").write_text(write_csv(head, orders), encoding="utf-8")
    (folder / "log.csv").write_text(write_csv(LOG_HEAD, log), encoding="utf-8")
    policy = load_text(text or write_path(SHOP)).policy
    engine = DuckDB(threads=1)
    try:
        given, asked = (parse_source(str(folder / name)) for name in ("orders.csv", "log.csv"))
        reader = MeasureReader(engine, policy, OrdersRequest(given, asked), date(2026, 8, 1))
        purchases = reader.read_purchases()
        experiment = find_holdout(policy)
        rows = find_rows(reader, experiment)
        return fetch_people(reader, list_entries(reader, experiment, rows, purchases), purchases, 60)
    finally:
        engine.close()


def ask(who: str, day: str, event: str = "offered", offer: str = "Teapot") -> tuple[str, ...]:
    return who, offer, event, day, "68" if offer == "Teapot" else "19", "true", SHOP.name


def buy(who: str, day: str, total: str, pieces: str = "1") -> tuple[str, ...]:
    return who, "Mug", day, f"{who}{day}", pieces, total


def test_everybody_is_in_the_group_of_plans(tmp_path: Path) -> None:
    people = list_people(
        [buy(name, "2026-03-01", "5") for name in NAMES],
        [ask(name, "2026-03-02") for name in NAMES],
        tmp_path,
    )
    written = {name.strip().lower() if "@" in name else name.strip().removeprefix("'") for name in NAMES}
    assert {person.customer for person in people} == written
    share = find_holdout(load_text(write_path(SHOP)).policy).share
    assert {p.customer: p.inside for p in people} == {name: is_in_share(share, name) for name in written}
    assert all(person.before == 5 for person in people)


def test_a_holdout_without_a_first_day_begins_with_the_first_held(tmp_path: Path) -> None:
    text = write_path(SHOP).replace(f"from: {BEGIN}", "of: offers")
    log = [ask("a", "2026-03-01"), ask("a", "2026-03-09"), ask("b", "2026-03-05", "held")]
    people = list_people([buy("a", "2026-03-04", "10")], log, tmp_path, text=text)
    assert [(each.customer, date.fromordinal(each.day).day) for each in people] == [("b", 5), ("a", 9)]
    with pytest.raises(RequestError, match="nobody was held out for 'spring-2026'"):
        list_people([buy("a", "2026-03-04", "10")], log[:2], tmp_path, text=text)


def test_a_person_enters_once_with_what_came_first(tmp_path: Path) -> None:
    log = [
        ask("a", "2026-02-20", offer="Milk Jug"),  # before the holdout
        ask("a", "2026-04-01", offer="Teapot"),
        ask("a", "2026-03-05", offer="Milk Jug"),
        ask("b", "2026-03-07", "held"),
        ask("b", "2026-03-07", "held", "Milk Jug"),
        ask("c", "2026-03-08", "declined"),
    ]
    orders = [buy("a", "2026-03-04", "10"), buy("a", "2026-03-05", "20"), buy("a", "2026-05-03", "40", "2")]
    one, two = list_people([*orders, buy("a", "2026-05-04", "80")], log, tmp_path)
    assert (one.customer, one.day, one.before) == ("a", date(2026, 3, 5).toordinal(), 10)
    assert (one.bought, one.paid, one.margin) == (1, 60, 60 - 3 * 7)
    assert (two.customer, two.day, two.bought, two.paid) == ("b", date(2026, 3, 7).toordinal(), 0, 0)


@long
def test_what_was_given_back_as_a_whole_counts_for_nothing(tmp_path: Path) -> None:
    orders = [(*buy("a", "2026-03-10", "30"), "2026-03-20"), (*buy("a", "2026-03-11", "50"), "")]
    (person,) = list_people(orders, [ask("a", "2026-03-05")], tmp_path, (*HEAD, "refunded at"))
    assert (person.bought, person.paid, person.margin) == (1, 50, 43)
    (person,) = list_people(orders[:1], [ask("a", "2026-03-05")], tmp_path, (*HEAD, "refunded at"))
    assert (person.bought, person.paid, person.margin) == (0, 0, 0)


@long
def test_the_log_of_plans_is_understood(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody whom a plan asked or held is there, in the group that the plan says."""
    monkeypatch.chdir(tmp_path)
    files = make_shop(Shop(people=60, days=30), 2)
    Path("store.yaml").write_text(files.path, encoding="utf-8")
    Path("orders.csv").write_text(files.orders, encoding="utf-8")
    given = ("orders.csv", "--path", "store.yaml", "--log", "log")
    assert inside("plan", *given, "--today", "2026-03-20").code == 0
    events = {
        row["customer"]: row["event"] for row in read_csv(Path("log/2026-03-20.csv").read_text("utf-8"))
    }
    said = inside("measure", *given, "--window", "10d", "--today", "2026-05-20")
    asked, held = ([*events.values()].count(event) for event in ("offered", "held"))
    assert f"{asked} asked and {held} held out" in said.out
    assert min(asked, held) > 10
