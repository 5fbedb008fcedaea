"""Where a customer stands, and what they are asked next. Days count from the first day."""

from typing import Literal, NamedTuple

from ipp.engine.policy.clauses import Offer
from ipp.value.process.compiled.calendar import NEVER
from ipp.value.process.compiled.compiled_lists import Ask
from ipp.value.process.compiled.tallies import Counts

Lists = tuple[tuple[str, int, int, int], ...]
"""The lists that are read, the most recent purchase first."""
Numbered = tuple[tuple[int, int], ...]


class ChainState(NamedTuple):
    """Where a customer stands; equal spots have equal futures. Days count from the first day, NEVER for none."""

    day: int
    facts: int
    owns: int  # of products owned, as far as anything asks
    lists: Lists  # with the days since which it is theirs and of the latest purchase, and answers since; most recent first
    first: int  # the day of the first purchase
    ordered: int  # the day of the latest purchase
    last_ask: int  # the day of the latest ask
    told: int  # the day of the latest message
    met: int  # the day of the first message, for those who bought nothing
    noes: Numbered  # to offers above others: the number of the offer and the day
    goal_noes: int  # to the list-price offer of the ultimate action
    goal_no: int  # the day of the latest No to any offer of it, while it still expires
    goal_since: int  # the first day on which the ultimate action was theirs
    goal_latest: int  # the day of its latest purchase, and of its products
    goal_answers: int  # those since then
    fresh: int  # the answers of this very day, which count for what is bought on it
    turns: Numbered  # by number of the entry of `rest`: the last day it was had, offered, refused or done
    counts: Counts = ()  # of what was ordered, as far as segments still ask for more
    members: tuple["Joined", ...] = ()  # the memberships that they can still leave before the horizon
    ended: int = 0  # how many of the first lists are win-backs of what was left on this very day
    goal_left: int = NEVER  # the day on which the ultimate action was left, while it is not asked again
    charged: int = NEVER  # the day of the latest charge after the latest purchase, where segments ask for it
    payments: Numbered = ()  # of memberships that run on, as far: the day of the next charge, and days between two

    def move_to(self, day: int) -> "ChainState":
        """Return the customer on a later day."""
        return self._replace(day=day, fresh=0, ended=0)


class Joined(NamedTuple):
    """A membership that somebody is in."""

    number: int  # in the order of the file
    day: int  # the next one on which they can leave, or stop paying
    accepted: int  # the number of the offer by which they joined, -1 for none
    unpaid: bool = False  # whether they stopped paying: they leave on that day


class NextAsk(NamedTuple):
    """What is asked next, and on which day; `spot` is the customer by then, touches done."""

    ask: Ask
    day: int
    state: ChainState


class Wait(NamedTuple):
    """A stretch of days in which a customer is told nothing, and what it is that they wait for: an offer, or a touch."""

    days: int
    offer: Offer | None
    touch: str
    reason: Literal["wait", "window"]  # its `after` or a gap; or that it opens when nothing else is left


class Coming(NamedTuple):
    """The next ask, None when there is none before the horizon, and the longest wait on the way there, None for none.

    `leaving`: the customer on the day, before any ask, on which they leave a membership or stay in it.
    """

    asked: NextAsk | None
    wait: Wait | None
    earned: tuple[
        tuple[str, int], ...
    ] = ()  # the touches made on the way there that a partner pays for, each with its day
    leaving: ChainState | None = None


Origin = Literal["list", "winback", "store", "prospects", "ready", "cold"]


class ListStart(NamedTuple):
    """Where a list is read: the days from which its waits and its `within` count.

    `since`, and Noes before it are no answers to higher rungs; None: due today, and every No counts. `latest`: None, and it never runs out.
    """

    since: int | None
    latest: int | None
    origin: Origin = "list"
    answers: int = 0  # those since the latest purchase, as far as they are asked anew
    of_goal: bool = False  # the win-back of the ultimate action


def drop_never(day: int) -> int | None:
    """Return a day; None for NEVER."""
    return None if day == NEVER else day
