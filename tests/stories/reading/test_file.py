"""What is wrong with a story file: a finding each, at its place, with what to write."""

import pytest

from ipp.stories.reading.file import read_story_file
from ipp.text.finding import Finding
from ipp.text.source import Source
from tests.stories.shop import HEAD, run, tell


def mistakes(text: str) -> list[Finding]:
    found: list[Finding] = []
    read_story_file(Source("a.test.yaml", text), found.append)
    return found


def written(finding: Finding) -> str:
    return finding.span.source.text[finding.span.start : finding.span.end]


@pytest.mark.parametrize(
    ("text", "code", "place", "says"),
    [
        ("ipp-test: 1\nstories: {A: [bought: Mug]}\n", "IPP006", "ipp-test", "no `today`"),
        ("today: 2026-11-22\nstories: {A: [bought: Mug]}\n", "IPP006", "today", "no `ipp-test`"),
        ("ipp: 1\nultimate: A\nproducts: {}\n", "IPP006", "ipp", "no `ipp-test`"),
        ("ipp-test: 2\ntoday: 2026-11-22\nstories: {}\n", "IPP007", "2", "format version 2"),
        ("ipp-test: 1\ntoday: 2026-11-22\n", "IPP006", "ipp-test", "no `stories`"),
        ("ipp-test: 1\ntoday: 22.11.2026\nstories: {}\n", "IPP005", "22.11.2026", "is not a date"),
        (HEAD + "storeis: {}\nstories: {}\n", "IPP003", "storeis", "no key `storeis`"),
        (HEAD + "stories: [A]\n", "IPP004", "[A]", "names of stories"),
        (HEAD + "stories: {A: }\n", "IPP005", "A", "has no steps"),
        (HEAD + "stories: {A: 3}\n", "IPP004", "3", "a list of steps"),
        (HEAD + "stories: {A: [decline]}\n", "IPP005", "decline", "is not a step"),
        (HEAD + "stories: {A: [next]}\n", "IPP005", "next", "needs more"),
        (HEAD + "stories: {A: [{nxet: Mug}]}\n", "IPP003", "nxet", "no key `nxet`"),
        (HEAD + "stories: {A: [{bought: Mug, next: Mug}]}\n", "IPP005", "next", "has one word"),
        (HEAD + "stories: {A: [{next: Mug, on: 3d}]}\n", "IPP005", "on", "has no `on`"),
        (HEAD + "stories: {A: [{bought: Mug, on: yesterday}]}\n", "IPP005", "yesterday", "length of time"),
        (HEAD + "stories: {A: [{silent: 40 years}]}\n", "IPP005", "40 years", "ten years"),
        (HEAD + "stories: {A: [{with: {drink: }}]}\n", "IPP005", "drink", "has no value"),
        (HEAD + "stories: {A: [{with: tea}]}\n", "IPP004", "tea", "attributes"),
        (HEAD + "stories: {A: [{next: {offer: Mug, do: Mug}}]}\n", "IPP005", "do", "not both"),
        (HEAD + "stories: {A: [{next: {prise: 3}}]}\n", "IPP003", "prise", "no key `prise`"),
        (HEAD + "stories: {A: [{next: {price: x}}]}\n", "IPP005", "x", "not an amount"),
        (HEAD + "stories: {A: [{next: {state: waits}}]}\n", "IPP005", "waits", "is not a state"),
        (HEAD + "stories: {A: [{reaches: {asks: 3}}]}\n", "IPP006", "asks", "no `offer`"),
        (HEAD + "stories: {A: [[bought]]}\n", "IPP004", "[bought]", "a step"),
        (HEAD + "cases: [{bought: Mug}]\n", "IPP006", "bought", "no `next`"),
        (HEAD + "cases: [Mug]\n", "IPP004", "Mug", "a case"),
        (HEAD + "stories: {A: [bought: Mug], A: [bought: Mug]}\n", "IPP002", "A", "stands twice"),
        ("- a\n", "IPP004", "- a", "a mapping"),
    ],
)  # fmt: skip
def test_a_mistake_is_a_finding_at_its_place(text: str, code: str, place: str, says: str) -> None:
    found = [each for each in mistakes(text) if says in each.message or says in (each.help or "")]
    assert [each.rule.code for each in found] == [code], mistakes(text)
    assert written(found[0]) == place


def test_all_mistakes_are_told_at_once() -> None:
    text = HEAD + "stories:\n  A: [nxt: B, decline]\n  B: [{silent: 0}]\ncases: [{nexxt: Mug}]\n"
    assert len(mistakes(text)) == 5


def test_a_question_mark_is_read_wherever_next_stands() -> None:
    text = (
        "stories:\n  One:\n    - bought: Mug\n    - next: ?   # later\n    - next: ?\n    - {next: ?}\n"
        "    - next: '?'\n    - {did: Washing advice}\ncases:\n  - {bought: Mug, next: ? }\n"
    )
    report = run(text)
    assert not report.findings
    assert [len(result.failures) for result in report.results] == [4, 1]


def test_what_is_wrong_beside_a_question_mark_keeps_its_place() -> None:
    (finding,) = mistakes(HEAD + "stories:\n  A:\n    - next: ?\n    - 'open\n")
    assert finding.rule.code == "IPP001"
    assert "?" in finding.span.source.text


def test_values_are_read_as_they_are_written() -> None:
    shop = "ipp: 1\nultimate: 'No'\nproducts:\n  No: {price: 3}\n  101: {price: 2, next: [No]}\n"
    report = run("stories:\n  One: [bought: 101, next: No]\n", shop)
    assert report.results[0].passed


@pytest.mark.parametrize(
    "text", ["\u0000", "a: [", "x: &a [*a]", "\ufeffipp-test: 1", "{" * 100, "? a\n: b\n"]
)
def test_nothing_that_is_no_story_file_is_more_than_findings(text: str) -> None:
    assert mistakes(text)


def test_a_story_with_a_mistake_is_not_played() -> None:
    report = tell("bought: Mug", "nxt: Teapot")
    assert [(result.broken, result.moments) for result in report.results] == [(True, ())]
