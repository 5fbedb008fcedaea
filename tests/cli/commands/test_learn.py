"""`ipp learn` as its users run it: with a path and without, for people and for programs, and with orders that teach nothing."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.amounts import long
from tests.cli.program import ROOT, Said, inside

ORDERS = str(ROOT / "examples" / "learn" / "orders.csv")
COURSES = str(ROOT / "examples" / "courses.yaml")
DAY = ("--today", "2026-11-22")
HEAD = "customer,item,date\n"


@pytest.fixture(autouse=True)
def without_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def learn(*arguments: str) -> Said:
    return inside("learn", *arguments, *DAY)


def learn_text(text: str, *arguments: str) -> Said:
    Path("given.csv").write_text(text, encoding="utf-8")
    return learn("given.csv", *arguments)


@pytest.fixture(scope="module")
def answer() -> dict[str, Any]:
    said = inside("learn", ORDERS, "--path", COURSES, *DAY, "--format", "json")
    assert said.code == 0, said.err
    found: dict[str, Any] = json.loads(said.out)
    return found


def test_steps_are_told_by_what_customers_did(answer: dict[str, Any]) -> None:
    verdicts = {(step["after"], step["next"]): step["verdict"] for step in answer["steps"]}
    assert verdicts["Jazz Piano 101", "Jazz Piano 201"] == "supported"
    assert verdicts["Practice Journal", "Voicing Cards"] == "worse"
    assert verdicts["Practice Journal", "Backing Tracks"] == "unclear"
    assert verdicts["Backing Tracks", "Paper Pair"] == "too_few"
    assert sum(answer["verdicts"].values()) == len(answer["steps"])


def test_what_the_path_does_not_have_is_found_too(answer: dict[str, Any]) -> None:
    pairs = {(pair["after"], pair["next"]): pair for pair in answer["supported"]}
    assert pairs["Voicing Cards", "Metronome Mug"]["in_path"] is None
    assert pairs["Jazz Piano 101", "Jazz Piano 201"]["in_path"] == 1
    for pair in pairs.values():
        assert pair["low"] > 1 > pair["expected"] / pair["seen"]
        assert pair["seen"] <= pair["opportunities"]


def test_csv_holds_the_supported_pairs(answer: dict[str, Any]) -> None:
    rows = [*csv.DictReader(io.StringIO(learn(ORDERS, "--path", COURSES, "--format", "csv").out))]
    assert rows == [
        {name: "" if cell is None else str(cell) for name, cell in pair.items()}
        for pair in answer["supported"]
    ]


def test_without_a_path_items_go_by_their_names_and_skus(answer: dict[str, Any]) -> None:
    """A sku in the item's column is another name there; with a column of its own it says what is the same thing."""
    found = json.loads(learn(ORDERS, "--format", "json").out)
    assert (found["store"], found["steps"]) == (None, [])
    assert ("Voicing Cards", "Metronome Mug") in {
        (pair["after"], pair["next"]) for pair in found["supported"]
    }
    text = "customer,item,sku,date\n" + "".join(
        f"{who},{name},{sku},2026-0{month}-01\n"
        for who in range(50)
        for name, sku, month in (
            ("Tea" if who % 3 else "New Tea", "T", 1),
            ("Cup", "C" if who % 2 else "D", 3),
        )
    )
    found = json.loads(learn_text(text, "--format", "json").out)
    assert found["read"]["items"] == 3
    said = learn_text(text.replace("sku", "nothing"), "--format", "json")
    assert json.loads(said.out)["read"]["items"] == 3


@long
def test_all_shows_every_step() -> None:
    assert "Backing Tracks → Paper Pair" not in learn(ORDERS, "--path", COURSES).out
    assert "Backing Tracks → Paper Pair" in learn(ORDERS, "--path", COURSES, "--all").out


