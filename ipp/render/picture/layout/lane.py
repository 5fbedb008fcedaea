"""The goods of one group as a lane: what hangs together in blocks, the blocks packed side by side.

Leads that would have to run far are not drawn but written, with a sign, in the list that they start from: those over more
than MOST_LAYERS columns, and those from a column so full that nobody could follow them. So a lane grows with its goods and
not with their square, and stays legible.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ipp.render.picture.card_layout import CardLayout
from ipp.render.picture.layout.block import COLUMN, GAP, Block, Point, Wire, lay_out_block
from ipp.render.picture.layout.cycles import find_reversed_arcs
from ipp.render.picture.layout.layers import assign_layers
from ipp.render.picture.scene import Lead

MOST_LAYERS = 6
MOST_IN_COLUMN = 10


class Lane(NamedTuple):
    """Corners of the cards of a group and their leads, from (0, 0), in so many columns."""

    columns: int
    height: float
    corners: dict[int, Point]
    wires: tuple[Wire, ...]


def lay_out_blocks(
    numbers: Sequence[int], leads: Sequence[Lead], card_layouts: Mapping[int, CardLayout]
) -> list[Block]:
    """Lay out the cards of a group, what hangs together in one block."""
    kept = select_shown_leads(numbers, leads)
    return [lay_out_block(part, own, card_layouts) for part, own in _split_parts(numbers, kept)]


def pack_blocks(blocks: Sequence[Block], columns: int) -> Lane:
    """Put blocks into so many columns, widest first, each where it comes to stand highest."""
    level = [0.0] * columns
    corners: dict[int, Point] = {}
    wires: list[Wire] = []
    for each in sorted(blocks, key=lambda each: (-len(each.spans), -each.spans[0][1])):
        tops = [_find_top(each, level[left:]) for left in range(columns - len(each.spans) + 1)]
        top = min(tops)
        left = tops.index(top)
        x = left * COLUMN
        corners.update((number, (at[0] + x, at[1] + top)) for number, at in each.corners.items())
        wires += [wire.move_by(x, top) for wire in each.wires]
        level[left : left + len(each.spans)] = [top + bottom + GAP for _, bottom in each.spans]
    return Lane(columns, max(GAP, *level) - GAP, corners, tuple(wires))


def _find_top(each: Block, level: Sequence[float]) -> float:
    """Return how high a block can stand on columns filled up to these levels: it may reach into the gaps of others."""
    return max(0.0, *(filled - top for (top, _), filled in zip(each.spans, level, strict=False)))


def select_shown_leads(
    numbers: Sequence[int], leads: Sequence[Lead], most_layers: int = MOST_LAYERS
) -> list[Lead]:
    """Return the leads that are drawn, the others are written."""
    index = {number: place for place, number in enumerate(numbers)}
    leads = [lead for lead in leads if lead.start != lead.end]
    ends = [(index[lead.start], index[lead.end]) for lead in leads]
    back = find_reversed_arcs(len(numbers), ends)
    forward = [(end, start) if place in back else (start, end) for place, (start, end) in enumerate(ends)]
    layer = assign_layers(len(numbers), forward)
    crowded = _find_crowded(layer, forward)
    return [
        lead
        for lead, (start, end) in zip(leads, forward, strict=True)
        if layer[start] // most_layers == layer[end] // most_layers and start not in crowded
    ]


def _find_crowded(layer: Sequence[int], arcs: Iterable[tuple[int, int]]) -> set[int]:
    """Return the nodes for which their column has no room: later ones to which nothing leads."""
    led = {end for _, end in arcs}
    full: dict[int, int] = {}
    crowded = set()
    for node, column in enumerate(layer):
        full[column] = full.get(column, 0) + 1
        if full[column] > MOST_IN_COLUMN and node not in led:
            crowded.add(node)
    return crowded


def _split_parts(numbers: Sequence[int], leads: Sequence[Lead]) -> list[tuple[list[int], list[Lead]]]:
    """Return what hangs together, each part with its leads, by its first card."""
    root = {number: number for number in numbers}

    def find_root(number: int) -> int:
        while root[number] != number:
            root[number] = root[root[number]]
            number = root[number]
        return number

    for lead in leads:
        one, other = sorted((find_root(lead.start), find_root(lead.end)))
        root[other] = one
    parts: dict[int, tuple[list[int], list[Lead]]] = {}
    for number in numbers:
        parts.setdefault(find_root(number), ([], []))[0].append(number)
    for lead in leads:
        parts[find_root(lead.start)][1].append(lead)
    return list(parts.values())
