"""The sweep by lot against the exact evaluation: unbiased, and its intervals hold what they promise."""

from functools import cache
from math import sqrt
from statistics import fmean, stdev

import pytest

from ipp.value.forecast import make_forecast, run_question
from ipp.value.leaks import find_leaks
from ipp.value.solve.estimate import RUNS, Estimate, estimate_mean, estimate_ratio, make_exact
from ipp.value.solve.runs import SweepRuns, run_sweeps
from tests.amounts import amount

from ..shops import asked, crossed, shop

pytestmark = pytest.mark.xdist_group("sweep")

SEEDS = amount(600, least=60)
COARSE = 0.03
STORES = range(3)


@cache
def exactly_swept(number: int) -> SweepRuns:
    policy = shop(crossed(number, products=11))
    return run_question(policy, asked(policy, "P5", "P4", horizon=150), threshold=0.0)[1]


@cache
def sweeps(number: int) -> tuple[SweepRuns, ...]:
    exact = exactly_swept(number)
    return tuple(run_sweeps(exact.terms, exact.shares, seed, _nobody, COARSE) for seed in range(SEEDS))


def _nobody(_: str) -> None:
    """Watch nothing."""


FIGURES = ("revenue", "margin", "chance", "asks", "lifetime_margin", "days_sum")


@pytest.mark.parametrize("number", STORES)
def test_lots_are_drawn_at_all(number: int) -> None:
    exact = exactly_swept(number)
    assert exact.exact
    for found in sweeps(number):
        assert not found.exact
        assert found.nodes / RUNS < exact.nodes / 8
        assert found.get_figure("margin").half > 0


@pytest.mark.parametrize("figure", FIGURES)
@pytest.mark.parametrize("number", STORES)
def test_the_sweep_lies_within_four_standard_errors(number: int, figure: str) -> None:
    exact = exactly_swept(number).get_figure(figure).value
    found = [each.get_figure(figure) for each in sweeps(number)]
    means = [each.value for each in found]
    assert abs(fmean(means) - exact) <= 4 * stdev(means) / sqrt(SEEDS)
    spread = stdev(means)  # of one estimate; four of them are its four standard errors
    assert sum(abs(mean - exact) > 4 * spread for mean in means) == 0


def test_intervals_cover_about_95_percent() -> None:
    covered = [
        _covers(each.get_figure(figure), exactly_swept(number).get_figure(figure).value)
        for number in STORES
        for figure in ("margin", "revenue", "chance", "asks")
        for each in sweeps(number)
    ]
    assert 0.925 <= fmean(covered) <= 0.98


def _covers(interval: Estimate, truth: float) -> bool:
    return interval.low <= truth <= interval.high


@pytest.mark.parametrize("number", STORES)
def test_slopes_are_unbiased_and_their_intervals_cover(number: int) -> None:
    covered = []
    found = [{leak.offer: leak for leak in find_leaks(each)} for each in sweeps(number)]
    for leak in find_leaks(exactly_swept(number)):
        for figure in ("point", "removed", "asked"):
            exact = getattr(leak, figure).value
            mine = [getattr(each[leak.offer], figure) for each in found if leak.offer in each]
            means = [each.value for each in mine] + [0.0] * (SEEDS - len(mine))
            assert abs(fmean(means) - exact) <= 4.5 * stdev(means) / sqrt(SEEDS) + 1e-12, (leak.offer, figure)
            covered += [_covers(each, exact) for each in mine]
    assert 0.88 <= fmean(covered) <= 0.99


@pytest.mark.parametrize("number", STORES)
def test_entries_are_unbiased_and_make_up_the_total(number: int) -> None:
    exact = exactly_swept(number)
    for spot in exact.shares:
        truth = exact.each[0].outcome.starts[spot].margin
        found = [fmean(run.outcome.starts[spot].margin for run in each.each) for each in sweeps(number)]
        assert abs(fmean(found) - truth) <= 4 * stdev(found) / sqrt(SEEDS)
    for each in (exact, *sweeps(number)[:3]):
        for run in each.each:
            parts = (share * run.outcome.starts[spot].margin for spot, share in each.shares.items())
            assert sum(parts) == pytest.approx(run.total.margin)


def test_the_same_seed_gives_the_same_figures() -> None:
    policy = shop(crossed(0, products=11))
    question = asked(policy, "P5", "P4", horizon=150)
    one, two, other = (
        make_forecast(policy, question._replace(seed=seed), threshold=COARSE) for seed in (7, 7, 8)
    )
    assert one.total == two.total
    assert one.offers == two.offers
    assert one.total != other.total
    again = run_question(shop(crossed(0, products=11)), question._replace(seed=7), threshold=COARSE)[1]
    assert again.get_figure("margin") == one.total.margin


def test_a_threshold_that_drops_nobody_is_exact() -> None:
    exact = exactly_swept(1)
    found = run_sweeps(exact.terms, exact.shares, 1, _nobody, 1e-15).get_figure("margin")
    assert found.value == pytest.approx(exact.get_figure("margin").value, rel=1e-12)
    assert found.half == pytest.approx(0, abs=1e-12)


def test_intervals_are_those_of_students_t() -> None:
    runs = [float(number) for number in range(12)]
    found = estimate_mean(runs)
    assert found.value == 5.5
    assert found.half == pytest.approx(2.200985 * stdev(runs) / sqrt(12))
    assert estimate_mean([3.0]) == make_exact(3.0)
    assert estimate_ratio([1.0, 2.0], [0.0, 0.0]) is None
    same = estimate_ratio([2 * each for each in runs], runs)
    assert same
    assert (same.value, same.half) == pytest.approx((2, 0))
    assert found.scale_by(-2) == (-11, -2 * found.high, -2 * found.low)
