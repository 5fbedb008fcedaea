"""What differs in what is written, section by section."""

import pytest

from ipp.diff.compare import compare_policies
from ipp.diff.terms import describe_differences
from tests.stories.shop import SHOP, load_shop


def tell(now: str, was: str = SHOP) -> list[tuple[str, str, str]]:
    found = compare_policies(load_shop(was).policy, load_shop(now).policy)
    told = describe_differences(found.sides, found.differing, found.figures)
    return [(each.level, each.section, each.message) for each in told]


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("price: 68", "price: 64", ("change", "prices", "Teapot 68 -> 64 (-6%)")),
        ("price: 80", "price: 84", ("change", "prices", "Tea Set 80 -> 84 (+5%); saves 3 (was 7)")),
        ("downsell: [Milk Jug]", "downsell: []", ("change", "ladders", "Teapot: smaller versions Milk Jug -> nothing")),
        ("Teapot]\n", "{offer: Teapot, after: 14d}]\n", ("change", "lists", "Mug: Teapot: after 3 days -> 14 days")),
        ("[Washing advice, {", "[{", ("change", "lists", "Mug: removed Washing advice")),
        ("[Washing advice, {", "[Washing advice, Studio letter, {", ("change", "lists", "Mug: added Studio letter")),
        ("next: [Clay Club]\n", "next: [Studio letter, Clay Club]\n", ("change", "lists", "the store-wide list: added Studio letter")),
        ("when: drinks-tea", "unless: drinks-tea", ("change", "lists", "Mug: Tea Set: when drinks-tea -> nothing")),
        ("[tea, mate]", "[tea]", ("change", "segments", "drinks-tea asks for something else")),
        ("every: 30d", "every: 60d", ("change", "terms", "`rest` or refills differ")),
        ("gap: 2d", "gap: 4d", ("change", "terms", "`defaults`, channel or currency differ")),
        ("winback: [Exit question]", "winback: [Studio letter]", ("change", "lists", "Clay Club: after a cancellation, added Studio letter")),
        ("winback: [Exit question]", "winback: []", ("change", "reach", "Exit question is no longer made anywhere")),
        ("ultimate: Clay Club", "ultimate: {offer: Clay Club, retries: 3}", ("change", "terms", "the ultimate action or its terms differ")),
        ("also: [Big Mug]", "also: []", ("note", "names", "")),
    ],
)  # fmt: skip
def test_what_differs_is_told(was: str, now: str, said: tuple[str, str, str]) -> None:
    told = tell(SHOP.replace(was, now, 1))
    assert said in told or (not said[2] and not told)


@pytest.mark.parametrize(
    ("was", "now", "sections"),
    [
        ("Clay Club: {price: 35", "Clay Club: {price: 39", ["prices"]),
        ("Clay Club: {price: 35", "Clay Club: {paused: true, price: 35", ["terms", "reach"]),
        ("Clay Club: {price: 35", "Clay Club: {downsell: Milk Jug, price: 35", ["ladders"]),
        ("next: Studio letter, lapses", "next: [Studio letter, Mug], lapses", ["lists", "reach"]),
        ("Studio letter: {kind: content}", "Studio letter: {kind: content, paused: true}", ["terms", "reach"]),
        ("price: 19}", "price: 19, next: [Mug]}", ["lists", "reach"]),
    ],
)  # fmt: skip
def test_only_what_differs_is_told(was: str, now: str, sections: list[str]) -> None:
    """What is a part of an item differs there: not again in the ultimate action, in `rest`, or in the sequence of the file."""
    assert was in SHOP
    told = tell(SHOP.replace(was, now, 1))
    assert [section for _, section, _ in told] == sections
    assert not any("ultimate action" in message or "`rest`" in message for _, _, message in told)


def test_the_terms_of_smaller_versions_are_told_once() -> None:
    """They are those of the ladder, be it that of the ultimate action."""
    for name in ("Teapot: {price: 68, downsell: [", "Clay Club: {price: 35, downsell: ["):
        was = SHOP.replace("Clay Club: {price: 35", "Clay Club: {price: 35, downsell: [Milk Jug]")
        now = was.replace(name + "Milk Jug]", name + "{offer: Milk Jug, patience: 3d}]")
        said = f"{name.partition(':')[0]}: after a No, Milk Jug: patience 7 days -> 3 days"
        assert tell(now, was) == [("change", "ladders", said)]


def test_steps_of_the_ultimate_action_that_become_those_of_its_category_are_told() -> None:
    """Whoever has it reads its own `next` alone: the policy is not the same, though the list is."""
    was = SHOP.replace("Clay Club: {price: 35", "Clay Club: {category: Clubs, price: 35")
    now = (
        was.replace("next: Studio letter, lapses", "winback")
        + "categories: {Clubs: {next: [Studio letter]}}\n"
    )
    assert not compare_policies(load_shop(was).policy, load_shop(now).policy).same
    said = "of the list of Clay Club, other steps are read by those who have it"
    assert ("change", "lists", said) in tell(now, was)


def test_another_sequence_of_what_both_sides_read_is_told() -> None:
    first, second = "  Tea Set:", "  Gift Set:"
    shop = SHOP.replace("bundles:\n", "bundles:\n  Gift Set: {items: [Mug], price: 30}\n")
    lines = shop.splitlines(keepends=True)
    start = lines.index("bundles:\n")
    assert lines[start + 1].startswith(second) and lines[start + 2].startswith(first)
    lines[start + 1], lines[start + 2] = lines[start + 2], lines[start + 1]
    assert [section for _, section, _ in tell("".join(lines), shop)] == ["terms"]


def test_lists_that_differ_alike_are_told_once() -> None:
    lists = "".join(f"  P{number}: {{price: 9, next: [Milk Jug, Teapot]}}\n" for number in range(40))
    was = SHOP.replace("  Teapot: {price", f"{lists}  Teapot: {{price")
    told = [
        message
        for _, section, message in tell(was.replace("[Milk Jug, Teapot]}", "[Teapot]}"), was)
        if section == "lists"
    ]
    assert told == ["P0 and 39 more: removed Milk Jug"]


def test_a_name_that_nobody_understands_any_more_is_said() -> None:
    now = SHOP.replace("Mug:\n", "Beaker:\n")
    (said,) = [message for _, section, message in tell(now) if section == "names"]
    assert (
        said == "Mug is now called Beaker: orders and logs that say Mug are not understood; add `also: Mug`"
    )
