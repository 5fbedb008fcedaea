"""What a comparison comes to: statements with their levels and places, who was looked at, and the verdict."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from ipp.text.source import Span

Level = Literal["lost", "change", "note"]
LEVELS: tuple[Level, ...] = ("lost", "change", "note")
"""The worst first: somebody has no next action any more, or an open offer no longer stands; somebody gets something else; a remark."""
Verdict = Literal["same policy", "not noticed", "differ"]
Section = Literal[
    "customers", "answers", "prices", "ladders", "lists", "reach", "segments", "terms", "names", "proof",
    "stories", "forecast",
]  # fmt: skip


class Statement(NamedTuple):
    """One thing that differs, and where it is written; `number` is how many it concerns, customers or first purchases."""

    level: Level
    section: Section
    message: str
    span: Span
    number: int | None = None


class Looked(NamedTuple):
    """Who was looked at: of so many, how many get something else, at once, and how many have no next action any more; `left` were not looked at."""

    whom: Literal["customers", "first purchases"]
    number: int
    differ: int
    at_once: int
    lost: int
    left: int = 0


class DiffReport(NamedTuple):
    """One path file on two sides. `problem` says why it could not be compared, and then nothing else is said."""

    old: str
    new: str
    same: bool
    looked: tuple[Looked, ...]
    statements: tuple[Statement, ...]
    problem: str | None = None

    @property
    def verdict(self) -> Verdict:
        """Whether nobody can notice, nobody looked at does, or somebody does."""
        if self.same:
            return "same policy"
        return "differ" if any(looked.differ for looked in self.looked) else "not noticed"

    @property
    def worst(self) -> Level | None:
        """The worst level of a statement; None where there is none."""
        return next((level for level in LEVELS if any(each.level == level for each in self.statements)), None)


def refuse_comparison(old: str, new: str, problem: str) -> DiffReport:
    """Return the report of what could not be compared."""
    return DiffReport(old, new, False, (), (), problem)


def fails_on(reports: Iterable[DiffReport], level: str) -> bool:
    """Whether some statement is at least as bad as a level; nothing is as bad as `never`."""
    worse = LEVELS[: LEVELS.index(level) + 1] if level in LEVELS else ()
    return any(statement.level in worse for report in reports for statement in report.statements)
