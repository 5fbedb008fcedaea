"""A step of a path in one line: its sign, name and price; and chains of steps after a Yes or a No."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ipp.engine.decision.action import Action, Decision
from ipp.engine.decision.recommendation import Recommendation
from ipp.render.money import show_amount, write_near_day, write_price
from ipp.render.signs import SIGNS, ULTIMATE

NOTHING = {
    "complete": "the path is complete",
    "stopped": "they get nothing more",
    "stranded": "nothing is left for them",
}


class StepText(NamedTuple):
    """A step in words: its sign, its name, and its price, which is empty of a touch; `gap` stands between name and price."""

    sign: str
    name: str
    gap: str
    price: str


class StepWriter:
    """Writes the steps of one answer."""

    def __init__(self, answer: Recommendation) -> None:
        self.answer = answer

    def choose_sign(self, action: Action) -> str:
        """Return the sign of a step: one for each kind, everywhere."""
        return ULTIMATE if action.name == self.answer.ultimate else SIGNS[action.kind]

    def write_step(self, action: Action) -> StepText:
        """Return a step with its price in the currency of the shop."""
        price = self.write_price(action)
        return StepText(self.choose_sign(action), action.name, "  " if price else "", price)

    def write_price(self, action: Action) -> str:
        """Write what is asked: `59.00 USD`, `29.00 USD every month`, nothing for a touch."""
        if action.price is None:
            return ""
        return write_price(action.price, self.answer.currency, self.answer.describe_action(action).every)

    def write_short(self, action: Action) -> str:
        """Return a step with its bare amount, for chains."""
        amount = "" if action.price is None else " " + show_amount(action.price, self.answer.currency)
        return f"{self.choose_sign(action)} {action.name}{amount}"

    def write_dated(self, action: Action, day: date) -> str:
        """Return a step with its bare amount and its day."""
        near = write_near_day(day, self.answer.today)
        return (
            f"{self.write_short(action)} on {near}" if day > self.answer.today else self.write_short(action)
        )

    def list_yes(self) -> list[str]:
        """Return what follows from Yes: the first touch that is because of what was bought then, and the first offer."""
        actions, _, days = self.answer.journey
        ahead, decision = self.answer.ahead, self.answer.decision
        place = len(ahead.before) if ahead else 0
        asked = ahead.decision.action if ahead else decision.action
        if place < len(actions) and asked and actions[place].name == asked.name:
            rest = list(zip(actions, days, strict=True))[place + 1 :]
            found = [self.write_dated(*each) for each in choose_follow_up(asked, rest)]
            if found:
                return [found[0], *(f"then {text}" for text in found[1:])]
        return [self.write_outcome(self.answer.yes)] if self.answer.yes else []

    def list_noes(self, noes: Sequence[Decision]) -> list[str]:
        """Return what follows on No and on each further No."""
        first, *more = noes
        return [
            self.write_outcome(first),
            *(f"─No→ {self.write_outcome(each, dated=False)}" for each in more),
        ]

    def write_outcome(self, decision: Decision, *, dated: bool = True) -> str:
        """Return what is decided after an answer."""
        action = decision.action
        if action is None:
            return NOTHING[decision.state]
        return self.write_dated(action, max(action.due, decision.on)) if dated else self.write_short(action)


def choose_follow_up(asked: Action, rest: Sequence[tuple[Action, date]]) -> list[tuple[Action, date]]:
    """Return what follows from a Yes: a touch that comes because of it, and the first offer; where there is neither, what comes next.

    A touch of another purchase comes whatever the answer is, and says nothing about it.
    """
    place = next((place for place, (action, _) in enumerate(rest) if action.offer), len(rest))
    bought = {asked.name, *(asked.good.products if asked.good else ())}
    touches = [each for each in rest[:place] if asked.offer is None or each[0].because in bought]
    return [*touches[:1], *rest[place : place + 1]] or [*rest[:1]]
