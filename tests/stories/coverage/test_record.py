"""What stories reach of a path, and what they do not."""

from decimal import Decimal

import pytest

from ipp.loading import Store
from ipp.stories.coverage.record import Coverage, CoverageRecord, StoryWatch
from ipp.stories.run import StoryTerms, run_story_files
from ipp.text.source import Source
from tests.stories.shop import HEAD, SHOP, load_shop


def cover(*stories: str, shop: str = SHOP) -> Coverage:
    store = load_shop(shop)
    record = CoverageRecord(store.policy, "shop.yaml")

    def watch(_: Store) -> StoryWatch:
        return record.watch_story()

    text = HEAD + "stories:\n" + "".join(f"  S{number}: [{steps}]\n" for number, steps in enumerate(stories))
    report = run_story_files([Source("a.test.yaml", text)], StoryTerms(lambda _: store, watch=watch))
    assert not report.findings
    assert not report.failed, report
    return record.count_goals()


def reached(*stories: str, shop: str = SHOP) -> set[str]:
    coverage = cover(*stories, shop=shop)
    return {f"{goal.kind} {goal.name} {goal.end}" for goal in coverage.goals if goal.key in coverage.reached}


NO_TEA = {"segment drinks-tea false"}


@pytest.mark.parametrize(
    ("steps", "what"),
    [
        ("bought: Mug, next: Washing advice", set()),
        ("bought: Mug, did", {"touch Washing advice done"}),
        ("bought: Mug, did, next: Teapot", {"touch Washing advice done", "rung Teapot asked"}),
        ("bought: Mug, did, declines", {"touch Washing advice done", "rung Teapot asked", "rung Teapot declined"}),
        ("bought: Mug, did, accepts", {"touch Washing advice done", "rung Teapot asked", "rung Teapot accepted"}),
        ("bought: Mug, silent: 9d, reaches: Clay Club", {"touch Washing advice done", "rung Teapot asked"}),
        ("bought: Mug, silent: 10d, reaches: Clay Club", {"touch Washing advice done", "rung Teapot asked", "rung Teapot silent"}),
        (
            "bought: Mug, silent: 9d, accepts",
            {"touch Washing advice done", "rung Teapot asked", "rung Teapot accepted"},
        ),
        (
            "bought: Milk Jug, declines",
            {"ultimate Clay Club asked", "rung Clay Club asked", "rung Clay Club declined"},
        ),
        ("bought: Clay Club, did, cancelled: Clay Club, did", {
            "touch Studio letter done", "touch Exit question done", "win-back Clay Club read",
        }),
        ("bought: Milk Jug, declines, did", {
            "ultimate Clay Club asked", "rung Clay Club asked", "rung Clay Club declined", "touch Studio letter done",
            "rest Studio letter done",
        }),
        ("{bought: Mug, with: {drink: tea}}, did, next: Tea Set", {
            "touch Washing advice done", "rung Tea Set asked", "segment drinks-tea true",
        }),
    ],
)  # fmt: skip
def test_what_a_story_reaches(steps: str, what: set[str]) -> None:
    assert reached(steps) - NO_TEA == what


def test_a_rung_is_a_place_of_the_file() -> None:
    """The same offer in two lists is two goals; that of a bundle's own ladder is one wherever the bundle is offered."""
    shop = SHOP.replace("Milk Jug: {price: 19}", "Milk Jug: {price: 19, next: [Teapot]}")
    goals = [
        goal
        for goal in cover("bought: Mug, next: Washing advice", shop=shop).goals
        if goal.kind == "rung" and goal.end == "asked"
    ]
    assert [(goal.name, goal.span.line) for goal in goals] == [
        ("Tea Set", 10), ("Teapot", 10), ("Milk Jug", 11), ("Teapot", 12), ("Clay Club", 13), ("Clay Club", 20),
    ]  # fmt: skip


def test_what_is_not_offered_is_no_goal() -> None:
    shop = SHOP.replace("Teapot: {price: 68,", "Teapot: {price: 68, paused: true,")
    names = {goal.name for goal in cover("bought: Mug, next: Washing advice", shop=shop).goals}
    assert "Teapot" not in names
    assert "Tea Set" not in names


def test_nearly_all_is_not_all() -> None:
    goals = cover("bought: Mug, next: Washing advice").goals
    assert Coverage("x", goals, frozenset(goal.key for goal in goals[1:])).percent < 100
    whole = Coverage("x", goals, frozenset(goal.key for goal in goals))
    assert (whole.percent, whole.is_at_least(Decimal(1))) == (100, True)
    half = Coverage("x", goals[:2], frozenset([goals[0].key]))
    assert (half.is_at_least(Decimal("0.5")), half.is_at_least(Decimal("0.51"))) == (True, False)
