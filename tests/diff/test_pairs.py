"""Items are the same by name, by what they were called, by sku, and by contents."""

import pytest

from ipp.diff.pairs import pair_items
from tests.stories.shop import SHOP, load_shop


@pytest.mark.parametrize(
    ("was", "now", "renamed"),
    [
        ("Teapot", "Tea Pot", {}),
        ("Teapot: {price: 68", "Tea Pot: {price: 68, also: [Teapot]", {"Teapot": "Tea Pot"}),
        ("Mug:\n", "Big Mug:\n", {"Mug": "Big Mug"}),
        ("Mug:\n", "Beaker:\n", {"Mug": "Beaker"}),
        ("Tea Set", "Set for tea", {"Tea Set": "Set for tea"}),
        ("Washing advice: {kind: content}", "How to wash: {kind: content, also: Washing advice}", {"Washing advice": "How to wash"}),
    ],
)  # fmt: skip
def test_what_was_renamed_is_found_again(was: str, now: str, renamed: dict[str, str]) -> None:
    new = now.split(":", maxsplit=1)[0].strip()
    text = SHOP.replace(was, now)
    if ":" in now:
        old = was.split(":", maxsplit=1)[0].strip()
        text = (
            text.replace(f"[{old}", f"[{new}").replace(f" {old},", f" {new},").replace(f" {old}]", f" {new}]")
        )
        text = (
            text.replace(f"also: [{new}", f"also: [{old}") if f"also: [{old}" in now or old == "Mug" else text
        )
    pairs = pair_items(load_shop().names, load_shop(text).names)
    assert dict(pairs.renamed) == renamed
    if renamed:
        assert not pairs.removed
        assert not pairs.added


def test_what_is_on_one_side_alone_is_new_or_gone() -> None:
    text = SHOP.replace(
        "Exit question: {kind: other}", "Exit question: {kind: other}\n  Postcard: {kind: other}"
    )
    pairs = pair_items(load_shop().names, load_shop(text).names)
    assert [item.name.text for item in pairs.added] == ["Postcard"]
    back = pair_items(load_shop(text).names, load_shop().names)
    assert [item.name.text for item in back.removed] == ["Postcard"]


def test_a_touch_is_never_taken_for_a_product() -> None:
    text = SHOP.replace("Milk Jug: {price: 19}", "Milk Jug: {price: 19, also: Postcard}")
    old = SHOP.replace(
        "Exit question: {kind: other}", "Exit question: {kind: other}\n  Postcard: {kind: other}"
    )
    assert not pair_items(load_shop(old).names, load_shop(text).names).renamed
