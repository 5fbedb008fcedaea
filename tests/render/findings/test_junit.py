"""JUnit XML: held against the schema of Jenkins' xUnit plugin, and read back by Python's own parser."""

from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest
import xmlschema
from hypothesis import given

from ipp.lint.report import LintReport, Suppressed
from ipp.render.findings import junit
from ipp.text.finding import Finding, Related, Rule
from ipp.text.source import Source, Span
from ipp.text.visible import make_visible

from ..reports import cases, reports

SCHEMA = Path(__file__).parent / "schemas" / "junit-10.xsd"
NO_XML = dict.fromkeys((0xFFFE, 0xFFFF), "\ufffd")


@cache
def schema() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(SCHEMA)


def read(report: LintReport) -> ElementTree.Element:
    return ElementTree.fromstring(junit.render(report).encode())


def finding(severity: str = "error", file: str = "store.yaml", message: str = "what I see") -> Finding:
    rule = Rule("IPP302", "downsell-not-smaller", severity)  # type: ignore[arg-type]
    source = Source(file, "one\ntwo three\n")
    return Finding(
        rule, message, Span(source, 8, 13), "what to type", (Related("there", Span(source, 0, 3)),)
    )


@pytest.mark.parametrize(("name", "report"), cases(), ids=[name for name, _ in cases()])
def test_every_case_passes_the_schema(name: str, report: LintReport) -> None:
    schema().validate(junit.render(report))


@given(reports())
def test_any_report_passes_the_schema_and_comes_back(report: LintReport) -> None:
    schema().validate(junit.render(report))
    told = [case.get("name") for case in read(report).iter("testcase")]
    found = [*report.findings, *(each.finding for each in report.suppressed)]
    wanted = [
        f"{each.rule.code} {each.rule.name}: {make_visible(each.message)}".translate(NO_XML) for each in found
    ]
    assert sorted(filter(None, told)) == sorted(wanted) if found else len(told) == 1


@given(reports())
def test_the_counts_add_up(report: LintReport) -> None:
    root = read(report)
    for suite in (root, *root.iter("testsuite")):
        assert int(suite.get("tests", "")) == len(list(suite.iter("testcase")))
        assert int(suite.get("failures", "")) == len(list(suite.iter("failure")))
        assert int(suite.get("skipped", len(list(suite.iter("skipped"))))) == len(list(suite.iter("skipped")))


def test_the_schema_can_fail() -> None:
    with pytest.raises(xmlschema.XMLSchemaValidationError):
        schema().validate(junit.render(LintReport((), 1, 1)).replace("<testcase ", "<testkase "))


def test_a_suite_is_a_file_and_a_failure_says_all() -> None:
    root = read(LintReport((finding(), finding("warning", "b.yaml")), 2, 1))
    assert [suite.get("name") for suite in root] == ["store.yaml", "b.yaml"]
    case = root[0][0]
    assert (case.get("name"), case.get("classname")) == (
        "IPP302 downsell-not-smaller: what I see",
        "store.yaml",
    )
    failure = case[0]
    assert (failure.tag, failure.get("type"), failure.get("message")) == (
        "failure",
        "error IPP302",
        "what I see",
    )
    assert failure.text == "store.yaml:2:5: what I see\nstore.yaml:1:1: there\nhelp: what to type"


def test_an_info_passes_and_says_what_it_found() -> None:
    [case] = read(LintReport((finding("info"),), 1, 1)).iter("testcase")
    assert [part.tag for part in case] == ["system-out"]
    assert "store.yaml:2:5: what I see" in (case[0].text or "")


def test_what_was_accepted_is_skipped_with_its_reason() -> None:
    [case] = read(LintReport((), 1, 1, (Suppressed(finding(), "a <b> & c", "entry"),))).iter("testcase")
    assert [part.tag for part in case] == ["skipped"]
    assert case[0].get("message") == "a <b> & c"


def test_nothing_found_is_one_test_that_passed() -> None:
    root = read(LintReport((), 2, 12))
    assert (root.get("tests"), root.get("failures")) == ("1", "0")
    [case] = root.iter("testcase")
    assert case.get("name") == "all checks passed (2 files, 12 products)"
    assert not list(case)
