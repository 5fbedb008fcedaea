"""A year of one customer: what they hear, when they are asked the ultimate action, and how long nobody writes.

The walk asks `decide`, so the oracle and the engine can both be walked. It asks on every day on which the
answer may be another one: after every event, when the action is due, when an open ask ends, when a No to the ultimate expires,
when nothing was ordered for as long as a segment asks, and when a window opens.
"""

import datetime as dt
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from .actions import Result
from .customers import UNKNOWN
from .naive import answer
from .plain import (
    Event,
    Store,
    contents,
    days,
    default,
    is_consumable,
    is_draft,
    is_known,
    is_membership,
    item,
    true,
    ultimate,
    ultimate_name,
)
from .windows import opening_days

Decide = Callable[[list[Event], dict[str, str], dt.date], Result]
"""What comes next after a history, for attributes, on a day; in the oracle's form."""

LONGEST_SILENCE = 60
"""Days without any message that are too many."""
MOST_ON_ONE_DAY = 100
"""Whoever gets more messages than this on one day gets them for ever."""


class Habit(NamedTuple):
    """How a customer behaves: what they answer, and what they buy on their own."""

    name: str
    answers: str = "silence"
    """"silence", "No" or "Yes"."""
    buys: str = "nothing"
    """"nothing", "the same" (as the first time) or "new" (in the order of the file from there on, nothing twice)."""
    every: int = 0
    """Days between two purchases of their own."""
    cancels: int | None = None
    """The day on which they cancel what they bought first."""


HABITS = [
    Habit("silent"),
    Habit("always No", "No"),
    Habit("always Yes", "Yes"),
    Habit("the same every 7 days", buys="the same", every=7),
    Habit("the same every 14 days", buys="the same", every=14),
    Habit("the same every 30 days", buys="the same", every=30),
    Habit("something new every 21 days", buys="new", every=21),
]
CANCELLING = Habit("cancelling after 30 days", cancels=30)
"""For those who bought a membership first."""
KEEPING_NOTHING = Habit("keeping nothing")
"""For those whose first order holds only what the path does not know: of all lists they read what who gave everything back reads."""
ALL_HABITS = [*HABITS, CANCELLING, KEEPING_NOTHING]


class Message(NamedTuple):
    """An ask or a touch."""

    day: int
    name: str
    kind: str
    price: Any
    gap: int
    """Days since the ask before it; 0 for a touch and for the first ask."""


@dataclass
class Year:
    """What a customer met, in days since their first purchase."""

    first: str
    habit: str
    length: int
    messages: list[Message] = field(default_factory=list)
    asked_ultimate: int | None = None
    has_ultimate: int | None = None
    stranded: int | None = None
    repeated: int = 0
    """Asks of an offer that was still open."""
    owned: int = 0
    """Asks of something that they owned."""

    def longest_silence(self) -> tuple[int, int]:
        """The most days without any message, and the day on which that silence begins."""
        on = sorted({0, self.length, *(message.day for message in self.messages)})
        return max(((later - day, day) for day, later in itertools.pairwise(on)), default=(0, 0))

    def most_within(self, span: int) -> int:
        """The most messages in so many days."""
        on = [message.day for message in self.messages]
        return max((sum(first <= day < first + span for day in on) for first in on), default=0)

    def shortest_gap(self) -> int | None:
        """The fewest days between two asks."""
        asked = [message.day for message in self.messages if message.kind != "touch"]
        return min((later - day for day, later in itertools.pairwise(asked)), default=None)


