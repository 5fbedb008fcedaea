"""A card as SVG: what it is can be seen by its shape, not only by its colour."""

from collections.abc import Collection, Iterator

from ipp.render.ink.shapes import box, element, number, title, words
from ipp.render.picture.face import PAD, WIDTH, Face, Text
from ipp.render.picture.layout.block import Point
from ipp.render.picture.scene import Card, Picture, Row
from ipp.render.picture.terms import finding_text

SIGNS = {"error": "✕", "warning": "!", "info": "i"}


def card(picture: Picture, card: Card, face: Face, corner: Point, written: Collection[int]) -> str:
    """Return a card; `written` are the places in its list, from 1, whose lead is not drawn."""
    goal = card.number == picture.goal
    look = " ".join(filter(None, ("card", card.kind, "goal" if goal else "", card.worst or "")))
    parts = "".join(_parts(picture, card, face, written))
    x, y = corner
    return element(
        "g",
        parts,
        class_=look,
        data_n=str(card.number),
        transform=f"translate({number(x)} {number(y)})",
    )


def _parts(picture: Picture, card: Card, face: Face, written: Collection[int]) -> Iterator[str]:
    yield from _outline(card, face, goal=card.number == picture.goal)
    if face.rule is not None:
        yield element("line", x1=0.0, y1=face.rule, x2=WIDTH, y2=face.rule, class_="rule")
    for line in face.lines:
        yield _line(line)
    for place, port in enumerate(face.ports, 1):
        if place in {line.row + 1 for line in face.lines if line.row is not None}:
            yield mark(picture, card.rows[place - 1], PAD + 5, port)
            if place in written:
                yield away(WIDTH - 9, port)
    if card.findings:
        yield _badge(card)


def _outline(card: Card, face: Face, *, goal: bool) -> Iterator[str]:
    if card.kind == "bundle":
        yield box(5.0, -5.0, WIDTH, face.height, "behind")
    if goal:
        yield box(-5.0, -5.0, WIDTH + 10, face.height + 10, "box", 14.0)
    else:
        yield box(0.0, 0.0, WIDTH, face.height, "box", 18.0 if card.kind == "list" else 7.0)


def _line(line: Text) -> str:
    said = title(line.said) if line.said else ""
    return element("text", said + words(line.text), x=line.x, y=line.y, class_=line.look)


def mark(picture: Picture, row: Row, x: float, y: float) -> str:
    """Return the sign of a step: a ring for a touch, a square for an offer, a star for the ultimate action."""
    if row.number == picture.goal:
        return star(x, y)
    if row.touch:
        return element("circle", cx=x, cy=y, r=4.2, class_="touch")
    return box(x - 4, y - 4, 8.0, 8.0, "offer", 1.5)


def star(x: float, y: float, size: float = 6.0) -> str:
    """Return a star."""
    spokes = (
        0,
        -10,
        2.4,
        -3.2,
        9.5,
        -3.1,
        3.8,
        1.2,
        5.9,
        8.1,
        0,
        4,
        -5.9,
        8.1,
        -3.8,
        1.2,
        -9.5,
        -3.1,
        -2.4,
        -3.2,
    )
    scaled = [value * size / 10 for value in spokes]
    points = " ".join(
        f"{number(x + left)},{number(y + top)}" for left, top in zip(scaled[::2], scaled[1::2], strict=True)
    )
    return element("polygon", points=points, class_="star")


def away(x: float, y: float) -> str:
    """Return the sign that a lead is written and not drawn: an arrow out of the card."""
    way = f"M{number(x - 4)} {number(y + 4)}L{number(x + 3)} {number(y - 3)}m-5 0h5v5"
    return element("path", d=way, class_="away")


def _badge(card: Card) -> str:
    assert card.worst
    said = title("\n".join(map(finding_text, card.findings)))
    return element("g", said + badge(card.worst, WIDTH - PAD - 5, 15.0), class_="flaw")


def badge(severity: str, x: float, y: float) -> str:
    """Return the sign of a finding."""
    sign = element("text", words(SIGNS[severity]), x=x, y=y + 4, class_="sign")
    return element("circle", cx=x, cy=y, r=8.0, class_=f"badge {severity}") + sign
