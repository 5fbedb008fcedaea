"""The same report with other names for its files."""

from hypothesis import given

from ipp.lint.report import LintReport
from ipp.lint.repository_paths import rename_files
from ipp.text.finding import Finding
from tests.amounts import long
from tests.render.reports import reports


def files(finding: Finding) -> list[str]:
    edits = finding.fix.edits if finding.fix else ()
    spans = [finding.span, *(other.span for other in finding.related), *(edit.span for edit in edits)]
    return [span.source.name for span in spans]


@given(reports())
def test_every_place_is_renamed_and_nothing_else(report: LintReport) -> None:
    other = rename_files(report, lambda name: f"shop/{name}")
    found = [*report.findings, *(each.finding for each in report.suppressed)]
    again = [*other.findings, *(each.finding for each in other.suppressed)]
    assert [files(each) for each in again] == [[f"shop/{name}" for name in files(each)] for each in found]
    back = rename_files(other, lambda name: name.removeprefix("shop/"))
    assert repr(back) == repr(report)


@long
@given(reports())
def test_one_file_stays_one_file(report: LintReport) -> None:
    other = rename_files(report, str.upper)
    assert len({id(each.span.source) for each in other.findings}) == len(
        {id(each.span.source) for each in report.findings}
    )
