"""Leads as SVG: curves between columns, straight where they pass one, an arrow at the end."""

from collections.abc import Sequence

from ipp.render.ink.shapes import element, number, title
from ipp.render.picture.layout.block import Point, Wire
from ipp.render.picture.layout.sheet import Track

_ARROW, _BORDER = 7.0, 6.0


def wire(drawn: Wire, goal: int | None) -> str:
    """Return a lead; one that leads round again is marked at its beginning, the card of the ultimate action is larger."""
    lead = drawn.lead
    look = "back" if drawn.back else "main" if lead.main else ""
    toward = 1 if drawn.points[-1][0] >= drawn.points[-2][0] else -1
    x, y = drawn.points[-1]
    points = (*drawn.points[:-1], (x - toward * _BORDER if lead.end == goal else x, y))
    end = (points[-1][0] - toward * _ARROW, points[-1][1])
    open_ = "open" if lead.row.conditional else ""
    curve = element(
        "path", d=_curve((*points[:-1], end)), class_=" ".join(filter(None, ("wire", look, open_)))
    )
    parts = (
        curve + _tip(points[-1], toward, f"tip {look}".strip()) + (_round(points[0]) if drawn.back else "")
    )
    return element(
        "g",
        parts,
        class_="lead",
        data_from=str(lead.start),
        data_to=str(lead.end),
        data_place=str(lead.place),
    )


def _curve(points: Sequence[Point]) -> str:
    x, y = points[0]
    way = [f"M{number(x)} {number(y)}"]
    for left, top in points[1:]:
        if top == y:
            way.append(f"H{number(left)}")
        else:
            middle = number((x + left) / 2)
            way.append(f"C{middle} {number(y)} {middle} {number(top)} {number(left)} {number(top)}")
        x, y = left, top
    return "".join(way)


def _tip(point: Point, toward: int, look: str) -> str:
    x, y = point
    back = number(x - toward * _ARROW)
    return element("path", d=f"M{number(x)} {number(y)}L{back} {number(y - 4)}V{number(y + 4)}Z", class_=look)


def _round(point: Point) -> str:
    """Return the sign of a loop: a small arrow that turns round."""
    x, y = point[0] - 9, point[1]
    way = f"M{number(x + 3)} {number(y - 3)}a4.2 4.2 0 1 0 1.2 3.4m-1.2 -3.4v-3m0 3h-3"
    return element("g", title("leads round again") + element("path", d=way, class_="wire back"))


def track(drawn: Track) -> str:
    """Return the marked lead of a whole group."""
    (x, y), *rest = drawn.points
    way = [f"M{number(x)} {number(y)}"]
    for left, top in rest[:-1]:
        way.append(f"L{number(left)} {number(top)}")
    end, level = rest[-1]
    way.append(f"H{number(end - 12)}")
    tip = f"M{number(end)} {number(level)}l-14 -8v16Z"
    return element("path", d="".join(way), class_="track") + element("path", d=tip, class_="end")
