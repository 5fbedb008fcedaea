"""Stories that say something else of the new side."""

from ipp.diff.stories import compare_stories
from ipp.text.source import Source
from tests.stories.shop import HEAD, SHOP, load_shop

STORIES = (
    HEAD
    + "stories:\n  A:\n    - bought: Mug\n    - did\n    - next: {offer: Teapot, price: 68}\n  B: [bought: Teapot, next: Clay Club]\n"
)


def test_a_story_that_passed_and_fails_is_told_with_its_place() -> None:
    dearer = load_shop(SHOP.replace("price: 68", "price: 70"))
    (said,) = compare_stories([Source("shop.test.yaml", STORIES)], load_shop(), dearer)
    assert (said.level, said.message, said.span.line) == ("change", "A: gives another result now", 8)
    (back,) = compare_stories([Source("shop.test.yaml", STORIES)], dearer, load_shop())
    assert (back.level, back.message) == ("note", "A: passes now and did not before")
