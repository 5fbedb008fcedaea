"""How much of a path stories reach: in numbers, and what is missing, a line of the path file each."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from ipp.render.page import Line, Piece, make_line, pad_text
from ipp.stories.coverage.goals import CoverageGoal
from ipp.stories.coverage.record import Coverage
from ipp.text.words import count_things

_NAMES = {
    "rung": "rungs",
    "touch": "touches",
    "segment": "segments",
    "ultimate": "ultimate",
    "rest": "rest",
    "win-back": "win-backs",
}


def render_coverage(coverage: Coverage) -> Iterator[Line]:
    """Yield the share that is reached, by kind, and the goals that are not, by line."""
    reached = len(coverage.goals) - len(coverage.missing)
    style = "green" if not coverage.missing else "yellow"
    yield make_line(
        Piece("Stories reach ", "bold"),
        Piece(f"{coverage.percent}%", style),
        Piece(f" of {coverage.path}: {reached:,} of {count_things(len(coverage.goals), 'goal')}", "bold"),
    )
    for label, done, whole in _count_kinds(coverage):
        yield make_line("  ", pad_text(label, 18), f"{done:,} of {whole:,}")
    if coverage.missing:
        yield make_line(Piece("Not reached:", "bold"))
    for place, name, ends in _group_missing(coverage):
        yield make_line("  ", Piece(place, "dim"), f"  {name}: {', '.join(ends)}")


def _count_kinds(coverage: Coverage) -> Iterator[tuple[str, int, int]]:
    whole = Counter(map(_name_kind, coverage.goals))
    missing = Counter(map(_name_kind, coverage.missing))
    for label, number in sorted(whole.items(), key=lambda each: _rank_kind(each[0])):
        yield label, number - missing[label], number


def _name_kind(goal: CoverageGoal) -> str:
    name = _NAMES[goal.kind]
    return name if goal.kind in ("rest", "win-back") else f"{name} {goal.end}"


def _rank_kind(label: str) -> tuple[int, str]:
    return list(_NAMES.values()).index(label.split(maxsplit=1)[0]), label


def _group_missing(coverage: Coverage) -> Iterator[tuple[str, str, list[str]]]:
    """Yield places with a name, and all that is not reached there."""
    found: dict[tuple[str, str], list[str]] = {}
    for goal in coverage.missing:
        place = f"{goal.span.source.name}:{goal.span.line}"
        found.setdefault((place, f"{goal.kind} {goal.name}"), []).append(goal.end)
    for (place, name), ends in found.items():
        yield place, name, ends


def describe_coverage(coverage: Coverage) -> dict[str, Any]:
    """Return the same for programs."""
    reached = len(coverage.goals) - len(coverage.missing)
    return {
        "path": coverage.path,
        "goals": len(coverage.goals),
        "reached": reached,
        "percent": coverage.percent,
        "kinds": [
            {"kind": label, "goals": whole, "reached": done} for label, done, whole in _count_kinds(coverage)
        ],
        "missing": [
            {
                "kind": goal.kind,
                "name": goal.name,
                "what": goal.end,
                "file": goal.span.source.name,
                "line": goal.span.line,
                "column": goal.span.column,
            }
            for goal in coverage.missing
        ],
    }
