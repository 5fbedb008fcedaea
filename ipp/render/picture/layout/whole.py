"""The whole sheet: a small store in one drawing, a large one in lanes."""

from collections.abc import Mapping
from itertools import pairwise

from ipp.render.picture.card_layout import PORT, WIDTH, CardLayout, lay_out_card
from ipp.render.picture.layout.block import GAP, Block, Point, lay_out_block
from ipp.render.picture.layout.lane import select_shown_leads
from ipp.render.picture.layout.lanes import lay_out_lanes
from ipp.render.picture.layout.sheet import MARGIN, Frame, Sheet, Track
from ipp.render.picture.scene import Picture

FEW_GOODS = 40
"""Goods up to which a store is one drawing, unless a category has a list of its own."""
_INSET = 16.0


def lay_out_picture(picture: Picture) -> Sheet:
    """Lay out a picture: entry at the left, ultimate action at the right."""
    card_layouts = {card.number: lay_out_card(card) for card in picture.list_cards() if card.kind != "touch"}
    goods = sum(len(group.goods) for group in picture.groups)
    shared = any(group.then is not None for group in picture.groups)
    if goods > FEW_GOODS or (
        shared and not picture.part
    ):  # in a part, the leads between its groups are what is asked for
        return lay_out_lanes(picture, card_layouts, large=goods > FEW_GOODS)
    return _lay_out_together(picture, card_layouts)


def _lay_out_together(picture: Picture, card_layouts: Mapping[int, CardLayout]) -> Sheet:
    """Lay out everything in one drawing, framed but for the prospects at its left and the end at its right."""
    goods = [number for group in picture.groups for number in group.goods]
    ends = [number for number in (picture.store, picture.goal) if number is not None]
    first = [picture.prospects] if picture.prospects is not None else []
    numbers = [*first, *goods, *ends]
    inside = set(numbers)
    leads = [
        lead for lead in picture.list_leads() if lead.start in inside and lead.end in inside - set(first)
    ]
    leads = [lead for lead in leads if lead.start not in ends or lead.end in ends[1:]]
    ties = [(good, ends[0]) for good in goods if ends] + list(pairwise(ends))
    made = lay_out_block(
        numbers, select_shown_leads(numbers, leads, len(numbers) + 1), card_layouts, ties, picture.prospects
    )
    return _make_sheet(picture, card_layouts, made, goods)


def _make_sheet(
    picture: Picture, card_layouts: Mapping[int, CardLayout], made: Block, goods: list[int]
) -> Sheet:
    top = MARGIN + (_INSET if goods else 0)
    corners = {number: (x + MARGIN, y + top) for number, (x, y) in made.corners.items()}
    frames = (_frame_goods(goods, card_layouts, corners),) if goods else ()
    ends = [number for number in (picture.store, picture.goal) if number is not None]
    tracks = [_make_track(frame, ends[0], corners) for frame in frames if ends]
    if picture.rest is not None:
        corners[picture.rest] = _find_corner_below(ends[-1:] or goods[-1:], card_layouts, corners)
    edges = [(x + WIDTH, y + card_layouts[number].height) for number, (x, y) in corners.items()]
    edges += [(frame.x + frame.width, frame.y + frame.height) for frame in frames]
    return Sheet(
        max((right for right, _ in edges), default=0.0) + MARGIN,
        max((bottom for _, bottom in edges), default=0.0) + MARGIN,
        dict(card_layouts),
        corners,
        tuple(wire.move_by(MARGIN, top) for wire in made.wires),
        frames,
        tuple(tracks),
    )


def _frame_goods(
    goods: list[int], card_layouts: Mapping[int, CardLayout], corners: Mapping[int, Point]
) -> Frame:
    lefts, tops = zip(*(corners[number] for number in goods), strict=True)
    bottom = max(corners[number][1] + card_layouts[number].height for number in goods)
    left, top = min(lefts) - _INSET, min(tops) - _INSET
    return Frame("", left, top, max(lefts) + WIDTH + _INSET - left, bottom + _INSET - top)


def _make_track(frame: Frame, end: int, corners: Mapping[int, Point]) -> Track:
    x, y = corners[end]
    right, level = frame.x + frame.width, y + PORT
    out = min(max(level, frame.y + 12), frame.y + frame.height - 12)
    bend = (right + x) / 2
    return Track(((right, out), (bend, out), (bend, level), (x, level)), end)


def _find_corner_below(
    above: list[int], card_layouts: Mapping[int, CardLayout], corners: Mapping[int, Point]
) -> Point:
    """Return the corner of a card under others in their column."""
    if not above:
        return MARGIN, MARGIN
    x, y = corners[above[0]]
    return x, y + card_layouts[above[0]].height + 2 * GAP
