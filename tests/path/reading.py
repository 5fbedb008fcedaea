"""Texts read as path files, and what was read and found in a form for literals."""

from datetime import date
from decimal import Decimal
from typing import Any

from ipp.loading import Store, UnreadFile, load_store
from ipp.path.keys import Name, Quantity
from ipp.path.model import (
    Bundle,
    Category,
    Path,
    Product,
    Series,
    Step,
    Touch,
)
from ipp.path.readers.path_file import read_path
from ipp.path.segments import Attribute, Segment
from ipp.path.terms import Channel, Defaults, Holdout, Ignore, Rest, Ultimate
from ipp.path.values import Discount, Duration, ShareRange, Yearday
from ipp.text.finding import Finding
from ipp.text.source import Source, Span
from ipp.text.suggest import Suggester

Said = tuple[str, str]
"""The code of a finding, and the characters that it points at."""


def parsed(text: str, *, part: bool = False) -> tuple[Path | None, list[Finding]]:
    """Read one file, its names unfollowed."""
    findings: list[Finding] = []
    path = read_path(Source("path.yaml", text), findings.append, Suggester(), part=part)
    check_places(findings)
    return path, findings


def loaded(text: str, files: dict[str, str] | None = None, *, pure: bool = False) -> Store | UnreadFile:
    """Read a store; `files` are those that it may include."""

    def opener(_: Source, name: str) -> Source:
        if files is None or name not in files:
            raise FileNotFoundError(2, "No such file")
        return Source(name, files[name])

    store = load_store(Source("path.yaml", text), opener, pure=pure)
    check_places(store.findings)
    return store


def check_places(findings: list[Finding] | tuple[Finding, ...]) -> None:
    """Check that every place in every finding lies inside its source."""
    for finding in findings:
        spans = [finding.span, *(related.span for related in finding.related)]
        spans += [edit.span for edit in finding.fix.edits] if finding.fix else []
        for span in spans:
            assert 0 <= span.start <= span.end <= len(span.source.text), finding


def pointed_at(span: Span) -> str:
    return span.source.text[span.start : span.end]


def said(findings: list[Finding] | tuple[Finding, ...]) -> list[Said]:
    """What is found, in the order of the text."""
    ordered = sorted(
        findings, key=lambda finding: (finding.span.source.name, finding.span.start, finding.rule.code)
    )
    return [(finding.rule.code, pointed_at(finding.span)) for finding in ordered]


def found_in(text: str, files: dict[str, str] | None = None) -> list[Said]:
    return said(loaded(text, files).findings)


def marked(text: str) -> tuple[str, int]:
    """Take the caret out of a text; return where it stood."""
    assert text.count("^") == 1
    return text.replace("^", ""), text.index("^")


def meaning(value: Any) -> Any:
    """A value of the model without its places."""
    match value:
        case Name(text=text):
            return text
        case Duration(minutes=minutes):
            return f"{minutes}min"
        case Decimal() | date() | Yearday():
            return str(value)
        case Quantity(name=name, number=number):
            return {name.text: number}
        case Attribute(name=name, values=values):
            return {name.text: meaning(values)}
        case Step() | Rest() | Ultimate() | Ignore() | Defaults() | Holdout():
            return {
                field: meaning(content)
                for field, content in value._asdict().items()
                if field != "span" and content != type(value)._field_defaults.get(field)
            }
        case Series(name=name, products=products):
            return {name.text: meaning(products)}
        case ShareRange() | Discount():
            return [None if each is None else str(each) for each in value]
        case Product() | Bundle() | Touch() | Category() | Segment() | Channel():
            return value.name.text
        case dict():
            return {key: meaning(content) for key, content in value.items()}
        case tuple() | list():
            return [meaning(part) for part in value]
    return value
