"""Who looks on while a story is played."""

from typing import Protocol

from ipp.engine.decision.action import Decision
from ipp.stories.customer import StoryCustomer


class Watcher(Protocol):
    """Whoever counts what stories reach."""

    def watch_decision(self, customer: StoryCustomer) -> None:
        """Take notice of what is next."""

    def watch_answer(self, decision: Decision, word: str) -> None:
        """Take notice of an answer before it is given: `did`, `accepts`, `declines`, `asked` in a silence, or `next` where it is told as what is next."""
