"""The same report with other names for its files: CI knows a file by its place in the repository."""

from collections.abc import Callable

from ipp.lint.report import Report
from ipp.text.finding import Edit, Finding, Fix, Related
from ipp.text.source import Source, Span


def renamed(report: Report, name_of: Callable[[str], str]) -> Report:
    """Return `report` with every file called what `name_of` makes of its name; texts and places stay."""
    files: dict[Source, Source] = {}

    def told(span: Span) -> Span:
        source = span.source
        if source not in files:
            files[source] = Source(name_of(source.name), source.text)
        return span._replace(source=files[source])

    def fixed(fix: Fix) -> Fix:
        return fix._replace(edits=tuple(Edit(told(edit.span), edit.text) for edit in fix.edits))

    def again(finding: Finding) -> Finding:
        return finding._replace(
            span=told(finding.span),
            related=tuple(Related(other.message, told(other.span)) for other in finding.related),
            fix=finding.fix and fixed(finding.fix),
        )

    return report._replace(
        findings=tuple(map(again, report.findings)),
        suppressed=tuple(each._replace(finding=again(each.finding)) for each in report.suppressed),
    )
