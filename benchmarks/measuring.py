"""How often `ipp measure` is wrong, looked at every day for half a year: `python -m benchmarks measuring`."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.figures import table
from ipp.measure.effect import CAP
from ipp.measure.interval import FEWEST, GroupDifference, compare_groups
from ipp.measure.moments import Moments

Numbers = NDArray[np.float64]
DAYS = 180
PER_DAY = 40
SHARES = (0.05, 0.1, 0.5)
SEED = 20_261_130


class World(NamedTuple):
    """People as they enter, one after the other: what they paid before, what they pay if they are held out, and whether they buy."""

    before: Numbers
    paid: Numbers
    bought: Numbers


class Alarms(NamedTuple):
    """Of so many experiments, in how many an interval was ever wrong; `narrow`: half the last interval in parts of what is paid without an ask."""

    experiments: int
    wrong: int
    narrow: float


def draw_world(lots: np.random.Generator, people: int) -> World:
    """Return people whose amounts have a heavy tail, and who spend more the more they spent before."""
    love = lots.gamma(0.5, 2, people)
    before = np.where(lots.random(people) < 0.6, love * lots.lognormal(3, 1.2, people), 0)
    bought = lots.random(people) < np.clip(0.15 + 0.05 * love, 0, 0.9)
    paid = np.where(bought, love * lots.lognormal(3, 1.4, people), 0)
    return World(before, paid, bought.astype(np.float64))


def sum_group(outcome: Numbers, before: Numbers) -> Moments:
    sums = (outcome.sum(), before.sum(), outcome @ outcome, before @ before, outcome @ before)
    return Moments(len(outcome), *map(float, sums))


def cap_values(values: Numbers) -> Numbers:
    """Return values capped as `ipp.measure.moments.find_cap` says."""
    place = min(len(values) - 1, int(CAP * len(values)))
    cap = np.partition(values, place)[place]
    found: Numbers = np.minimum(values, cap if cap > 0 else values.max())
    return found


def compare_people(
    outcome: Numbers, before: Numbers, held: NDArray[np.bool_], *, capped: bool
) -> GroupDifference | None:
    if min(held.sum(), len(held) - held.sum()) < FEWEST:
        return None
    outcome = cap_values(outcome) if capped else outcome
    before = cap_values(before)
    return compare_groups(sum_group(outcome[~held], before[~held]), sum_group(outcome[held], before[held]))


def look_daily(
    outcome: Numbers, before: Numbers, held: NDArray[np.bool_], *, capped: bool
) -> Iterator[GroupDifference]:
    """Yield what is said on each day."""
    for day in range(1, DAYS + 1):
        seen = day * PER_DAY
        found = compare_people(outcome[:seen], before[:seen], held[:seen], capped=capped)
        if found:
            yield found


def count_wrong(kind: str, share: float, experiments: int, effect: float = 0.0) -> Alarms:
    """Return in how many experiments the truth was ever outside of the interval; `kind`: `yes`, `capped` or `raw`."""
    wrong, narrow, truth = 0, 0.0, find_truth(kind, effect, share)
    for number in range(experiments):
        lots = np.random.default_rng([SEED, number, round(share * 100)])
        world = draw_world(lots, DAYS * PER_DAY)
        held = lots.random(DAYS * PER_DAY) < share
        outcome = world.bought if kind == "yes" else world.paid
        outcome = change_outcome(lots, outcome, held, effect, kind)
        found = [*look_daily(outcome, world.before, held, capped=kind == "capped")]
        wrong += any(not each.low <= truth <= each.high for each in found)
        narrow += (found[-1].high - found[-1].low) / 2 / found[-1].second / experiments
    return Alarms(experiments, wrong, narrow)


def change_outcome(
    lots: np.random.Generator, outcome: Numbers, held: NDArray[np.bool_], effect: float, kind: str
) -> Numbers:
    """Return what people do where an ask changes it in parts: amounts grow; of Yes and No more people, or fewer, say Yes."""
    if not effect:
        return outcome
    if kind != "yes":
        return np.where(held, outcome, outcome * (1 + effect))
    chance = lots.random(len(outcome))
    if effect < 0:
        return np.where(~held & (chance < -effect), 0.0, outcome)
    mean = find_mean(kind)
    more = effect * mean / (1 - mean)
    return np.where(~held & (outcome == 0) & (chance < more), 1.0, outcome)


@cache
def find_mean(kind: str) -> float:
    """Return the mean of an outcome, from very many people."""
    world = draw_world(np.random.default_rng(SEED), 4_000_000)
    return float((world.bought if kind == "yes" else world.paid).mean())


@cache
def find_truth(kind: str, effect: float, share: float) -> float:
    """Return the true effect per person; of capped amounts that on what is left under the cap of both groups together."""
    if kind != "capped" or not effect:
        return effect * find_mean(kind) if effect else 0.0
    lots = np.random.default_rng(SEED)
    paid = draw_world(lots, 4_000_000).paid
    held = lots.random(len(paid)) < share
    cap = cap_values(change_outcome(lots, paid, held, effect, kind)).max()
    return float(np.minimum(paid * (1 + effect), cap).mean() - np.minimum(paid, cap).mean())


def compare_variances(experiments: int, triggered: float = 0.25) -> float:
    """Return how many times as large the variance is when everybody is compared, where so many were, or would have been, asked.

    By medians of the squared widths of the interval for the effect on those who were.
    """
    ratios = []
    for number in range(experiments):
        lots = np.random.default_rng([SEED, number])
        people = DAYS * PER_DAY
        world, held = draw_world(lots, people), lots.random(people) < 0.5
        asked = lots.random(people) < triggered
        every = compare_people(world.paid, world.before, held, capped=True)
        some = compare_people(world.paid[asked], world.before[asked], held[asked], capped=True)
        assert every
        assert some
        ratios.append((every.deviation**2 / people / triggered**2) / (some.deviation**2 / asked.sum()))
    return float(np.median(ratios))


def report(experiments: int | None = None) -> str:
    """Return how often intervals are wrong, in Markdown."""
    number = experiments or 1000
    head = ("outcome", "held out", "true effect", "ever wrong", "of", "± at the end")
    rows = [*_list_rows(number)]
    return (
        f"## Measuring\n\nSeed {SEED}: {PER_DAY} people a day for {DAYS} days, looked at every day from {FEWEST} people a group on. "
        "Without an effect a wrong interval is a false alarm.\n\n"
        + table(head, rows)
        + f"\nWhere 25% are asked, comparing all customers has {compare_variances(min(number, 200)):.1f} times the variance.\n"
    )


def _list_rows(number: int) -> Iterator[Sequence[str]]:
    titles = {"capped": "paid (headline)", "raw": "paid, uncapped", "yes": "bought"}
    for kind, title in titles.items():
        for share in SHARES:
            for effect in (0.0, 0.3, -0.3):
                tried = number if not effect else min(number, 200)
                found = count_wrong(kind, share, tried, effect)
                wrong = f"{found.wrong} ({found.wrong / found.experiments:.1%})"
                yield (title, f"{share:.0%}", f"{effect:+.0%}", wrong, f"{tried:,}", f"{found.narrow:.0%}")
