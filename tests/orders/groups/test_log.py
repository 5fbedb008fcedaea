"""Logs of files that name their columns in different ways: plans, and answers as e-mail tools write them, in one folder."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.program import ROOT, Said, inside

TINY = str(ROOT / "examples" / "tiny.yaml")
ORDERS = "customer,item,date\na@x.com,Teapot,2026-10-01\nb@x.com,Mug,2026-10-01\n"
PLANNED = """customer,offer,event,date,price,list_price,holdout,via
a@x.com,Sunday Clay Club,offered,2026-11-20,35.00,true,,
b@x.com,Washing advice,did,2026-11-20,,,,
"""
ANSWERS = {
    "other names": "Email,Offer name,Event type,Sent at\na@x.com,Sunday Clay Club,no,2026-11-21\n",
    "an email": "email,offer,event,date\na@x.com,Sunday Clay Club,declined,2026-11-21\n",
    "the same names": "customer,offer,event,date\na@x.com,Sunday Clay Club,declined,2026-11-21\n",
}
EXPECTED = {"a@x.com": ("rest", "Studio letter"), "b@x.com": ("offer", "Teapot")}


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    (tmp_path / "log").mkdir()
    (tmp_path / "orders.csv").write_text(ORDERS, encoding="utf-8")
    (tmp_path / "log" / "2026-11-20.csv").write_text(PLANNED, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    yield tmp_path


def answer(shop: Path, text: str, name: str = "answers.csv") -> None:
    (shop / "log" / name).write_text(text, encoding="utf-8")


def plan(*options: str) -> tuple[dict[str, tuple[str, str]], Said]:
    """Who gets what, and what was said."""
    asked = ("plan", "orders.csv", "--log", "log", "--path", TINY, "--today", "2026-11-22")
    said = inside(*asked, "--output", "plan.csv", *options)
    if said.code:
        return {}, said
    with Path("plan.csv").open(encoding="utf-8", newline="") as file:
        return {row["customer"]: (row["state"], row["action"]) for row in csv.DictReader(file)}, said


@pytest.mark.parametrize("key", ["other names", "an email", "the same names"])
def test_each_file_of_a_log_is_read_by_its_own_columns(shop: Path, key: str) -> None:
    answer(shop, ANSWERS[key])
    found, said = plan()
    assert (said.code, found) == (0, EXPECTED)
    assert "Set aside" not in said.out + said.err


def test_every_command_that_reads_a_log_reads_them_all(shop: Path) -> None:
    answer(shop, ANSWERS["other names"])
    asked = ("--orders", "orders.csv", "--log", "log", "--path", TINY, "--today", "2026-11-22")
    said = inside("next", "--customer", "a@x.com", *asked)
    assert said.code == 0 and "Studio letter" in said.out and "set aside" not in said.out + said.err
    days = inside("plan", "orders.csv", *asked[2:], "--days", "3")
    alike = (shop / "log" / "answers.csv").write_text(ANSWERS["the same names"], encoding="utf-8")
    assert alike and days == inside("plan", "orders.csv", *asked[2:], "--days", "3")
    assert days.code == 0


def test_what_is_set_aside_is_counted_over_all_files(shop: Path) -> None:
    answer(shop, ANSWERS["other names"] + ",Teapot,no,2026-11-21\nb@x.com,Teapot,opened,2026-11-21\n")
    answer(shop, "customer,product,what,day\nb@x.com,Lamp,no,2026-11-21\n", "more.csv")
    found, said = plan("--rejects", "rejects.csv")
    assert (said.code, found) == (0, EXPECTED)
    assert "Set aside: 3 rows of log" in said.out
    rows = (shop / "rejects.csv").read_text(encoding="utf-8")
    assert rows.count("\n") == 4 and "no customer" in rows and "opened" in rows and "Lamp" in rows


def test_a_file_that_names_no_event_is_refused_by_its_name(shop: Path) -> None:
    answer(shop, "Email,Offer name,Sent at\na@x.com,Sunday Clay Club,2026-11-21\n")
    said = plan()[1]
    assert (said.code, said.out) == (2, "")
    assert "log/answers.csv: no column is known to be the event; there are 'Email'" in said.err.replace(
        "\\", "/"
    )


def test_who_stops_names_no_offer(shop: Path) -> None:
    answer(shop, "Email,Event,Date\na@x.com,unsubscribed,2026-11-21\n", "stops.csv")
    found, said = plan()
    assert (said.code, found["a@x.com"][0]) == (0, "stopped")
    answer(shop, "Email,Event,Date\na@x.com,declined,2026-11-21\n", "stops.csv")
    said = plan()[1]
    assert said.code == 2 and "no column is known to be the offer" in said.err


def test_dates_are_judged_with_those_of_the_same_columns(shop: Path) -> None:
    answer(shop, ANSWERS["other names"].replace("2026-11-21", "21/11/2026"))
    answer(shop, "customer,offer,what,day\nb@x.com,Teapot,offered,11/21/2026\n", "more.csv")
    found, said = plan()
    assert (said.code, found["a@x.com"], found["b@x.com"][0]) == (0, EXPECTED["a@x.com"], "wait")


def test_pieces_given_back_are_read_in_any_file(shop: Path) -> None:
    answer(shop, "client,item,status,day,qty\na@x.com,Teapot,returned,2026-10-15,1\n", "returns.csv")
    answer(shop, "customer,offer,event,date\nb@x.com,Mug,returned,2026-10-15\n", "more.csv")
    asked = (
        "next",
        "--orders",
        "orders.csv",
        "--log",
        "log",
        "--path",
        TINY,
        "--today",
        "2026-11-22",
        "--format",
        "json",
    )
    for who, item in (("a@x.com", "Teapot"), ("b@x.com", "Mug")):
        said = inside(*asked, "--customer", who)
        assert said.code == 0 and f'"because": "{item}"' not in said.out
