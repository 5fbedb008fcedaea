"""Accepting findings by comments: each stands where it is read, and changes nothing else."""

from pathlib import Path

import pytest
from hypothesis import assume, given

from ipp.lint.accept.ignores import NEVER
from ipp.lint.accept.write_ignores import write_ignores
from ipp.lint.fix import list_new_findings
from ipp.lint.page import RulePage
from ipp.lint.rules import ALL
from ipp.lint.run import LintTerms, lint_stores
from ipp.loading import Store, load_store, make_opener
from ipp.text.finding import Finding
from ipp.text.source import Source

from ...oracle.choice import seeded
from ..broken import FEW, NAME, SEEDS, Fixes, broken_store, comments_in, findings_of, mended, read

pytestmark = pytest.mark.usefixtures("short_walks")

HEAD = (
    "ipp: 1\nultimate: Club\ntouches: {Letter: {kind: content}}\nrest: {do: Letter, every: 30d}\nproducts:\n"
)
TAIL = "  Insoles: {price: 39, next: Club}\n  Club: {price: 29}\n"


def accepted(text: str, reason: str = "because") -> str:
    store = read(text)
    assert isinstance(store, Store)
    return write_ignores(store, lint_stores([store], LintTerms()).findings, reason).get(NAME, text)


WRITTEN = {
    "at the end of the line": ("  A: {price: 24}\n", "  A: {price: 24}  # ipp: ignore[IPP201] because\n"),
    "blanks at the end": ("  A: {price: 24}   \n", "  A: {price: 24}  # ipp: ignore[IPP201] because\n"),
    "several on one line": (
        "  A: {cost: 30, price: 24}\n",
        "  A: {cost: 30, price: 24}  # ipp: ignore[IPP201, IPP304] because\n",
    ),
    "above another comment's line": (
        "  A: {price: 24}  # dear\n",
        "  # ipp: ignore[IPP201] because\n  A: {price: 24}  # dear\n",
    ),
    "into an ignore": (
        "  A: {cost: 30, price: 24}  # ipp: ignore[IPP304] gift\n",
        "  A: {cost: 30, price: 24}  # ipp: ignore[IPP201, IPP304] gift\n",
    ),
    "above an ignore without a reason": (
        "  A: {price: 24}  # ipp: ignore[IPP201]\n",
        "  # ipp: ignore[IPP201] because\n  A: {price: 24}  # ipp: ignore[IPP201]\n",
    ),
    "above an ignore without a rule": (
        "  A: {price: 24}  # ipp: ignore see [list]\n",
        "  # ipp: ignore[IPP201] because\n  A: {price: 24}  # ipp: ignore see [list]\n",
    ),
    "braces over lines": (
        "  A: {\n    price: 24 }\n",
        "  A: {  # ipp: ignore[IPP201] because\n    price: 24 }\n",
    ),
    "a text over lines": (
        "  A: {price: 24, note: 'x\n    y'}\n",
        "  # ipp: ignore[IPP201] because\n  A: {price: 24, note: 'x\n    y'}\n",
    ),
    "a block of text": (
        "  A:\n    price: 24\n    note: |\n      x\n",
        "  A:  # ipp: ignore[IPP201] because\n    price: 24\n    note: |\n      x\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), WRITTEN.values(), ids=WRITTEN.keys())
@pytest.mark.parametrize("mark", ["\n", "\r\n"])
def test_where_a_comment_is_written(before: str, after: str, mark: str) -> None:
    old, new = ((HEAD + each + TAIL).replace("\n", mark) for each in (before, after))
    assert accepted(old) == new
    assert {finding.rule.code for finding in findings_of(new)} <= {"IPP901", "IPP902"}


def test_a_key_whose_value_stands_below() -> None:
    text = HEAD + "  A:\n    price: 24\n    next:\n      - offer: Nobody\n" + TAIL
    assert "      - offer: Nobody  # ipp: ignore[IPP101] because\n" in accepted(text)


def test_the_second_value_of_a_key_is_left_alone() -> None:
    text = HEAD + "  A:\n    price: 24\n    next: Club\n    note: x\n    note: 'y\n      # z'\n" + TAIL
    assert [finding.rule.code for finding in findings_of(text)] == ["IPP002"]
    new = accepted(text)
    assert "    # ipp: ignore[IPP002] because\n    note: 'y\n      # z'\n" in new
    assert findings_of(new) == ()


def test_what_no_comment_can_accept_is_left() -> None:
    text = HEAD + "  A: {price: 24, next: Club}  # ipp: ignore[IPP205] gift\n" + TAIL
    assert accepted(text) == text


def test_every_file_of_a_store_gets_its_comments(tmp_path: Path) -> None:
    (tmp_path / "part.yaml").write_text("products:\n  Extra: {price: 3}\n", encoding="utf-8")
    main = f"include: {tmp_path.name}/part.yaml\n" + HEAD + "  A: {price: 2}\n" + TAIL
    store = load_store(Source(str(tmp_path.parent / "s.yaml"), main), make_opener(tmp_path.parent))
    assert isinstance(store, Store)
    texts = write_ignores(store, lint_stores([store], LintTerms()).findings, "x")
    assert {Path(name).name for name in texts} == {"s.yaml", "part.yaml"}
    assert "  Extra: {price: 3}  # ipp: ignore[IPP201] x\n" in texts[str(tmp_path / "part.yaml")]


@given(SEEDS)
@FEW
def test_accepting_everything_leaves_nothing_and_reads_the_same(seed: int) -> None:
    text = broken_store(seeded(seed))
    store = read(text)
    assume(isinstance(store, Store))
    new = accepted(text)
    after = read(new)
    assert isinstance(after, Store)
    assert said_by(after) == said_by(store)
    assert not comments_in(text) - comments_in(new)
    assert ("\r" in new) is ("\r" in text)
    before = findings_of(text)
    left = lint_stores([after], LintTerms()).findings
    assert {finding.rule.code for finding in left} <= NEVER, left
    assert list_new_findings(before, left) == []
    assert accepted(new) == new


def said_by(store: object) -> list[str]:
    """Return what a store says: its findings and its path, without places."""
    assert isinstance(store, Store)
    return [repr(without_places(store.path._replace(files=()))), *sorted(f.message for f in store.findings)]


def without_places(thing: object) -> object:
    if isinstance(thing, Finding) or not isinstance(thing, tuple):
        return thing if isinstance(thing, (str, int, bool, type(None))) else str(thing)
    if hasattr(thing, "_fields"):
        skipped = ("span", "body", "start", "end", "source")
        return [without_places(getattr(thing, name)) for name in thing._fields if name not in skipped]
    return [without_places(each) for each in thing]


@pytest.mark.parametrize("page", ALL, ids=lambda page: page.rule.code)
def test_what_is_mended_makes_its_ignore_unused(page: RulePage) -> None:
    """Each rule's page: an entry accepts what is wrong, and is told and taken away beside what is right."""
    entry = f"ignore:\n  - {{rule: {page.rule.name}, reason: for now}}\n"
    for wrong, right in zip(page.list_examples("Wrong"), page.list_examples("Right"), strict=False):
        if page.rule.code not in NEVER and isinstance(read(wrong), Store):
            assert page.rule.code not in [finding.rule.code for finding in findings_of(wrong + entry)]
            text = right + entry
            [told] = [finding for finding in findings_of(text) if finding.rule.code == "IPP901"]
            assert told.fix
            assert told.fix.safe
            assert mended(text, Fixes(unsafe=False)).texts[NAME] == right
