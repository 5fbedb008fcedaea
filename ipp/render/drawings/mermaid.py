"""The path as a Mermaid flowchart, which GitHub draws in Markdown."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from ipp.errors import RequestError
from ipp.render.picture.scene import Card, Drawing, Group, Picture
from ipp.render.picture.terms import write_card_lines, write_lead
from ipp.text.visible import make_visible, shorten_text
from ipp.text.words import count_things

MOST_LEADS, MOST_CHARACTERS = 500, 50_000
"""What Mermaid draws unless it is configured otherwise, and on GitHub it cannot be."""
MOST_GOODS = 40
"""Goods up to which touches are drawn as things of their own; in larger pictures they stand in the boxes."""
MOST_GROUPS = 60
_SHAPES = {"product": ('["', '"]'), "bundle": ('[["', '"]]'), "touch": ('(["', '"])'), "list": ('>"', '"]')}
_GOAL = ('("', '")')
_CLASSES = """\
  classDef touch stroke-dasharray:4 3
  classDef goal stroke-width:4px,font-weight:bold
  classDef error stroke:#c62828,stroke-width:3px
  classDef warning stroke:#b26a00,stroke-width:3px
"""
_LEAD = re.compile(r"^  [ng]\d+ [-=]", re.MULTILINE)
_ACTING = re.compile(r"[^\w ,.:'()+*/!?=$-]|:(?! )", re.ASCII)


def draw_mermaid(picture: Picture) -> Drawing:
    """Return the picture as a flowchart; where Mermaid would refuse it, that of its groups.

    Raises RequestError when it is too large and there are no groups, so that nothing worth drawing is left.
    """
    text = "".join(_Flowchart(picture).list_lines())
    if len(text) <= MOST_CHARACTERS and len(_LEAD.findall(text)) < MOST_LEADS:
        return Drawing(text)
    if len(picture.groups) < 2:
        fewer = "a smaller --depth" if picture.part else "--from NAME"
        raise RequestError(
            f"too large for Mermaid, which draws at most {MOST_LEADS} arrows on GitHub, and there are no categories to draw instead; "
            f"{fewer} draws a part of it, --format svg or html the whole"
        )
    note = (
        "too large for Mermaid on GitHub: only groups are drawn; --from NAME draws what is around one thing"
    )
    return Drawing("".join(_write_overview(picture)), note)


class _Flowchart:
    def __init__(self, picture: Picture) -> None:
        self.picture, self.cards = picture, picture.cards
        self.small = sum(len(group.goods) for group in picture.groups) <= MOST_GOODS

    def list_lines(self) -> Iterator[str]:
        yield "flowchart LR\n"
        grouped = {number for group in self.picture.groups for number in group.goods}
        for number, group in enumerate(self.picture.groups):
            yield f'  subgraph g{number}["{_escape_label(group.name or self.find_rest_name())}"]\n'
            yield from (f"    {self.write_node(self.cards[good])}\n" for good in group.goods)
            yield "  end\n"
        for card in self.picture.list_cards():
            if card.number not in grouped and (self.small or card.kind != "touch"):
                yield f"  {self.write_node(card)}\n"
        yield from self.write_leads()
        yield from self.write_shared_leads()
        yield _CLASSES
        yield from self.write_classes()

    def find_rest_name(self) -> str:
        return self.picture.title if len(self.picture.groups) == 1 else "without a category"

    def write_node(self, card: Card) -> str:
        opening, closing = _GOAL if card.number == self.picture.goal else _SHAPES[card.kind]
        name = f"★ {card.name}" if card.number == self.picture.goal else card.name
        lines = [name, *write_card_lines(card), *self.list_touch_nodes(card)]
        return f"n{card.number}{opening}{'<br/>'.join(map(_escape_label, lines))}{closing}"

    def list_touch_nodes(self, card: Card) -> Iterable[str]:
        return () if self.small else (f"○ {row.name}" for row in card.rows if row.touch)

    def write_leads(self) -> Iterator[str]:
        for lead in self.picture.list_leads():
            if self.small or not lead.row.touch:
                arrow = "-.->" if lead.row.conditional else "==>" if lead.main else "-->"
                yield f'  n{lead.start} {arrow}|"{_escape_label(write_lead(lead.position, lead.row))}"| n{lead.end}\n'

    def write_shared_leads(self) -> Iterator[str]:
        """One marked lead for each group: to the list that it shares, and from there to the list of everybody."""
        for number, group in enumerate(self.picture.groups):
            if group.then is not None:
                yield f"  g{number} ==> n{group.then}\n"
            if self.picture.store is not None and group.goods:
                yield f"  g{number} --> n{self.picture.store}\n"

    def write_classes(self) -> Iterator[str]:
        for card in self.picture.list_cards():
            if card.kind == "touch" and not self.small:
                continue
            names = ["goal"] if card.number == self.picture.goal else []
            names += [card.kind] if card.kind == "touch" else []
            names += [card.worst] if card.worst in ("error", "warning") else []
            yield from (f"  class n{card.number} {name}\n" for name in names)


def _write_overview(picture: Picture) -> Iterator[str]:
    yield "flowchart LR\n"
    groups = picture.groups[:MOST_GROUPS]
    homes = {number: place for place, group in enumerate(groups) for number in group.goods}
    for number, group in enumerate(groups):
        yield f'  g{number}["{_escape_label(group.name or "without a category")}<br/>{_write_size(group)}"]\n'
    if len(groups) < len(picture.groups):
        yield f'  more["and {count_things(len(picture.groups) - len(groups), "more group")}"]\n'
    between = Counter((homes.get(lead.start), homes.get(lead.end)) for lead in picture.list_leads())
    led = [(ends, count) for ends, count in between.most_common() if None not in ends and ends[0] != ends[1]]
    for (start, end), count in led[: MOST_LEADS - 2 * MOST_GROUPS]:
        yield f"  g{start} -->|{count}| g{end}\n"
    if picture.goal is not None:
        goal = picture.cards[picture.goal]
        yield f"  n{goal.number}{_GOAL[0]}{_escape_label(f'★ {goal.name}')}{_GOAL[1]}\n"
        yield from (f"  g{number} --> n{goal.number}\n" for number in range(len(groups)))


def _write_size(group: Group) -> str:
    return f"{len(group.goods)} to buy"


def _escape_label(text: str) -> str:
    """Return a text that is nothing but text inside a quoted label."""
    text = shorten_text(make_visible(text), 120)
    text = text.replace(":fa-", ":fa\u2011").replace(
        "\\", "\u2216"
    )  # no entity keeps icons and `\n` from acting
    return _ACTING.sub(_make_entity, text)


def _make_entity(found: re.Match[str]) -> str:
    char = found.group()
    return char if ord(char) > 0x7F else f"#{ord(char)};"
