"""Generated suites pass, reach nearly all that can be reached, and are the same every time."""

import random
from datetime import date
from pathlib import Path

import pytest

from ipp.loading import Store, load_store_file
from ipp.stories.coverage.goals import GoalKey, list_goals
from ipp.stories.coverage.record import CoverageRecord, StoryWatch
from ipp.stories.coverage.rung_spans import RungSpans
from ipp.stories.generate.profiles import Profile
from ipp.stories.generate.search import choose_walks
from ipp.stories.generate.walk import Start, walk_path
from ipp.stories.generate.write import write_story_file
from ipp.stories.run import StoryTerms, run_story_files
from ipp.text.source import Source
from tests.amounts import amount, long
from tests.engine.agreement import read
from tests.oracle.strategies import case

ROOT = Path(__file__).parents[3]
TODAY = date(2026, 11, 22)
FILES = ("examples/tiny.yaml", "examples/coach.yaml")


def load(file: str) -> Store:
    store = load_store_file(str(ROOT / file))
    assert isinstance(store, Store)
    return store


def replay(store: Store, text: str) -> set[GoalKey]:
    """Return what a generated suite reaches when it is read and played; all of it passes."""
    record = CoverageRecord(store.policy, "x")

    def watch(_: Store) -> StoryWatch:
        return record.watch_story()

    report = run_story_files([Source("x.test.yaml", text)], StoryTerms(lambda _: store, watch=watch))
    assert all(finding.rule.severity == "warning" for finding in report.findings), report.findings
    assert not report.failed, next(result for result in report.results if result.failures)
    return record.reached


def try_much(store: Store, times: int) -> set[GoalKey]:
    """Return what so many random walks reach, each from a purchase or none, of a customer with random attributes."""
    chance, policy = random.Random(7), store.policy
    reached: set[GoalKey] = set()
    spans = RungSpans(policy)
    for _ in range(times):
        first = chance.choice([None, *policy.goods_in_order])
        values = [(name, chance.choice(["", *values])) for name, values in policy.attribute_values.items()]
        facts = tuple((policy.spellings[name], policy.spellings[value]) for name, value in values if value)
        more = chance.sample(policy.goods_in_order, min(2, len(policy.goods_in_order)))
        walk = walk_path(spans, Start(first, Profile(facts)), TODAY, frozenset(reached), chance, more)
        if walk.told:
            reached |= walk.told[-1].reached
    return reached


@pytest.mark.parametrize("file", FILES)
def test_a_generated_suite_reaches_what_can_be_reached(file: str) -> None:
    store = load(file)
    chosen = choose_walks(store.policy, TODAY, 500)
    goals = {goal.key for goal in list_goals(store.policy)}
    reached = replay(store, write_story_file(chosen, file, TODAY)) & goals
    reachable = (try_much(store, 10 * len(chosen)) | reached) & goals
    assert len(reached) >= 0.99 * len(reachable)
    assert len(reached) >= 0.95 * len(goals)


@long
def test_few_stories_reach_the_most_first() -> None:
    store = load("examples/coach.yaml")
    few, many = choose_walks(store.policy, TODAY, 5), choose_walks(store.policy, TODAY, 10)
    assert few == many[:5]
    gains = [sum(map(len, each.gains)) for each in many]
    assert sum(gains[:5]) > sum(gains[5:])


@long
def test_stories_have_names_of_their_own_and_fit_on_a_page() -> None:
    store = load("examples/courses.yaml")
    text = write_story_file(choose_walks(store.policy, TODAY, 500), "courses.yaml", TODAY)
    names = [line for line in text.splitlines() if line.startswith("  ") and line[2] not in " -"]
    assert len(names) == len(set(names)) > 20
    assert max(len(story.splitlines()) for story in text.split("\n\n")) < 50
    assert max(map(len, names)) < 130


def test_random_stores_generate_what_passes() -> None:
    for seed in range(amount(200, 3, most=8)):
        store, _, _, today = case(seed, given=bool(seed % 2))
        shop = read(store)
        chosen = choose_walks(shop.policy, today, 8)
        replay(shop, write_story_file(chosen, "shop.yaml", today))