def many(*items: tuple[str, str], people: int = 40) -> str:
    return HEAD + "".join(f"p{who},{item},{day}\n" for who in range(people) for item, day in items)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (many(("Mug", "2026-01-01")), "Only one item was sold, and nothing can follow it"),
        (many(("Mug", "2026-01-01"), ("Pot", "2026-01-01")), "Everything was bought on 1 Jan 2026"),
        (HEAD + "a,Mug,2026-01-01\nb,Pot,2026-01-02\n", "No customer came back on another day"),
        (HEAD + "a,Mug,2026-01-01\na,Pot,2026-01-02\n", "Only 1 customer came back for something new."),
        (HEAD, "No purchase lies before today"),
        (many(("Mug", "2027-01-01")), "No purchase lies before today"),
        (
            many(("Mug", "2026-01-01"), ("Pot", "2026-01-05")),
            "Of 1 pair tested none was bought more often than by chance",
        ),
        (
            HEAD + "".join(f"a,Thing {n},2026-{1 + n % 9:02}-01\n" for n in range(1000)),
            "Only 1 customer came back",
        ),
    ],
    ids=[
        "one thing",
        "one day",
        "one order each",
        "one came back",
        "empty",
        "later",
        "one pair",
        "a reseller",
    ],
)
def test_thin_orders_are_told_in_a_sentence(text: str, says: str) -> None:
    said = learn_text(text)
    assert (said.code, said.err) == (0, "")
    assert says in " ".join(said.out.split())
    assert "nothing to learn here" in " ".join(said.out.split())
    assert json.loads(learn_text(text, "--format", "json").out)["supported"] == []


@pytest.mark.parametrize(
    ("text", "arguments", "says"),
    [
        (HEAD + "a,Mug,\n", (), "given.csv: its one row cannot be used; most often: no date"),
        ("customer,item\na,Mug\n", (), "given.csv"),
        (HEAD + "a,Mug,2026-01-01\n", ("--fdr", "0"), "--fdr must be a share above 0 and up to 20%"),
        (HEAD + "a,Mug,2026-01-01\n", ("--fdr", "60%"), "--fdr must be a share above 0 and up to 20%"),
        (HEAD + "a,Mug,2026-01-01\n", ("--fdr", "much"), "--fdr: 'much' is not a rate"),
        (HEAD + "a,Mug,2026-01-01\n", ("--path", "no.yaml"), "no.yaml: no such file"),
    ],
)
def test_what_cannot_be_served_is_said_in_a_line(text: str, arguments: tuple[str, ...], says: str) -> None:
    said = learn_text(text, *arguments)
    assert (said.code, said.out) == (2, "")
    assert says in said.err
    assert said.err.count("\n") == 1 + said.err.count("\n  tip: ")


def test_rows_that_do_not_count_are_told() -> None:
    said = learn_text(
        many(("Mug", "2026-01-01"), ("Pot", "2026-01-05")) + "x,Mug,soon\nx,Mug,2027-01-01\n,Mug,2026-01-01\n"
    )
    assert "Set aside: 2 rows" in said.out
    assert "1 row is dated after today and not counted" in said.out


LOG = str(ROOT / "examples" / "learn" / "log.csv")


def test_take_rates_of_a_log_go_into_a_forecast() -> None:
    said = learn(ORDERS, "--log", LOG, "--path", COURSES, "--rates", "rates.csv", "--format", "json")
    rates = {rate["offer"]: rate for rate in json.loads(said.out)["rates"]}
    asked = rates["Jazz Piano 201"]
    assert (asked["yes"], asked["asked"]) == (28, 167)
    assert asked["low"] < asked["take"] < asked["high"]
    assert (rates["Bandstand Mastermind"]["kind"], rates["Practice Room"]["path_take"]) == (
        "ultimate",
        "0.17",
    )
    rows = {
        row["offer"]: row
        for row in csv.DictReader(io.StringIO(Path("rates.csv").read_text(encoding="utf-8")))
    }
    assert {name: float(row["take"]) for name, row in rows.items()} == {
        name: rate["take"] for name, rate in rates.items()
    }
    forecast = inside(
        "forecast",
        "--path",
        COURSES,
        *DAY,
        "--rates",
        "rates.csv",
        "--from",
        "Jazz Piano 101",
        "--horizon",
        "90d",
        "--format",
        "json",
    )
    assert forecast.code == 0, forecast.err


def test_take_rates_are_told_by_rung_and_by_list() -> None:
    """The rows of both tables hold every offer once; what stands in several places is named, on narrow terminals too."""
    said = learn(ORDERS, "--log", LOG, "--path", COURSES, "--format", "json")
    found = json.loads(said.out)
    asked = {rate["offer"]: (rate["asked"], rate["yes"]) for rate in found["rates"]}
    for rows in (found["by_rung"], found["by_list"]):
        assert sorted(offer for row in rows for offer in row["offers"]) == sorted(asked)
        for row in rows:
            assert [row["asked"], row["yes"]] == [
                sum(each) for each in zip(*map(asked.__getitem__, row["offers"]), strict=True)
            ]
    assert [(row["rung"], row["places"]) for row in found["by_rung"]] == [(0, "one"), (None, "several")]
    lists = {row["list"]: row["offers"] for row in found["by_list"]}
    assert lists["series"] == ["Blues Piano 201", "Gospel Piano 201", "Jazz Piano 201"]
    assert lists["ultimate"] == ["Bandstand Mastermind"]
    assert lists[None] == ["Practice Journal", "Practice Room"]
    shown = learn(ORDERS, "--log", LOG, "--path", COURSES).out
    assert "Several places: Practice Journal, Practice Room" in " ".join(shown.split())


