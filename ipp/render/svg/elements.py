"""A sheet as SVG elements, without the document around them."""

from collections.abc import Iterator
from typing import NamedTuple

from ipp.render.picture.card_layout import WIDTH
from ipp.render.picture.layout.sheet import Frame, Sheet
from ipp.render.picture.layout.whole import lay_out_picture
from ipp.render.picture.measure import cut_text
from ipp.render.picture.scene import Picture
from ipp.render.svg import cards, leads
from ipp.render.svg.crossings import draw_crossings
from ipp.render.svg.shapes import draw_box, draw_text, draw_title, make_element
from ipp.text.visible import make_visible

_LARGE_STRIP = 60.0
"""Height of a lane's strip from which on its title is large."""


class SvgElements(NamedTuple):
    """The elements of a picture and the size of the sheet in pixels."""

    elements: str
    width: float
    height: float


def draw_picture(picture: Picture, *, crossings: bool = False) -> SvgElements:
    """Draw a picture; with `crossings` also the arrows between lanes, which the page draws itself as its reader moves."""
    sheet = lay_out_picture(picture)
    return SvgElements(
        "".join(_draw_elements(picture, sheet, crossings=crossings)),
        max(sheet.width, 2 * WIDTH),
        sheet.height,
    )


def _draw_elements(picture: Picture, sheet: Sheet, *, crossings: bool) -> Iterator[str]:
    for frame in sheet.frames:
        yield draw_box(frame.x, frame.y, frame.width, frame.height, "frame", 16.0)
    yield from map(leads.draw_track, sheet.tracks)
    if crossings and len(sheet.frames) > 1:
        yield from draw_crossings(picture, sheet.frames)
    drawn = {(wire.lead.start, wire.lead.position) for wire in sheet.wires}
    touches = {card.number for card in picture.cards.values() if card.kind == "touch"}
    for number, corner in sheet.corners.items():
        card = picture.cards[number]
        written = {
            place
            for place, row in enumerate(card.rows, 1)
            if row.number not in touches and not row.touch and (number, place) not in drawn
        }
        yield cards.draw_card(picture, card, sheet.card_layouts[number], corner, written)
    yield from (leads.draw_wire(wire, picture.goal) for wire in sheet.wires)
    yield from (_draw_lane_title(frame) for frame in sheet.frames if frame.title)


def _draw_lane_title(frame: Frame) -> str:
    name = make_visible(frame.title)
    large = frame.strip > _LARGE_STRIP
    shown = cut_text(name, frame.width - 40, 30 if large else 14, bold=True)
    look = "lane large" if large else "lane"
    room = {"data_room": frame.width - 36, "data_strip": frame.strip}
    label = draw_text(frame.x + 18, frame.y + frame.strip / 2, shown, look, dy="0.36em", **room)
    return label if shown == name else make_element("g", draw_title(name) + label)
