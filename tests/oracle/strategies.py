"""Random stores, customers and days: strategies that shrink, and whole cases by a seed."""

import datetime as dt

from hypothesis import strategies as st

from .choice import Choice, drawn, seeded
from .customers import prices_of, some_attributes, some_history
from .maker import LAST_DAY, Maker
from .plain import Event, Store
from .yaml_text import to_yaml

__all__ = [
    "LAST_DAY", "attributes", "case", "case_of", "histories", "prices_of", "stores", "to_yaml", "todays",
]  # fmt: skip

LATER = [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 14, 21, 30, 45, 90, 120, 213, 280, 365]


@st.composite
def stores(draw: st.DrawFn, *, given: bool = False, who: bool = False) -> Store:
    """A plain, valid store of 2-6 products; `given`: with the keys of `tests/oracle/given.py`; `who`: with
    those of `tests/oracle/who.py`.
    """
    return Maker(drawn(draw), given=given, who=who).make()


def todays() -> st.SearchStrategy[dt.date]:
    """The day asked about: the last day of the histories, or some time after it."""
    return st.sampled_from(LATER).map(lambda days: LAST_DAY + dt.timedelta(days=days))


@st.composite
def attributes(draw: st.DrawFn, store: Store) -> dict[str, str]:
    """Attributes that the segments of the store look at, now and then in another case."""
    return some_attributes(drawn(draw), store)


@st.composite
def histories(
    draw: st.DrawFn, store: Store, today: dt.date = LAST_DAY, facts: dict[str, str] | None = None,
    *, given: bool = False, who: bool = False,
) -> list[Event]:  # fmt: skip
    """Events of the 150 days before and at a day; `facts` are the customer's attributes."""
    return some_history(drawn(draw), store, today, facts or {}, given=given, who=who)


def store_of(seed: int, *, given: bool = False, who: bool = False) -> Store:
    """Return the store of `case`, without the time that its history takes."""
    return Maker(seeded(seed), given=given, who=who).make()


def case(
    seed: int, *, given: bool = False, who: bool = False
) -> tuple[Store, list[Event], dict[str, str], dt.date]:
    """A store, a history, attributes and a day, by a seed: quicker than hypothesis, no shrinking.

    Its arguments are those of `naive_next`. Half of the histories end some days before today.
    """
    choice = seeded(seed)
    return case_of(choice, Maker(choice, given=given, who=who).make(), given=given, who=who)


def case_of(
    choice: Choice, store: Store, *, given: bool = False, who: bool = False
) -> tuple[Store, list[Event], dict[str, str], dt.date]:
    """The same of a store that is made already."""
    facts = some_attributes(choice, store)
    today = LAST_DAY + dt.timedelta(days=choice.one(LATER))
    last = today if choice.chance(50) else LAST_DAY
    return store, some_history(choice, store, last, facts, given=given, who=who), facts, today
