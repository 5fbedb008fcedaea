"""What a card looks like: its lines, each at its height, and where leads go out."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from ipp.render.picture.measure import wrapped
from ipp.render.picture.scene import Card, Row, Rung
from ipp.render.picture.terms import content_text
from ipp.text.visible import visible

WIDTH = 240.0
"""Of every card, in pixels like all lengths here."""
PAD, BADGE, MARK, HANG = 11.0, 20.0, 17.0, 12.0
MOST_LINES = 6
"""Contents and smaller versions that a card shows each; it says how many more there are."""
MOST_ROWS = 14
_NAME, _TEXT, _TERMS = 13.0, 11.5, 10.5

Look = Literal["name", "facts", "holds", "rung", "row", "terms", "more"]


class Text(NamedTuple):
    """One line of a card: baseline at `y` below its top; `said` is the whole of it where `text` was cut."""

    look: Look
    x: float
    y: float
    text: str
    said: str = ""
    row: int | None = None  # the step of the list that it belongs to


class Face(NamedTuple):
    """The lines of a card, its height, the height of the rule above its list, and the ports of its steps."""

    lines: tuple[Text, ...]
    height: float
    rule: float | None
    ports: tuple[float, ...]


PORT = 19.0
"""Where leads come in, below the top of the card."""


def face(card: Card) -> Face:
    """Lay out a card."""
    return _Face(card).face()


class _Face:
    def __init__(self, card: Card) -> None:
        self.card = card
        self.lines: list[Text] = []
        self.y = 6.0

    def face(self) -> Face:
        self.wrap("name", self.card.name, _NAME, 3)
        facts = " · ".join(filter(None, (_held(self.card.price), *self.card.facts)))
        if facts:
            self.wrap("facts", facts, _TEXT, 4)
        self.several("holds", [f"▫ {content_text(content)}" for content in self.card.holds])
        self.several("rung", list(map(_rung, self.card.rungs)))
        rule = self.y + 5 if self.card.rows else None
        ports = tuple(self.rows())
        return Face(tuple(self.lines), self.y + 8, rule, ports)

    def wrap(
        self, look: Look, text: str, size: float, most: int, *, x: float = PAD, row: int | None = None
    ) -> None:
        """Add a text in at most so many lines."""
        text = visible(text)
        bold = look == "name"
        room = (
            WIDTH
            - PAD
            - x
            - (HANG if look in ("holds", "rung") else 0)
            - (BADGE if bold and self.card.findings else 0)
        )
        parts = wrapped(text, room, size, most, bold=bold)
        said = text if " ".join(parts) != text else ""
        for number, part in enumerate(parts):
            self.y += round(size * 1.36)
            hang = HANG if number and look in ("holds", "rung") else 0
            self.lines.append(Text(look, x + hang, self.y, part, said, row))

    def several(self, look: Look, texts: list[str]) -> None:
        shown = texts if len(texts) <= MOST_LINES else texts[: MOST_LINES - 1]
        for text in shown:
            self.wrap(look, text, _TEXT, 2)
        if len(shown) < len(texts):
            self.wrap("more", f"and {len(texts) - len(shown)} more", _TERMS, 1, x=PAD + 12)

    def rows(self) -> Iterator[float]:
        """Add the list; yields the port of each step."""
        self.y += 8 if self.card.rows else 0
        for place, row in enumerate(self.card.rows):
            if place < MOST_ROWS:
                self.row(place, row)
                yield self.port
            else:
                yield self.y - 4
        if len(self.card.rows) > MOST_ROWS:
            self.wrap("more", f"and {len(self.card.rows) - MOST_ROWS} more steps", _TERMS, 1)

    def row(self, place: int, row: Row) -> None:
        self.y += 2
        self.port = self.y + 12
        self.wrap("row", row.name, _TEXT, 2, x=PAD + MARK, row=place)
        terms = ", ".join((*((f"at {_held(row.price)}",) if row.special else ()), *row.terms))
        if terms:
            self.wrap("terms", terms, _TERMS, 3, x=PAD + MARK, row=place)
        for rung in row.rungs[:MOST_LINES]:
            self.wrap("rung", _rung(rung), _TERMS, 2, x=PAD + MARK, row=place)


def _rung(rung: Rung) -> str:
    return f"↳ No: {rung.name} {_held(rung.price)}"


def _held(price: str) -> str:
    """Return a price whose amount and currency stay in one line."""
    return price.replace(" ", "\u00a0", 1)
