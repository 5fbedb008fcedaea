"""The path as a tree of lines: for each thing what its list says, or from one thing what follows what."""

from collections.abc import Iterator

from ipp.render.page import Line, Piece, line
from ipp.render.picture.scene import Card, Picture, Row, Rung, worst
from ipp.render.picture.terms import content_text

_MARKS = {"product": "●", "bundle": "▣", "touch": "○", "list": "»"}
_COLOURS = {"error": "bold red", "warning": "yellow", "info": "cyan"}
_SIGNS = {"error": "✗", "warning": "!", "info": "i"}
_BRANCH, _LAST, _DOWN, _BLANK = "├─ ", "└─ ", "│  ", "   "


def render(picture: Picture, start: int | None = None, depth: int = 1) -> list[Line]:
    """Return the picture as lines: of all its cards, or of `start` with what follows, `depth` leads deep."""
    tree = _Tree(picture)
    return list(tree.whole() if start is None else tree.onwards(start, depth))


class _Tree:
    def __init__(self, picture: Picture) -> None:
        self.picture, self.cards = picture, picture.cards
        self.told: set[int] = set()

    def whole(self) -> Iterator[Line]:
        yield self.title()
        for number in (self.picture.prospects,):
            yield from self.block(number)
        for group in self.picture.groups:
            if len(self.picture.groups) > 1 or group.name:
                yield line()
                yield line(Piece(group.name or "without a category", "bold underline"))
            for number in group.goods:
                yield from self.card(self.cards[number], (), 1)
            if group.then is not None:
                yield from self.card(self.cards[group.then], (), 1)
        for number in (self.picture.store, self.picture.goal, self.picture.rest):
            yield from self.block(number)
        yield from self.loose()

    def title(self) -> Line:
        goal = self.cards[self.picture.goal] if self.picture.goal is not None else None
        pieces = (" leads to ", Piece(f"★ {goal.name}", "bold yellow"), f"  {goal.price}") if goal else ()
        return line(Piece(self.picture.title, "bold"), *pieces)

    def block(self, number: int | None) -> Iterator[Line]:
        if number is not None:
            yield line()
            yield from self.card(self.cards[number], (), 1)

    def loose(self) -> Iterator[Line]:
        if self.picture.findings:
            yield line()
        for finding in self.picture.findings:
            yield self.finding(finding.rule.severity, finding.rule.code, finding.message, "")

    def onwards(self, start: int, depth: int) -> Iterator[Line]:
        yield from self.card(self.cards[start], (), depth)
        card = self.cards[start]
        shared = [group.then for group in self.picture.groups if start in group.goods]
        for number in (*shared, self.picture.store):
            if card.kind in ("product", "bundle") and number is not None and number in self.cards:
                yield from self.card(self.cards[number], (), 1)

    def card(self, card: Card, stem: tuple[str, ...], depth: int) -> Iterator[Line]:
        """Yield a thing and, below it, what is found on it, what is in it, its smaller versions, and its list."""
        yield line(*self.stem(stem), *self.heading(card))
        yield from self.below(card, stem, depth)

    def heading(self, card: Card) -> Iterator[str | Piece]:
        goal = card.number == self.picture.goal
        mark = "★" if goal else _MARKS[card.kind]
        yield Piece(f"{mark} ", "yellow" if goal else "cyan")
        yield Piece(card.name, "bold")
        yield f"  {card.price}" if card.price else ""
        facts = [fact for fact in card.facts if fact != "bundle"]
        yield Piece(f"  {', '.join(facts)}" if facts else "", "dim")

    def below(self, card: Card, stem: tuple[str, ...], depth: int) -> Iterator[Line]:
        self.told.add(card.number)
        inner = self.inner(stem)
        bar = _DOWN if card.rows and depth else _BLANK
        for finding in card.findings:
            yield self.finding(
                finding.rule.severity, finding.rule.code, finding.message, "".join(inner) + bar
            )
        if card.holds:
            holds = ", ".join(map(content_text, card.holds))
            yield line(*self.stem(inner, last=False), bar, Piece(f"in it: {holds}", "dim"))
        for rung in card.rungs:
            yield self.rung(rung, "".join(inner) + bar)
        if depth:
            for place, row in enumerate(card.rows):
                tip = _LAST if place == len(card.rows) - 1 else _BRANCH
                yield from self.row(row, (*inner, tip), depth - 1)

    def row(self, row: Row, stem: tuple[str, ...], depth: int) -> Iterator[Line]:
        card = self.cards.get(row.number)
        again = row.number in self.told
        found = worst(row.findings)
        terms = f"  {', '.join(row.terms)}" if row.terms else ""
        yield line(
            *self.stem(stem),
            Piece(self.mark(row), "yellow" if row.number == self.picture.goal else "cyan"),
            row.name,
            f"  {row.price}" if row.price else "",
            Piece(terms, "dim"),
            Piece(f"  {_SIGNS[found]}" if found else "", _COLOURS[found] if found else ""),
            Piece("  ↑ above" if again and depth and card and card.rows else "", "dim"),
        )
        for rung in row.rungs:
            yield self.rung(rung, "".join(self.inner(stem)))
        if card and depth > 0 and not again and card.kind != "touch":
            yield from self.below(card._replace(findings=()), stem, depth)

    def mark(self, row: Row) -> str:
        return f"{'★' if row.number == self.picture.goal else _MARKS[row.kind]} "

    def rung(self, rung: Rung, indent: str) -> Line:
        holds = f"  {', '.join(map(content_text, rung.holds))}" if rung.holds else ""
        price = f"  {rung.price}" if rung.price else ""
        return line(Piece(indent, "dim"), Piece("↓ if No: ", "dim"), rung.name, price, Piece(holds, "dim"))

    def finding(self, severity: str, code: str, message: str, indent: str) -> Line:
        return line(Piece(indent, "dim"), Piece(f"{_SIGNS[severity]} {code} {message}", _COLOURS[severity]))

    def stem(self, stem: tuple[str, ...], *, last: bool = True) -> tuple[Piece, ...]:
        return (Piece("".join(stem), "dim"),) if stem and (last or stem) else ()

    def inner(self, stem: tuple[str, ...]) -> tuple[str, ...]:
        return tuple({_BRANCH: _DOWN, _LAST: _BLANK}.get(part, part) for part in stem)
