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
    scope = "another next action" if customers else f"to something else within {DEPTH} answers"
    things = _count_looked(looked)
    left = (
        f" {count_things(looked.left, 'more kind')} of customers {'was' if looked.left == 1 else 'were'} not compared."
        if looked.left
        else ""
    )
    if not looked.differ:
        return f"The policy differs, but none of the {things} compared {'gets' if customers else 'leads'} {scope}.{left}"
    if customers and not counts:
        who = f"{_write_share(looked.differ, looked.number)} of the customers"
        lost = _write_share(looked.lost, looked.number)
    else:
        who, lost = f"{looked.differ:,} of {things}", f"{looked.lost:,}"
    one = looked.differ == 1 and (counts or not customers)
    verb = ("get" if customers else "lead") + "s" * one
    at_once = "" if customers else f" ({looked.at_once:,} at once)"
    return f"{who} {verb} {scope}{at_once}. {_write_lost(looked, lost)}{left}"


def _write_lost(looked: Looked, lost: str) -> str:
    """Say how many have no next action any more, or an open offer that does not stand."""
    one = looked.lost == 1
    if looked.whom == "customers":
        return f"{lost} of them {'loses' if one else 'lose'} it." if looked.lost else "Nobody loses theirs."
    left = f"{'is' if one else 'are'} left without a next action."
    return f"{lost} of them {left}" if looked.lost else "None is left without a next action."


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
