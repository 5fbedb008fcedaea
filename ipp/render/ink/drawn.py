"""A sheet as SVG elements, without the document around them."""

from collections.abc import Iterator
from typing import NamedTuple

from ipp.render.ink import cards, leads
from ipp.render.ink.shapes import box, element, text, title
from ipp.render.picture.face import WIDTH
from ipp.render.picture.layout.sheet import Frame, Sheet
from ipp.render.picture.layout.whole import laid_out
from ipp.render.picture.measure import cut
from ipp.render.picture.scene import Picture
from ipp.text.visible import visible

_LARGE_STRIP = 60.0
"""Height of a lane's strip from which on its title is large."""


class Drawn(NamedTuple):
    """The elements of a picture and the size of the sheet in pixels."""

    elements: str
    width: float
    height: float


def draw(picture: Picture) -> Drawn:
    """Draw a picture."""
    sheet = laid_out(picture)
    return Drawn("".join(_elements(picture, sheet)), max(sheet.width, 2 * WIDTH), sheet.height)


def _elements(picture: Picture, sheet: Sheet) -> Iterator[str]:
    for frame in sheet.frames:
        yield box(frame.x, frame.y, frame.width, frame.height, "frame", 16.0)
    yield from map(leads.track, sheet.tracks)
    drawn = {(wire.lead.start, wire.lead.place) for wire in sheet.wires}
    touches = {card.number for card in picture.cards.values() if card.kind == "touch"}
    for number, corner in sheet.corners.items():
        card = picture.cards[number]
        written = {
            place
            for place, row in enumerate(card.rows, 1)
            if row.number not in touches and not row.touch and (number, place) not in drawn
        }
        yield cards.card(picture, card, sheet.faces[number], corner, written)
    yield from (leads.wire(wire, picture.goal) for wire in sheet.wires)
    yield from (_lane_title(frame) for frame in sheet.frames if frame.title)


def _lane_title(frame: Frame) -> str:
    name = visible(frame.title)
    large = frame.strip > _LARGE_STRIP
    shown = cut(name, frame.width - 40, 30 if large else 14, bold=True)
    look = "lane large" if large else "lane"
    room = {"data_room": frame.width - 36, "data_strip": frame.strip}
    label = text(frame.x + 18, frame.y + frame.strip / 2, shown, look, dy="0.36em", **room)
    return label if shown == name else element("g", title(name) + label)
