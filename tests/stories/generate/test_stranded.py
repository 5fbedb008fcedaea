"""A shortest history that leaves a customer with nothing becomes a story that passes."""

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
  Slippers: {price: 24, next: [Nail Kit, Club]}
  Nail Kit: {price: 22, next: Insoles}
  Insoles: {price: 39, next: Club}
  Club: {price: 29}
touches: {Letter: {kind: content}}
rest: [{do: Letter, every: 30d}]
"""


def test_who_is_left_with_nothing_is_told_first() -> None:
    store = load_shop(STORE)
    text = write_story_file(choose_walks(store.policy, TODAY, 5), "x.yaml", TODAY)
    assert '  "Buys Nail Kit, nothing is left (IPP205), No to Insoles":\n    - bought: Nail Kit\n' in text
    report = run_story_files([Source("x.test.yaml", text)], StoryTerms(lambda _: store))
    assert not report.findings
    assert [result.passed for result in report.results] == [True] * len(report.results)


def test_of_few_stories_none_is_spent_on_them() -> None:
    chosen = choose_walks(load_shop(STORE).policy, TODAY, 4)
    assert not any(each.walk.start.told for each in chosen)
