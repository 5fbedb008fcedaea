"""Findings that a shop accepts: in comments and in entries, with a reason, and what is told of ignores that do nothing."""

import re

import pytest
from hypothesis import assume, given

from ipp.lint.accept.ignores import find_codes_start, is_ignore
from ipp.lint.check import EVERY_RULE
from ipp.lint.report import LintReport
from ipp.lint.run import LintTerms, lint_stores

from ...oracle.choice import seeded
from ..broken import FEW, SEEDS, broken_store, findings_of, read

pytestmark = pytest.mark.usefixtures("short_walks")

SHOP = """ipp: 1
ultimate: Club
products:
  Slippers: {price: 24}
  Insoles: {price: 39, next: Club}
  Club: {price: 29}
touches: {Letter: {kind: content}}
rest: [{do: Letter, every: 30d}]
"""
"""A store with one finding: IPP201 at Slippers."""
LINE = "  Slippers: {price: 24}"


def report_on(text: str, rules: frozenset[str] = EVERY_RULE) -> LintReport:
    return lint_stores([read(text)], LintTerms(rules))


def codes(text: str, rules: frozenset[str] = EVERY_RULE) -> list[str]:
    return [finding.rule.code for finding in report_on(text, rules).findings]


def instead(line: str, text: str = SHOP) -> str:
    assert LINE in text
    return text.replace(LINE, line)


def test_the_store_has_one_finding() -> None:
    assert codes(SHOP) == ["IPP201"]


ACCEPTED = {
    "behind": LINE + "  # ipp: ignore[IPP201] sold out",
    "above": "  # ipp: ignore[IPP201] sold out\n" + LINE,
    "above, at the edge": "# ipp: ignore[IPP201] sold out\n" + LINE,
    "above other comments and empty lines": "  # ipp: ignore[IPP201] sold out\n  # more\n\n  \n" + LINE,
    "by name": LINE + "  # ipp: ignore[no-next-action] sold out",
    "by the beginning of its code": LINE + "  # ipp: ignore[IPP2] sold out",
    "in lower case": LINE + "  # ipp: ignore[ipp201] sold out",
    "in upper case": LINE + "  # IPP: IGNORE[IPP201] SOLD OUT",
    "without blanks": LINE + " #ipp:ignore[IPP201]sold out",
    "with many": LINE + "  #   ipp:   ignore  [ IPP201 ]   sold out",
    "with a colon": LINE + "  # ipp: ignore[IPP201]: sold out",
    "on a key of its body": "  Slippers:  # ipp: ignore[IPP201] sold out\n    price: 24",
    "before braces over lines": "  # ipp: ignore[IPP201] sold out\n  Slippers: {\n    price: 24 }",
    "behind the head of a block": "  Slippers:  # ipp: ignore[IPP201] sold out\n    note: |\n      text\n    price: 24",
    "with signs in the reason": LINE + "  # ipp: ignore[IPP201] see [12], # 3: 'so'",
}


@pytest.mark.parametrize("line", ACCEPTED.values(), ids=ACCEPTED.keys())
@pytest.mark.parametrize("mark", ["\n", "\r\n"])
def test_a_comment_accepts_what_stands_on_its_line(line: str, mark: str) -> None:
    report = report_on(instead(line).replace("\n", mark))
    assert report.findings == ()
    [suppressed] = report.suppressed
    assert (suppressed.finding.rule.code, suppressed.by) == ("IPP201", "comment")
    assert suppressed.reason.casefold().startswith(("sold out", "see [12], # 3: 'so'"))


NOT_ACCEPTED = {
    "two lines above": (
        "  # ipp: ignore[IPP201] so\n  Insole: {price: 9, next: Club}\n" + LINE,
        ["IPP201", "IPP901"],
    ),
    "below": (LINE + "\n  # ipp: ignore[IPP201] so", ["IPP201", "IPP901"]),
    "another rule": (LINE + " # ipp: ignore[IPP205] so", ["IPP201", "IPP901"]),
    "without a reason": (LINE + " # ipp: ignore[IPP201]", ["IPP201", "IPP901"]),
    "with a blank for a reason": (LINE + " # ipp: ignore[IPP201] : ", ["IPP201", "IPP901"]),
    "without a rule": (LINE + " # ipp: ignore so", ["IPP201", "IPP902"]),
    "with brackets around nothing": (LINE + " # ipp: ignore[ ] so", ["IPP201", "IPP902"]),
    "with a rule that is none": (LINE + " # ipp: ignore[IPP999] so", ["IPP201", "IPP902"]),
    "another word": (LINE + " # ipp: ignored[IPP201] so", ["IPP201"]),
    "another sentence": (LINE + " # never say ipp: ignore[IPP201] so", ["IPP201"]),
    "in quotes": ('  Slippers: {price: 24, note: "# ipp: ignore[IPP201] so"}', ["IPP201"]),
    "in quotes, behind a blank": ("  Slippers: {note: 'x # ipp: ignore[IPP201] so', price: 24}", ["IPP201"]),
    "in a block of text": (
        "  Slippers:\n    price: 24\n    note: |\n      # ipp: ignore[IPP201] so",
        ["IPP201"],
    ),
}


