"""IPP501: more offers on the day of a purchase than a channel can show."""

import pytest

from ..marked import hold

STORE = """
products:
  One: {price: 9, next: [%s, Club]}
  Two: {price: 5, next: Club}
  Three: {price: 5, next: Club, downsell: {offer: Two, price: 3}}
  Four: {price: 5, next: Club}
  Club: {}
channels: {%s: {%s}, mail: {}}
%s
"""
TWO = "{offer: Two, via: page}"
MARKED = "{offer: «Four», via: page}"
TOO_MANY = {
    "upsells": (f"{TWO}, {MARKED}", "‹page›", "upsells: 1", ""),
    "the third of two": (f"{TWO}, {{offer: Three, via: page, downsell: []}}, {MARKED}", "‹page›", "upsells: 2", ""),
    "offers of each kind": (
        "{offer: Three, via: page, downsell: {offer: «Four», price: 4}}", "‹page›", "offers: 1", "",
    ),
    "downsells": ("{offer: Three, via: page, downsell: «Four»}", "‹page›", "downsells: 0", ""),
    "by default": ("Two, «Four»", "‹page›", "upsells: 1, gap: 0", "defaults: {via: page, gap: 2d}"),
}  # fmt: skip
FITS = {
    "as many as it can": (f"{TWO}, {{offer: Four, via: page}}", "page", "upsells: 2", ""),
    "another channel": (f"{TWO}, {{offer: Four, via: mail}}", "page", "upsells: 1", ""),
    "another day": (f"{TWO}, {{offer: Four, via: page, after: 1d}}", "page", "upsells: 1", ""),
    "put off": (f"{TWO}, {{offer: Four, via: page}}", "page", "upsells: 1", "defaults: {gap: 1d}"),
    "for some only": (
        f"{TWO}, {{offer: Four, via: page, when: few}}",
        "page",
        "upsells: 1",
        "segments: {few: {owns: 2}}",
    ),
    "theirs already": (f"{{offer: One, via: page, price: 3}}, {TWO}", "page", "upsells: 1", ""),
    "no limit": (f"{TWO}, {{offer: Four, via: page}}", "page", "gap: 0", ""),
}


@pytest.mark.parametrize("parts", TOO_MANY.values(), ids=TOO_MANY)
def test_what_will_not_be_shown(parts: tuple[str, ...]) -> None:
    found = hold("platform-limit", STORE % parts)
    assert "after `One` `page` shows" in found[0].message


@pytest.mark.parametrize("parts", FITS.values(), ids=FITS)
def test_all_is_shown(parts: tuple[str, ...]) -> None:
    hold("platform-limit", STORE % parts)
