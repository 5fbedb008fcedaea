"""The path in DOT, the language of Graphviz."""

from collections.abc import Iterator

from ipp.render.picture.scene import Card, Drawing, Picture
from ipp.render.picture.terms import write_card_lines, write_lead
from ipp.text.visible import make_visible, shorten_text

_HEAD = """\
digraph path {
  rankdir=LR; compound=true; newrank=true; nodesep=0.25; ranksep=0.8;
  node [fontname="Helvetica", fontsize=11, shape=box, style="rounded,filled", fillcolor="#ffffff"];
  edge [fontname="Helvetica", fontsize=9, color="#555555"];
"""
_SHAPES = {
    "product": "shape=box",
    "bundle": 'shape=box3d, style="filled", fillcolor="#eef4fb"',
    "touch": 'shape=oval, style="dashed"',
    "list": 'shape=note, style="filled", fillcolor="#f6f1e4"',
}
_GOAL = 'shape=doubleoctagon, style="filled", fillcolor="#fdf0c4"'
_FLAWS = {"error": ', color="#c62828", penwidth=3', "warning": ', color="#b26a00", penwidth=3', "info": ""}


def draw_dot(picture: Picture) -> Drawing:
    """Return the picture as a directed graph with a cluster for each group."""
    return Drawing("".join(_list_lines(picture)))


def _list_lines(picture: Picture) -> Iterator[str]:
    yield _HEAD
    yield f'  label={_quote_label(picture.title)}; labelloc=t; fontname="Helvetica";\n'
    grouped = {number for group in picture.groups for number in group.goods}
    for number, group in enumerate(picture.groups):
        yield f'  subgraph cluster_{number} {{\n    label={_quote_label(group.name)}; color="#bbbbbb";\n'
        yield from (f"    {_write_node(picture, picture.cards[good])}\n" for good in group.goods)
        yield "  }\n"
    for card in picture.list_cards():
        if card.number not in grouped:
            yield f"  {_write_node(picture, card)}\n"
    yield from _write_leads(picture)
    yield from _write_shared_leads(picture)
    yield "}\n"


def _write_node(picture: Picture, card: Card) -> str:
    look = _GOAL if card.number == picture.goal else _SHAPES[card.kind]
    flaw = _FLAWS[card.worst] if card.worst else ""
    return f"n{card.number} [label={_quote_label(card.name, *write_card_lines(card))}, {look}{flaw}];"


def _write_leads(picture: Picture) -> Iterator[str]:
    for lead in picture.list_leads():
        style = ", style=dashed" if lead.row.conditional else ", penwidth=2" if lead.main else ""
        yield f"  n{lead.start} -> n{lead.end} [label={_quote_label(write_lead(lead.position, lead.row))}{style}];\n"


def _write_shared_leads(picture: Picture) -> Iterator[str]:
    """One marked lead for each group: to the list that it shares, and to the list of everybody."""
    for number, group in enumerate(picture.groups):
        for end in (group.then, picture.store):
            if end is not None and group.goods:
                yield f'  n{group.goods[-1]} -> n{end} [ltail=cluster_{number}, penwidth=3, color="#999999"];\n'


def _quote_label(*lines: str) -> str:
    """Return lines as one label: nothing in them is an escape or an entity."""
    safe = (
        shorten_text(make_visible(text), 120).replace("&", "&amp;").replace("\\", "\\\\") for text in lines
    )
    return '"' + "\\n".join(text.replace('"', '\\"') for text in safe) + '"'
