"""Findings for people, by file."""

import pytest
from hypothesis import given

from ipp.lint.report import LintReport, Suppressed
from ipp.render.findings import grouped
from ipp.render.page import print_plain
from ipp.text.finding import Edit, Finding, Fix, Rule
from ipp.text.source import Source, Span
from ipp.text.visible import make_visible

from ..reports import reports

ERROR, INFO = Rule("IPP302", "downsell-not-smaller", "error"), Rule("IPP307", "single-before-bundle", "info")
SHELF, STORE = Source("shelf/part.yaml", "x" * 20), Source("store.yaml", "\n" * 11 + "足足x")


def page(report: LintReport) -> str:
    return print_plain(grouped.render(report))


def test_a_heading_for_each_file_and_a_line_for_each_finding() -> None:
    found = (
        Finding(ERROR, "too dear", Span(STORE, 13, 14)),
        Finding(ERROR, "too cheap", Span(SHELF, 3, 4)),
        Finding(INFO, "start with the bigger", Span(STORE, 0, 1)),
    )
    assert page(LintReport(found, 2, 12)) == (
        "store.yaml\n"
        "  12:3  error    IPP302  too dear\n"
        "  1:1   info     IPP307  start with the bigger\n"
        "\n"
        "shelf/part.yaml\n"
        "  1:4  error    IPP302  too cheap\n"
        "\n"
        "Found 2 errors, 1 info (2 files, 12 products).\n"
    )


def test_nothing_found() -> None:
    assert page(LintReport((), 1, 117)) == "All checks passed (1 file, 117 products).\n"


@pytest.mark.parametrize(
    "counted, said",
    [
        ((21, 22), ["21 of 22 products have a next of their own."]),
        ((0, 1), ["0 of 1 product has a next of its own."]),
        ((22, 22), []),
    ],
)
def test_products_without_a_next_of_their_own_are_counted(counted: tuple[int, int], said: list[str]) -> None:
    assert page(LintReport((), 1, 117, own_next=counted)).splitlines()[1:] == said


def test_what_was_accepted_and_what_can_be_mended_is_counted() -> None:
    span = Span(STORE, 13, 14)
    one = Finding(ERROR, "too dear", span)
    safe, unsafe = (one._replace(fix=Fix("write it", safe, (Edit(span, "x"),))) for safe in (True, False))
    accepted = (Suppressed(one, "we know", "comment"),)
    assert page(LintReport((safe, unsafe), 1, 2, accepted)).splitlines()[-3:] == [
        "Found 2 errors (1 file, 2 products).",
        "1 finding suppressed.",
        "Fixable: 1 with --fix, 1 with --fix --unsafe-fixes.",
    ]
    assert (
        page(LintReport((), 1, 2, accepted))
        == "All checks passed (1 file, 2 products).\n1 finding suppressed.\n"
    )


@given(reports())
def test_any_report_is_a_line_a_finding(report: LintReport) -> None:
    lines = page(report).split("\n")
    files = {each.span.source.name for each in report.findings}
    footer = 2 + bool(report.suppressed) + any(report.fixable)
    assert len(lines) == len(report.findings) + 2 * len(files) + footer
    for each in report.findings:
        assert any(
            line.rstrip().endswith(f"{each.rule.code}  {make_visible(each.message)}".rstrip())
            for line in lines
        )
