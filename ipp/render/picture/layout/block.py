"""Cards that hang together, in layers from left to right, with their leads drawn between them."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from ipp.render.picture.card_layout import PORT, WIDTH, CardLayout
from ipp.render.picture.layout import heights, order
from ipp.render.picture.layout.cycles import find_reversed_arcs
from ipp.render.picture.layout.layers import assign_layers
from ipp.render.picture.scene import Lead

BETWEEN = 66.0
"""Pixels between two columns of cards."""
COLUMN = WIDTH + BETWEEN
GAP = 16.0
_THREAD = 8.0  # the height that a lead takes where it passes a column

Point = tuple[float, float]


class Wire(NamedTuple):
    """A lead as it is drawn: `back` when it leads round again, to something that led here."""

    lead: Lead
    points: tuple[Point, ...]
    back: bool

    def move_by(self, x: float, y: float) -> "Wire":
        """Return it elsewhere."""
        return self._replace(points=tuple((left + x, top + y) for left, top in self.points))


class Block(NamedTuple):
    """Cards by number with their left upper corners, and the leads between them; `spans` says from where to where each column is taken."""

    spans: tuple[tuple[float, float], ...]
    corners: dict[int, Point]
    wires: tuple[Wire, ...]


class _Arc(NamedTuple):
    """A lead as the layers see it: always from left to right. The ports are heights below the tops."""

    start: int
    end: int
    out: float
    into: float
    lead: Lead
    back: bool


def lay_out_block(
    numbers: Sequence[int],
    leads: Sequence[Lead],
    card_layouts: Mapping[int, CardLayout],
    ties: Sequence[tuple[int, int]] = (),
    first: int | None = None,
) -> Block:
    """Lay out cards and the leads between them; a card that leads to itself has no lead here.

    `ties` are pairs of cards of which the former stands further left, without a lead between them; they make no circle with
    leads. `first` is the card that stands left of all others, and to which nothing leads.
    """
    layout = _BlockLayout(numbers, leads, card_layouts, ties, first)
    return layout.make_block()


class _BlockLayout:
    def __init__(
        self,
        numbers: Sequence[int],
        leads: Sequence[Lead],
        card_layouts: Mapping[int, CardLayout],
        ties: Sequence[tuple[int, int]],
        first: int | None,
    ) -> None:
        self.numbers, self.card_layouts = numbers, card_layouts
        index = {number: place for place, number in enumerate(numbers)}
        ends = [(index[lead.start], index[lead.end]) for lead in leads]
        back = find_reversed_arcs(len(numbers), ends)
        self.arcs = [
            self.make_arc(lead, *ends[place], back=place in back)
            for place, lead in enumerate(leads)
            if lead.start != lead.end
        ]
        tied = [(index[start], index[end]) for start, end in ties]
        kept = [(arc.start, arc.end) for arc in self.arcs if arc.lead.start != first]
        self.layer = assign_layers(len(numbers), [*kept, *tied])
        if first is not None:
            self.layer = [
                0 if number == first else layer + 1 for number, layer in zip(numbers, self.layer, strict=True)
            ]
        self.height = [card_layouts[number].height for number in numbers]
        self.chains = [self.make_chain(arc) for arc in self.arcs]

    def make_arc(self, lead: Lead, start: int, end: int, *, back: bool) -> _Arc:
        port = self.card_layouts[lead.start].ports[lead.position - 1]
        return _Arc(end, start, PORT, port, lead, True) if back else _Arc(start, end, port, PORT, lead, False)

    def make_chain(self, arc: _Arc) -> list[int]:
        """Return the nodes that an arc runs through, a thread for every layer that it passes."""
        passed = range(self.layer[arc.start] + 1, self.layer[arc.end])
        threads = list(range(len(self.layer), len(self.layer) + len(passed)))
        self.layer += passed
        self.height += [_THREAD] * len(passed)
        return [arc.start, *threads, arc.end]

    def make_block(self) -> Block:
        columns = max(self.layer, default=-1) + 1
        layers: list[list[int]] = [[] for _ in range(columns)]
        for node, layer in enumerate(self.layer):
            layers[layer].append(node)
        layers = order.order_layers(layers, [order.OrderLink(*link) for link in self.list_links(shares=True)])
        tops = heights.find_tops(
            layers, self.height, [heights.HeightLink(*link) for link in self.list_links(shares=False)], GAP
        )
        corners = {
            number: (self.layer[node] * COLUMN, tops[node]) for node, number in enumerate(self.numbers)
        }
        spans = (
            _measure_span([(tops[node], tops[node] + self.height[node]) for node in layer])
            for layer in layers
        )
        wires = (self.make_wire(arc, chain, tops) for arc, chain in zip(self.arcs, self.chains, strict=True))
        return Block(tuple(spans), corners, tuple(wires))

    def list_links(self, *, shares: bool) -> list[tuple[int, int, float, float]]:
        """Return the arcs piece by piece; ports as shares of the height, or as heights."""
        found = []
        for arc, chain in zip(self.arcs, self.chains, strict=True):
            for start, end in pairwise(chain):
                out = arc.out if start == chain[0] else _THREAD / 2
                into = arc.into if end == chain[-1] else _THREAD / 2
                if shares:
                    out, into = out / self.height[start], into / self.height[end]
                found.append((start, end, out, into))
        return found

    def make_wire(self, arc: _Arc, chain: list[int], tops: list[float]) -> Wire:
        points = [(self.layer[arc.start] * COLUMN + WIDTH, tops[arc.start] + arc.out)]
        for thread in chain[1:-1]:
            left, level = self.layer[thread] * COLUMN, tops[thread] + _THREAD / 2
            points += [(left, level), (left + WIDTH, level)]
        points.append((self.layer[arc.end] * COLUMN, tops[arc.end] + arc.into))
        return Wire(arc.lead, tuple(points[::-1] if arc.back else points), arc.back)


def _measure_span(taken: Sequence[tuple[float, float]]) -> tuple[float, float]:
    return min(top for top, _ in taken), max(bottom for _, bottom in taken)
