"""Workflow commands: read back as the runner of GitHub Actions reads them."""

import pytest
from hypothesis import given

from ipp.lint.report import LintReport
from ipp.render.findings import github
from ipp.text.finding import Finding, Related, Rule
from ipp.text.source import Source, Span
from ipp.text.visible import make_visible

from ..reports import cases, reports

_DATA = (("%0D", "\r"), ("%0A", "\n"), ("%25", "%"))
_PROPERTY = (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%"))
Command = tuple[str, dict[str, str], str]


def unescaped(text: str, pairs: tuple[tuple[str, str], ...]) -> str:
    for written, meant in pairs:
        text = text.replace(written, meant)
    return text


def read(line: str) -> Command:
    """Read a command in the runner's way: up to the second `::`, then at the first space, at commas, at `=`."""
    assert line.startswith("::"), line
    head, found, data = line[2:].partition("::")
    assert found, line
    name, _, written = head.partition(" ")
    pairs = [part.split("=", 1) for part in written.split(",") if part]
    properties = {key: unescaped(value, _PROPERTY) for key, value in pairs}
    return name, properties, unescaped(data, _DATA)


def commands(*findings: Finding) -> list[Command]:
    text = github.render(LintReport(findings, 1, 1))
    assert not text or text.endswith("\n")
    return [read(line) for line in text.split("\n")[:-1]]


def finding(
    text: str = "a: «b»", severity: str = "error", file: str = "paths/store.yaml", message: str = "what I see"
) -> Finding:
    rule = Rule("IPP302", "downsell-not-smaller", severity)  # type: ignore[arg-type]
    start, end = text.index("«"), text.index("»") - 1
    source = Source(file, text.replace("«", "").replace("»", ""))
    return Finding(rule, message, Span(source, start, end))


@pytest.mark.parametrize(
    ("severity", "command"), [("error", "error"), ("warning", "warning"), ("info", "notice")]
)
def test_the_severity_is_the_command(severity: str, command: str) -> None:
    assert commands(finding(severity=severity))[0][0] == command


def test_a_command_as_it_is_written() -> None:
    assert github.render(LintReport((finding(),), 1, 1)) == (
        "::error file=paths/store.yaml,line=1,endLine=1,col=4,endColumn=4,title=IPP302 downsell-not-smaller::what I see\n"
    )


def test_columns_are_told_within_one_line_only() -> None:
    [(_, properties, _)] = commands(finding("x\n«a: b\nc»: d\n"))
    assert properties == {
        "file": "paths/store.yaml",
        "line": "2",
        "endLine": "3",
        "title": "IPP302 downsell-not-smaller",
    }


def test_a_place_between_two_characters_is_one_column() -> None:
    [(_, properties, _)] = commands(finding("a: «»"))
    assert (properties["col"], properties["endColumn"]) == ("4", "4")


def test_related_places_and_help_are_further_lines() -> None:
    one = finding()
    one = one._replace(help="what to type", related=(Related("the rung above", one.span),))
    assert commands(one)[0][2].split("\n") == [
        "what I see",
        "paths/store.yaml:1:4: the rung above",
        "help: what to type",
    ]


def test_everything_is_escaped() -> None:
    hostile = "100%\r\n::error file=x,line=1::%0A%25"
    [(name, properties, data)] = commands(finding(file="a::b%,c:%3A.yaml", message=hostile))
    assert name == "error"
    assert properties["file"] == "a::b%,c:%3A.yaml"
    assert data == make_visible(hostile) == "100%\\r\\n::error file=x,line=1::%0A%25"


def test_stdin_is_no_file_of_the_repository() -> None:
    assert set(commands(finding(file="<stdin>"))[0][1]) == {"title"}


def test_nothing_found_says_nothing() -> None:
    assert github.render(LintReport((), 1, 1)) == ""


@pytest.mark.parametrize(("name", "report"), cases(), ids=[name for name, _ in cases()])
def test_every_case_comes_back(name: str, report: LintReport) -> None:
    comes_back(report)


@given(reports())
def test_any_report_comes_back(report: LintReport) -> None:
    comes_back(report)


def comes_back(report: LintReport) -> None:
    told = commands(*report.findings)
    assert len(told) == len(report.findings)
    for (_, properties, data), each in zip(told, report.findings, strict=True):
        assert properties["title"] == f"{each.rule.code} {each.rule.name}"
        assert properties.get("file", "<stdin>") == make_visible(each.span.source.name)
        assert data.split("\n")[0] == make_visible(each.message)
        assert len(data.split("\n")) == 1 + len(each.related) + bool(each.help)
