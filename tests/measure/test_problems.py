"""Broken logs are told, not averaged: the held who were asked, another salt, days that are missing."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from ipp.measure.run import Measured
from tests.amounts import thin_out

from .measured import Case, measure_files
from .simulated import BEGIN, LOG_HEAD, Shop, make_shop, read_csv, write_csv

SHOP = Shop(people=620, lift=4.0, days=150, tail=0.2)
FILES = make_shop(SHOP, 5)
TODAY = BEGIN + timedelta(days=230)
Row = dict[str, str]
Change = Callable[[list[Row]], list[Row]]


def measure_changed(change: Change, folder: Path) -> Measured:
    rows = change([*read_csv(FILES.log)])
    log = write_csv(LOG_HEAD, [tuple(row.values()) for row in rows])
    return measure_files(Case(SHOP, FILES._replace(log=log), TODAY), folder)


def ask_held(rows: list[Row], every: int) -> list[Row]:
    held = [row for row in rows if row["event"] == "held"]
    return rows + [row | {"event": "offered", "holdout": ""} for row in held[::every]]


def rename(rows: list[Row]) -> list[Row]:
    """The name of the holdout was another one at first, and others were held out by it."""
    for row in rows[: len(rows) // 2]:
        other = hash_half(row["customer"])
        row["event"], row["holdout"] = ("held", "winter-2025") if other else ("offered", "")
    return rows


def hash_half(customer: str) -> bool:
    return sum(map(ord, customer)) % 2 == 0


def lose_held(rows: list[Row], share: int) -> list[Row]:
    return [row for place, row in enumerate(rows) if row["event"] == "offered" or place % share == 0]


def lose_days(rows: list[Row], event: str = "") -> list[Row]:
    lost = range(60, 75)
    days = {(BEGIN + timedelta(days=day)).isoformat() for day in lost}
    return [row for row in rows if row["date"] not in days or not row["event"].startswith(event)]


def list_kinds(found: Measured) -> set[str]:
    return {problem.kind for problem in found.problems}


def test_a_sound_log_shows_an_effect(tmp_path: Path) -> None:
    found = measure_changed(lambda rows: rows, tmp_path)
    assert (found.problems, found.gaps, found.stops) == ((), (), False)
    assert found.effect and found.effect.buyers and found.effect.buyers.low > 0
    assert found.series and found.series[-1] == (found.day, found.effect.revenue)


def test_a_held_person_who_was_asked_is_told_and_stays_where_they_were_drawn(tmp_path: Path) -> None:
    sound = measure_changed(lambda rows: rows, tmp_path)
    found = measure_changed(lambda rows: ask_held(rows, 200), tmp_path)
    (problem,) = found.problems
    assert (problem.kind, problem.people, problem.stops) == ("asked", 2, False)
    assert (found.first, found.second, found.effect) == (sound.first, sound.second, sound.effect)


BROKEN: dict[str, tuple[Change, set[str]]] = {
    "asked": (lambda rows: ask_held(rows, 10), {"asked"}),
    "changed salt": (rename, {"asked", "renamed"}),
    "half of the held rows lost": (lambda rows: lose_held(rows, 2), {"ratio"}),
    "renamed": (lambda rows: [row | {"holdout": row["holdout"] and "other"} for row in rows], {"renamed"}),
}


@pytest.mark.parametrize("case", thin_out([*BROKEN]))
def test_no_effect_is_shown_of_a_broken_log(case: str, tmp_path: Path) -> None:
    change, kinds = BROKEN[case]
    found = measure_changed(change, tmp_path)
    assert kinds <= list_kinds(found)
    assert found.stops
    assert (found.effect, found.offers, found.series, found.missing) == (None, (), (), None)


@pytest.mark.parametrize(
    ("event", "what"), thin_out([("held", "held rows"), ("", "rows"), ("offered", "asks")])
)
def test_who_entered_after_missing_days_is_left_out(event: str, what: str, tmp_path: Path) -> None:
    found = measure_changed(lambda rows: lose_days(rows, event), tmp_path)
    (gap,) = found.gaps
    assert gap.what == what
    assert gap.first - BEGIN.toordinal() in range(56, 61)
    assert gap.last - BEGIN.toordinal() in range(74, 79)
    assert found.left_out > 250
    assert found.first + found.second + found.open + found.left_out <= SHOP.people
    assert not found.stops
