"""The path as an SVG picture, laid out by ipp itself: no other program draws it."""

from ipp.render.ink.drawn import Drawn, draw
from ipp.render.ink.legend import entries
from ipp.render.ink.palette import DARK, LIGHT, coloured, style
from ipp.render.ink.shapes import box, element, number, text, words
from ipp.render.ink.shapes import title as titled
from ipp.render.picture.measure import width
from ipp.render.picture.scene import Drawing, Picture

_HEAD, _LEFT = 42.0, 28.0


def render(picture: Picture) -> Drawing:
    """Return the picture as one SVG document, light or dark as its reader likes it."""
    drawn = draw(picture)
    legend = _legend(picture, drawn.width)
    wide, height = drawn.width, drawn.height + _HEAD + legend.height
    body = "".join(
        (
            titled(_title(picture)),
            element("style", _style()),
            box(0.0, 0.0, wide, height, "paper", 0.0),
            _heading(picture),
            element("g", drawn.elements, transform=f"translate(0 {number(_HEAD)})"),
            element("g", legend.elements, transform=f"translate(0 {number(_HEAD + drawn.height)})"),
        )
    )
    size = f"{number(wide)} {number(height)}"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="ipp" role="img" viewBox="0 0 {size}" '
        f'width="{number(wide)}" height="{number(height)}">'
    )
    return Drawing(f"{head}{body}</svg>\n".replace("<g class", "\n<g class"))


def _style() -> str:
    rules = style()
    return f"{coloured(rules, LIGHT)}@media (prefers-color-scheme: dark) {{\n{coloured(rules, DARK)}}}\n"


def _title(picture: Picture) -> str:
    goal = picture.cards[picture.goal].name if picture.goal is not None else None
    return f"{picture.title}: every purchase leads to {goal}" if goal else picture.title


def _legend(picture: Picture, room: float) -> Drawn:
    """Draw what the signs mean, in as many rows as it takes."""
    parts: list[str] = []
    x, y = _LEFT, 6.0
    for sign, meaning in entries(picture):
        wide = 30 + width(meaning, 11.5) + 22
        if x + wide > room and x > _LEFT:
            x, y = _LEFT, y + 22
        words_ = text(30.0, 12.0, meaning, "facts")
        parts.append(element("g", sign + words_, transform=f"translate({number(x)} {number(y)})"))
        x += wide
    return Drawn("".join(parts), room, y + 34)


def _heading(picture: Picture) -> str:
    return element("text", words(picture.title), x=28.0, y=38.0, class_="title")