@pytest.mark.parametrize(("line", "expected"), NOT_ACCEPTED.values(), ids=NOT_ACCEPTED.keys())
def test_what_accepts_nothing(line: str, expected: list[str]) -> None:
    assert sorted(codes(instead(line))) == expected


def test_at_the_very_end_without_a_line_break() -> None:
    text = "ipp: 1\nultimate: Club\ntouches: {T: {kind: content}}\nrest: {do: T, every: 9d}\nproducts: {A: {price: 1}, B: {price: 1, next: Club}, Club: {price: 2}}"
    assert codes(text) == ["IPP201"]
    assert codes(text + " # ipp: ignore[IPP201] so") == []
    assert codes(text + "\n# ipp: ignore[IPP201] so") == ["IPP201", "IPP901"]


def test_above_the_first_line() -> None:
    bare = SHOP.replace("rest: [{do: Letter, every: 30d}]\n", "").replace(
        "touches: {Letter: {kind: content}}\n", ""
    )
    assert codes(bare) == ["IPP201", "IPP208"]
    assert codes("# ipp: ignore[IPP208] soon\n" + bare) == ["IPP201"]
    assert codes("# ipp: ignore[IPP208] soon\n---\n" + bare) == ["IPP201"]
    assert codes("\ufeff"[:0] + "#ipp:ignore[no-rest] soon\r\n" + bare.replace("\n", "\r\n")) == ["IPP201"]


def test_on_a_place_beside_the_finding() -> None:
    text = SHOP.replace("{price: 24}", "{price: 24, next: Club, sku: S}").replace(
        "{price: 39", "{sku: S, price: 39"
    )
    [finding] = report_on(text).findings
    assert (finding.rule.code, finding.related[0].span.line) == ("IPP104", 4)
    beside = text.replace("next: Club, sku: S}", "next: Club, sku: S}  # ipp: ignore[IPP104] a set")
    assert codes(beside) == []


def test_several_rules_in_one_comment() -> None:
    line = LINE.replace("{", "{prise: 3, ") + "  # ipp: ignore[IPP201, ipp003 ,IPP205] so"
    assert codes(instead(line)) == []  # where something cannot be read, no ignore is unused
    assert codes(instead(LINE + "  # ipp: ignore[IPP201, no-rest ,IPP205,] so")) == ["IPP901", "IPP901"]


def test_each_unused_rule_is_told_at_its_place() -> None:
    text = instead(LINE + "  # ipp: ignore[IPP201, no-rest ,IPP205] so")
    spans = [finding.span for finding in report_on(text).findings]
    assert [text[span.start : span.end] for span in spans] == ["no-rest", "IPP205"]


def test_no_ignore_is_unused_while_rules_hold_back() -> None:
    """A typing mistake must not lead people, or --fix, to throw their ignores away."""
    text = instead(LINE + "  # ipp: ignore[IPP201] sold out")
    for right, wrong in (
        ("ultimate: Club", "ultimate: Clob"),
        ("rest:", "rets:"),
        ("price: 24", "price: x"),
        ("touches", "touched"),
    ):
        found = codes(text.replace(right, wrong, 1))
        assert "IPP901" not in found
        assert found


def test_an_ignore_of_a_mistake_can_be_unused_all_the_same() -> None:
    text = instead(LINE + "  # ipp: ignore[IPP003, IPP201] so").replace("ultimate: Club", "ultimate: Clob")
    [told] = [finding for finding in report_on(text).findings if finding.rule.code == "IPP901"]
    assert "`IPP003`" in told.message


def test_ignores_of_rules_that_are_left_out_are_not_unused() -> None:
    text = instead(LINE + "  # ipp: ignore[IPP205, IPP2] so")
    assert codes(text) == ["IPP901"]
    assert codes(text, EVERY_RULE - {"IPP205"}) == []
    assert codes(text, frozenset({"IPP901"})) == []
    assert codes(instead(LINE + "  # ipp: ignore[IPP205]"), frozenset({"IPP901"})) == ["IPP901"]


