"""What is wrong with a log: people held out who were asked, people held who should not have been, another holdout's name, days that are missing."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from ipp.measure.experiment import Experiment
from ipp.measure.log_gaps import Gap, find_gaps
from ipp.measure.people import LogRows, Person
from ipp.measure.ratio import BROKEN, weigh_ratio
from ipp.measure.reading import MeasureReader
from ipp.orders.log import OFFERED

BEARABLE = 0.01
"""The share of the held that may have been asked, or held by mistake, before no effect is shown: they stay in the group they were drawn into."""


class Problem(NamedTuple):
    """Something wrong: so many people `of` so many; `stops`: no effect is shown.

    `ratio`: more or fewer are in the group than its share; `asked`: of the group, asked all the same; `strangers`: held, but not of the group; `renamed`:
    held for a holdout of another name.
    """

    kind: Literal["ratio", "asked", "strangers", "renamed"]
    people: int
    of: int
    stops: bool


def find_problems(reader: MeasureReader, rows: LogRows) -> list[Problem]:
    """Return what is wrong with the log of a holdout."""
    asks, fetch = rows.asks, reader.engine.fetch_rows
    group = asks.filter(asks.inside == 1)
    asked = group.filter((group.held == 0) & (group.event == OFFERED))
    held = asks.filter(asks.held == 1)
    strangers = held.filter(held.inside == 0)
    ((inside,),) = fetch(group.agg(people=group.customer.nunique()))
    ((wrongly,),) = fetch(asked.agg(people=asked.customer.nunique()))
    ((all_held,),) = fetch(held.agg(people=held.customer.nunique()))
    ((strange,),) = fetch(strangers.agg(people=strangers.customer.nunique()))
    ((renamed,),) = fetch(rows.foreign.agg(people=rows.foreign.customer.nunique()))
    found = [
        Problem("asked", wrongly, inside, wrongly > BEARABLE * inside),
        Problem("strangers", strange, all_held, strange > BEARABLE * all_held),
        Problem("renamed", renamed, all_held, renamed > BEARABLE * all_held),
    ]
    return [problem for problem in found if problem.people]


def check_ratio(experiment: Experiment, people: Sequence[Person]) -> tuple[float, list[Problem]]:
    """Return how many times as likely another share is than the planned one, and the problem if that is too much."""
    inside = sum(person.inside for person in people)
    factor = weigh_ratio(inside, len(people), experiment.planned)
    return factor, [Problem("ratio", inside, len(people), True)] if factor >= BROKEN else []


def list_gaps(reader: MeasureReader, experiment: Experiment, rows: LogRows) -> list[Gap]:
    """Return the days that the log of a holdout misses, up to the last on which anybody could enter."""
    asks = rows.asks
    counts = reader.engine.fetch_rows(asks.group_by("day", "held").agg(rows=asks.count()))
    asked = {day: number for day, held, number in counts if not held}
    held = {day: number for day, held, number in counts if held}
    last = min(reader.today, experiment.last or reader.today)
    return find_gaps(asked, held, experiment.planned, last.toordinal() - 1)
