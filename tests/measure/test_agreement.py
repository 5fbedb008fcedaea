"""The comparison equals a second one, slow and obvious, on simulated shops: sound ones, and such whose logs are broken."""

import random
from datetime import timedelta
from pathlib import Path

import pytest

from ipp.measure.interval import GroupDifference
from ipp.measure.run import Measured
from tests.amounts import FULL, amount

from .measured import Case, measure_files
from .simulated import BEGIN, LOG_HEAD, Shop, make_shop, read_csv, write_csv
from .slow import SlowAnswer, measure_slowly


def make_case(seed: int) -> Case:
    """Return a shop of any kind, in one of three with a log that something happened to."""
    lots = random.Random(seed)
    share = lots.choice((0.3, 0.45, 0.5))
    shop = Shop(
        people=lots.choice((60, 420, 500)),
        days=lots.choice((90, 120)),
        share=share,
        lift=lots.choice((-0.3, 0.0, 0.5, 3.0)),
        buys=lots.choice((0.01, 0.3)),
        tail=lots.choice((0.1, 1.2)),
        window=lots.choice((1, 20, 60)),
    )
    files = make_shop(shop, seed)
    rows = [*read_csv(files.log)]
    match lots.randrange(6):
        case 0:
            for row in lots.sample(rows, 4):
                row["event"], row["holdout"] = (
                    ("held", shop.name) if row["event"] == "offered" else ("offered", "")
                )
        case 1:
            for row in rows:
                row["holdout"] = row["holdout"] and lots.choice((shop.name, "autumn-2025"))
    lots.shuffle(rows)
    rows.sort(key=lambda row: row["date"])
    log = write_csv(LOG_HEAD, [tuple(row.values()) for row in rows])
    return Case(shop, files._replace(log=log), BEGIN + timedelta(days=lots.choice((40, 110, 150, 300))))


@pytest.mark.parametrize("seed", range(300 if FULL else amount(100, 2)))
def test_the_comparison_equals_a_slow_one(seed: int, tmp_path: Path) -> None:
    case = make_case(seed)
    slow = measure_slowly(case.files, case.shop, case.today)
    found = measure_files(case, tmp_path)
    if found.gaps:  # half of what was held was held for another name: that can look like missing days
        assert "renamed" in slow.problems
        return
    assert (found.first, found.second, found.open, found.left_out) == (slow.asked, slow.held, slow.open, 0)
    assert {
        problem.kind: (problem.people, problem.of) for problem in found.problems if problem.kind != "ratio"
    } == slow.problems
    assert found.factor == pytest.approx(slow.factor, rel=1e-5)
    stops = slow.factor >= 1000 or any(number > 0.01 * of for number, of in slow.problems.values())
    assert found.stops is stops
    if not stops:
        hold_effect(found, slow)


def hold_effect(found: Measured, slow: SlowAnswer) -> None:
    for name, figure in slow.effect.items():
        hold_difference(getattr(found.effect, name) if found.effect else None, figure)
    assert len(found.offers) == len(slow.offers)
    for each in found.offers:
        first, second, revenue = slow.offers[found.names[each.offer][0]]
        assert (each.first, each.second) == (first, second)
        hold_difference(each.revenue, revenue)


def hold_difference(found: GroupDifference | None, figure: dict[str, float] | None) -> None:
    if found is None or figure is None:
        assert found is None
        assert figure is None
        return
    assert {name: getattr(found, name) for name in figure} == pytest.approx(figure, rel=1e-7, abs=1e-7)
