"""Random stores in which it matters how long nothing was ordered, and charges of memberships are orders that end it."""

import datetime as dt

from .belonging import is_quiet
from .choice import Choice
from .customer import purchases_of
from .given import add_membership, charges
from .maker import Maker
from .plain import Event, Store, days, is_draft, many, plus

LENGTHS = ["3d", "7d", "12d", "20d", "30d", "45d"]
QUIET, WORD = "heard nothing of", "a word on silence"


class ChargedMaker(Maker):
    """Makes a store of memberships; each list of a product begins with a step for those who are quiet, or for those who are not."""

    def __init__(self, choice: Choice) -> None:
        """Choose the names first."""
        super().__init__(choice, given=True, who=True)

    def make(self) -> Store:
        """The store."""
        store, choice = super().make(), self.choice
        store.setdefault("segments", {})[QUIET] = {"quiet_for": choice.one(LENGTHS)}
        store.setdefault("touches", {})[WORD] = {"kind": "content"}
        for name, made in store["products"].items():
            if "every" not in made and not is_draft(store, name) and choice.chance(80):
                add_membership(self, name, made)
            step = {"do": WORD} if choice.chance(40) else {"offer": choice.one(self.products), "price": "3"}
            made["next"] = [{**step, choice.one(["when", "unless"]): QUIET}, *many(made.get("next"))]
        return store


def charge_on(choice: Choice, store: Store, events: list[Event], today: dt.date) -> None:
    """Let the memberships that a customer bought be charged up to a day."""
    for event in list(events):
        if event["kind"] == "bought":
            events += charges(choice, store, event, today)


def a_charge_decides(store: Store, history: list[Event], day: dt.date) -> bool:
    """Whether somebody would be quiet if charges were no orders, and is not."""
    length = days(store["segments"][QUIET]["quiet_for"])
    last = max((order["on"] for order in purchases_of(store, history, day)), default=day)
    return day >= plus(last, length) and not is_quiet(store, history, day, length)
