"""What `validate` reports: rules, and findings of them."""

from collections.abc import Iterable
from typing import Literal, NamedTuple, Protocol

from ipp.text.source import Span

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


class Rule(NamedTuple):
    """What a finding is an instance of; a code is never used again for something else."""

    code: str
    name: str
    severity: Severity


class Related(NamedTuple):
    """Another place that explains a finding."""

    message: str
    span: Span


class Edit(NamedTuple):
    """Put `text` in the place of `span`."""

    span: Span
    text: str


class Fix(NamedTuple):
    """A way to mend a finding; `safe` when it cannot change what the shop meant."""

    title: str
    safe: bool
    edits: tuple[Edit, ...]


class Finding(NamedTuple):
    """One thing that is wrong or doubtful, with its place. Names in `message` are raw: renderers make them harmless."""

    rule: Rule
    message: str
    span: Span
    help: str | None = None
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    keys: tuple[str, ...] = ()  # the path of names to the place: a fingerprint that survives moved lines
    label: str | None = None  # what stands at the place, in a few words: shown under it


class FindingSink(Protocol):
    """Whoever collects findings while a file is read."""

    def __call__(self, finding: Finding, /) -> object: ...


def sort_findings(findings: list[Finding]) -> list[Finding]:
    """Sort by file, then place, then rule; equal findings once."""
    return sorted(
        dict.fromkeys(findings), key=lambda f: (f.span.source.name, f.span.start, f.rule.code, f.message)
    )


def sort_worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """Sort by severity, then as `sort_findings`."""
    return sorted(sort_findings(list(findings)), key=lambda finding: SEVERITIES.index(finding.rule.severity))
