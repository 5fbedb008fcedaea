"""The path as an SVG picture, laid out by ipp itself: no other program draws it."""

from ipp.render.ink.drawn import draw
from ipp.render.ink.palette import DARK, LIGHT, coloured, style
from ipp.render.ink.shapes import box, element, number, words
from ipp.render.ink.shapes import title as titled
from ipp.render.picture.scene import Drawing, Picture

_HEAD = 42.0


def render(picture: Picture) -> Drawing:
    """Return the picture as one SVG document, light or dark as its reader likes it."""
    drawn = draw(picture)
    width, height = drawn.width, drawn.height + _HEAD
    body = "".join(
        (
            titled(_title(picture)),
            element("style", _style()),
            box(0.0, 0.0, width, height, "paper", 0.0),
            _heading(picture),
            element("g", drawn.elements, transform=f"translate(0 {number(_HEAD)})"),
        )
    )
    size = f"{number(width)} {number(height)}"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="ipp" role="img" viewBox="0 0 {size}" '
        f'width="{number(width)}" height="{number(height)}">'
    )
    return Drawing(f"{head}{body}</svg>\n".replace("<g class", "\n<g class"))


def _style() -> str:
    rules = style()
    return f"{coloured(rules, LIGHT)}@media (prefers-color-scheme: dark) {{\n{coloured(rules, DARK)}}}\n"


def _title(picture: Picture) -> str:
    goal = picture.cards[picture.goal].name if picture.goal is not None else None
    return f"{picture.title}: every purchase leads to {goal}" if goal else picture.title


def _heading(picture: Picture) -> str:
    return element("text", words(picture.title), x=28.0, y=38.0, class_="title")
