"""What the signs of a picture mean."""

from collections.abc import Iterator

from ipp.render.ink.cards import SIGNS, away, badge, star
from ipp.render.ink.shapes import box, element
from ipp.render.picture.scene import Picture

_FOUND = {"error": "an error", "warning": "a warning", "info": "a remark"}
_ALWAYS: tuple[tuple[str, str], ...] = (
    (box(8.0, 4.0, 8.0, 8.0, "offer", 1.5), "an offer"),
    (element("circle", cx=12.0, cy=8.0, r=4.2, class_="touch"), "a touch: asks for no money"),
    (star(12, 8), "the ultimate action"),
    (
        box(6.0, 1.0, 16.0, 11.0, "behind", 2.0) + box(2.0, 4.0, 16.0, 11.0, "box", 2.0),
        "a bundle, with what is in it",
    ),
    (element("text", "↳", x=6.0, y=12.0, class_="facts"), "a smaller version, after a No"),
    (element("path", d="M0 8H24", class_="wire main"), "the first offer that everybody gets"),
    (element("path", d="M0 8H24", class_="wire"), "offered after it"),
    (element("path", d="M0 8H24", class_="wire open"), "only for some, or for some time"),
    (element("path", d="M0 8H24", class_="wire back"), "leads round again"),
    (element("path", d="M0 8H24", class_="track"), "everything in the frame leads there"),
    (away(12, 8), "its card stands elsewhere"),
)


def entries(picture: Picture) -> Iterator[tuple[str, str]]:
    """Yield signs, each in 24 by 16 pixels, and what they mean; those of findings where there are any."""
    yield from _ALWAYS
    found = {card.worst for card in picture.shown()}
    yield from (
        (badge(sign, 12.0, 8.0), f"{_FOUND[sign]} of `ipp validate`") for sign in SIGNS if sign in found
    )
