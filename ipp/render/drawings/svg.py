"""The path as an SVG picture, laid out by ipp itself: no other program draws it."""

from ipp.render.picture.measure import measure_width
from ipp.render.picture.scene import Drawing, Picture
from ipp.render.svg.elements import SvgElements, draw_picture
from ipp.render.svg.legend import list_signs
from ipp.render.svg.palette import DARK, LIGHT, fill_colours, make_style
from ipp.render.svg.shapes import draw_box, draw_text, escape_words, make_element, write_length
from ipp.render.svg.shapes import draw_title as titled

_HEAD, _LEFT = 42.0, 28.0


def draw_svg(picture: Picture) -> Drawing:
    """Return the picture as one SVG document, light or dark as its reader likes it."""
    drawn = draw_picture(picture, crossings=True)
    legend = _draw_legend(picture, drawn.width)
    wide, height = drawn.width, drawn.height + _HEAD + legend.height
    body = "".join(
        (
            titled(_write_title(picture)),
            make_element("style", _make_style()),
            draw_box(0.0, 0.0, wide, height, "paper", 0.0),
            _draw_heading(picture),
            make_element("g", drawn.elements, transform=f"translate(0 {write_length(_HEAD)})"),
            make_element(
                "g", legend.elements, transform=f"translate(0 {write_length(_HEAD + drawn.height)})"
            ),
        )
    )
    size = f"{write_length(wide)} {write_length(height)}"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="ipp" role="img" viewBox="0 0 {size}" '
        f'width="{write_length(wide)}" height="{write_length(height)}">'
    )
    return Drawing(f"{head}{body}</svg>\n".replace("<g class", "\n<g class"))


_FIT = "svg:root { max-width: 100vw; max-height: 100vh; }\n"
"""A browser that opens the file shows the whole picture, and not its left upper corner."""


def _make_style() -> str:
    rules = make_style()
    return f"{_FIT}{fill_colours(rules, LIGHT)}@media (prefers-color-scheme: dark) {{\n{fill_colours(rules, DARK)}}}\n"


def _write_title(picture: Picture) -> str:
    goal = picture.cards[picture.goal].name if picture.goal is not None else None
    return f"{picture.title}: every purchase leads to {goal}" if goal else picture.title


def _draw_legend(picture: Picture, room: float) -> SvgElements:
    """Draw what the signs mean, in as many rows as it takes."""
    parts: list[str] = []
    x, y = _LEFT, 6.0
    for sign, meaning in list_signs(picture):
        wide = 30 + measure_width(meaning, 11.5) + 22
        if x + wide > room and x > _LEFT:
            x, y = _LEFT, y + 22
        words_ = draw_text(30.0, 12.0, meaning, "facts")
        parts.append(
            make_element("g", sign + words_, transform=f"translate({write_length(x)} {write_length(y)})")
        )
        x += wide
    return SvgElements("".join(parts), room, y + 34)


def _draw_heading(picture: Picture) -> str:
    return make_element("text", escape_words(picture.title), x=28.0, y=38.0, class_="title")
