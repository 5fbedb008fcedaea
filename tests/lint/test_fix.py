"""Fixing: what is mended stays mended, does no harm, and is the same in whatever order."""

import random
import re
from collections import Counter
from collections.abc import Iterable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ipp.lint.check import EVERY_RULE, READING
from ipp.lint.fix import list_new_findings, select_compatible
from ipp.lint.run import LintTerms, lint_stores
from ipp.loading import Store
from ipp.text.edits import splice_edits
from ipp.text.finding import Edit, Finding, Fix, Rule
from ipp.text.source import Source, Span
from tests.amounts import long

from ..oracle.choice import seeded
from .broken import (
    FEW,
    NAME,
    SEEDS,
    Fixes,
    broken_store,
    comments_in,
    findings_of,
    is_wanted,
    mended,
    read,
    said,
    some_fixes,
    spans_of,
)  # fmt: skip

pytestmark = pytest.mark.usefixtures("short_walks")

SHOP = """ipp: 1
ultimate: Club   # the club
products:
  Slippers: {price: 24, next: Club}
  Insoles: {price: 39, next: Club}
  Club: {price: 29}
touches: {Letter: {kind: content}}
rest: [{do: Letter, every: 30d}]
"""


def find_harm(before: Iterable[Finding], after: Iterable[Finding]) -> Counter[tuple[str, str, str]]:
    """Return what is found now and was not before; advice is no harm."""
    new = [finding for finding in after if finding.rule.severity != "info"]
    return Counter(map(said, new)) - Counter(map(said, before))


def test_nothing_to_fix() -> None:
    assert mended(SHOP, Fixes()) == ({}, (), ())


def test_safe_fixes_alone() -> None:
    text = SHOP.replace("price: 24", "Price: 24").replace("Insoles: {price", "Insoles: {prise")
    safe = mended(text, Fixes(unsafe=False))
    assert safe.texts == {NAME: SHOP.replace("Insoles: {price", "Insoles: {prise")}
    assert [finding.rule.code for finding in safe.made] == ["IPP003"]
    assert safe.refused == ()
    assert mended(text, Fixes()).texts == {NAME: SHOP}


def test_selected_fixes_alone() -> None:
    text = SHOP.replace("price: 24", "Price: 24").replace(
        "Insoles: {price: 39, next: Club", "Insoles: {price: 39, next: Clubb"
    )
    assert mended(text, Fixes(frozenset({"IPP101"}))).texts == {NAME: SHOP.replace("price: 24", "Price: 24")}


def test_a_fix_that_leads_to_a_new_finding_is_refused_with_the_reason() -> None:
    text = SHOP.replace("Slippers: {price: 24, next: Club}", "Slippers: {price: 24, next: [Slipperz, Club]}")
    result = mended(text, Fixes())
    assert result.texts == {}
    [(finding, why)] = result.refused
    assert (finding.rule.code, why.split(":")[0]) == ("IPP101", "it leads to IPP306")


def test_no_fix_makes_a_mistake_of_reading_whatever_is_selected() -> None:
    """Of a store with a mistake other rules say nothing: it would look mended."""
    text = SHOP.replace("Slippers: {price: 24, next: Club}", "Slippers: {price: 24}").replace(
        "next: Club}", "next: Clob}"
    )
    for rules in (frozenset({"IPP201"}), frozenset({"IPP208", "IPP201"})):
        result = mended(text, Fixes(rules))
        assert not find_harm(findings_of(text), findings_of(result.texts.get(NAME, text)))


def test_a_fix_that_would_lose_a_comment_is_refused() -> None:
    text = SHOP + "ignore:\n  # why this is here\n  - {rule: IPP201, reason: so}\n"
    result = mended(text, Fixes())
    assert result.texts == {}
    assert [why for _, why in result.refused] == ["a comment would be lost"]


def test_two_ignores_in_one_list_go_one_after_the_other() -> None:
    text = SHOP.replace("next: Club}", "next: Club}  # ipp: ignore[IPP201, no-rest, IPP205, IPP2] so", 1)
    result = mended(text, Fixes(unsafe=False))
    assert result.texts == {NAME: SHOP}
    assert len(result.made) == 4
    listed = (
        SHOP + "ignore: [{rule: IPP201, reason: a}, {rule: IPP205, reason: b}, {rule: IPP2, reason: c}]\n"
    )
    assert mended(listed, Fixes(unsafe=False)).texts == {NAME: SHOP}


