"""A card as SVG: what it is can be seen by its shape, not only by its colour."""

from collections.abc import Collection, Iterator

from ipp.render.picture.card_layout import PAD, WIDTH, CardLayout, CardLine
from ipp.render.picture.layout.block import Point
from ipp.render.picture.scene import Card, Picture, Row
from ipp.render.picture.terms import write_finding
from ipp.render.svg.shapes import draw_box, draw_title, escape_words, make_element, write_length

SIGNS = {"error": "✕", "warning": "!", "info": "i"}


def draw_card(
    picture: Picture, card: Card, card_layout: CardLayout, corner: Point, written: Collection[int]
) -> str:
    """Return a card; `written` are the places in its list, from 1, whose lead is not drawn."""
    goal = card.number == picture.goal
    look = " ".join(filter(None, ("card", card.kind, "goal" if goal else "", card.worst or "")))
    parts = "".join(_draw_parts(picture, card, card_layout, written))
    x, y = corner
    return make_element(
        "g",
        parts,
        class_=look,
        data_n=str(card.number),
        transform=f"translate({write_length(x)} {write_length(y)})",
    )


def _draw_parts(
    picture: Picture, card: Card, card_layout: CardLayout, written: Collection[int]
) -> Iterator[str]:
    yield from _draw_outline(card, card_layout, goal=card.number == picture.goal)
    if card_layout.rule is not None:
        yield make_element("line", x1=0.0, y1=card_layout.rule, x2=WIDTH, y2=card_layout.rule, class_="rule")
    for line in card_layout.lines:
        yield _draw_line(line)
    for place, port in enumerate(card_layout.ports, 1):
        if place in {line.row + 1 for line in card_layout.lines if line.row is not None}:
            yield draw_mark(picture, card.rows[place - 1], PAD + 5, port)
            if place in written:
                yield draw_away_sign(WIDTH - 9, port, card.rows[place - 1].number)
    if card.findings:
        yield _draw_worst_badge(card)


def _draw_outline(card: Card, card_layout: CardLayout, *, goal: bool) -> Iterator[str]:
    if card.kind == "bundle":
        yield draw_box(5.0, -5.0, WIDTH, card_layout.height, "behind")
    if goal:
        yield draw_box(-5.0, -5.0, WIDTH + 10, card_layout.height + 10, "box", 14.0)
    else:
        yield draw_box(0.0, 0.0, WIDTH, card_layout.height, "box", 18.0 if card.kind == "list" else 7.0)


def _draw_line(line: CardLine) -> str:
    said = draw_title(line.full_text) if line.full_text else ""
    return make_element("text", said + escape_words(line.text), x=line.x, y=line.y, class_=line.look)


def draw_mark(picture: Picture, row: Row, x: float, y: float) -> str:
    """Return the sign of a step: a ring for a touch, a square for an offer, a star for the ultimate action."""
    if row.number == picture.goal:
        return draw_star(x, y)
    if row.touch:
        return make_element("circle", cx=x, cy=y, r=4.2, class_="touch")
    return draw_box(x - 4, y - 4, 8.0, 8.0, "offer", 1.5)


def draw_star(x: float, y: float, size: float = 6.0) -> str:
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
        f"{write_length(x + left)},{write_length(y + top)}"
        for left, top in zip(scaled[::2], scaled[1::2], strict=True)
    )
    return make_element("polygon", points=points, class_="star")


def draw_away_sign(x: float, y: float, to: int | None = None) -> str:
    """Return the sign that a lead is written and not drawn: an arrow out of the card."""
    way = f"M{write_length(x - 4)} {write_length(y + 4)}L{write_length(x + 3)} {write_length(y - 3)}m-5 0h5v5"
    lead: dict[str, str | float] = {} if to is None else {"data_to": str(to), "data_y": y}
    return make_element("path", d=way, class_="away", **lead)


def _draw_worst_badge(card: Card) -> str:
    assert card.worst
    said = draw_title("\n".join(map(write_finding, card.findings)))
    return make_element("g", said + draw_badge(card.worst, WIDTH - PAD - 5, 15.0), class_="flaw")


def draw_badge(severity: str, x: float, y: float) -> str:
    """Return the sign of a finding."""
    sign = make_element("text", escape_words(SIGNS[severity]), x=x, y=y + 4, class_="sign")
    return make_element("circle", cx=x, cy=y, r=8.0, class_=f"badge {severity}") + sign
