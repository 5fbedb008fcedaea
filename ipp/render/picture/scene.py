"""What a picture of a path holds: cards with their lists, in groups. Where they stand is the layout's affair."""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from ipp.engine.policy.clauses import Content
from ipp.text.finding import SEVERITIES, Finding, Severity
from ipp.text.source import Span

Kind = Literal["product", "bundle", "touch", "list"]


class RungNote(NamedTuple):
    """A smaller version of an offer, with its price in words and what is in it when it is a bundle."""

    number: int
    name: str
    price: str
    holds: tuple[Content, ...]


class Row(NamedTuple):
    """One step of a list: `number` is the card that it leads to, `terms` are its terms in words."""

    number: int
    name: str
    kind: Kind
    price: str
    special: bool  # the price is one for this step alone
    terms: tuple[str, ...]
    conditional: bool  # a segment or a window decides whether it is open
    rungs: tuple[RungNote, ...]  # of the step itself: those of the item stand on its own card
    span: Span
    findings: tuple[Finding, ...] = ()

    @property
    def touch(self) -> bool:
        """Whether it asks for no money."""
        return self.kind == "touch"


class Card(NamedTuple):
    """One thing of the path, or a list that many read; `number` tells cards apart."""

    number: int
    kind: Kind
    name: str
    price: str = ""
    facts: tuple[str, ...] = ()
    holds: tuple[Content, ...] = ()
    rungs: tuple[RungNote, ...] = ()
    rows: tuple[Row, ...] = ()
    findings: tuple[Finding, ...] = ()
    folded: bool = False  # shown under the offers whose smaller version it is, and nowhere else
    note: str = ""

    @property
    def worst(self) -> Severity | None:
        """The worst severity found on it, its list included."""
        return find_worst(self.findings)


class Group(NamedTuple):
    """The goods of one category, by number, and the list that all of them read after their own."""

    name: str
    goods: tuple[int, ...]
    then: int | None


class Lead(NamedTuple):
    """From a card to what the `place`-th step of its list names, counted from 1; `main` for the first offer that everybody gets."""

    start: int
    end: int
    position: int
    main: bool
    row: Row


class Drawing(NamedTuple):
    """A picture in some format; `note` says what had to be left out, if anything."""

    text: str
    note: str = ""


class Picture(NamedTuple):
    """A path, or the part of it around some things. Cards that only shared lists name are in no group."""

    title: str
    currency: str
    cards: dict[int, Card]
    groups: tuple[Group, ...]
    goal: int | None
    prospects: int | None
    store: int | None  # the store-wide list
    rest: int | None
    findings: tuple[Finding, ...]  # those that are about no card
    part: bool = False

    def list_leads(self) -> Iterator[Lead]:
        """Yield what leads to what: every step between two cards that are shown."""
        for card in self.list_cards():
            main = next((row for row in card.rows if not row.touch and not row.conditional), None)
            for place, row in enumerate(card.rows, 1):
                if row.number in self.cards:
                    yield Lead(card.number, row.number, place, row is main, row)

    def list_cards(self) -> list[Card]:
        """Return the cards that stand for themselves, in the order of the file."""
        return [card for card in self.cards.values() if not card.folded]


def find_worst(findings: Iterable[Finding]) -> Severity | None:
    """Return the worst severity of some findings."""
    return min((finding.rule.severity for finding in findings), key=SEVERITIES.index, default=None)
