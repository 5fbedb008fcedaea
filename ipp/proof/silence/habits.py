"""How the customers of a walked year behave."""

from typing import Literal, NamedTuple


class Habit(NamedTuple):
    """What a customer does of their own accord, every so many days, and what they say to offers."""

    says: str
    """What they do, as a sentence says it after "who buys X"."""
    buys: Literal["nothing", "same", "new"] = "nothing"
    every: int = 0
    cancels: int | None = None
    """The day on which they cancel what they bought first."""
    yes: bool = False
    """They say Yes to each offer; otherwise they never answer."""


SILENT = Habit("and answers nothing")
SAME = (
    Habit("again every 7 days and answers nothing", "same", 7),
    Habit("again every 14 days and answers nothing", "same", 14),
    Habit("again every 30 days and answers nothing", "same", 30),
)
NEW = Habit("and something new every 21 days, and answers nothing", "new", 21)
ALWAYS_YES = Habit("and says Yes to everything", yes=True)
CANCELLING = Habit("cancels it after 30 days and answers nothing", cancels=30)
KEEPING_NOTHING = Habit("gave everything back and answers nothing")
NOTHING = ""
"""The first purchase of those who gave everything back: no item is called so."""
HABITS = (SILENT, *SAME, NEW, CANCELLING, KEEPING_NOTHING)
"""The customers of IPP212, those with the fewest purchases first."""
