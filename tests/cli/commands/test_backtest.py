"""`ipp backtest` as its users run it."""

import json
from pathlib import Path

import pytest

from tests.amounts import long
from tests.cli.program import ROOT, Said, inside

COURSES = str(ROOT / "examples" / "courses.yaml")
HEAD = "customer,item,date\n"


@pytest.fixture(autouse=True)
def without_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def look_back(text: str, *arguments: str) -> Said:
    Path("given.csv").write_text(text, encoding="utf-8")
    return inside("backtest", "given.csv", "--today", "2026-11-22", *arguments)


def make_orders(people: int = 60) -> str:
    """Return orders in which 201 always follows 101 within weeks, while most others buy First Chords and cards."""
    lines = []
    for who in range(people):
        month, day = 1 + who % 10, 1 + who % 27
        first, then = (
            ("Jazz Piano 101", "Jazz Piano 201") if who % 3 == 0 else ("First Chords", "Voicing Cards")
        )
        lines += [f"p{who},{first},2026-{month:02}-{day:02}", f"p{who},{then},2026-{month + 1:02}-{day:02}"]
    return HEAD + "\n".join(lines)


def test_the_path_is_held_against_what_customers_did() -> None:
    said = look_back(make_orders(), "--path", COURSES, "--format", "json")
    assert said.code == 0, said.err
    found = json.loads(said.out)
    rankings = found["rankings"]
    assert [*rankings] == ["path", "best_sellers", "category", "learned"]
    assert found["orders"] == found["customers"] > 10
    for each in rankings.values():
        for measure in ("hit_1", "hit_5", "reciprocal_rank"):
            assert 0 <= each[measure]["low"] <= each[measure]["value"] <= each[measure]["high"] <= 1
    assert rankings["best_sellers"]["less_best_sellers"] == {"low": 0.0, "high": 0.0}
    text = look_back(make_orders(), "--path", COURSES).out
    assert text.startswith(
        f"How often each ranking named what customers bought next\n{found['orders']} orders of {found['customers']} customers"
    )
    assert "This shows agreement, not an effect" in text
    assert "  your path  " in text


def test_without_a_path_everything_can_be_said() -> None:
    found = json.loads(look_back(make_orders(), "--format", "json").out)
    assert [*found["rankings"]] == ["best_sellers", "learned"]
    assert found["candidates"] == 4


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (HEAD, "nobody who had bought before bought anything new"),
        (HEAD + "a,Mug,2026-01-01\nb,Pot,2026-01-01\n", "nobody who had bought before bought anything new"),
        (HEAD + "a,Mug,2026-01-01\na,Mug,2026-09-01\n", "nobody who had bought before bought anything new"),
        (HEAD + "a,Mug,soon\n", "its one row cannot be used"),
    ],
)
def test_orders_that_tell_nothing_are_refused_in_a_line(text: str, says: str) -> None:
    said = look_back(text)
    assert (said.code, said.out) == (2, "")
    assert says in said.err
    assert said.err.count("\n") == 1 + said.err.count("\n  tip: ")


def test_one_customer_who_came_back_is_enough_to_look_at() -> None:
    said = look_back(HEAD + "a,Mug,2026-01-01\na,Pot,2026-09-01\n")
    assert said.code == 0, said.err
    assert "nothing to learn here" in " ".join(said.out.split())


@long
def test_a_page_shows_each_ranking() -> None:
    said = look_back(make_orders(), "--path", COURSES, "-o", "page.html")
    assert said.code == 0, said.err
    page = Path("page.html").read_text(encoding="utf-8")
    assert page.count("<tr>") == 5
    assert "<td>your path</td>" in page
    assert "This shows agreement, not an effect" in page
    assert look_back(make_orders(), "-o", "page.txt").code == 2


def test_one_reseller_is_looked_back_on_as_one_customer() -> None:
    lines = (f"a,Thing {number},2026-0{1 + number % 9}-01" for number in range(1000))
    said = look_back("\n".join([HEAD.strip(), *lines]))
    assert (said.code, said.err) == (0, "")
    assert "2 orders of 1 customer" in said.out