def test_without_a_log_no_rate_is_told() -> None:
    found = json.loads(learn(ORDERS, "--path", COURSES, "--format", "json").out)
    assert (found["rates"], found["by_rung"], found["by_list"]) == (None, None, None)
    assert "By rung" not in learn(ORDERS, "--path", COURSES).out
    assert {"after": "Jazz Piano 101", "next": "Jazz Piano 201", "rate": 0.4413} in found["organic"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--log", LOG), "--log needs a path file, whose offers it holds"),
        (
            ("--path", COURSES, "--rates", "r.csv"),
            "--rates needs a log of offers",
        ),
        (("--path", COURSES, "--log", "no.csv"), "no.csv: no such file"),
        (
            ("--path", COURSES, "--write"),
            "--write and --diff need a log of offers\n  tip: name it with --log FILE",
        ),
    ],
)
def test_a_log_that_cannot_be_used_is_said_in_a_line(arguments: tuple[str, ...], says: str) -> None:
    said = learn(ORDERS, *arguments)
    assert (said.code, said.out) == (2, "")
    assert says in said.err
    assert not Path("r.csv").exists()


def test_a_page_for_browsers_needs_no_network_and_keeps_names_as_text() -> None:
    text = many(("<img src=x onerror=alert(1)>", "2026-01-01"), ("Mug & Pot", "2026-02-01")) + "".join(
        f"q{who},{item},2026-0{1 + who % 2}-{1 + month:02}\n"
        for who in range(60)
        for month, item in enumerate(("Tray", f"Thing {who % 7}"))
    )
    said = learn_text(text, "-o", "page.html")
    assert said.code == 0, said.err
    page = Path("page.html").read_text(encoding="utf-8")
    assert "&lt;img src=x onerror=alert(1)&gt;</td><td>Mug &amp; Pot</td>" in page
    assert "<img" not in page
    assert "<script" not in page
    assert not [word for word in ("http://", "https://", "url(") if word in page]
    assert page == (learn_text(text, "-o", "again.html"), Path("again.html").read_text(encoding="utf-8"))[1]


def test_a_page_holds_steps_and_take_rates() -> None:
    learn(ORDERS, "--path", COURSES, "--log", LOG, "-o", "page.html")
    page = Path("page.html").read_text(encoding="utf-8")
    assert page.count("<tr>") == 5 + 7 + 30 + 7 + 2 + 4
    assert "<h3>By list</h3>" in page
    assert '<span class="worse">Less often than by chance' in page
    assert "<td>Practice Journal</td><td>Voicing Cards</td>" in page


def test_a_page_that_would_replace_orders_is_refused() -> None:
    said = learn_text(many(("Mug", "2026-01-01")), "-o", "given.csv")
    assert (said.code, said.err) == (
        2,
        "error: --output given.csv is read by this command, and would be lost\n  tip: write to another file\n",
    )
    assert Path("given.csv").read_text(encoding="utf-8").startswith(HEAD)


def test_take_rates_go_into_the_path_file_once() -> None:
    before = Path(COURSES).read_text(encoding="utf-8")
    Path("courses.yaml").write_text(before, encoding="utf-8")
    asked = (ORDERS, "--log", LOG, "--path", "courses.yaml")
    shown = learn(*asked, "--diff")
    assert (shown.code, Path("courses.yaml").read_text(encoding="utf-8")) == (0, before)
    line = (
        "      - {offer: Practice Journal, after: 14d, take: 5.6%}    # learned 2026-11-22: 5 of 118 said Yes"
    )
    assert f"-      - {{offer: Practice Journal, after: 14d}}\n+{line}\n" in shown.out
    said = learn(*asked, "--write")
    assert (said.code, said.out) == (0, shown.out)
    assert said.err.endswith("note: wrote courses.yaml\n")
    after = Path("courses.yaml").read_text(encoding="utf-8")
    assert line in after.splitlines()
    assert inside("validate", "courses.yaml", "--fail-on", "never").code == 0
    again = inside("learn", *asked, "--write", "--today", "2026-11-30")
    assert (again.code, again.out) == (0, "")
    assert "nothing to change in the path file" in again.err
    assert Path("courses.yaml").read_text(encoding="utf-8") == after
    assert "format_version" in json.loads(learn(*asked, "--write", "--format", "json").out)


