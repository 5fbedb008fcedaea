"""The whole sheet: a small store in one drawing, a large one in lanes."""

from collections.abc import Mapping
from itertools import pairwise

from ipp.render.picture.face import PORT, WIDTH, Face, face
from ipp.render.picture.layout.block import GAP, Block, Point, block
from ipp.render.picture.layout.lane import drawn
from ipp.render.picture.layout.lanes import in_lanes
from ipp.render.picture.layout.sheet import MARGIN, Frame, Sheet, Track
from ipp.render.picture.scene import Picture

FEW_GOODS = 40
"""Goods up to which a store is one drawing, unless a category has a list of its own."""
_INSET = 16.0


def laid_out(picture: Picture) -> Sheet:
    """Lay out a picture: entry at the left, ultimate action at the right."""
    faces = {card.number: face(card) for card in picture.shown() if card.kind != "touch"}
    goods = sum(len(group.goods) for group in picture.groups)
    shared = any(group.then is not None for group in picture.groups)
    if shared or goods > FEW_GOODS:
        return in_lanes(picture, faces, large=goods > FEW_GOODS)
    return _in_one(picture, faces)


def _in_one(picture: Picture, faces: Mapping[int, Face]) -> Sheet:
    """Lay out everything in one drawing, framed but for the prospects at its left and the end at its right."""
    goods = [number for group in picture.groups for number in group.goods]
    ends = [number for number in (picture.store, picture.goal) if number is not None]
    first = [picture.prospects] if picture.prospects is not None else []
    numbers = [*first, *goods, *ends]
    inside = set(numbers)
    leads = [lead for lead in picture.leads() if lead.start in inside and lead.end in inside - set(first)]
    leads = [lead for lead in leads if lead.start not in ends or lead.end in ends[1:]]
    ties = [(good, ends[0]) for good in goods if ends] + list(pairwise(ends))
    made = block(numbers, drawn(numbers, leads, len(numbers) + 1), faces, ties, picture.prospects)
    return _sheet(picture, faces, made, goods)


def _sheet(picture: Picture, faces: Mapping[int, Face], made: Block, goods: list[int]) -> Sheet:
    top = MARGIN + (_INSET if goods else 0)
    corners = {number: (x + MARGIN, y + top) for number, (x, y) in made.corners.items()}
    frames = (_around(goods, faces, corners),) if goods else ()
    ends = [number for number in (picture.store, picture.goal) if number is not None]
    tracks = [_track(frame, ends[0], corners) for frame in frames if ends]
    if picture.rest is not None:
        corners[picture.rest] = _under(ends[-1:] or goods[-1:], faces, corners)
    edges = [(x + WIDTH, y + faces[number].height) for number, (x, y) in corners.items()]
    edges += [(frame.x + frame.width, frame.y + frame.height) for frame in frames]
    return Sheet(
        max((right for right, _ in edges), default=0.0) + MARGIN,
        max((bottom for _, bottom in edges), default=0.0) + MARGIN,
        dict(faces),
        corners,
        tuple(wire.moved(MARGIN, top) for wire in made.wires),
        frames,
        tuple(tracks),
    )


def _around(goods: list[int], faces: Mapping[int, Face], corners: Mapping[int, Point]) -> Frame:
    lefts, tops = zip(*(corners[number] for number in goods), strict=True)
    bottom = max(corners[number][1] + faces[number].height for number in goods)
    left, top = min(lefts) - _INSET, min(tops) - _INSET
    return Frame("", left, top, max(lefts) + WIDTH + _INSET - left, bottom + _INSET - top)


def _track(frame: Frame, end: int, corners: Mapping[int, Point]) -> Track:
    x, y = corners[end]
    right, level = frame.x + frame.width, y + PORT
    out = min(max(level, frame.y + 12), frame.y + frame.height - 12)
    bend = (right + x) / 2
    return Track(((right, out), (bend, out), (bend, level), (x, level)), end)


def _under(above: list[int], faces: Mapping[int, Face], corners: Mapping[int, Point]) -> Point:
    """Return the corner of a card under others in their column."""
    if not above:
        return MARGIN, MARGIN
    x, y = corners[above[0]]
    return x, y + faces[above[0]].height + 2 * GAP
