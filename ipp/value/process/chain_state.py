"""Where a customer stands, and what they are asked next. Days count from the first day."""

from typing import NamedTuple

from ipp.value.process.compiled_lists import NEVER, Ask

Lists = tuple[tuple[str, int], ...]


class ChainState(NamedTuple):
    """Where a customer stands; equal spots have equal futures. Days count from the first day."""

    day: int
    facts: int
    owns: int  # of products owned, as far as anything asks
    lists: Lists  # with the day of their purchase, the most recent first
    ordered: int  # the day of the latest purchase, NEVER for none
    last_ask: int  # the day of the latest ask
    last_event: (
        int  # the latest day on which anything but a purchase happened: the clock of those who bought nothing
    )
    noes: tuple[tuple[int, int], ...]  # to offers above others: the number of the offer and the day
    goal_noes: int
    goal_no: int  # the day of the latest No to the ultimate action
    goal_base: int  # the day from which what follows the ultimate action counts
    turns: tuple[
        tuple[int, int], ...
    ]  # by number of the entry of `rest`: the last day it was had, offered or refused


class NextAsk(NamedTuple):
    """What is asked next, and on which day; `spot` is the customer by then, touches done."""

    ask: Ask
    day: int
    state: ChainState
    again: bool = False  # the ultimate action once more


class WaitBase(NamedTuple):
    """From when the waits of a list count, and from when a No counts as one to its higher rungs."""

    base: int | None  # None: always today
    noes: int
    moving: bool = False  # it counts from whatever happened last


TODAY = WaitBase(None, NEVER)


def wait_from_last_event(state: ChainState) -> WaitBase:
    """The list of those who bought nothing counts from whatever happened last."""
    return WaitBase(None if state.last_event == NEVER else state.last_event, NEVER, moving=True)
