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
