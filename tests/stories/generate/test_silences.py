"""A long silence becomes a story that passes, and a year without the ask too."""

from datetime import date

from ipp.stories.generate.search import choose_walks
from ipp.stories.generate.write import write_story_file
from ipp.stories.run import StoryTerms, run_story_files
from ipp.text.source import Source
from tests.stories.shop import load_shop

TODAY = date(2026, 11, 22)
STORE = """ipp: 1
ultimate: Club
products:
  Mug: {price: 12, next: [{offer: Teapot, after: 90d}, {offer: Club, after: 400d}]}
  Teapot: {price: 45, next: Club}
  Club: {price: 29}
touches: {Letter: {kind: content}}
rest: [{do: Letter, every: 30d}]
"""


def test_the_shortest_silence_and_the_year_without_the_ask_are_told() -> None:
    store = load_shop(STORE)
    text = write_story_file(choose_walks(store.policy, TODAY, 9), "x.yaml", TODAY)
    assert '  "Buys Mug, hears nothing for ' in text
    assert "days (IPP212)" in text
    assert "is not asked within 365 days (IPP212)" in text
    assert "    - silent: 365d\n    - next: {offer: Club, price: 29, due: 35d}\n" in text
    report = run_story_files([Source("x.test.yaml", text)], StoryTerms(lambda _: store))
    assert not report.findings
    assert [result.passed for result in report.results] == [True] * len(report.results)


def test_a_silence_that_a_setting_allows_is_not_told() -> None:
    text = write_story_file(choose_walks(load_shop(STORE).policy, TODAY, 9, longest=400), "x.yaml", TODAY)
    assert "hears nothing for" not in text


def test_what_a_window_sends_into_a_silence_on_these_days_is_no_silence() -> None:
    store = load_shop(
        STORE.replace(
            "next: [{offer: Teapot, after: 90d}",
            "next: [{do: Letter, after: 30d, from: 2026-11-01, until: 2027-03-01}, {offer: Teapot, after: 90d}",
        )
    )
    text = write_story_file(choose_walks(store.policy, TODAY, 9), "x.yaml", TODAY)
    report = run_story_files([Source("x.test.yaml", text)], StoryTerms(lambda _: store))
    assert [result.passed for result in report.results] == [True] * len(report.results)
