"""Arrows between the lanes of a picture: each stands for all offers that lead from a lane to another, with their number."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ipp.render.picture.layout.sheet import Frame
from ipp.render.picture.scene import Picture
from ipp.render.svg.shapes import draw_text, make_element, write_length

_MOST_FROM_LANE = 2
_TIP = 14.0
_BULGE, _LEAST_ROOM = 86.0, 8.0
_SIDE = 0.75  # share of its bulge that a curve reaches aside
_SAME_STACK = 40.0


class Crossing(NamedTuple):
    """How many offers lead from a lane to another, by their places."""

    start: int
    end: int
    offers: int


class _Ports(NamedTuple):
    """The heights at which a crossing leaves its lane and enters the other."""

    leave: float
    enter: float


def list_crossings(picture: Picture) -> list[Crossing]:
    """Return for each lane those to which most of its offers lead."""
    homes = {number: place for place, group in enumerate(picture.groups) for number in group.goods}
    counts: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for lead in picture.list_leads():
        start, end = homes.get(lead.start), homes.get(lead.end)
        if start is not None and end is not None and start != end:
            counts[start][end] += 1
    return [
        Crossing(start, end, count)
        for start, ends in sorted(counts.items())
        for end, count in sorted(ends.items(), key=lambda each: -each[1])[:_MOST_FROM_LANE]
    ]


def draw_crossings(picture: Picture, frames: Sequence[Frame]) -> Iterator[str]:
    """Draw the arrows of lanes, which stand for the groups of the picture in their order."""
    crossings = list_crossings(picture)
    ports = _list_ports(crossings, frames)
    for crossing in crossings:
        yield _draw_crossing(frames[crossing.start], frames[crossing.end], ports[crossing], crossing.offers)


def _list_ports(crossings: Sequence[Crossing], frames: Sequence[Frame]) -> dict[Crossing, _Ports]:
    """Give each end of an arrow a height of its own, in the order in which the other lanes stand."""
    heights: dict[tuple[Crossing, bool], float] = {}
    for place, frame in enumerate(frames):
        ends = [(each, each.start == place) for each in crossings if place in (each.start, each.end)]
        ends.sort(key=lambda end: (frames[end[0].end if end[1] else end[0].start].y, end[1]))
        for rank, end in enumerate(ends, 1):
            heights[end] = frame.y + frame.height * rank / (len(ends) + 1)
    return {each: _Ports(heights[each, True], heights[each, False]) for each in crossings}


def _draw_crossing(start: Frame, end: Frame, ports: _Ports, offers: int) -> str:
    leave, enter = ports
    if abs(start.x - end.x) < _SAME_STACK:  # round the left side
        bulge = min(_BULGE, (start.x - _LEAST_ROOM) / _SIDE)
        first, last, bends, toward = start.x, end.x, (start.x - bulge, end.x - bulge), 1
    else:
        toward = 1 if end.x > start.x else -1
        first, last = (start.x + start.width, end.x) if toward > 0 else (start.x, end.x + end.width)
        bend = toward * max(60.0, abs(last - first) / 2)
        bends = (first + bend, last - bend)
    way = (first, leave), (bends[0], leave), (bends[1], enter), (last - toward * _TIP, enter)
    (x, y), *curve = (f"{write_length(x)} {write_length(y)}".split() for x, y in way)
    path = f"M{x} {y}C{' '.join(' '.join(point) for point in curve)}"
    tip = f"M{write_length(last)} {write_length(enter)}l{write_length(-toward * _TIP)} -9v18Z"
    return (
        make_element("path", d=path, class_="between")
        + make_element("path", d=tip, class_="between end-of")
        + draw_text(last - toward * (_TIP + 14), enter - 8, str(offers), "offers-between")
    )
