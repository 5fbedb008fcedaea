"""Leads as SVG: curves between columns, straight where they pass one, an arrow at the end."""

from collections.abc import Sequence

from ipp.render.picture.layout.block import Point, Wire
from ipp.render.picture.layout.sheet import Track
from ipp.render.svg.shapes import draw_title, make_element, write_length

_ARROW, _BORDER = 7.0, 6.0


def draw_wire(wire: Wire, goal: int | None) -> str:
    """Return a lead; one that leads round again is marked at its beginning, the card of the ultimate action is larger."""
    lead = wire.lead
    look = "back" if wire.back else "main" if lead.main else ""
    toward = 1 if wire.points[-1][0] >= wire.points[-2][0] else -1
    x, y = wire.points[-1]
    points = (*wire.points[:-1], (x - toward * _BORDER if lead.end == goal else x, y))
    end = (points[-1][0] - toward * _ARROW, points[-1][1])
    open_ = "open" if lead.row.conditional else ""
    curve = make_element(
        "path", d=_draw_curve((*points[:-1], end)), class_=" ".join(filter(None, ("wire", look, open_)))
    )
    parts = (
        curve
        + _draw_tip(points[-1], toward, f"tip {look}".strip())
        + (_draw_loop_sign(points[0]) if wire.back else "")
    )
    return make_element(
        "g",
        parts,
        class_="lead",
        data_from=str(lead.start),
        data_to=str(lead.end),
        data_place=str(lead.position),
    )


def _draw_curve(points: Sequence[Point]) -> str:
    x, y = points[0]
    way = [f"M{write_length(x)} {write_length(y)}"]
    for left, top in points[1:]:
        if top == y:
            way.append(f"H{write_length(left)}")
        else:
            middle = write_length((x + left) / 2)
            way.append(
                f"C{middle} {write_length(y)} {middle} {write_length(top)} {write_length(left)} {write_length(top)}"
            )
        x, y = left, top
    return "".join(way)


def _draw_tip(point: Point, toward: int, look: str) -> str:
    x, y = point
    back = write_length(x - toward * _ARROW)
    return make_element(
        "path",
        d=f"M{write_length(x)} {write_length(y)}L{back} {write_length(y - 4)}V{write_length(y + 4)}Z",
        class_=look,
    )


def _draw_loop_sign(point: Point) -> str:
    """Return the sign of a loop: a small arrow that turns round."""
    x, y = point[0] - 9, point[1]
    way = f"M{write_length(x + 3)} {write_length(y - 3)}a4.2 4.2 0 1 0 1.2 3.4m-1.2 -3.4v-3m0 3h-3"
    return make_element(
        "g", draw_title("leads round again") + make_element("path", d=way, class_="wire back")
    )


def draw_track(track: Track) -> str:
    """Return the marked lead of a whole group."""
    (x, y), *rest = track.points
    way = [f"M{write_length(x)} {write_length(y)}"]
    for left, top in rest[:-1]:
        way.append(f"L{write_length(left)} {write_length(top)}")
    end, level = rest[-1]
    way.append(f"H{write_length(end - 12)}")
    tip = f"M{write_length(end)} {write_length(level)}l-14 -8v16Z"
    return make_element("path", d="".join(way), class_="track") + make_element("path", d=tip, class_="end")
