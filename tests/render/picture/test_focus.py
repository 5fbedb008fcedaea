"""What `--from`, `--to` and `--depth` leave of a picture."""

import pytest

from ipp.errors import RequestError
from ipp.render.picture.focus import Focus, cut_part, find_card
from ipp.render.picture.scene import Picture
from tests.render.picture.drawing import ROOT, card, drawn, picture_of, store_of

CHAIN = """ipp: 1
ultimate: Club
products:
  A: {price: 1, next: B}
  B: {price: 2, next: C}
  C: {price: 3, next: [D, A]}
  D: {price: 4, next: E}
  E: {price: 5, next: Club}
  X: {price: 6, next: E}
  Club: {price: 9}
touches: {Letter: {kind: content}}
next: [Letter, Club]
rest: [{do: Letter, every: 30d}]
"""


def goods(picture: Picture) -> str:
    return "".join(sorted(each.name for each in picture.list_cards() if len(each.name) == 1))


def around(start: str | None = None, end: str | None = None, depth: int | None = None) -> str:
    picture = drawn(CHAIN)
    numbers = [card(picture, name).number if name else None for name in (start, end)]
    return goods(cut_part(picture, Focus(numbers[0], numbers[1], depth)))


@pytest.mark.parametrize(
    ("start", "end", "depth", "left"),
    [
        (None, None, None, "ABCDEX"),
        ("A", None, 1, "AB"),
        ("A", None, 2, "ABC"),
        ("A", None, None, "ABCD"),
        (None, "E", 1, "DEX"),
        (None, "C", None, "ABC"),
        ("A", "E", None, "ABCDE"),
        ("X", "E", None, "EX"),
        ("E", "A", None, "AE"),  # no way: only the two are left
        ("B", "A", 9, "ABC"),
    ],
)
def test_what_is_left(start: str | None, end: str | None, depth: int | None, left: str) -> None:
    assert around(start, end, depth) == left


def test_the_end_of_the_path_is_always_there() -> None:
    picture = drawn(CHAIN)
    left = cut_part(picture, Focus(card(picture, "A").number, None, 1))
    assert left.goal == picture.goal and left.store == picture.store and left.part
    assert left.rest is None and left.prospects is None


def test_a_bundle_leads_to_what_is_in_it_and_a_category_to_its_list() -> None:
    picture = picture_of(ROOT / "paths/store.yaml")
    left = cut_part(picture, Focus(card(picture, "Heel Balm Duo").number, None, 2))
    names = {each.name for each in left.list_cards()}
    assert {"Heel Balm", "Moisturizing Heel Socks", "then, after any of Foot Care"} <= names
    assert "Toe Massager 5000" not in names


def test_names_are_found_as_everywhere() -> None:
    policy = store_of(ROOT / "paths/store.yaml").policy
    number = find_card(policy, "Toe Massager 5000", "--from")
    assert find_card(policy, "toe massager 5000", "--from") == number
    assert find_card(policy, "TM-5000", "--from") == number
    assert find_card(policy, "tm-5000", "--from") == number
    with pytest.raises(
        RequestError, match="--to: nothing is called 'Toe Masager 5000'; did you mean 'Toe Massager 5000'"
    ):
        find_card(policy, "Toe Masager 5000", "--to")
    with pytest.raises(RequestError, match=r"nothing is called 'zzzzqqqq'$"):
        find_card(policy, "zzzzqqqq", "--to")
