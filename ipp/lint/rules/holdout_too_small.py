"""A holdout is so small that a year cannot show an increase by a tenth.

How small an effect can be seen depends on the number of customers in the smaller group. With few of them, no effect will ever show, and the offers that they do not get are
lost for nothing. The rule needs the number of customers: `ipp validate --customers-per-month 3000`, or the setting `customers-per-month`. It assumes that one customer in
five buys; `ipp measure --power` calculates it from your own orders.

Wrong::

    ipp: 1
    ultimate: Club
    holdout: {name: spring-2026, share: 5%}
    products:
      Mug: {price: 9, next: Club}
      Club: {price: 29}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]

Right::

    ipp: 1
    ultimate: Club
    holdout: {name: spring-2026, share: 50%}
    products:
      Mug: {price: 9, next: Club}
      Club: {price: 29}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]
"""

from collections.abc import Iterator
from math import ceil

from ipp.lint.facts.store import Checked
from ipp.measure.needed import PARTS, YES_DEVIATION, count_people, find_visible
from ipp.text.finding import Finding, Rule
from ipp.text.words import count_things, write_share

RULE = Rule("IPP503", "holdout-too-small", "warning")
_SHARES = (10, 20, 30, 40, 50)
"""Per cent that can be held out instead."""


def check(checked: Checked) -> Iterator[Finding]:
    """Find a holdout that is too small for the customers of a year."""
    holdout, monthly = checked.path.holdout, checked.customers_per_month
    if monthly is None or not holdout or not holdout.name or not holdout.share or holdout.share >= 1:
        return
    people = 12 * monthly
    shows = _find_effect(people, float(holdout.share))
    if shows <= PARTS[0]:
        return
    message = f"{write_share(holdout.share)} held out of {count_things(people, 'customer')} a year shows an effect of {_write_effect(shows)} or more, not a tenth"
    yield Finding(RULE, message, holdout.name.span, _advise(people, shows), label="too small")


def _find_effect(people: int, share: float) -> float:
    """Return the smallest effect that shows, in parts of what people do without it."""
    return find_visible(people, share) * YES_DEVIATION


def _advise(people: int, shows: float) -> str:
    """Return what would show more than the holdout does, and how long it takes where no share does."""
    enough = [share for share in _SHARES if _find_effect(people, share / 100) <= PARTS[0]]
    if enough:
        return f"hold out {enough[0]}% of them"
    best = _write_effect(_find_effect(people, 0.5))
    if best == _write_effect(shows):
        years = ceil(count_people(PARTS[0] / YES_DEVIATION, 0.5) / people)
        return f"no other share shows more: a tenth shows after {count_things(years, 'year')} of so many customers; `ipp measure --power` says it from your orders"
    return f"hold out 50%, which shows {best} or more; `ipp measure --power` says it from your orders"


def _write_effect(effect: float) -> str:
    return f"{effect * 100:.0f}%"
