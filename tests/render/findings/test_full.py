"""Findings for people: the spot is under-lined where it stands, whatever stands around it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipp.lint.report import LintReport, Suppressed
from ipp.render.counts import write_footer
from ipp.render.findings import full
from ipp.render.page import count_cells, print_plain
from ipp.text.finding import Edit, Finding, Fix, Related, Rule
from ipp.text.source import Source, Span
from tests.lint.marked import unmarked

RULE = Rule("IPP101", "unknown-name", "error")


def finding(marked: str, *labels: str, help: str | None = None, file: str = "store.yaml") -> Finding:
    """Make a finding of a text with the place marked «so» and related ones ‹so›, the labels in their order."""
    text, [place], related = unmarked(marked)
    source = Source(file, text)
    others = tuple(Related(label, Span(source, *at)) for label, at in zip(labels, related, strict=True))
    return Finding(RULE, "what I see", Span(source, *place), help, others)


def page(*findings: Finding) -> str:
    """Return the page of findings without its footer."""
    shown = print_plain(full.render(LintReport(findings, 1, 1)))
    return shown[: shown.rindex("Found ")]


def test_a_place_on_a_line() -> None:
    assert (
        page(finding("one\n  two: «three»\n", help="what to type"))
        == """\
error[IPP101]: what I see
 --> store.yaml:2:8
  |
1 | one
2 |   two: three
  |        ^^^^^
  |
  = help: what to type
  = rule: ipp rule unknown-name

