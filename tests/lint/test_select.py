"""Which rules are meant: codes, beginnings of codes, names; the narrower word wins."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipp.lint.check import EVERY_RULE
from ipp.lint.rules import ALL
from ipp.lint.select import UnknownRuleError, find_codes, find_nearest_rule, select_codes

NAMES = {page.rule.name: page.rule.code for page in ALL}
WORDS = ["all", "ipp", "IPP2", "IPP20", "ipp205", "IPP205", "stranded-customer", "IPP9", "No-Rest", " IPP3 "]


@pytest.mark.parametrize("page", ALL, ids=lambda page: page.rule.code)
def test_a_rule_is_called_by_its_code_or_its_name(page) -> None:  # type: ignore[no-untyped-def]
    for word in (page.rule.code, page.rule.code.lower(), page.rule.name, f" {page.rule.name.upper()} "):
        assert find_codes(word) == {page.rule.code}


def test_the_beginning_of_a_code_means_all_that_begin_so() -> None:
    assert find_codes("ipp") == find_codes("all") == find_codes("ALL") == EVERY_RULE
    assert find_codes("IPP2") == {code for code in EVERY_RULE if code.startswith("IPP2")}
    assert find_codes("IPP20") < find_codes("IPP2")


@pytest.mark.parametrize(
    "word", ["", "I", "2", "201", "IPP999", "IPP2011", "stranded", "no rest", "*", "IPP2*"]
)
def test_other_words_mean_nothing(word: str) -> None:
    with pytest.raises(UnknownRuleError) as told:
        find_codes(word)
    assert told.value.word == word
    assert f"`{word}`" in str(told.value)


@pytest.mark.parametrize(
    ("word", "near"),
    [("strandd-customer", "stranded-customer"), ("IPP2O5", "IPP205"), ("ipp 205", "IPP205"), ("xyzzy", None)],
)
def test_the_nearest_is_told(word: str, near: str | None) -> None:
    assert find_nearest_rule(word) == near
    with pytest.raises(UnknownRuleError) as told:
        find_codes(word)
    assert (f"did you mean `{near}`?" in str(told.value)) is (near is not None)


def test_nothing_selected_is_everything() -> None:
    assert select_codes([], []) == EVERY_RULE
    assert select_codes(["all"], []) == EVERY_RULE


@pytest.mark.parametrize(
    ("select", "ignore", "code", "left"),
    [
        (["IPP2"], [], "IPP205", True),
        (["IPP2"], [], "IPP101", False),
        ([], ["IPP2"], "IPP205", False),
        (["IPP205"], ["IPP2"], "IPP205", True),
        (["IPP205"], ["IPP2"], "IPP201", False),
        (["IPP2"], ["IPP205"], "IPP205", False),
        (["IPP2"], ["IPP20"], "IPP211", True),
        (["IPP2", "IPP205"], ["IPP20"], "IPP205", True),
        (["stranded-customer"], ["IPP205"], "IPP205", False),
        (["IPP205"], ["stranded-customer"], "IPP205", False),
        (["stranded-customer"], ["all"], "IPP205", True),
        (["all"], ["all"], "IPP205", False),
        (["ipp"], ["all"], "IPP205", True),
    ],
)
def test_the_narrower_word_wins_and_ignore_of_two_alike(
    select: list[str], ignore: list[str], code: str, left: bool
) -> None:
    assert (code in select_codes(select, ignore)) is left


@given(st.lists(st.sampled_from(WORDS)), st.lists(st.sampled_from(WORDS)), st.randoms())
def test_the_order_of_words_means_nothing(select: list[str], ignore: list[str], order) -> None:  # type: ignore[no-untyped-def]
    found = select_codes(select, ignore)
    assert found <= EVERY_RULE
    order.shuffle(select)
    order.shuffle(ignore)
    assert select_codes(select * 2, ignore * 2) == found
    assert select_codes(select, [*ignore, "all"]) <= found
    for word in ignore:
        if find_codes(word) == {word.strip().upper()}:
            assert word.strip().upper() not in found