class Walk:
    """Walks one year."""

    def __init__(
        self, store: Store, decide: Decide, first: str, habit: Habit, facts: dict[str, str], start: dt.date,
        length: int = 365,
    ) -> None:  # fmt: skip
        """Keep what was given; nothing happened yet."""
        self.store, self.decide, self.habit, self.facts = store, decide, habit, facts
        self.start, self.last = start, ultimate_name(store)
        self.history: list[Event] = []
        self.ends: dict[tuple[str, Any], dt.date] = {}
        """When the open asks end."""
        years = range(start.year, (start + dt.timedelta(days=length)).year + 1)
        self.looks = opening_days(store, years)
        """Days on which the answer may be another one."""
        self.quiet = [
            days(each["quiet_for"]) for each in store.get("segments", {}).values() if "quiet_for" in each
        ]
        self.year = Year(first, habit.name, length)

    def walk(self) -> Year:
        """Walk from day 0 to the last."""
        day, end = self.start, self.start + dt.timedelta(days=self.year.length)
        self.buy(self.year.first, day)
        while day <= end:
            if self.habit.every and day > self.start and (day - self.start).days % self.habit.every == 0:
                self.buy_again(day)
            if (day - self.start).days == self.habit.cancels:
                self.history.append({"kind": "cancelled", "item": self.year.first, "on": day})
                self.looks.add(self.expiry(day))
            due = self.live(day)
            later = [one for one in {*self.looks, *self.ends.values(), due, self.next_purchase(day)} if one]
            day = min((one for one in later if one > day), default=end + dt.timedelta(days=1))
        return self.year

    def next_purchase(self, day: dt.date) -> dt.date | None:
        """The day of their next purchase."""
        every, cancels = self.habit.every, self.habit.cancels
        if cancels is not None:
            return self.start + dt.timedelta(days=cancels)
        return day + dt.timedelta(days=every - (day - self.start).days % every) if every else None

    def buy(self, name: str, day: dt.date) -> None:
        """They buy on their own."""
        self.history.append({"kind": "bought", "items": [name], "on": day})
        self.look_when_quiet(day)
        self.ends = {offer: end for offer, end in self.ends.items() if offer[0] != name}
        if name == self.last and self.year.has_ultimate is None:
            self.year.has_ultimate = (day - self.start).days

    def look_when_quiet(self, day: dt.date) -> None:
        """Look on the days on which an order of this day lies as long ago as a segment asks."""
        self.looks |= {day + dt.timedelta(days=number) for number in self.quiet}

    def buy_again(self, day: dt.date) -> None:
        """They buy the same again, or the next thing in the file that they do not have."""
        if self.habit.buys == "the same":
            return self.buy(self.year.first, day)
        names = first_purchases(self.store)
        place, mine = names.index(self.year.first), self.bought()
        new = [name for name in names[place:] + names[:place] if name not in mine]
        return self.buy(new[0], day) if new else None

    def bought(self) -> set[str]:
        """Everything that they bought and did not cancel, and what was in it."""
        names = [name for event in self.history if event["kind"] == "bought" for name in event["items"]]
        names += [event["offer"] for event in self.history if event["kind"] == "accepted"]
        gone = [event["item"] for event in self.history if event["kind"] == "cancelled"]
        names = [name for name in names if is_known(self.store, name) and name not in gone]
        return {inside for name in names for inside in (name, *contents(self.store, name))}

    def live(self, day: dt.date) -> dt.date | None:
        """Get the messages of one day; return the day on which the next is due."""
        for _ in range(MOST_ON_ONE_DAY):
            result = self.decide(self.history, self.facts, day)
            action = result["action"]
            if result["state"] == "stranded" and self.year.stranded is None:
                self.year.stranded = (day - self.start).days
            if action is None or result["state"] == "wait":
                return None if action is None else action["due"]
            self.hear(action, day)
        raise AssertionError(f"messages without end on {day}")

    def hear(self, action: dict[str, Any], day: dt.date) -> None:
        """Get one message, and answer it as they do."""
        number = (day - self.start).days
        asked = [message.day for message in self.year.messages if message.kind != "touch"]
        since = 0 if action["kind"] == "touch" or not asked else number - asked[-1]
        self.year.messages.append(Message(number, action["name"], action["kind"], action["price"], since))
        if action["kind"] == "touch":
            answer(self.history, action, True, day)
            return
        offer = (action["name"], action["price"])
        self.year.repeated += self.ends.get(offer, day) > day
        mine = {name for name in self.bought() if not self.uses_up(name)}
        self.year.owned += bool(mine & set(contents(self.store, action["name"])))
        if action["name"] == self.last and self.year.asked_ultimate is None:
            self.year.asked_ultimate = number
        self.react(action, offer, day)

    def uses_up(self, name: str) -> bool:
        """Whether a name is that of something that does not count as owned."""
        return name not in self.store["products"] or is_consumable(self.store, name)

    def react(self, action: dict[str, Any], offer: tuple[str, Any], day: dt.date) -> None:
        """Say Yes, say No, or nothing."""
        price = None if action["price"] is None else str(action["price"])
        self.history.append({"kind": "offered", "offer": action["name"], "price": price, "on": day})
        if self.habit.answers == "silence":
            waits = self.decide(self.history, self.facts, day)
            open_until = waits["action"]["due"] if waits["state"] == "wait" else day
            self.ends[offer] = open_until
            self.looks.add(self.expiry(open_until))
        else:
            answer(self.history, action, self.habit.answers == "Yes", day)
            self.looks.add(self.expiry(day))
            self.look_when_quiet(day)
            if action["name"] == self.last and self.habit.answers == "Yes":
                self.year.has_ultimate = (day - self.start).days

    def expiry(self, day: dt.date) -> dt.date:
        """The day on which a No of this day to the ultimate would expire."""
        return day + dt.timedelta(days=days(ultimate(self.store).get("again_after", "90d")))


