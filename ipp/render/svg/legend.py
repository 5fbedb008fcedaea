"""What the signs of a picture mean."""

from collections.abc import Iterator

from ipp.render.picture.scene import Picture
from ipp.render.svg.cards import SIGNS, draw_away_sign, draw_badge, draw_star
from ipp.render.svg.shapes import draw_box, make_element

_FOUND = {"error": "an error", "warning": "a warning", "info": "a remark"}
_ALWAYS: tuple[tuple[str, str], ...] = (
    (draw_box(8.0, 4.0, 8.0, 8.0, "offer", 1.5), "an offer"),
    (make_element("circle", cx=12.0, cy=8.0, r=4.2, class_="touch"), "a touch: asks for no money"),
    (draw_star(12, 8), "the ultimate action"),
    (
        draw_box(6.0, 1.0, 16.0, 11.0, "behind", 2.0) + draw_box(2.0, 4.0, 16.0, 11.0, "box", 2.0),
        "a bundle, with what is in it",
    ),
    (make_element("text", "↳", x=6.0, y=12.0, class_="facts"), "a smaller version, after a No"),
    (make_element("path", d="M0 8H24", class_="wire main"), "the first offer that everybody gets"),
    (make_element("path", d="M0 8H24", class_="wire"), "offered after it"),
    (make_element("path", d="M0 8H24", class_="wire open"), "only for some, or for some time"),
    (make_element("path", d="M0 8H24", class_="wire back"), "leads round again"),
    (make_element("path", d="M0 8H24", class_="track"), "everything in the frame leads there"),
    (make_element("path", d="M0 8H24", class_="between"), "offers that lead to another frame"),
    (draw_away_sign(12, 8), "its card stands elsewhere"),
)


def list_signs(picture: Picture) -> Iterator[tuple[str, str]]:
    """Yield signs, each in 24 by 16 pixels, and what they mean; those of findings where there are any."""
    yield from _ALWAYS
    found = {card.worst for card in picture.list_cards()}
    yield from (
        (draw_badge(sign, 12.0, 8.0), f"{_FOUND[sign]} of `ipp validate`") for sign in SIGNS if sign in found
    )
