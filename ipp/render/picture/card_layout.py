"""What a card looks like: its lines, each at its height, and where leads go out."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from ipp.render.picture.measure import wrap_text
from ipp.render.picture.scene import Card, Row, RungNote
from ipp.render.picture.terms import write_content
from ipp.text.visible import make_visible
from ipp.text.words import count_things

WIDTH = 240.0
"""Of every card, in pixels like all lengths here."""
PAD, BADGE, MARK, HANG = 11.0, 20.0, 17.0, 12.0
MOST_LINES = 6
"""Contents and smaller versions that a card shows each; it says how many more there are."""
MOST_ROWS = 14
_NAME, _TEXT, _TERMS = 13.0, 11.5, 10.5

Look = Literal["name", "facts", "holds", "rung", "row", "terms", "more"]


class CardLine(NamedTuple):
    """One line of a card: baseline at `y` below its top; `said` is the whole of it where `text` was cut."""

    look: Look
    x: float
    y: float
    text: str
    full_text: str = ""
    row: int | None = None  # the step of the list that it belongs to


class CardLayout(NamedTuple):
    """The lines of a card, its height, the height of the rule above its list, and the ports of its steps."""

    lines: tuple[CardLine, ...]
    height: float
    rule: float | None
    ports: tuple[float, ...]


PORT = 19.0
"""Where leads come in, below the top of the card."""


def lay_out_card(card: Card) -> CardLayout:
    """Lay out a card."""
    return _CardLayouter(card).make_layout()


class _CardLayouter:
    def __init__(self, card: Card) -> None:
        self.card = card
        self.lines: list[CardLine] = []
        self.y = 6.0

    def make_layout(self) -> CardLayout:
        self.add_wrapped("name", self.card.name, _NAME, 3)
        facts = " · ".join(filter(None, (_glue_price(self.card.price), *self.card.facts)))
        if facts:
            self.add_wrapped("facts", facts, _TEXT, 4)
        self.add_texts("holds", [f"▫ {write_content(content)}" for content in self.card.holds])
        self.add_texts("rung", list(map(_describe_rung, self.card.rungs)))
        rule = self.y + 5 if self.card.rows else None
        ports = tuple(self.add_rows())
        return CardLayout(tuple(self.lines), self.y + 8, rule, ports)

    def add_wrapped(
        self, look: Look, text: str, size: float, most: int, *, x: float = PAD, row: int | None = None
    ) -> None:
        """Add a text in at most so many lines."""
        text = make_visible(text)
        bold = look == "name"
        room = (
            WIDTH
            - PAD
            - x
            - (HANG if look in ("holds", "rung") else 0)
            - (BADGE if bold and self.card.findings else 0)
        )
        parts = wrap_text(text, room, size, most, bold=bold)
        said = text if " ".join(parts) != text else ""
        for number, part in enumerate(parts):
            self.y += round(size * 1.36)
            hang = HANG if number and look in ("holds", "rung") else 0
            self.lines.append(CardLine(look, x + hang, self.y, part, said, row))

    def add_texts(self, look: Look, texts: list[str]) -> None:
        shown = texts if len(texts) <= MOST_LINES else texts[: MOST_LINES - 1]
        for text in shown:
            self.add_wrapped(look, text, _TEXT, 2)
        if len(shown) < len(texts):
            self.add_wrapped("more", f"and {len(texts) - len(shown)} more", _TERMS, 1, x=PAD + 12)

    def add_rows(self) -> Iterator[float]:
        """Add the list; yields the port of each step."""
        self.y += 8 if self.card.rows else 0
        for position, row in enumerate(self.card.rows):
            if position < MOST_ROWS:
                self.add_row(position, row)
                yield self.port
            else:
                yield self.y - 4
        if len(self.card.rows) > MOST_ROWS:
            self.add_wrapped(
                "more", f"and {count_things(len(self.card.rows) - MOST_ROWS, 'more step')}", _TERMS, 1
            )

    def add_row(self, position: int, row: Row) -> None:
        self.y += 2
        self.port = self.y + 12
        self.add_wrapped("row", row.name, _TEXT, 2, x=PAD + MARK, row=position)
        terms = ", ".join((*((f"at {_glue_price(row.price)}",) if row.special else ()), *row.terms))
        if terms:
            self.add_wrapped("terms", terms, _TERMS, 3, x=PAD + MARK, row=position)
        for rung in row.rungs[:MOST_LINES]:
            self.add_wrapped("rung", _describe_rung(rung), _TERMS, 2, x=PAD + MARK, row=position)


def _describe_rung(rung: RungNote) -> str:
    return f"↳ No: {rung.name} {_glue_price(rung.price)}"


def _glue_price(price: str) -> str:
    """Return a price whose amount and currency stay in one line."""
    return price.replace(" ", "\u00a0", 1)