def test_what_a_fix_uncovers_is_mended_with_it() -> None:
    text = SHOP.replace("price: 24, next", "price: 24, Next").replace("Club}\n  Insoles", "Clubb}\n  Insoles")
    result = mended(text, Fixes())
    assert result.texts == {NAME: SHOP}


def test_a_fix_that_mended_only_another_finding_is_told() -> None:
    """The pack holds a part of the box: asked of everybody, it is asked of nobody who bought the box."""
    text = """ipp: 1
ultimate: Pack
products: {Toe Massager: {}, Spa Slippers: {}, F: {}}
bundles:
  Box: {items: Toe Massager, free: {F: 2}}
  Pack: {items: {F: 1, Spa Slippers: 2}}
"""
    result = mended(text, Fixes(frozenset({"IPP201"})))
    assert "IPP201" in [finding.rule.code for finding in result.made]
    assert "its fix mended another finding only" in [why for _, why in result.refused]


def test_what_is_too_much_for_one_time_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    text = SHOP.replace("next: Club}", "next: Club}  # ipp: ignore[IPP201, no-rest, IPP205] so", 1)
    monkeypatch.setattr("ipp.lint.fix.MOST_ROUNDS", 1)
    result = mended(text, Fixes())
    assert len(result.made) == 2
    assert {why for _, why in result.refused} == {"it is too much for one time: fix again"}
    assert len(result.refused) == 1


@long
def test_of_many_fixes_those_that_do_harm_are_found_without_trying_each() -> None:
    lines = [
        f"  P{number}: {{Price: 2, next: [{f'P{number}, ' if number in (50, 150) else ''}Club]}}"
        for number in range(200)
    ]
    text = SHOP.replace("  Slippers", "\n".join(lines) + "\n  Slippers")
    looks = 0

    def counted(_: object) -> None:
        nonlocal looks
        looks += 1

    result = mended(text, Fixes(), counted)
    assert sorted(finding.span.line for finding, _ in result.refused) == [54, 154]
    assert len(result.made) == 198
    assert looks < 40


FIXED = {
    "carriage returns": (SHOP.replace("price: 24", "Price: 24").replace("\n", "\r\n"), SHOP.replace("\n", "\r\n")),
    "no line break at the end": (SHOP.replace("price: 24", "Price: 24").rstrip(), SHOP.rstrip()),
    "quotes": (SHOP.replace("price: 24", "'Price': 24"), SHOP.replace("price: 24", "'price': 24")),
    "double quotes": (SHOP.replace("next: Club}", 'next: "Clubb"}', 1), SHOP.replace("next: Club}", 'next: "Club"}', 1)),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), FIXED.values(), ids=FIXED.keys())
def test_what_is_around_a_fix_is_kept(before: str, after: str) -> None:
    assert mended(before, Fixes()).texts == {NAME: after}


def test_new_findings_are_counted() -> None:
    source = Source("a", "x")
    one, two = (Finding(Rule("IPP101", "n", "error"), said, Span(source, 0, 1)) for said in ("one", "two"))
    assert list_new_findings([one, two], [two, one]) == []
    assert list_new_findings([one], [one, one, two]) == [one, two]
    assert list_new_findings([one._replace(span=Span(source, 1, 1))], [one]) == []
    other = one._replace(span=Span(Source("b", "x"), 0, 1))
    assert list_new_findings([one], [other]) == [other]


@given(
    st.lists(
        st.lists(
            st.tuples(st.integers(0, 12), st.integers(0, 4), st.sampled_from("XY")), min_size=1, max_size=2
        ),
        max_size=8,
    )
)
def test_of_edits_that_want_the_same_characters_one_finding_has_its_way(
    wanted: list[list[tuple[int, int, str]]],
) -> None:
    source = Source("a", "0123456789abcdef")
    rule = Rule("IPP101", "n", "error")
    findings = [
        Finding(rule, str(number), Span(source, 0, 1), fix=Fix("t", True, tuple(Edit(Span(source, at, at + size), new) for at, size, new in edits[:1])))
        for number, edits in enumerate(wanted)
    ]  # fmt: skip
    chosen = select_compatible(findings)
    edits = [edit for finding in chosen for edit in (finding.fix.edits if finding.fix else ())]
    splice_edits(source.text, edits)  # raises where two overlap
    assert chosen[:1] == findings[:1]
    for finding in findings:
        if finding not in chosen:
            assert select_compatible([*chosen, finding]) == chosen


