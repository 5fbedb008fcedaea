"""`ipp rule` and `ipp rules`."""

import json

import pytest

from ipp.lint.rules import ALL

from ..program import inside


@pytest.mark.parametrize("asked", ["IPP201", "ipp201", "201", "no-next-action", "No-Next-Action"])
def test_a_rule_by_its_code_or_its_name(asked: str) -> None:
    said = inside("rule", asked)
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith(
        "IPP201 no-next-action (error)\n\nAfter a purchase of this product, no customer is offered anything"
    )
    assert "\nWrong:\n" in said.out
    assert "\nRight:\n" in said.out


def test_every_page_is_shown_whole() -> None:
    for page in ALL:
        out = inside("rule", page.rule.code).out
        assert [line for line in page.text.splitlines() if not line.endswith("::")] == [
            line for line in out.splitlines()[2:] if line not in ("Wrong:", "Right:")
        ]


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        ("no-nxt-action", "did you mean `ipp rule no-next-action`?"),
        ("closed_loop", "did you mean `ipp rule closed-loop`?"),
        ("IPP21", "did you mean `ipp rule IPP21"),
        ("xyz", "`ipp rules` lists the rules"),
        ("\x1b[31m", "`ipp rules` lists the rules"),
    ],
)
def test_an_unknown_rule(asked: str, hint: str) -> None:
    said = inside("rule", asked)
    assert (said.code, said.out) == (2, "")
    assert hint in said.err
    assert "\x1b" not in said.err


def test_all_rules_are_listed_one_a_line() -> None:
    said = inside("rules")
    assert (said.code, said.err) == (0, "")
    lines = said.out.splitlines()
    assert [line.split()[:3] for line in lines] == [[*page.rule] for page in ALL]
    assert all(line.endswith(page.summary) for line, page in zip(lines, ALL, strict=True))
    assert len({line.index(page.summary) for line, page in zip(lines, ALL, strict=True)}) == 1


def test_rules_for_programs() -> None:
    listed = json.loads(inside("rules", "--format", "json").out)
    assert listed["format_version"] == "1.0"
    assert [rule["code"] for rule in listed["rules"]] == [page.rule.code for page in ALL]
    for page, told in zip(ALL, listed["rules"], strict=True):
        alone = json.loads(inside("rule", page.rule.name, "--format", "json").out)
        assert alone == {"format_version": "1.0", **told}
        assert (told["summary"], told["severity"]) == (page.summary, page.rule.severity)
        assert told["text"].startswith(page.summary)
        assert (told["wrong"], told["right"]) == (page.list_examples("Wrong"), page.list_examples("Right"))