ENTRIES = {
    "for the file": ("{rule: IPP201, reason: so}", []),
    "by name": ("{rule: no-next-action, reason: so}", []),
    "by the beginning": ("{rule: ipp2, reason: so}", []),
    "for an item": ("{rule: IPP201, at: Slippers, reason: so}", []),
    "for an item in other letters": ("{rule: IPP201, at: SLIPPERS, reason: so}", []),
    "for another item": ("{rule: IPP201, at: Insoles, reason: so}", ["IPP201", "IPP901"]),
    "for no item": ("{rule: IPP201, at: Slipers, reason: so}", ["IPP201", "IPP901"]),
    "for a part of the file": ("{rule: IPP201, at: products, reason: so}", []),
    "of another rule": ("{rule: IPP205, reason: so}", ["IPP201", "IPP901"]),
    "of no rule": ("{rule: IPP999, reason: so}", ["IPP201", "IPP902"]),
    "with an empty reason": ("{rule: IPP201, reason: ' '}", ["IPP201", "IPP901"]),
    "without a reason": ("{rule: IPP201}", ["IPP006"]),
    "in a list": ("[{rule: IPP201, reason: so}]", []),
    "twice": ("[{rule: IPP201, reason: so}, {rule: IPP2, reason: too}]", []),
}


@pytest.mark.parametrize(("entry", "expected"), ENTRIES.values(), ids=ENTRIES.keys())
def test_an_entry_accepts(entry: str, expected: list[str]) -> None:
    report = report_on(SHOP + f"ignore: {entry}\n")
    assert sorted(finding.rule.code for finding in report.findings) == expected
    assert all(each.by == "entry" and each.reason == "so" for each in report.suppressed)


def test_a_file_that_cannot_be_read_and_ignores_themselves_are_never_accepted() -> None:
    assert codes("# ipp: ignore[IPP001] so\n[") == ["IPP001"]
    assert (
        codes(
            SHOP.replace("{price: 24}", "{price: 24, next: Club}")
            + "ignore: [{rule: all, reason: so}, {rule: IPP9, reason: so}]\n"
        )
        == ["IPP901"] * 2
    )
    text = instead(LINE + "  # ipp: ignore[IPP999, IPP902, IPP201] so")
    assert codes(text) == ["IPP902", "IPP901"]


def test_of_words_that_name_no_rule_the_nearest_is_written() -> None:
    [told] = report_on(instead(LINE + "  # ipp: ignore[IPP201, strandd-customer] so")).findings
    assert (told.help, told.fix and told.fix.safe) == ("did you mean `stranded-customer`?", False)
    [told] = report_on(instead(LINE + "  # ipp: ignore[IPP201, xyzzy] so")).findings
    assert (told.help, told.fix) == ("`ipp rules` lists the rules", None)


def test_what_an_ignore_is() -> None:
    for comment in ("# ipp: ignore[IPP201] so", "#ipp:ignore", "# IPP: ignore [x]", "# ipp: ignore"):
        assert is_ignore(comment)
    for comment in ("# ipp: ignored", "# ignore[IPP201] so", "# see ipp: ignore[IPP201] so", "#"):
        assert not is_ignore(comment)
    assert find_codes_start("# ipp: ignore[IPP201] so") == 14
    for comment in (
        "# ipp: ignore[IPP201]",
        "# ipp: ignore[] so",
        "# ipp: ignore see [x]",
        "# x [IPP201] so",
    ):
        assert find_codes_start(comment) is None


def test_many_findings_and_as_many_ignores_take_no_square_of_time() -> None:
    lines = "".join(f"  P{n}: {{price: 24}}  # ipp: ignore[IPP201] {n}\n" for n in range(3000))
    report = report_on(SHOP.replace(LINE + "\n", lines))
    assert report.findings == ()
    assert len(report.suppressed) == 3000


@given(SEEDS)
@FEW
def test_every_finding_is_left_or_suppressed(seed: int) -> None:
    """Against the same store with every ignore made a common comment."""
    text = broken_store(seeded(seed))
    report = report_on(text)
    silent = re.sub("(?i)(#[ ]*)ipp:([ ]*)ignore", r"\1qpp:\2ignore", text)
    assume("reason" not in text)  # entries
    before = {(f.rule.code, f.message, f.span.line) for f in findings_of(silent)}
    both = [*report.findings, *(each.finding for each in report.suppressed)]
    after = {(f.rule.code, f.message, f.span.line) for f in both if f.rule.code not in ("IPP901", "IPP902")}
    assert after == before
    assert all(
        each.reason and each.finding.rule.code not in ("IPP001", "IPP901") for each in report.suppressed
    )
