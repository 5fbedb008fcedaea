"""Before a holdout begins: how long it would take to show an effect of which size, by the shop's own orders."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from ipp.engine.policy.compile import Policy
from ipp.errors import RequestError
from ipp.measure.effect import CAP
from ipp.measure.moments import find_cap, sum_moments
from ipp.measure.needed import count_people
from ipp.measure.people import Person, fetch_people
from ipp.measure.reading import MeasureReader, WhatWasRead
from ipp.orders import sql
from ipp.orders.engines.protocol import Engine
from ipp.orders.engines.relations import make_number
from ipp.orders.reading import OrdersRequest
from ipp.text.words import count_things

YEAR = 365
SHARES = (0.05, 0.1, 0.2, 0.5)
EFFECTS = (0.05, 0.1, 0.2, 0.5)
"""Parts of what those held out pay."""
LEAST = 100
"""Fewer people teach nothing of how they differ."""


class Outlook(NamedTuple):
    """What a shop's orders say: the mean and the deviation of what people pay in a window, and how many enter in a week.

    `people`: those it is told from. `weeks`: by share and effect, None beyond what `MOST_WEEKS` says.
    """

    window: int
    people: int
    per_week: float
    mean: float
    bought: float
    deviation: float
    weeks: dict[tuple[float, float], float | None]
    read: WhatWasRead


MOST_WEEKS = 520.0
"""Ten years: nobody waits longer."""


def look_ahead(
    engine: Engine,
    policy: Policy,
    request: OrdersRequest,
    today: date,
    window: int,
    progress: Callable[[str], None] = lambda _: None,
) -> Outlook:
    """Return how long what takes; raises RequestError for orders that cannot be used, or of too few customers.

    Everybody who bought in the last year whose window is over counts as if they had been asked for the first time on the day after their first order of that
    year.
    """
    progress("reading")
    reader = MeasureReader(engine, policy, request, today)
    purchases = reader.read_purchases()
    end = min(today.toordinal(), reader.last + 1)
    first = max(reader.first, end - window - YEAR)
    recent = purchases.filter((purchases.day >= first) & (purchases.day < end - window))
    firsts = recent.group_by("customer").agg(day=recent.day.min() + 1)
    entries = firsts.mutate(answer=sql.null("int64"), inside=make_number(0))
    people = fetch_people(reader, entries, purchases, window)
    if len(people) < LEAST:
        raise RequestError(
            f"{reader.rejects[0].source}: {count_things(len(people), 'customer')} bought in the year that ends {count_things(window, 'day')} before the last order, but {LEAST} are needed",
            "give a longer history, or a shorter --window",
        )
    if not any(person.paid for person in people) and any(person.bought for person in people):
        raise RequestError(
            f"{reader.rejects[0].source}: nothing says what was paid",
            "add a column `total` or `paid`, or name a path file with prices (--path FILE)",
        )
    per_week = len(people) / max(1.0, (end - window - first) / 7)
    return _make_outlook(people, per_week, window, reader.describe_read())


def _make_outlook(people: Sequence[Person], per_week: float, window: int, read: WhatWasRead) -> Outlook:
    paid, before = ([*values] for values in zip(*((p.paid, p.before) for p in people), strict=True))
    cap, top = find_cap(paid, CAP), find_cap(before, CAP)
    sums = sum_moments((min(one, cap), min(other, top)) for one, other in zip(paid, before, strict=True))
    told = sums.spread_xy**2 / sums.spread_x if sums.spread_x > 0 else 0.0
    deviation = max(0.0, (sums.spread_y - told) / (sums.number - 2)) ** 0.5
    bought = sum(person.bought for person in people) / len(people)
    weeks = {
        (share, effect): _count_weeks(effect * sums.mean_y, deviation, share, per_week, window)
        for share in SHARES
        for effect in EFFECTS
    }
    return Outlook(window, len(people), per_week, sums.mean_y, bought, deviation, weeks, read)


def _count_weeks(effect: float, deviation: float, share: float, per_week: float, window: int) -> float | None:
    """Return the weeks until enough people have entered and their window is over."""
    if effect <= 0 or deviation <= 0:
        return None
    weeks = count_people(effect / deviation, share) / per_week + window / 7
    return weeks if weeks <= MOST_WEEKS else None
