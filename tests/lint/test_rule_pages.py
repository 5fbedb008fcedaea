"""Every rule has a page, and the examples on it are true."""

import re
from pathlib import Path

import pytest

from ipp.lint import rules
from ipp.lint.page import RulePage
from ipp.lint.rules import ALL
from ipp.text.finding import SEVERITIES

from .examples import codes_in, ids

LISTED = {
    "IPP001": ("invalid-yaml", "error"),
    "IPP002": ("duplicate-key", "error"),
    "IPP003": ("unknown-key", "error"),
    "IPP004": ("wrong-type", "error"),
    "IPP005": ("bad-value", "error"),
    "IPP006": ("missing-key", "error"),
    "IPP007": ("unsupported-version", "error"),
    "IPP101": ("unknown-name", "error"),
    "IPP102": ("duplicate-name", "error"),
    "IPP103": ("unused-item", "warning"),
    "IPP104": ("duplicate-sku", "error"),
    "IPP201": ("no-next-action", "error"),
    "IPP202": ("cannot-reach-ultimate", "error"),
    "IPP203": ("closed-loop", "error"),
    "IPP204": ("segment-gap", "error"),
    "IPP205": ("stranded-customer", "warning"),
    "IPP206": ("dead-step", "warning"),
    "IPP207": ("ultimate-closed", "error"),
    "IPP208": ("no-rest", "warning"),
    "IPP209": ("far-from-ultimate", "warning"),
    "IPP210": ("bottleneck", "info"),
    "IPP211": ("broken-series", "warning"),
    "IPP212": ("long-silence", "warning"),
    "IPP213": ("window-over", "info"),
    "IPP301": ("bundle-dearer-than-parts", "warning"),
    "IPP302": ("downsell-not-smaller", "error"),
    "IPP303": ("cheaper-later", "warning"),
    "IPP304": ("below-cost", "warning"),
    "IPP305": ("lost-goods", "warning"),
    "IPP306": ("offers-itself", "error"),
    "IPP307": ("single-before-bundle", "info"),
    "IPP308": ("price-jump", "info"),
    "IPP309": ("not-for-sale", "warning"),
    "IPP310": ("too-many-decimals", "warning"),
    "IPP401": ("offers-in-a-row", "info"),
    "IPP402": ("impatient", "info"),
    "IPP403": ("nothing-of-its-own", "info"),
    "IPP501": ("platform-limit", "warning"),
    "IPP502": ("overlapping-arms", "warning"),
    "IPP503": ("holdout-too-small", "warning"),
    "IPP901": ("unused-ignore", "warning"),
    "IPP902": ("unknown-rule", "error"),
}
"""Codes are promised to those who accept findings by them: a line here is never changed, nor used again."""


@pytest.mark.parametrize("page", ALL, ids=ids)
def test_a_page_says_what_why_wrong_and_right(page: RulePage) -> None:
    summary, empty, *rest = page.text.splitlines()
    assert re.fullmatch(r"[A-Z].{10,119}\.", summary)
    assert summary == page.summary
    assert empty == ""
    reason = "\n".join(rest).split("\n\nWrong::", maxsplit=1)[0]
    assert len(reason) > 40, "why it matters"
    assert "::" not in reason
    assert page.list_examples("Wrong")
    assert page.list_examples("Right")


@pytest.mark.parametrize("page", ALL, ids=ids)
def test_a_wrong_example_shows_this_defect_and_no_other(page: RulePage) -> None:
    for example in page.list_examples("Wrong"):
        assert codes_in(example) == [page.rule.code]


@pytest.mark.parametrize("page", ALL, ids=ids)
def test_a_right_example_has_no_defect_at_all(page: RulePage) -> None:
    for example in page.list_examples("Right"):
        assert codes_in(example) == []


@pytest.mark.parametrize("page", ALL, ids=ids)
def test_wrong_and_right_are_near_to_each_other(page: RulePage) -> None:
    """What to change is seen at a glance only if most lines are the same."""
    for wrong, right in zip(page.list_examples("Wrong"), page.list_examples("Right"), strict=True):
        kept = set(wrong.splitlines()) & set(right.splitlines())
        assert len(kept) >= 3


@pytest.mark.parametrize("page", ALL, ids=ids)
def test_a_rule_is_listed_under_its_code_with_its_name_and_severity(page: RulePage) -> None:
    assert LISTED[page.rule.code] == (page.rule.name, page.rule.severity)


def test_codes_and_names_are_used_once_and_stand_in_order() -> None:
    codes = [page.rule.code for page in ALL]
    assert codes == sorted(set(codes))
    assert len({page.rule.name for page in ALL}) == len(ALL)


@pytest.mark.parametrize("page", ALL, ids=ids)
def test_names_are_words_with_hyphens(page: RulePage) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", page.rule.name)
    assert page.rule.severity in SEVERITIES


def test_a_rule_is_a_file_of_its_name() -> None:
    folder = Path(rules.__path__[0])
    files = {file.stem for file in folder.glob("*.py")} - {"__init__"}
    assert files == {page.rule.name.replace("-", "_") for page in ALL}


def test_the_tests_of_a_rule_are_a_file_of_its_name() -> None:
    """A rule without a check of its own is found while reading, and tested there."""
    tested = {file.stem.removeprefix("test_") for file in (Path(__file__).parent / "rules").glob("test_*.py")}
    assert {page.rule.name.replace("-", "_") for page in ALL if page.check} <= tested
