"""Random stores with things wrong in them, written by hand, and what fixing and accepting makes of them."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from hypothesis import settings
from hypothesis import strategies as st

from ipp.lint.accept.ignores import is_ignore
from ipp.lint.check import EVERY_RULE, READING
from ipp.lint.fix import FixResult, fix_store
from ipp.lint.run import LintTerms, lint_stores
from ipp.loading import Store, Texts, UnreadFile, load_store, make_opener
from ipp.text.finding import Finding
from ipp.text.source import Source, Span
from ipp.text.yaml.comments import list_comments

from ..amounts import amount
from ..oracle.choice import Choice
from ..oracle.damage import damaged
from ..oracle.handwriting import by_hand
from ..oracle.maker import Maker

NAME = "store.yaml"
FEW = settings(max_examples=max(amount(250), 5))
SEEDS = st.integers(
    0, 2**32 - 1
)  # quicker than to draw each choice, and nothing shrinks to less than it says
SELECTIONS = [EVERY_RULE, READING, frozenset({"IPP101", "IPP003", "IPP901"}), frozenset({"IPP302", "IPP211"})]


class Fixes(NamedTuple):
    """Which fixes are wanted."""

    rules: frozenset[str] = EVERY_RULE
    unsafe: bool = True


def broken_store(choice: Choice) -> str:
    """Return the text of a store with up to four things wrong, and now and then a line twice."""
    text = by_hand(damaged(Maker(choice).make(), choice), choice)
    if choice.chance(10):
        lines = text.splitlines(True)
        at = choice.integer(0, len(lines) - 1)
        text = "".join([*lines[:at], lines[at], *lines[at:]])
    return text


def some_fixes(choice: Choice) -> Fixes:
    """Return a selection of fixes."""
    return Fixes(choice.one(SELECTIONS), choice.chance(70))


def read(text: str, name: str = NAME) -> Store | UnreadFile:
    """Read a store that includes nothing."""
    return load_store(Source(name, text), make_opener(Path()))


def findings_of(text: str, rules: frozenset[str] = EVERY_RULE) -> tuple[Finding, ...]:
    """Return what `validate` would tell."""
    return lint_stores([read(text)], LintTerms(rules)).findings


def mended(text: str, fixes: Fixes, order: Callable[[list[Finding]], object] = lambda _: None) -> FixResult:
    """Make the wanted fixes of a store; `order` may shuffle what is found, on every look."""

    def loaded(texts: Texts) -> Store | UnreadFile:
        return read(texts.get(NAME, text))

    def found(store: Store | UnreadFile) -> tuple[Finding, ...]:
        findings = list(lint_stores([store], LintTerms(fixes.rules | READING)).findings)
        order(findings)
        return tuple(findings)

    return fix_store(loaded, found, lambda finding: is_wanted(finding, fixes))


def is_wanted(finding: Finding, fixes: Fixes) -> bool:
    """Whether the fix of a finding is one of those that are wanted."""
    fix = finding.fix
    return fix is not None and finding.rule.code in fixes.rules and (fix.safe or fixes.unsafe)


def said(finding: Finding) -> tuple[str, str, str]:
    """Return what makes two findings the same."""
    return finding.rule.code, finding.span.source.name, finding.message


def comments_in(text: str) -> Counter[str]:
    """Return the comments of a text that are no ignores."""
    store = read(text)
    assert isinstance(store, Store)
    found = [each for source, tree in store.path.files for each in list_comments(source, tree)]
    return Counter(each.text for each in found if not is_ignore(each.text))


def spans_of(finding: Finding) -> list[Span]:
    """Return every place that a finding has: its own, those beside it, those of its edits."""
    edits = finding.fix.edits if finding.fix else ()
    return [
        finding.span,
        *(other.span for other in finding.related),
        *(edit.span for edit in edits),
    ]
