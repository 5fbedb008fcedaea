"""Comparisons as JSON. `changes` is what somebody gets otherwise: empty when nothing changes for anybody who was looked at."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from ipp.diff.report import DiffReport, Looked, Statement
from ipp.render.changes.words import write_verdict
from ipp.text.visible import escape_json

FORMAT_VERSION = "1.0"
_OF_SOMEBODY = ("customers", "answers")


def render_reports_json(reports: Sequence[DiffReport], today: date, *, counts: bool) -> str:
    """Return all reports as one object."""
    whole = {
        "format_version": FORMAT_VERSION,
        "today": today.isoformat(),
        "reports": [_write_report(report, counts) for report in reports],
    }
    return escape_json(json.dumps(whole, ensure_ascii=False, indent=2)) + "\n"


def _write_report(report: DiffReport, counts: bool) -> dict[str, Any]:
    noticed = report.verdict == "differ" and not report.problem
    return {
        "old": report.old,
        "new": report.new,
        "verdict": None if report.problem else report.verdict,
        "summary": write_verdict(report, counts=counts),
        "problem": report.problem,
        "level": report.worst,
        "looked_at": [_write_looked(looked, counts) for looked in report.looked],
        "changes": [
            _write_statement(each, counts)
            for each in report.statements
            if noticed and each.section in _OF_SOMEBODY
        ],
        "statements": [
            _write_statement(each, counts) for each in report.statements if each.section not in _OF_SOMEBODY
        ],
    }


def _write_looked(looked: Looked, counts: bool) -> dict[str, Any]:
    hidden = looked.whom == "customers" and not counts
    numbers = {
        "number": looked.number, "differ": looked.differ, "at_once": looked.at_once, "lost": looked.lost, "left": looked.left,
    }  # fmt: skip
    return {"whom": looked.whom, **(dict.fromkeys(numbers) if hidden else numbers)}


def _write_statement(statement: Statement, counts: bool) -> dict[str, Any]:
    hidden = statement.section == "customers" and not counts
    return {
        "level": statement.level,
        "section": statement.section,
        "message": statement.message,
        "number": None if hidden else statement.number,
        "file": statement.span.source.name,
        "line": statement.span.line,
        "column": statement.span.column,
    }
