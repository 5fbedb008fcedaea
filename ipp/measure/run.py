"""The whole comparison: who entered, whether the split and the log are sound, what came of it, and what is missing."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from ipp.engine.policy.clauses import Offer
from ipp.engine.policy.compile import Policy
from ipp.errors import RequestError
from ipp.measure.effect import Effect, OfferEffect, follow_effect, measure_effect, measure_offers
from ipp.measure.experiment import Experiment
from ipp.measure.interval import FEWEST, GroupDifference
from ipp.measure.log_gaps import WEEK, Gap
from ipp.measure.needed import PARTS, count_people
from ipp.measure.people import Person, fetch_people, find_rows, list_entries
from ipp.measure.problems import Problem, check_ratio, find_problems, list_gaps
from ipp.measure.reading import MeasureReader, WhatWasRead
from ipp.orders.engines.protocol import Engine
from ipp.orders.reading import OrdersRequest

PATIENCE = 52
"""The weeks in which something should be seen."""
RECENT = 8
"""The weeks by which it is told how many people enter in one."""
LOOKS = 40
"""How many looks back at the effect a page shows at most."""


class Missing(NamedTuple):
    """How long it takes to see an effect in four of five experiments: so much per person, which is a `part` of what the second group pays.

    It is the smallest of some that shows within a year. `per_week`: how many people enter in a week. `weeks` is None where nobody enters any more or
    no number of people is enough, 0 where enough are there. Before there is any interval `effect` is None: then it takes that long to get one.
    """

    per_week: float
    part: float | None
    effect: float | None
    weeks: float | None


class Measured(NamedTuple):
    """What came of a comparison as of a day, an ordinal: people of the first and the second group whose window is over, those still inside theirs, and those left out.

    `effect` is None when a problem stops it, or a group is too small. `gaps`: days that the log misses; who entered after the first of them is left out.
    """

    experiment: Experiment
    day: int
    begins: int
    window: int
    first: int
    second: int
    open: int
    left_out: int
    factor: float
    problems: tuple[Problem, ...]
    gaps: tuple[Gap, ...]
    effect: Effect | None
    offers: tuple[OfferEffect, ...]
    missing: Missing | None
    series: tuple[tuple[int, GroupDifference], ...]
    names: dict[int, Offer]
    knows_costs: bool
    read: WhatWasRead

    @property
    def stops(self) -> bool:
        """Whether something is wrong, and no effect is shown."""
        return any(problem.stops for problem in self.problems)


def measure_path(
    engine: Engine,
    policy: Policy,
    request: OrdersRequest,
    today: date,
    experiment: Experiment,
    window: int,
    progress: Callable[[str], None] = lambda _: None,
    *,
    follow: bool = False,
) -> Measured:
    """Return what a comparison came to; `window` in days, `follow`: also how the effect stood earlier. Raises RequestError for files that cannot be used."""
    progress("reading")
    reader = MeasureReader(engine, policy, request, today)
    purchases = reader.read_purchases()
    rows = find_rows(reader, experiment)
    progress("comparing")
    entries = list_entries(reader, experiment, rows, purchases)
    people = fetch_people(reader, entries, purchases, window)
    if not people:
        raise RequestError(_explain_nobody(experiment, reader))
    problems, gaps = [], []
    if experiment.kind == "holdout":
        problems, gaps = find_problems(reader, rows), list_gaps(reader, experiment, rows)
    kept = [person for person in people if not gaps or person.day < gaps[0].first]
    factor, broken = check_ratio(experiment, kept or people)
    found = _Outcome(experiment, kept, window, min(today.toordinal(), reader.last + 1))
    stopped = any(problem.stops for problem in (*broken, *problems))
    return Measured(
        experiment,
        found.end,
        rows.first,
        window,
        *found.count_groups(),
        len(kept) - len(found.over),
        len(people) - len(kept),
        factor,
        (*broken, *problems),
        tuple(gaps),
        None if stopped else found.effect,
        () if stopped else measure_offers(found.over, found.first_inside),
        None if stopped else found.find_missing(),
        tuple(found.follow_back()) if follow and not stopped else (),
        {code: offer for offer, code in reader.numbers.offers.items()}
        | {code: (name, None) for name, code in reader.numbers.touches.items()},
        bool(reader.list_costs()),
        reader.describe_read(),
    )


class _Outcome:
    """What people did whose window is over."""

    def __init__(self, experiment: Experiment, people: Sequence[Person], window: int, end: int) -> None:
        self.experiment, self.people, self.window, self.end = experiment, people, window, end
        self.first_inside = experiment.kind == "arm"
        self.over = [person for person in people if person.day + window <= end]
        inside, others = self._count_inside()
        enough = min(inside, others) >= FEWEST
        self.effect: Effect | None = measure_effect(self.over, self.first_inside) if enough else None

    def _count_inside(self) -> tuple[int, int]:
        inside = sum(person.inside for person in self.over)
        return inside, len(self.over) - inside

    def count_groups(self) -> tuple[int, int]:
        """Return how many people the first and the second group have."""
        inside, others = self._count_inside()
        return (inside, others) if self.first_inside else (others, inside)

    def find_missing(self) -> Missing:
        """Return how long it takes to see an effect, or the first interval."""
        per_week, share = self._count_recent(), self.experiment.planned
        revenue = self.effect and self.effect.revenue
        if revenue is None:
            return Missing(per_week, None, None, self._count_weeks(FEWEST / min(share, 1 - share), per_week))
        if revenue.second <= 0 or revenue.deviation <= 0:
            return Missing(per_week, None, None, None)
        for part in PARTS:
            effect = part * revenue.second
            weeks = self._count_weeks(count_people(effect / revenue.deviation, share), per_week)
            if part == PARTS[-1] or (weeks is not None and weeks <= PATIENCE):
                return Missing(per_week, part, effect, weeks)
        raise AssertionError("the last part is always told")

    def _count_weeks(self, needed: float, per_week: float) -> float | None:
        """Return the weeks until the window of so many people is over."""
        short = max(0.0, needed - len(self.over))
        return short / per_week if short and per_week else None if short else 0.0

    def _count_recent(self) -> float:
        """Return how many people entered in a week of the last ones in which anybody could."""
        last = min(self.end, (self.experiment.last or date.max).toordinal() + 1)
        if not self.people:
            return 0.0
        since = max(last - RECENT * WEEK, self.people[0].day)
        if last <= since:
            return 0.0
        recent = sum(since <= person.day < last for person in self.people)
        return recent / ((last - since) / WEEK)

    def follow_back(self) -> Iterable[tuple[int, GroupDifference]]:
        """Yield the headline as it stood, a look a week, or fewer."""
        begin = self.people[0].day + self.window
        weeks = max(1, (self.end - begin) // WEEK)
        step = WEEK * max(1, -(-weeks // LOOKS))
        days = [*range(self.end, begin, -step)]
        return follow_effect(self.over, self.first_inside, days[::-1], self.window)


def _explain_nobody(experiment: Experiment, reader: MeasureReader) -> str:
    name = reader.rejects[1].source
    if experiment.kind == "arm":
        return (
            f"{reader.rejects[0].source}: nobody bought anything that leads to a step for {experiment.name!r}"
        )
    if experiment.first and experiment.first > reader.today:
        return f"the holdout {experiment.name!r} begins on {experiment.first}"
    return f"{name}: nobody was asked or held out on a day of the holdout {experiment.name!r}"
