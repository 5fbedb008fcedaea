"""Comparisons in words: the verdict of each, and its statements section by section."""

from collections.abc import Iterator

from ipp.diff.answers import DEPTH
from ipp.diff.report import DiffReport, Looked, Section, Statement
from ipp.text.words import count_things

TITLES: dict[Section, str] = {
    "customers": "Customers", "answers": "First purchases", "prices": "Prices", "ladders": "Ladders", "lists": "Lists", "reach": "Reach",
    "segments": "Segments", "terms": "Terms", "names": "Names", "proof": "Proof", "stories": "Stories", "forecast": "Forecast",
}  # fmt: skip
MARKS = {"lost": "!", "change": "~", "note": " "}


def write_verdict(report: DiffReport, *, counts: bool) -> str:
    """Return the verdict in one sentence or two."""
    if report.problem:
        return f"Not compared: {report.problem}"
    if report.same:
        return "Same policy: nothing changes for customers."
    parts = [_write_looked(looked, counts) for looked in report.looked]
    return " ".join(parts) or "The policy differs."


def _write_looked(looked: Looked, counts: bool) -> str:
    customers = looked.whom == "customers"
    scope = "get another next action" if customers else f"lead to something else within {DEPTH} answers"
    things = _count_looked(looked)
    left = (
        f" {count_things(looked.left, 'kind')} of customers more were not looked at." if looked.left else ""
    )
    if not looked.differ:
        return f"The policy differs, and none of the {things} looked at {'gets another next action' if customers else scope.replace('lead', 'leads')}.{left}"
    if customers and not counts:
        who = f"{_write_share(looked.differ, looked.number)} of the customers"
        lost = _write_share(looked.lost, looked.number)
    else:
        who, lost = f"{looked.differ:,} of {things}", f"{looked.lost:,}"
    loses = "nobody loses theirs" if customers else "nobody is left without one"
    said = loses if not looked.lost else f"{lost} {'lose theirs' if customers else 'are left without one'}"
    at_once = "" if customers else f", {looked.at_once:,} of them at once"
    return f"{who} {scope}{at_once}; {said}.{left}"


def _count_looked(looked: Looked) -> str:
    thing = "customer" if looked.whom == "customers" else "first purchase"
    return count_things(looked.number, thing)


def _write_share(number: int, of: int) -> str:
    share = 100 * number / of if of else 0.0
    return "under 1%" if 0 < share < 1 else f"{share:.0f}%"


def list_sections(report: DiffReport) -> Iterator[tuple[str, list[Statement]]]:
    """Yield titles with their statements, those that are worse first."""
    order = list(MARKS)
    for section, title in TITLES.items():
        found = [each for each in report.statements if each.section == section]
        if found:
            yield title, sorted(found, key=lambda each: (order.index(each.level), -(each.number or 0)))


def write_number(statement: Statement, *, counts: bool) -> str:
    """Return how many a statement concerns, as long as that may be told; empty where it says none."""
    if statement.number is None or (statement.section == "customers" and not counts):
        return ""
    return f"{statement.number:,}"


def name_sides(report: DiffReport) -> str:
    """Name what was compared."""
    return f"{report.old} -> {report.new}"
