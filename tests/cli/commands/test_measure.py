"""`ipp measure` as its users run it: text, JSON, a page, an arm, what comes before, and what cannot be compared."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.amounts import long
from tests.cli.program import ROOT, Said, inside
from tests.measure.simulated import LOG_HEAD, Shop, make_shop, read_csv, write_csv

EXAMPLE = ROOT / "examples" / "measure"
FILES = (str(EXAMPLE / "orders.csv"), "--path", str(EXAMPLE / "store.yaml"))
DAY = ("--today", "2026-11-22")
LOG = ("--log", str(EXAMPLE / "log.csv"))
SHOP = Shop(people=620, days=266, lift=1.0, buys=0.2, tail=0.3, ends=False)
"""The shop of the example."""


def measure(*arguments: str) -> Said:
    return inside("measure", *FILES, *(() if "--today" in arguments else DAY), *arguments)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], str]:
    file = tmp_path_factory.mktemp("page") / "report.html"
    said = measure(*LOG, "--format", "json", "-o", str(file))
    assert said.code == 0, said.err
    return json.loads(said.out), file.read_text(encoding="utf-8")


def test_the_example_is_the_simulated_shop() -> None:
    made = make_shop(SHOP, 7)
    texts = {name: (EXAMPLE / name).read_text("utf-8") for name in ("store.yaml", "orders.csv", "log.csv")}
    assert texts == {"store.yaml": made.path, "orders.csv": made.orders, "log.csv": made.log}


def test_json_holds_each_figure_with_its_interval(page: tuple[dict[str, Any], str]) -> None:
    answer, _ = page
    assert (answer["kind"], answer["name"], answer["problems"]) == ("holdout", "spring-2026", [])
    for figure in answer["effect"].values():
        assert figure["low"] < figure["value"] < figure["high"]
        assert figure["value"] == pytest.approx(figure["first"] - figure["second"], abs=1e-5)
    assert answer["effect"]["buyers"]["low"] > 0
    assert {offer["name"] for offer in answer["offers"]} == {"Teapot", "Milk Jug"}
    assert answer["missing"]["weeks"] > 0


def test_the_page_is_whole_and_asks_nobody(page: tuple[dict[str, Any], str]) -> None:
    answer, text = page
    assert "default-src 'none'" in text
    assert not re.search(r"<script|https?://|\son\w+=", text)
    assert text.count("<circle") == len(re.findall("<title>", text)) - 1 >= 5
    assert f"{answer['effect']['revenue']['high']:,.2f}" in text


def test_a_broken_log_shows_no_effect_and_fails(tmp_path: Path) -> None:
    rows = [*read_csv((EXAMPLE / "log.csv").read_text("utf-8"))]
    kept = [tuple(row.values()) for place, row in enumerate(rows) if row["event"] != "held" or place % 2]
    (tmp_path / "log.csv").write_text(write_csv(LOG_HEAD, kept), encoding="utf-8")
    said = measure("--log", str(tmp_path / "log.csv"))
    assert said.code == 1
    assert "50.0% were planned" in said.out
    assert "No effect is shown" in said.out
    assert "paid" not in said.out
    answer = json.loads(measure("--log", str(tmp_path / "log.csv"), "--format", "json").out)
    assert (answer["effect"], answer["offers"], answer["sample_ratio"]["fine"]) == (None, [], False)


def test_power_needs_no_path_and_no_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    said = inside("measure", FILES[0], "--power", "--today", "2026-11-22", "--format", "json")
    assert said.code == 0, said.err
    weeks = {(each["share"], each["effect"]): each["weeks"] for each in json.loads(said.out)["weeks"]}
    assert weeks[0.5, 0.5] < (weeks[0.2, 0.5] or 1e9) <= (weeks[0.1, 0.5] or 1e9)
    assert weeks[0.5, 0.5] <= (weeks[0.5, 0.2] or 1e9)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "--log is missing"),
        ((*LOG, "--holdout", "autumn"), "the path has 'spring-2026'"),
        ((*LOG, "--segment", "nobody"), "no such segment"),
        ((*LOG, "--segment", "a", "--holdout", "b"), "say one of them"),
        ((*LOG, "--since", "2026-03-01"), "--since goes with --segment"),
        ((*LOG, "--window", "0"), "say 1 to 730 days"),
        ((*LOG, "--window", "9y"), "--window"),
        ((*LOG, "--power"), "leave out --log"),
        (("--power", "-o", "x.html"), "leave out --output"),
        ((*LOG, "-o", "x.csv"), "the report is a page for browsers"),
        ((*LOG, "--today", "2026-02-01"), "begins on 2026-03-01"),
        (("--power", "--today", "2020-08-01"), "no purchase lies before today"),
        (("--power", "--today", "2025-08-01"), "customers bought in the year"),
    ],
)
def test_what_cannot_be_compared(arguments: tuple[str, ...], says: str) -> None:
    said = measure(*arguments)
    assert said.code == 2
    assert says in said.err
    assert said.out == ""


def test_a_holdout_that_just_began_says_how_long_it_takes() -> None:
    said = measure(*LOG, "--today", "2026-05-10")
    assert said.code == 0
    assert "until each group has 100 people" in said.out
    assert "bought" not in said.out


@long
def test_the_same_files_give_the_same_bytes() -> None:
    assert measure(*LOG, "--format", "json") == measure(*LOG, "--format", "json")


def test_the_day_of_the_example_is_a_day_of_its_log() -> None:
    days = [row["date"] for row in read_csv((EXAMPLE / "log.csv").read_text("utf-8"))]
    assert max(days) <= date(2026, 11, 22).isoformat()
