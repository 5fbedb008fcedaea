"""A comment stays under what a forge takes, and no name in it acts."""

import json
import re
from datetime import date

from ipp.diff.report import DiffReport, Looked, Statement
from ipp.render.changes.as_json import render_reports_json
from ipp.render.changes.markdown import render_reports_markdown
from ipp.render.changes.text import render_reports
from ipp.render.page import print_plain
from ipp.text.source import Source, Span

SPAN = Span(Source("paths/store.yaml", "x\ny\n"), 2, 3)


def report(number: int, name: str = "Mug", *, differ: int = 3) -> DiffReport:
    """Return a report with so many statements of each of two sections."""
    told = tuple(
        Statement("change", section, f"{name} {place}", SPAN, place)
        for section in ("answers", "prices")
        for place in range(number)
    )
    looked = (Looked("customers", 40, differ, differ, 0), Looked("first purchases", 9, differ, 1, 0, 2))
    return DiffReport("main:paths/store.yaml", "paths/store.yaml", False, looked, told)


def test_a_long_report_is_cut_with_its_verdict_first() -> None:
    text = render_reports_markdown([report(9_000), report(9_000)], most=10_000, counts=True)
    assert len(text) < 60_000
    mark, verdict, *_ = text.splitlines()
    assert mark == "<!-- ipp diff paths/store.yaml -->"
    assert verdict.startswith(
        "3 of 40 customers get another next action. Nobody loses theirs. 3 of 9 first purchases"
    )
    assert len(text) > 59_000
    sections = [part.count("\n| change") for part in text.split("<summary>")[1:]]
    assert len(sections) == 4 and min(sections) > 200
    left = [int(each.replace(",", "")) for each in re.findall(r"^([\d,]+) more\.$", text, re.MULTILINE)]
    assert [one + other for one, other in zip(sections, left, strict=True)] == [9_000] * 4


def test_of_many_path_files_the_verdicts_come_first() -> None:
    many = render_reports_markdown([report(0)] * 900, most=20, counts=True)
    assert len(many) < 60_000
    assert "more path files are not shown here." in many
    full = render_reports_markdown([report(1)] * 900, most=20, counts=True)
    assert len(full) < 60_000
    assert "\n2 more differences are not shown here." in full


def test_a_line_longer_than_a_comment_is_left_out() -> None:
    text = render_reports_markdown([report(2, "x" * 70_000)], most=20, counts=True)
    assert len(text) < 60_000
    assert "\n4 more differences are not shown here." in text


def test_no_name_acts() -> None:
    hostile = "@owner #1 <img src=x> | ](http://x) ```\n<!-- ipp"
    text = render_reports_markdown([report(2, hostile)], most=20, counts=True)
    rows = [line for line in text.splitlines() if line.startswith("| change")]
    assert len(rows) == 4
    assert all(row.count("|") == 5 for row in rows)
    assert not any(each in text for each in ("@owner", "<img", "](http", "```"))


def test_of_a_section_the_first_are_shown_and_the_others_counted() -> None:
    page = print_plain(render_reports([report(30)], most=20, counts=True))
    assert page.count("Mug ") == 40
    assert page.count("… 10 more (--limit)") == 2


def test_json_has_no_changes_where_nobody_looked_at_notices() -> None:
    told = json.loads(render_reports_json([report(2, differ=0)], date(2026, 11, 22), counts=True))["reports"][
        0
    ]
    assert (told["verdict"], told["changes"], len(told["statements"])) == ("not noticed", [], 2)
    assert told["summary"].startswith(
        "The policy differs, but none of the 40 customers compared gets another next action."
    )
    seen = json.loads(render_reports_json([report(2)], date(2026, 11, 22), counts=True))["reports"][0]
    assert (seen["verdict"], len(seen["changes"]), seen["statements"][0]["line"]) == ("differ", 2, 2)
