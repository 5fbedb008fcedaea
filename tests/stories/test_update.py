"""Wrong values are spliced; everything else stays as it was, byte for byte."""

import pytest

from ipp.stories.result import StoryReport
from ipp.stories.run import StoryTerms, run_story_files
from ipp.stories.update import update_stories
from ipp.text.source import Source

from .shop import HEAD, SHOP, load_shop


def run_text(text: str, shop: str = SHOP) -> StoryReport:
    store = load_shop(shop)
    return run_story_files([Source("a.test.yaml", text)], StoryTerms(lambda name: store))


def update(body: str, shop: str = SHOP) -> tuple[str, int]:
    """Return the stories after an update, which a second one leaves alone, and how many values are changed by hand only."""
    made = update_stories(run_text(HEAD + body, shop))
    text = made.texts[0][1] if made.texts else HEAD + body
    again = update_stories(run_text(text, shop))
    assert all(after == source.text for source, after in again.texts)
    return text.removeprefix(HEAD), len(made.unwritten)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("next: ?   # the first", "next: Washing advice   # the first"),
        ("next: 'Teapot'", "next: 'Washing advice'"),
        ('next: "Teapot"   # x', 'next: "Washing advice"   # x'),
        ("{next: ?}", "{next: Washing advice}"),
        ("next: stranded", "next: Washing advice"),
        ("next: {do: Washing advice, due: 9d} # soon", "next: {do: Washing advice, due: 3d} # soon"),
        ("next: {due: 2026-12-01}", "next: {due: 2026-11-25}"),
        ("next: {state: touch, because: Teapot, via: email}", "next: {state: wait, because: Mug, via: none}"),
        ("next: {offer: Teapot, due: 3d}", "next: {do: Washing advice, due: 3d}"),
        ("next: {offer: Teapot, price: 68, due: 1d}", "next: {do: Washing advice, due: 3d}"),
        ("next: {offer: Teapot, # why\n             due: 3d}", "next: {do: Washing advice, # why\n             due: 3d}"),
        ("next:\n        offer: Teapot # why\n        due: 1d", "next:\n        do: Washing advice # why\n        due: 3d"),
        ("{next: Teapot}", "{next: Washing advice}"),
    ],
)  # fmt: skip
def test_only_what_is_wrong_changes(before: str, after: str) -> None:
    text = (
        "# A remark.\nstories:\n  One:   # another\n    - bought: Mug\n    - {}\n    - did\n    - declines\n"
    )
    assert update(text.format(before)) == (text.format(after), 0)


def test_old_names_become_new_ones() -> None:
    assert update("stories: {One: [bought: 'Big Mug', next: Washing advice]}\n")[0] == (
        "stories: {One: [bought: 'Mug', next: Washing advice]}\n"
    )


def test_what_the_shop_wants_is_never_changed() -> None:
    text = "stories: {One: [bought: Mug, never: Washing advice, reaches: Milk Jug, accepts, next: Mug]}\n"
    assert update(text) == (text, 0)


@pytest.mark.parametrize(
    "text",
    [
        "stories:\n  One: [bought: Mug, next: &n Teapot]\n",
        "stories:\n  One: [bought: Mug, next: {offer: Teapot, # dear\n     price: 68}]\n",
        "stories:\n  One: [bought: Mug, {next: >\n      Teapot\n     }]\n",
    ],
)
def test_what_cannot_be_spliced_is_left_for_people(text: str) -> None:
    report = run_text(HEAD + text)
    if not report.findings:  # a block of text cannot stand in brackets
        assert update(text) == (text, 1)


def test_two_stories_that_share_a_text_do_not_fight_over_it() -> None:
    text = "stories:\n  One: [bought: Mug, {next: &n {do: Washing advice, due: 1d}}]\n  Two: [{next: *n}]\n"
    assert update(text)[1] == 1


def test_line_ends_stay() -> None:
    made = update_stories(
        run_text((HEAD + "stories:\n  One:\n    - bought: Mug\n    - next: ?\n").replace("\n", "\r\n"))
    )
    assert made.texts[0][1].endswith("    - next: Washing advice\r\n")


def test_the_word_for_the_end_is_written() -> None:
    shop = "ipp: 1\nultimate: {offer: C, retries: 0}\nproducts:\n  A: {price: 3}\n  C: {price: 9}\n"
    assert update("stories: {One: [bought: C, next: A, next: {offer: A, due: 3d}]}\n", shop) == (
        "stories: {One: [bought: C, next: complete, next: {state: complete}]}\n", 0,
    )  # fmt: skip