def draft(*arguments: str) -> Said:
    return learn(ORDERS, "--draft", "draft.yaml", *arguments)


def test_a_draft_is_sound_once_it_says_what_it_leads_to() -> None:
    said = draft("--ultimate", "Bandstand Mastermind")
    assert (said.code, said.err) == (0, "")
    assert "Wrote draft.yaml." in said.out
    text = Path("draft.yaml").read_text(encoding="utf-8")
    assert "      - Metronome Mug    # 69 of 130, expected 24.3\n" in text
    assert "  Jazz Piano: [Jazz Piano 101, Jazz Piano 201, Jazz Piano 301]    # to Jazz Piano 201 " in text
    checked = json.loads(inside("validate", "draft.yaml", "--format", "json").out)
    assert checked["summary"]["errors"] == 0
    assert {finding["code"] for finding in checked["findings"] if finding["severity"] == "warning"} == {
        "IPP309"
    }
    next_one = json.loads(
        inside("next", "--path", "draft.yaml", *DAY, "--bought", "Voicing Cards", "--format", "json").out
    )
    assert next_one["action"]["name"] == "Metronome Mug"


def test_a_draft_without_an_ultimate_action_lacks_that_alone() -> None:
    said = draft()
    assert said.code == 0, said.err
    assert "--ultimate NAME" in said.out
    findings = json.loads(inside("validate", "draft.yaml", "--format", "json").out)["findings"]
    assert [finding["code"] for finding in findings if finding["severity"] == "error"] == ["IPP006"]


@long
def test_a_draft_on_stdout_is_the_file_alone() -> None:
    said = learn(ORDERS, "--draft", "-", "--ultimate", "JP-101")
    assert said.out.startswith("# Drafted by `ipp learn` from ")
    assert "ultimate: JP-101    #" in said.out
    assert "18 products, 4 with steps of their own (4 steps in all)" in said.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--draft", "given.csv"), "--draft given.csv is read by this command, and would be lost"),
        (
            ("--draft", "d.yaml", "--path", COURSES),
            "--draft makes a path out of orders alone\n  tip: leave out --path",
        ),
        (
            ("--draft", "d.yaml", "--log", LOG),
            "--draft makes a path out of orders alone\n  tip: leave out --log",
        ),
        (("--ultimate", "Club"), "--ultimate is for a draft\n  tip: say --draft FILE, too"),
        (("--draft", "d.yaml", "--ultimate", "x" * 2000), "these orders make no path file: line "),
    ],
)
def test_a_draft_that_cannot_be_made_is_said_in_a_line(arguments: tuple[str, ...], says: str) -> None:
    said = learn_text(many(("Mug", "2026-01-01"), ("Pot", "2026-01-05"), people=2), *arguments)
    assert (said.code, said.out) == (2, "")
    assert says in said.err
    assert not Path("d.yaml").exists()


@long
@pytest.mark.parametrize(
    "text",
    [
        many(("Mug", "2026-01-01"), people=1),
        many(("Mug", "2026-01-01"), ("Pot", "2026-01-01"), people=3),
        HEAD + "a,Mug,2026-01-01\nb,Pot,2026-01-02\n",
        HEAD + "".join(f"a,Thing {n},2026-{1 + n % 9:02}-01\n" for n in range(300)),
        HEAD
        + "a,<script>,2026-01-01\na,'::error::x',2026-01-02\na,\u200bNo: {,2026-01-03\na,ultimate,2026-01-03\n",
    ],
    ids=["one customer, one thing", "one day", "one order each", "a reseller", "odd names"],
)
def test_thin_and_odd_orders_make_a_sound_draft_without_steps(text: str) -> None:
    said = learn_text(text, "--draft", "d.yaml", "--ultimate", "Club")
    assert said.code == 0, said.err
    assert "nothing to learn here" in " ".join(said.out.split())
    drafted = Path("d.yaml").read_text(encoding="utf-8")
    assert "expected" not in drafted
    checked = json.loads(
        inside("validate", "d.yaml", "--format", "json", "--select", "IPP0,IPP1,IPP2,IPP3").out
    )
    assert checked["summary"]["errors"] == 0