@given(SEEDS)
@FEW
def test_every_place_of_a_finding_lies_inside_its_file(seed: int) -> None:
    text = broken_store(seeded(seed))
    for finding in findings_of(text):
        for span in spans_of(finding):
            assert span.source.text == text
            assert 0 <= span.start <= span.end <= len(text), finding


@given(SEEDS)
@FEW
def test_fixes_do_no_harm(seed: int) -> None:
    choice = seeded(seed)
    text, fixes = broken_store(choice), some_fixes(choice)
    rules = fixes.rules | READING
    before = findings_of(text, rules)
    result = mended(text, fixes)
    new = result.texts.get(NAME, text)
    after = findings_of(new, rules)
    assert not find_harm(before, after)
    if isinstance(read(text), Store):
        assert not comments_in(text) - comments_in(new)
    assert set(breaks_of(new)) <= set(breaks_of(text)) or not breaks_of(text)
    refused = {said(finding) for finding, _ in result.refused}
    assert all(said(finding) in refused for finding in after if is_wanted(finding, fixes))
    assert refused <= {said(finding) for finding in after}
    assert all(why for _, why in result.refused)
    assert bool(result.texts) is bool(result.made)
    were, left = Counter(map(said, before)), Counter(map(said, after))
    assert all(left[said(finding)] < were[said(finding)] for finding in result.made if were[said(finding)])


def test_a_fix_that_does_not_mend_is_refused() -> None:
    """Whoever bought the pair can never be offered the set that holds it, whatever the store's list says."""
    text = SHOP.replace("ultimate: Club   # the club", "ultimate: Set").replace("next: Club", "next: Letter")
    text += "bundles:\n  Set: {items: [Slippers, Insoles, Club], price: 80}\n"
    text += "  Pair: {items: [Slippers, Insoles], price: 50, next: Letter}\nprospects: [Pair, Set]\n"
    assert [finding.fix is None for finding in findings_of(text) if finding.rule.code == "IPP201"] == [False]
    result = mended(text, Fixes())
    assert [(finding.rule.code, why) for finding, why in result.refused] == [("IPP201", "it does not mend")]
    assert result.texts == {}


@given(SEEDS)
@FEW
def test_fixing_again_changes_nothing(seed: int) -> None:
    choice = seeded(seed)
    text, fixes = broken_store(choice), some_fixes(choice)
    new = mended(text, fixes).texts.get(NAME, text)
    assert mended(new, fixes).texts == {}


@given(SEEDS)
@FEW
def test_the_order_of_findings_means_nothing(seed: int) -> None:
    choice = seeded(seed)
    text, fixes = broken_store(choice), some_fixes(choice)
    shuffled = mended(text, fixes, random.Random(seed).shuffle)
    once = mended(text, fixes)
    assert shuffled.texts == once.texts
    assert {(said(finding), why) for finding, why in shuffled.refused} == {
        (said(f), why) for f, why in once.refused
    }


@given(SEEDS)
@FEW
def test_one_fix_changes_its_own_characters_only(seed: int) -> None:
    """Whatever lies outside of the edits of one fix is found again, in its order."""
    text = broken_store(seeded(seed))
    fixable = [finding for finding in findings_of(text) if finding.fix]
    assume(fixable)
    for finding in fixable:
        assert finding.fix
        new, at, place = splice_edits(text, finding.fix.edits), 0, 0
        for edit in sorted(finding.fix.edits, key=lambda each: each.span.start):
            kept = text[at : edit.span.start]
            assert new[place : place + len(kept)] == kept
            place += len(kept) + len(edit.text)
            at = edit.span.end
        assert new[place:] == text[at:]


def breaks_of(text: str) -> list[str]:
    return re.findall(r"\r\n|\r|\n", text)


@given(SEEDS)
@FEW
def test_each_fix_alone_mends_its_finding_or_is_refused(seed: int) -> None:
    text = broken_store(seeded(seed))
    store = read(text)
    fixable = [f for f in lint_stores([store], LintTerms()).findings if f.fix][:3]
    assume(fixable)
    for finding in fixable:
        rules = EVERY_RULE if finding.rule.code == "IPP901" else frozenset({finding.rule.code})
        result = mended(text, Fixes(rules))
        names = [said(each) for each in (*result.made, *(each for each, _ in result.refused))]
        left = Counter(map(said, findings_of(result.texts.get(NAME, text))))
        assert said(finding) in names or not left[said(finding)]
