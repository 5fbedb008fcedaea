"""Small stores with the places written into them: «here» a finding points, ‹there› it points as well."""

import re
from datetime import date
from pathlib import Path

from ipp.lint.check import check_store, examine_store
from ipp.lint.limits import RuleLimits
from ipp.loading import Store, load_store, make_opener
from ipp.text.finding import Finding
from ipp.text.source import Source, Span

_MARKS = re.compile("[«»‹›]")
_PAIRS = {"«": "»", "‹": "›"}
Stretch = tuple[int, int]


def findings_in(
    text: str, *, mistakes: bool = False, today: date | None = None, customers: int | None = None
) -> tuple[Finding, ...]:
    """Read and check a store; unless `mistakes`, reading it must find nothing."""
    loaded = load_store(Source("store.yaml", text), make_opener(Path()))
    assert isinstance(loaded, Store), loaded.findings
    assert bool(loaded.findings) is mistakes, loaded.findings
    return check_store(loaded, today=today, customers=customers)


def of_rule(
    rule: str, text: str, *, mistakes: bool = False, today: date | None = None, customers: int | None = None
) -> list[Finding]:
    """Return the findings of one rule, by its name."""
    return [
        finding
        for finding in findings_in(text, mistakes=mistakes, today=today, customers=customers)
        if finding.rule.name == rule
    ]


def whole(body: str) -> str:
    """Make a path file of what a test is about: whatever every store needs is added."""
    head = "" if re.search("^ultimate:", body, re.MULTILINE) else "ultimate: Club\n"
    return f"ipp: 1\n{head}{body.strip(chr(10))}\n"


def unmarked(text: str) -> tuple[str, list[Stretch], list[Stretch]]:
    """Return the text without marks, the stretches that were marked «so», and those marked ‹so›."""
    plain, at = "", 0
    opened: list[tuple[str, int]] = []
    found: dict[str, list[Stretch]] = {"«": [], "‹": []}
    for mark in _MARKS.finditer(text):
        plain += text[at : mark.start()]
        at = mark.end()
        if mark[0] in _PAIRS:
            opened.append((mark[0], len(plain)))
        else:
            sign, start = opened.pop()
            assert _PAIRS[sign] == mark[0], "marks that cross"
            found[sign].append((start, len(plain)))
    return plain + text[at:], sorted(found["«"]), sorted(found["‹"])


def count_findings(code: str, body: str, limits: RuleLimits) -> int:
    """Return how many findings of one rule a store has where settings say other limits."""
    loaded = load_store(Source("store.yaml", whole(body)), make_opener(Path()))
    assert isinstance(loaded, Store) and not loaded.findings
    return len(examine_store(loaded, limits=limits, rules=frozenset({code})).findings)


def hold(
    rule: str,
    body: str,
    *messages: str,
    mistakes: bool = False,
    today: date | None = None,
    customers: int | None = None,
) -> list[Finding]:
    """Check that a rule finds just the marked places, with these parts of messages in the order of the places."""
    text, places, related = unmarked(whole(body))
    found = of_rule(rule, text, mistakes=mistakes, today=today, customers=customers)
    assert [_stretch(finding.span) for finding in found] == places, [
        (finding.message, _text(finding.span)) for finding in found
    ]
    also = {_stretch(other.span) for finding in found for other in finding.related}
    assert sorted(also) == related, [_text(other.span) for finding in found for other in finding.related]
    assert len(messages) in (0, len(found)), [finding.message for finding in found]
    for finding, message in zip(found, messages, strict=False):
        assert message in finding.message, finding.message
    return found


def _stretch(span: Span) -> Stretch:
    return span.start, span.end


def _text(span: Span) -> str:
    return span.source.text[span.start : span.end]
