"""The same report with other names for its files: CI knows a file by its place in the repository."""

from collections.abc import Callable

from ipp.lint.report import LintReport
from ipp.text.finding import Edit, Finding, Fix, Related
from ipp.text.source import Source, Span


def rename_files(report: LintReport, name_of: Callable[[str], str]) -> LintReport:
    """Return `report` with every file called what `name_of` makes of its name; texts and places stay."""
    files: dict[Source, Source] = {}

    def rename_span(span: Span) -> Span:
        source = span.source
        if source not in files:
            files[source] = Source(name_of(source.name), source.text)
        return span._replace(source=files[source])

    def rename_fix(fix: Fix) -> Fix:
        return fix._replace(edits=tuple(Edit(rename_span(edit.span), edit.text) for edit in fix.edits))

    def rename_finding(finding: Finding) -> Finding:
        return finding._replace(
            span=rename_span(finding.span),
            related=tuple(Related(other.message, rename_span(other.span)) for other in finding.related),
            fix=finding.fix and rename_fix(finding.fix),
        )

    return report._replace(
        findings=tuple(map(rename_finding, report.findings)),
        suppressed=tuple(each._replace(finding=rename_finding(each.finding)) for each in report.suppressed),
    )