def first_purchases(store: Store) -> list[str]:
    """What somebody can buy first: products that are sold, without the ultimate action, drafts and what is retired."""
    return [
        name
        for name in store["products"]
        if name != ultimate_name(store)
        and not is_draft(store, name)
        and not true(item(store, name).get("retired", False))
        and true(item(store, name).get("sold", True))
    ]


def list_firsts(store: Store, habit: Habit) -> list[str]:
    """What the customers of a habit buy first: those who keep nothing something that no path knows."""
    if habit == KEEPING_NOTHING:
        return [UNKNOWN]
    return first_purchases(store) if habit.cancels is None else memberships(store)


def memberships(store: Store) -> list[str]:
    """What somebody can join and cancel, the ultimate action among it."""
    return [
        name
        for name in store["products"]
        if is_membership(store, name)
        and not is_draft(store, name)
        and not true(item(store, name).get("retired", False))
    ]


def walk_year(
    store: Store, decide: Decide, first: str, habit: Habit, start: dt.date,
    facts: dict[str, str] | None = None, length: int = 365,
) -> Year:  # fmt: skip
    """Walk a year after a first purchase."""
    return Walk(store, decide, first, habit, facts or {}, start, length).walk()


def plain_store(text: str) -> Store:
    """A path file as a plain store, every value as it is written; needs PyYAML."""
    import yaml

    store: Store = yaml.load(text, Loader=yaml.BaseLoader)
    for kind in ("products", "bundles", "touches"):
        store[kind] = {name: value or {} for name, value in (store.get(kind) or {}).items()}
    return store


def own_gaps(part: Any, key: str = "") -> list[int]:
    """The gaps that steps have of their own, in days."""
    if isinstance(part, dict):
        return [gap for name, one in part.items() if name != "defaults" for gap in own_gaps(one, name)]
    if isinstance(part, list):
        return [gap for one in part for gap in own_gaps(one)]
    return [days(part)] if key == "gap" else []


def is_good(store: Store, year: Year) -> bool:
    """Heard in time, asked the ultimate, nothing twice, nothing owned, no gap broken, never stranded."""
    gap, least = year.shortest_gap(), min([days(default(store, "gap")), *own_gaps(store)])
    return (
        year.longest_silence()[0] <= LONGEST_SILENCE
        and year.asked_ultimate is not None
        and year.repeated == year.owned == 0
        and year.stranded is None
        and (gap is None or gap >= least)
    )


def summary(years: list[Year]) -> dict[str, Any]:
    """The figures of many years that are worth a look."""
    asked = sorted(year.asked_ultimate for year in years if year.asked_ultimate is not None)
    silences = [year.longest_silence()[0] for year in years]
    counts = sorted(len(year.messages) for year in years)
    return {
        "walks": len(years),
        "asked": len(asked),
        "median": asked[len(asked) // 2] if asked else None,
        "latest": asked[-1] if asked else None,
        "silence": max(silences),
        "messages": counts[len(counts) // 2],
        "week": max(year.most_within(7) for year in years),
        "day": max(year.most_within(1) for year in years),
        "gap": min((gap for year in years if (gap := year.shortest_gap()) is not None), default=None),
        "repeated": sum(year.repeated for year in years),
        "owned": sum(year.owned for year in years),
        "stranded": sum(year.stranded is not None for year in years),
    }
