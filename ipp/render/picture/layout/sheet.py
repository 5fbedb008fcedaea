"""What a layout comes to: everything that is drawn, and where."""

from typing import NamedTuple

from ipp.render.picture.card_layout import CardLayout
from ipp.render.picture.layout.block import Point, Wire

MARGIN = 28.0


class Frame(NamedTuple):
    """The lane of a group, with its title in a strip at its top."""

    title: str
    x: float
    y: float
    width: float
    height: float
    strip: float = 0.0


class Track(NamedTuple):
    """A marked lead that stands for those of a whole group; `end` is the card that it leads to."""

    points: tuple[Point, ...]
    end: int


class Sheet(NamedTuple):
    """A picture with its places: faces and left upper corners of cards by number, from (0, 0) in pixels."""

    width: float
    height: float
    card_layouts: dict[int, CardLayout]
    corners: dict[int, Point]
    wires: tuple[Wire, ...]
    frames: tuple[Frame, ...]
    tracks: tuple[Track, ...]
