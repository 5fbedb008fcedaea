"""The path as a tree of lines: for each thing what its list says, or from one thing what follows what."""

from collections.abc import Iterator

from ipp.render.page import Line, Piece, make_line
from ipp.render.picture.scene import Card, Picture, Row, RungNote, find_worst
from ipp.render.picture.terms import write_content
from ipp.render.signs import SIGNS, ULTIMATE

_COLOURS = {"error": "bold red", "warning": "yellow", "info": "cyan"}
_SIGNS = {"error": "✗", "warning": "!", "info": "i"}
_BRANCH, _LAST, _DOWN, _BLANK = "├─ ", "└─ ", "│  ", "   "


def draw_tree(picture: Picture, start: int | None = None, depth: int = 1) -> list[Line]:
    """Return the picture as lines: of all its cards, or of `start` with what follows, `depth` leads deep."""
    tree = _Tree(picture)
    return list(tree.draw_whole() if start is None else tree.draw_onwards(start, depth))


class _Tree:
    def __init__(self, picture: Picture) -> None:
        self.picture, self.cards = picture, picture.cards
        self.shown: set[int] = set()

    def draw_whole(self) -> Iterator[Line]:
        yield self.write_title()
        for number in (self.picture.prospects,):
            yield from self.draw_block(number)
        for group in self.picture.groups:
            if len(self.picture.groups) > 1 or group.name:
                yield make_line()
                yield make_line(Piece(group.name or "without a category", "bold underline"))
            for number in group.goods:
                yield from self.draw_card(self.cards[number], (), 1)
            if group.then is not None:
                yield from self.draw_card(self.cards[group.then], (), 1)
        for number in (self.picture.store, self.picture.goal, self.picture.rest):
            yield from self.draw_block(number)
        yield from self.draw_unplaced()

    def write_title(self) -> Line:
        goal = self.cards[self.picture.goal] if self.picture.goal is not None else None
        pieces = (
            (" leads to ", Piece(f"{ULTIMATE} {goal.name}", "bold yellow"), f"  {goal.price}") if goal else ()
        )
        return make_line(Piece(self.picture.title, "bold"), *pieces)

    def draw_block(self, number: int | None) -> Iterator[Line]:
        if number is not None:
            yield make_line()
            yield from self.draw_card(self.cards[number], (), 1)

    def draw_unplaced(self) -> Iterator[Line]:
        if self.picture.findings:
            yield make_line()
        for finding in self.picture.findings:
            yield self.draw_finding(finding.rule.severity, finding.rule.code, finding.message, "")

    def draw_onwards(self, start: int, depth: int) -> Iterator[Line]:
        yield from self.draw_card(self.cards[start], (), depth)
        card = self.cards[start]
        shared = [group.then for group in self.picture.groups if start in group.goods]
        for number in (*shared, self.picture.store):
            if card.kind in ("product", "bundle") and number is not None and number in self.cards:
                yield from self.draw_card(self.cards[number], (), 1)

    def draw_card(self, card: Card, stem: tuple[str, ...], depth: int) -> Iterator[Line]:
        """Yield a thing and, below it, what is found on it, what is in it, its smaller versions, and its list."""
        yield make_line(*self.extend_stem(stem), *self.write_heading(card))
        yield from self.draw_below(card, stem, depth)

    def write_heading(self, card: Card) -> Iterator[str | Piece]:
        goal = card.number == self.picture.goal
        mark = ULTIMATE if goal else SIGNS[card.kind]
        yield Piece(f"{mark} ", "yellow" if goal else "cyan")
        yield Piece(card.name, "bold")
        yield f"  {card.price}" if card.price else ""
        facts = [fact for fact in card.facts if fact != "bundle"]
        yield Piece(f"  {', '.join(facts)}" if facts else "", "dim")

    def draw_below(self, card: Card, stem: tuple[str, ...], depth: int) -> Iterator[Line]:
        self.shown.add(card.number)
        inner = self.indent_stem(stem)
        bar = _DOWN if card.rows and depth else _BLANK
        for finding in card.findings:
            yield self.draw_finding(
                finding.rule.severity, finding.rule.code, finding.message, "".join(inner) + bar
            )
        if card.holds:
            holds = ", ".join(map(write_content, card.holds))
            yield make_line(*self.extend_stem(inner, last=False), bar, Piece(f"in it: {holds}", "dim"))
        for rung in card.rungs:
            yield self.draw_rung(rung, "".join(inner) + bar)
        if depth:
            for place, row in enumerate(card.rows):
                tip = _LAST if place == len(card.rows) - 1 else _BRANCH
                yield from self.draw_row(row, (*inner, tip), depth - 1)

    def draw_row(self, row: Row, stem: tuple[str, ...], depth: int) -> Iterator[Line]:
        card = self.cards.get(row.number)
        again = row.number in self.shown
        found = find_worst(row.findings)
        terms = f"  {', '.join(row.terms)}" if row.terms else ""
        yield make_line(
            *self.extend_stem(stem),
            Piece(self.choose_mark(row), "yellow" if row.number == self.picture.goal else "cyan"),
            row.name,
            f"  {row.price}" if row.price else "",
            Piece(terms, "dim"),
            Piece(f"  {_SIGNS[found]}" if found else "", _COLOURS[found] if found else ""),
            Piece("  ↑ above" if again and depth and card and card.rows else "", "dim"),
        )
        for rung in row.rungs:
            yield self.draw_rung(rung, "".join(self.indent_stem(stem)))
        if card and depth > 0 and not again and card.kind != "touch":
            yield from self.draw_below(card._replace(findings=()), stem, depth)

    def choose_mark(self, row: Row) -> str:
        return f"{ULTIMATE if row.number == self.picture.goal else SIGNS[row.kind]} "

    def draw_rung(self, rung: RungNote, indent: str) -> Line:
        holds = f"  {', '.join(map(write_content, rung.holds))}" if rung.holds else ""
        price = f"  {rung.price}" if rung.price else ""
        return make_line(
            Piece(indent, "dim"), Piece("↓ if No: ", "dim"), rung.name, price, Piece(holds, "dim")
        )

    def draw_finding(self, severity: str, code: str, message: str, indent: str) -> Line:
        return make_line(
            Piece(indent, "dim"), Piece(f"{_SIGNS[severity]} {code} {message}", _COLOURS[severity])
        )

    def extend_stem(self, stem: tuple[str, ...], *, last: bool = True) -> tuple[Piece, ...]:
        return (Piece("".join(stem), "dim"),) if stem and (last or stem) else ()

    def indent_stem(self, stem: tuple[str, ...]) -> tuple[str, ...]:
        return tuple({_BRANCH: _DOWN, _LAST: _BLANK}.get(part, part) for part in stem)
