"""One line a finding, for editors and grep."""

from ipp.lint.report import LintReport
from ipp.render.findings import concise
from ipp.text.finding import Finding, Rule
from ipp.text.source import Source, Span

RULE = Rule("IPP101", "unknown-name", "error")


def finding(text: str, start: int, message: str, file: str = "store.yaml") -> Finding:
    return Finding(RULE, message, Span(Source(file, text), start, start + 1))


def test_place_severity_code_and_message() -> None:
    found = [finding("a\r\nbcd\r\n", 5, "no product is called `Nail`"), finding("足X", 1, "second")]
    assert concise.render(LintReport(tuple(found), 1, 1)) == (
        "store.yaml:2:3: error[IPP101] no product is called `Nail`\nstore.yaml:1:2: error[IPP101] second\n"
    )


def test_nothing_found_says_nothing() -> None:
    assert concise.render(LintReport((), 1, 1)) == ""


def test_whatever_a_name_holds_it_stays_one_line() -> None:
    found = [finding("a", 0, "`\x1b[2J\n::error::\u202e`", "odd\nname.yaml")]
    assert concise.render(LintReport(tuple(found), 1, 1)) == (
        "odd\\nname.yaml:1:1: error[IPP101] `\\x1b[2J\\n::error::\\u202e`\n"
    )