"""
    )


def test_without_help_there_is_no_help() -> None:
    assert "help" not in page(finding("«a»"))


@pytest.mark.parametrize("severity", ["error", "warning", "info"])
def test_the_severity_is_said(severity: str) -> None:
    rule = Rule("IPP999", "some-rule", severity)  # type: ignore[arg-type]
    assert page(finding("«a»")._replace(rule=rule)).startswith(f"{severity}[IPP999]: ")


def test_a_related_place_on_the_same_line() -> None:
    assert page(finding("‹one› two «three»\n", "this first")).splitlines()[2:7] == [
        "  |",
        "1 | one two three",
        "  |         ^^^^^",
        "  | --- this first",
        "  |",
    ]


def test_the_lines_around_are_shown_where_they_say_something() -> None:
    shown = page(finding("far above\nabove\n«here»\n\nbelow\n")).splitlines()
    assert shown[3:7] == ["2 | above", "3 | here", "  | ^^^^", "  |"]


def test_the_spot_can_have_a_label() -> None:
    shown = page(finding("a: «89»\n")._replace(label="cheaper than its parts")).splitlines()
    assert shown[4] == "  |    ^^ cheaper than its parts"


@pytest.mark.parametrize(("safe", "word"), [(True, "safe"), (False, "unsafe")])
def test_a_fix_is_told_with_whether_it_is_safe(safe: bool, word: str) -> None:
    found = finding("a: «b»\n")
    found = found._replace(fix=Fix("write `c`", safe, (Edit(found.span, "c"),)))
    assert f"  = fix: write `c` ({word})\n" in page(found)


def test_the_footer_counts_what_was_found_accepted_and_can_be_mended() -> None:
    found = finding("a: «b»\n")
    fixes = [Fix("x", safe, (Edit(found.span, "c"),)) for safe in (True, False, False)]
    warning = found._replace(rule=Rule("IPP208", "no-rest", "warning"))
    report = LintReport(
        (found, *(warning._replace(fix=fix) for fix in fixes)), 2, 1, (Suppressed(found, "why", "comment"),)
    )
    assert print_plain(write_footer(report)).splitlines() == [
        "Found 1 error, 3 warnings (2 files, 1 product).",
        "1 finding suppressed.",
        "Fixable: 1 with --fix, 2 with --fix --unsafe-fixes.",
    ]


def test_neighbouring_and_distant_lines() -> None:
    text = "‹a›\n‹b›\n\n«c»\n" + "\n" * 6 + "‹d›\n"
    assert page(finding(text, "A", "B", "D")).splitlines()[1:13] == [
        "  --> store.yaml:4:1",
        "   |",
        " 1 | a",
        "   | - A",
        " 2 | b",
        "   | - B",
        "...",
        " 4 | c",
        "   | ^",
        "...",
        "11 | d",
        "   | - D",
    ]


def test_a_related_place_in_another_file() -> None:
    other = Source("shelf/more.yaml", "x\n" * 99 + "Club: {}\n")
    first = finding("club: «1»\n‹Nail›\n", "here")
    found = first._replace(related=(*first.related, Related("first here", Span(other, 198, 202))))
    assert page(found).splitlines()[1:14] == [
        "   --> store.yaml:1:7",
        "    |",
        "  1 | club: 1",
        "    |       ^",
        "  2 | Nail",
        "    | ---- here",
        "    |",
        "   --> shelf/more.yaml:100:1",
        "    |",
        "100 | Club: {}",
        "    | ---- first here",
        "    |",
        "    = rule: ipp rule unknown-name",
    ]


@pytest.mark.parametrize("text", ["", "abc", "abc\n"])
def test_the_end_of_the_file_is_a_place(text: str) -> None:
    end = Span(Source("store.yaml", text), len(text), len(text))
    pointers = [row for row in page(Finding(RULE, "it ends", end)).splitlines() if row.endswith("^")]
    assert [row.count("^") for row in pointers] == [1]


def test_of_a_place_on_many_lines_the_first_is_shown() -> None:
    shown = page(finding("a: «- one\n- two\n- three»\n")).splitlines()
    assert shown[3:7] == ["1 | a: - one", "  |    ^^^^^", "2 | - two", "  |"]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_kind(line_end: str) -> None:
    shown = page(finding(f"one{line_end}two «three»{line_end}four{line_end}")).splitlines()
    assert shown[3:7] == ["1 | one", "2 | two three", "  |     ^^^^^", "3 | four"]


def test_findings_are_set_apart_by_an_empty_line() -> None:
    assert page(finding("«a»"), finding("«b»")).count("\n\n") == 2


def test_a_place_beside_the_shown_part_of_a_long_line_has_a_row_of_its_own() -> None:
    shown = page(finding("‹first› " + "x" * 300 + " «second» " + "y" * 300, "here")).splitlines()
    assert [row[:4] for row in shown[3:7]] == ["1 | ", "  | ", "1 | ", "  | "]
    assert under(shown[3], shown[4], "^") == "second"
    assert under(shown[5], shown[6], "-") == "first"
    assert shown[6].endswith("----- here")
    assert shown[3][4:7] == shown[3][-3:] == shown[5][-3:] == "..."


def under(row: str, pointer: str, sign: str) -> str:
    """Return what a row shows above the signs of the pointer below it, measured in cells."""
    start = count_cells(pointer[: pointer.index(sign)])
    end = start + pointer.count(sign)
    places = [index for index in range(len(row) + 1) if start <= count_cells(row[:index]) <= end]
    first = max(
        index for index in places if count_cells(row[:index]) == start
    )  # after what combines with the one before
    return row[first : min(index for index in places if count_cells(row[:index]) == end)]


AROUND = st.text(st.sampled_from("a\t 足e\u0301\u0e33\u0e49🦶\x1b\x7f\u202e\xa0é、ｗ"), max_size=90)


@given(AROUND, AROUND, st.integers(0, 3))
def test_the_spot_is_found_under_any_line(before: str, after: str, times: int) -> None:
    """Wide, narrow, combining and hidden characters, tabs, and lines longer than the page."""
    shown = page(finding(before * times + "«Spot»" + after * times)).splitlines()
    row, pointer = shown[3], shown[4]
    assert under(row, pointer, "^") == "Spot"
    assert count_cells(row) <= 110 + len("1 | ")
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202e]", row)


@given(AROUND, st.integers(1, 40))
def test_a_long_spot_is_marked_as_far_as_it_is_shown(before: str, length: int) -> None:
    shown = page(finding(before + "«" + "Spot" * length + "»")).splitlines()
    marked = under(shown[3], shown[4], "^")
    assert ("Spot" * length).startswith(marked)
    assert len(marked) >= min(4 * length, 20)


def test_a_line_of_a_million_characters_costs_no_more_than_a_page() -> None:
    found = finding("a, " * 300_000 + "«Spot», " + "足, " * 300_000)
    assert len(page(found)) < 1000
